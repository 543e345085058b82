// Package ci_test tries the action as a runner would: its own scripts, in a real Git repository, with the real program, and
// with a gh that notes what it is asked for.
package ci_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
)

// program is the headwater that is tried, built once.
var program string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "headwater-ci")
	if err == nil {
		program = filepath.Join(folder, "headwater")
		err = exec.Command("go", "build", "-o", program, "../../cmd/headwater").Run()
	}
	code := 1
	if err == nil {
		code = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

type step struct {
	ID   string
	Name string
	Run  string
	Uses string
	Env  map[string]string
}

// steps returns the steps of the action, by name.
func steps(t *testing.T) map[string]step {
	t.Helper()
	text, err := os.ReadFile("action.yml")
	require.NoError(t, err)
	var action struct {
		Runs struct{ Steps []step }
	}
	require.NoError(t, yaml.Unmarshal(text, &action))
	named := map[string]step{}
	for _, s := range action.Runs.Steps {
		named[s.Name] = s
	}
	require.Len(t, named, 3)
	return named
}

// runner is a machine that a pull request is checked out on.
type runner struct {
	testing.TB
	steps  map[string]step
	folder string // the repository
	temp   string
}

// newRunner returns a runner with a pull request that takes away what a forecast is made of.
func newRunner(t *testing.T) runner {
	t.Helper()
	for _, needed := range []string{"git", "bash"} {
		if _, err := exec.LookPath(needed); err != nil {
			t.Skip("NOT TESTED: the action; it needs " + needed)
		}
	}
	r := runner{t, steps(t), t.TempDir(), t.TempDir()}
	catalog := filepath.Join(r.folder, "catalog", "shop.yaml")
	require.NoError(t, os.MkdirAll(filepath.Dir(catalog), 0o700))
	const teams = "source: shop\nteams: {clerks: {name: Clerks, contact: \"@shop/clerks\"}}\n"
	write := func(domains string) {
		require.NoError(t, os.WriteFile(catalog, []byte(teams+"domains: "+domains+"\n"), 0o600))
	}
	write("{sale: {name: Sale, owner: clerks, ports: {report: Report, forecast: Forecast}, flows: [{from: report, to: forecast}]}}")
	r.git("init", "-q", "-b", "main")
	r.git("add", ".")
	r.git("commit", "-q", "-m", "base")
	write("{sale: {name: Sale, owner: clerks, ports: {forecast: Forecast}}}")
	r.git("commit", "-q", "-a", "-m", "change")
	return r
}

func (r runner) git(arguments ...string) string {
	r.Helper()
	command := exec.Command("git", append([]string{"-c", "user.name=A Person", "-c", "user.email=person@example.org"}, arguments...)...)
	command.Dir = r.folder
	said, err := command.CombinedOutput()
	require.NoError(r, err, string(said))
	return strings.TrimSpace(string(said))
}

// run runs a step with these variables, which must be those that it has, and returns what it says and its exit code.
func (r runner) run(name string, variables map[string]string) (said string, code int) {
	r.Helper()
	s := r.steps[name]
	command := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", s.Run) // as runners do
	command.Dir = r.folder
	command.Env = []string{
		"PATH=" + r.temp + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + r.temp, "RUNNER_TEMP=" + r.temp,
		"GITHUB_OUTPUT=" + filepath.Join(r.temp, "output"), "GITHUB_STEP_SUMMARY=" + filepath.Join(r.temp, "summary"),
	}
	for variable, value := range variables {
		require.Contains(r, s.Env, variable)
		command.Env = append(command.Env, variable+"="+value)
	}
	out, err := command.CombinedOutput()
	if failed, is := errors.AsType[*exec.ExitError](err); is {
		return string(out), failed.ExitCode()
	}
	require.NoError(r, err)
	return string(out), 0
}

// read returns what is in a file of the runner, "" where it is not there.
func (r runner) read(name string) string {
	text, err := os.ReadFile(filepath.Join(r.temp, name))
	if !errors.Is(err, os.ErrNotExist) {
		require.NoError(r, err)
	}
	return string(text)
}

// gh puts a gh on the path that answers as the script says, and writes down what it is asked for.
func (r runner) gh(script string) {
	text := "#!/bin/bash\nprintf '%s\\n' \"$*\" >> \"$RUNNER_TEMP/asked\"\n" + script + "\n"
	require.NoError(r, os.WriteFile(filepath.Join(r.temp, "gh"), []byte(text), 0o700))
}

func TestTheActionComparesWithTheBase(t *testing.T) {
	r := newRunner(t)
	variables := map[string]string{"HEADWATER": program, "CATALOG": "catalog", "BASE_REF": r.git("rev-parse", "main~1"), "FAIL_ON": "breaking", "MENTION": "true"}
	said, code := r.run("Compare", variables)
	require.Zero(t, code, said)
	require.Equal(t, "comment="+filepath.Join(r.temp, "headwater-comment.md")+"\ncode=1\n", r.read("output"))
	require.Contains(t, said, "--fail-on breaking: 1 breaks")
	require.True(t, strings.HasPrefix(r.read("headwater-comment.md"), "<!-- headwater-ci -->\n**Changing Report breaks 1 part of 1 domain"))
	require.Contains(t, r.read("headwater-comment.md"), "| @shop/clerks |")
	require.Equal(t, r.read("headwater-comment.md"), r.read("summary"))
	_, code = r.run("Fail where asked", map[string]string{"CODE": "1"})
	require.Equal(t, 1, code)
}

func TestTheActionFailsWhereNothingCanBeCompared(t *testing.T) {
	r := newRunner(t)
	for _, variables := range []map[string]string{
		{"HEADWATER": program, "CATALOG": "catalog", "BASE_REF": "nowhere"},
		{"HEADWATER": program, "CATALOG": "nowhere", "BASE_REF": "main"},
		{"HEADWATER": program, "CATALOG": "catalog", "SERVER": "http://127.0.0.1:1"},
		{"HEADWATER": "no-such-program", "CATALOG": "catalog", "BASE_REF": "main"},
	} {
		said, code := r.run("Compare", variables)
		require.NotZero(t, code, said)
		require.Empty(t, r.read("output"))
	}
}

// Inputs are texts, whatever they say.
func TestTheActionRunsNothingOfItsInputs(t *testing.T) {
	r := newRunner(t)
	for _, evil := range []string{"$(touch evil)", "`touch evil`", "x; touch evil", "--output=evil", "' && touch evil '"} {
		_, code := r.run("Compare", map[string]string{"HEADWATER": program, "CATALOG": evil, "BASE_REF": evil, "FAIL_ON": evil, "MENTION": evil})
		require.NotZero(t, code)
		require.NoFileExists(t, filepath.Join(r.folder, "evil"))
	}
}

func TestTheActionCommentsOnceAndThenRenewsIt(t *testing.T) {
	r := newRunner(t)
	comment := filepath.Join(r.temp, "headwater-comment.md")
	variables := map[string]string{"REPOSITORY": "shop/catalog", "NUMBER": "7", "COMMENT": comment, "GH_TOKEN": "t"}
	r.gh("")
	said, code := r.run("Comment", variables)
	require.Zero(t, code, said)
	require.Contains(t, r.read("asked"), "api --silent --method POST repos/shop/catalog/issues/7/comments --field body=@"+comment+"\n")
	r.gh("case \"$*\" in *--paginate*) printf '41\\n42\\n';; esac")
	said, code = r.run("Comment", variables)
	require.Zero(t, code, said)
	require.Contains(t, r.read("asked"), "api --silent --method PATCH repos/shop/catalog/issues/comments/41 --field body=@"+comment+"\n")
}

func TestWhereNobodyMayCommentTheActionSaysSo(t *testing.T) {
	r := newRunner(t)
	for _, script := range []string{"exit 1", "case \"$*\" in *--paginate*) ;; *) exit 1;; esac"} {
		r.gh(script)
		said, code := r.run("Comment", map[string]string{"REPOSITORY": "shop/catalog", "NUMBER": "7", "COMMENT": "c"})
		require.Zero(t, code)
		require.Contains(t, said, "::warning::The comment cannot be written")
	}
}
