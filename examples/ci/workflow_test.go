package ci_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
)

type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Permissions map[string]string
		Steps       []step
	}
}

func readWorkflow(t *testing.T) workflow {
	t.Helper()
	text, err := os.ReadFile("workflow.yml")
	require.NoError(t, err)
	var w workflow
	require.NoError(t, yaml.Unmarshal(text, &w))
	return w
}

// The workflow may read the repository and comment, and nothing else; what it uses of others is pinned.
func TestTheWorkflowMayLittle(t *testing.T) {
	w := readWorkflow(t)
	require.Empty(t, w.Permissions)
	require.Len(t, w.Jobs, 1)
	pinned := regexp.MustCompile(`^[\w.-]+/[\w.-]+@[0-9a-f]{40}$`)
	for _, job := range w.Jobs {
		require.Equal(t, map[string]string{"contents": "read", "pull-requests": "write"}, job.Permissions)
		for _, s := range job.Steps {
			require.True(t, s.Uses == "" || strings.HasPrefix(s.Uses, "./") || pinned.MatchString(s.Uses), s.Uses)
			require.NotContains(t, s.Run, "${{", "what comes from outside is no part of a script")
		}
	}
	for _, s := range steps(t) {
		require.NotContains(t, s.Run, "${{", "what comes from outside is no part of a script")
	}
}

// actionlint reads the workflow as it would lie in a repository, and with it the inputs that the action takes.
func TestTheWorkflowPassesActionlint(t *testing.T) {
	linter, err := filepath.Abs("../../.tools/actionlint")
	require.NoError(t, err)
	if _, err := os.Stat(linter); err != nil {
		const message = "NOT TESTED: the workflow by actionlint; `make actionlint` installs it"
		fmt.Fprintln(os.Stderr, message)
		t.Skip(message)
	}
	repository := t.TempDir()
	for from, to := range map[string]string{"workflow.yml": ".github/workflows/catalog.yml", "action.yml": ".headwater/examples/ci/action.yml"} {
		text, err := os.ReadFile(from)
		require.NoError(t, err)
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(repository, to)), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(repository, to), text, 0o600))
	}
	require.NoError(t, os.Mkdir(filepath.Join(repository, ".git"), 0o700)) // by which it knows the root
	command := exec.Command(linter, "-no-color", ".github/workflows/catalog.yml")
	command.Dir = repository
	said, err := command.CombinedOutput()
	require.NoError(t, err, string(said))
}
