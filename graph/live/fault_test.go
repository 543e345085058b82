package live_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// TestKilledAtEachStep kills a process with eight writers at each step of a commit, a checkpoint and a compaction, the first
// time that it comes there and later ones, again and again over one file for each step. What was acknowledged is there, nothing is
// there by half, the log folds to the state, and the second note of the head agrees. A step that is never reached fails.
func TestKilledAtEachStep(t *testing.T) {
	program := armed(t)
	for i, step := range fault.Steps {
		t.Run(string(step), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "catalog.db")
			acknowledged := map[string]bool{}
			for _, time := range times(i, step) {
				killAt(t, program, path, step, time, acknowledged)
			}
		})
	}
}

// times returns at which times of a step it is killed: in a short run the first or the third, by turns, because what is left is read
// whole. Opening goes through each of its steps once.
func times(i int, step fault.Step) []int {
	switch {
	case step == fault.HeadReplaced || step == fault.HeadOpened:
		return []int{1, 1}
	case os.Getenv("HEADWATER_SOAK") != "":
		return []int{1, 2, 3, 4, 5, 1, 2, 3, 4, 5}
	}
	return []int{1 + i%2*2}
}

// armed returns a program of this package's tests that is killed at steps.
func armed(t *testing.T) (path string) {
	path = filepath.Join(t.TempDir(), "armed.test")
	out, err := exec.Command("go", "test", "-c", "-tags", "faultpoints", "-o", path, ".").CombinedOutput()
	require.NoError(t, err, string(out))
	return path
}

// killAt runs the doomed until it is killed, and checks what it left.
func killAt(t *testing.T, program, path string, step fault.Step, time int, acknowledged map[string]bool) {
	child := exec.Command(program, "-test.run=^$")
	child.Env = append(os.Environ(), doomedVariable+"="+path, fmt.Sprintf("%s=%s:%d", fault.Variable, step, time))
	out, err := child.Output()
	require.NotContains(t, string(out), "lived", "%q is not reached %d times", step, time)
	require.ErrorContains(t, err, "killed", string(out))
	var last graph.Revision
	for line := range strings.Lines(string(out)) {
		var name string
		var revision graph.Revision
		_, err := fmt.Sscanf(line, "ack %s %d", &name, &revision)
		require.NoError(t, err, "the doomed said %q", line)
		acknowledged[name], last = true, max(last, revision)
	}
	intact(t, path, last, acknowledged)
}

// intact checks what is in a file against what was acknowledged, which it adds the rest to: from then on that must stay.
func intact(t *testing.T, path string, last graph.Revision, acknowledged map[string]bool) {
	before := noted(t, path)
	store, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()), "the log folds to the state")
	g, err := graph.New(store.Load(t.Context()))
	require.NoError(t, err)
	require.GreaterOrEqual(t, before, last, "the note has what was acknowledged")
	require.LessOrEqual(t, before, g.Revision(), "the note is never ahead of the file")
	require.Equal(t, g.Revision(), noted(t, path), "the note is the head again")
	dense(t, store, g.Revision())

	for name := range acknowledged {
		require.True(t, whole(g, name), "%s was acknowledged and is lost", name)
	}
	unheard := 0
	for n := range g.Nodes() {
		name, is := strings.CutSuffix(strings.TrimPrefix(string(g.ID(n)), "domain:"), "/left")
		if is && !acknowledged[name] {
			unheard++
			acknowledged[name] = true
		}
	}
	require.LessOrEqual(t, unheard, writers, "changes that nobody was told of")
	require.Equal(t, len(acknowledged), g.Count(graph.Feeds), "nothing is there by half")
	weights := g.Len() - 2*len(acknowledged)
	require.True(t, 0 <= weights && weights <= writers, "nothing is there by half")
}

// dense checks that a log has every revision from its base to the head, each of them whole.
func dense(t *testing.T, store *sqlite.Store, head graph.Revision) {
	base, err := store.Base(t.Context())
	require.NoError(t, err)
	at := base.Revision
	for commit, err := range store.Log(t.Context(), at) {
		require.NoError(t, err)
		require.Equal(t, at+1, commit.Revision)
		require.Len(t, commit.Changes, 4, "revision %s is whole", commit.Revision)
		at = commit.Revision
	}
	require.Equal(t, head, at)
}

// whole reports whether all that a change made is there.
func whole(g *graph.Graph, name string) bool {
	left, hasLeft := g.Node(graph.ID("domain:" + name + "/left"))
	right, hasRight := g.Node(graph.ID("domain:" + name + "/right"))
	return hasLeft && hasRight && g.Record(graph.Key{Relation: graph.Feeds, From: g.ID(left), To: g.ID(right)}) != nil
}

// noted returns the revision that the second note of the head names, 0 where there is none.
func noted(t *testing.T, path string) (r graph.Revision) {
	content, err := os.ReadFile(path + ".head")
	if os.IsNotExist(err) {
		return 0
	}
	require.NoError(t, err)
	_, err = fmt.Sscan(string(content), &r)
	require.NoError(t, err)
	return r
}
