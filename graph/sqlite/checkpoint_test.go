package sqlite_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// checkpointOf returns the revision of the checkpoint in a file that nobody has open.
func checkpointOf(t testing.TB, path string) graph.Revision {
	store := open(t, path)
	defer store.Close()
	revision, err := store.Checkpointed(t.Context())
	require.NoError(t, err)
	return revision
}

func TestCheckpointComesWhenTheLogIsLongerThanTheState(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 20, 10)
	require.NoError(t, store.Close())
	require.Zero(t, checkpointOf(t, path), "a short log is read faster than written anew")

	store = open(t, path)
	long := func(r graph.Revision, letters string) *graph.Commit {
		c := change(r, 0)
		c.Changes = append(c.Changes, graph.Change{After: record(int(r), strings.Repeat(letters, 1<<20))})
		return c
	}
	require.NoError(t, store.Append(t.Context(), long(21, "long ")))
	require.NoError(t, store.Close(), "would wait for a checkpoint")
	require.Zero(t, checkpointOf(t, path), "a log of one long commit is the state, written once")

	store = open(t, path)
	require.NoError(t, store.Append(t.Context(), long(22, "long ")))
	require.NoError(t, store.Close(), "waits for the checkpoint")
	require.Equal(t, graph.Revision(22), checkpointOf(t, path), "also after it was opened anew")

	store = open(t, path)
	appendChanges(t, store, 23, 40, 10)
	require.NoError(t, store.Verify(t.Context()))
	require.NoError(t, store.Close())
	require.Equal(t, graph.Revision(22), checkpointOf(t, path), "the log is shorter than the state")
}

func TestCheckpointsAmongAppendsAndLoads(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	store.CheckpointOften()
	var group sync.WaitGroup
	const last = 150
	for range 2 {
		group.Go(func() {
			for seen := graph.Revision(0); seen < last; {
				require.NoError(t, store.Wait(t.Context(), seen))
				revision, records := store.Load(t.Context())
				n := 0
				for _, err := range records {
					require.NoError(t, err)
					n++
				}
				require.Equal(t, 1+5*int(revision), n, "revision %s", revision)
				seen = revision
			}
		})
	}
	appendChanges(t, store, 1, last, 5)
	group.Wait()
	require.NoError(t, store.Close())
	require.Positive(t, checkpointOf(t, path))
	store = open(t, path)
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()))
}

func TestCheckpointThatWasNotFinishedMeansNothing(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 3, 2)
	want, err := contents(t, store)
	require.NoError(t, err)
	for r := range graph.Revision(20) {
		require.NoError(t, store.Leave(r+1))
	}
	require.NoError(t, store.Close())

	store = open(t, path)
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()))
	all, err := contents(t, store)
	require.NoError(t, err)
	require.Equal(t, want, all)
	_, err = store.Checkpoint()
	require.NoError(t, err)
	n, err := store.Chunks()
	require.NoError(t, err)
	require.Equal(t, 1, n, "what was left is swept away")
}

func TestCheckpointOfManyChunks(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 2, 5000)
	_, err := store.Checkpoint()
	require.NoError(t, err)
	n, err := store.Chunks()
	require.NoError(t, err)
	require.Greater(t, n, 5)
	want, err := contents(t, store)
	require.NoError(t, err)
	require.NoError(t, store.Close())
	store = open(t, path)
	defer store.Close()
	all, err := contents(t, store)
	require.NoError(t, err)
	require.Equal(t, want, all)
}

func TestAFullDiskChangesNothing(t *testing.T) {
	store := open(t, newPath(t))
	defer store.Close()
	appendChanges(t, store, 1, 3, 2)
	want, err := contents(t, store)
	require.NoError(t, err)

	require.NoError(t, store.Limit(4))
	full := change(4, 200)
	err = store.Append(t.Context(), full)
	require.Equal(t, graph.Unavailable, graph.KindOf(err))
	require.ErrorContains(t, err, "full")
	all, err := contents(t, store)
	require.NoError(t, err)
	require.Equal(t, want, all)
	require.NoError(t, store.Verify(t.Context()))

	err = store.Append(t.Context(), change(4, 1), change(5, 1), change(6, 200), change(7, 1))
	require.Equal(t, graph.Unavailable, graph.KindOf(err), "the third of four does not fit")
	all, err = contents(t, store)
	require.NoError(t, err)
	require.Equal(t, want, all, "none of them is there")

	require.NoError(t, store.Limit(0))
	require.NoError(t, store.Append(t.Context(), full), "once there is room, writing goes on")
	require.NoError(t, store.Append(t.Context(), change(5, 1), change(6, 200)), "of several too")
	require.NoError(t, store.Verify(t.Context()))
}

func TestACheckpointOnAFullDiskHurtsNobody(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 4, 1000)
	require.NoError(t, store.Limit(8))
	_, err := store.Checkpoint()
	require.Error(t, err)
	store.CheckpointOften() // fails in the background
	appendChanges(t, store, 5, 6, 1)
	require.NoError(t, store.Close())

	store, err = sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()))
}
