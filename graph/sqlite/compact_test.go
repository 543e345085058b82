package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// compactAllTheTime is what a victim does beside appending.
func compactAllTheTime(store *sqlite.Store, behind graph.Revision) {
	for {
		ctx, cancel := context.WithCancel(context.Background())
		head, _ := store.Load(ctx)
		cancel()            // of the snapshot that is not read
		if head <= behind { // nothing to give up yet
			continue
		}
		if err := store.Compact(context.Background(), head-behind, "a test"); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		fmt.Println(compacted)
	}
}

// compacted is what a victim says after each compaction.
const compacted = "compacted"

// TestKilledWhileTheLogIsCompacted kills a process that appends and compacts, again and again over one file: what was
// acknowledged is there, the log goes on from its base without a gap, and both lead to the same state.
func TestKilledWhileTheLogIsCompacted(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 3
	}
	path := newPath(t)
	var last, base graph.Revision
	for kill := range kills {
		last = max(last, killedCompacting(t, path, kill == 0))
		store := open(t, path)
		require.NoError(t, store.Verify(t.Context()))
		begins, err := store.Base(t.Context())
		require.NoError(t, err)
		require.GreaterOrEqual(t, begins.Revision, base, "a base never goes back")
		at := begins.Revision
		for c, err := range store.Log(t.Context(), at) {
			require.NoError(t, err)
			require.Equal(t, at+1, c.Revision)
			at = c.Revision
		}
		require.GreaterOrEqual(t, at, last, "what was acknowledged is there")
		last, base = at, begins.Revision
		require.NoError(t, store.Close())
		require.Zero(t, leftOver(t, path, base), "what was not deleted is when the file is opened")
	}
	require.NotZero(t, base)
}

// killedCompacting starts a victim, kills it soon after its tenth revision, and after its first compaction where it is to
// wait for one, and returns the last revision that it said.
func killedCompacting(t *testing.T, path string, waits bool) (last graph.Revision) {
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), victimVariable+"="+path, checkpointsVariable+"=1", compactVariable+"=3")
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	child.Stderr = os.Stderr
	require.NoError(t, child.Start())
	lines := bufio.NewScanner(out)
	revisions, doomed := 0, false
	for lines.Scan() {
		if said := strings.TrimSpace(lines.Text()); said == compacted {
			waits = false
		} else {
			r, err := strconv.ParseUint(said, 10, 63)
			require.NoError(t, err, "the victim said %q", said)
			revisions, last = revisions+1, graph.Revision(r)
		}
		if revisions >= 10 && !waits && !doomed {
			doomed = true
			time.AfterFunc(time.Duration(rand.Int64N(int64(60*time.Millisecond))), func() { _ = child.Process.Kill() })
		}
	}
	require.NoError(t, lines.Err())
	_ = child.Wait() // it was killed
	require.NotZero(t, last)
	return last
}

// leftOver returns how many commits up to a revision a file has.
func leftOver(t *testing.T, path string, to graph.Revision) (n int) {
	query(t, path, `SELECT count(*) FROM commits WHERE revision <= ?`, &n, int64(to))
	return n
}

// compactSample is a catalog that was compacted, with a later checkpoint, and all it says.
func compactSample(t testing.TB) (files, map[string]string) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 8, 6)
	require.NoError(t, store.Compact(t.Context(), 5, "a test"))
	_, err := store.Checkpoint()
	require.NoError(t, err)
	appendChanges(t, store, 9, 12, 6)
	putLetters(t, store)
	all, err := contents(t, store)
	require.NoError(t, err)
	require.NoError(t, store.Close())
	return read(t, path), all
}

func TestWhatWasEditedByHandOfABaseIsFound(t *testing.T) {
	for statement, words := range map[string]string{
		`DELETE FROM base`:                              "revision",
		`UPDATE base SET revision = 8`:                  "revision 8, where its log begins",
		`UPDATE base SET time = '2020-01-01T00:00:00Z'`: "where its log begins",
		`UPDATE base SET why = 'nobody knows'`:          "where its log begins",
		`DELETE FROM checkpoint WHERE revision = 5`:     "where its log begins",
		`DELETE FROM checkpoint`:                        "where its log begins",
		`UPDATE chunks SET content = replace(content, 'new', 'old') WHERE revision = 5`: "checkpoint of revision 5",
		`DELETE FROM chunks WHERE revision = 5`:                                         "checkpoint of revision 5",
		`DELETE FROM commits WHERE revision = 6`:                                        "revision 6",
		`DELETE FROM commits`:                                                           "revision",
	} {
		t.Run(statement, func(t *testing.T) {
			whole, want := compactSample(t)
			path := whole.write(t)
			edit(t, path, statement)
			require.ErrorContains(t, outcome(t, read(t, path), want), words)
		})
	}
}

// The latest checkpoint of a compacted file can be made anew as that of any other, from its base.
func TestALaterCheckpointIsMadeAnewFromTheBase(t *testing.T) {
	whole, want := compactSample(t)
	path := whole.write(t)
	edit(t, path, `UPDATE chunks SET content = replace(content, 'new', 'old') WHERE revision = 8`)
	require.ErrorContains(t, outcome(t, read(t, path), want), "DELETE FROM checkpoint WHERE revision > 5")
	edit(t, path, `DELETE FROM checkpoint WHERE revision > 5`)
	require.NoError(t, outcome(t, read(t, path), want))
}

// A damaged commit is not dropped: nobody would hear of it again.
func TestDamageIsNotCompactedAway(t *testing.T) {
	whole, _ := sample(t, false)
	path := whole.write(t)
	edit(t, path, `UPDATE commits SET content = replace(content, 'ada', 'eve') WHERE revision = 3`)
	store := open(t, path)
	defer store.Close()
	require.Equal(t, graph.StoreCorrupt, graph.KindOf(store.Compact(t.Context(), 8, "a test")))
	base, err := store.Base(t.Context())
	require.NoError(t, err)
	require.Zero(t, base.Revision)
	require.Equal(t, 8, leftOver(t, path, 8))
}

// A file whose log is whole stays one that older programs read; they must refuse one that is not.
func TestOnlyACompactedFileIsOfTheNewFormat(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 3, 1)
	format := func() (n int) {
		query(t, path, `SELECT user_version FROM pragma_user_version`, &n)
		return n
	}
	require.Equal(t, 1, format())
	require.NoError(t, store.Compact(t.Context(), 2, "a test"))
	require.Equal(t, 2, format())
	require.NoError(t, store.Close())
}
