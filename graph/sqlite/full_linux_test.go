package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// TestAFullDiskAgainAndAgain fills a real disk and makes room, again and again under one store, at each stage of its life: while
// the disk is full nothing is written, and said so; reading goes on; once there is room writing does.
func TestAFullDiskAgainAndAgain(t *testing.T) {
	folder := graphtest.SmallDisk(t, "16m")
	store := open(t, filepath.Join(folder, "catalog.db"))
	appendChanges(t, store, 1, 3, 2)
	for r := graph.Revision(4); r < 40; r += 2 {
		want, err := contents(t, store)
		require.NoError(t, err)
		require.NoError(t, graphtest.FillDisk(folder))
		full := change(r, 200)
		err = store.Append(t.Context(), full)
		if err == nil { // what the -wal file has freed is used again
			r++
			full = change(r, 2000)
			want, err = contents(t, store)
			require.NoError(t, err)
			err = store.Append(t.Context(), full)
		}
		requireFull(t, store, err)
		store.CheckpointOften() // fails in the background
		all, err := contents(t, store)
		require.NoError(t, err)
		require.Equal(t, want, all, "reading goes on, and nothing was changed")
		require.NoError(t, store.Verify(t.Context()))

		require.NoError(t, graphtest.EmptyDisk(folder))
		appendChanges(t, store, r, r+1, 10)
		require.NoError(t, store.Full(), "who writes finds that there is room")
		if r%8 == 0 {
			require.NoError(t, store.Compact(t.Context(), r-3, "a test"))
		}
	}
	require.NoError(t, store.Close())
	store = open(t, filepath.Join(folder, "catalog.db"))
	require.NoError(t, store.Verify(t.Context()))
	require.NoError(t, store.Close())
	requireNoDebris(t, folder, "catalog.db", "catalog.db.head", "catalog.db.lock")
}

// requireFull checks that an error and the store say that the disk is full, and that the store is to be written again.
func requireFull(t *testing.T, store *sqlite.Store, err error) {
	t.Helper()
	require.Equal(t, graph.Unavailable, graph.KindOf(err), "%v", err)
	require.ErrorContains(t, err, "is full; nothing was changed: make room and try again")
	require.ErrorContains(t, store.Full(), "is full")
	require.NoError(t, store.ReadOnly(), "it is not over")
}

// While nobody writes, the store finds by itself that there is room again.
func TestRoomIsFoundByLooking(t *testing.T) {
	folder := graphtest.SmallDisk(t, "4m")
	store := open(t, filepath.Join(folder, "catalog.db"))
	appendChanges(t, store, 1, 3, 2)
	require.NoError(t, graphtest.FillDisk(folder))
	requireFull(t, store, store.Append(t.Context(), change(4, 200)))
	require.NoError(t, graphtest.EmptyDisk(folder))
	require.Eventually(t, func() bool { return store.Full() == nil }, time.Minute, 50*time.Millisecond)
	require.NoError(t, store.Close())
	requireNoDebris(t, folder, "catalog.db", "catalog.db.head", "catalog.db.lock")
}

// A catalog cannot be opened on a full disk, which is said; nothing of it is lost by trying.
func TestOpeningOnAFullDisk(t *testing.T) {
	folder := graphtest.SmallDisk(t, "4m")
	path := filepath.Join(folder, "catalog.db")
	store := open(t, path)
	appendChanges(t, store, 1, 3, 2)
	require.NoError(t, store.Close())
	require.NoError(t, graphtest.FillDisk(folder))
	refused(t, path, graph.Unavailable, "the disk of "+path+" is full")
	require.NoError(t, graphtest.EmptyDisk(folder))
	store = open(t, path)
	appendChanges(t, store, 4, 4, 2)
	require.NoError(t, store.Verify(t.Context()))
	require.NoError(t, store.Close())
}

// A backup to a disk that runs full says which disk that is, and leaves nothing there, not even where no byte is free.
func TestABackupToAFullDisk(t *testing.T) {
	folder, path := graphtest.SmallDisk(t, "4m"), newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 3, 200)
	require.NoError(t, store.Close())
	to := filepath.Join(folder, "backup.db")
	for _, free := range []int64{0, 4 << 10, 16 << 10} {
		require.NoError(t, graphtest.FillDisk(folder))
		ballast := filepath.Join(folder, "ballast")
		filled, err := os.Stat(ballast)
		require.NoError(t, err)
		require.NoError(t, os.Truncate(ballast, filled.Size()-free))
		_, err = sqlite.Backup(t.Context(), path, to)
		require.Equal(t, graph.Unavailable, graph.KindOf(err))
		require.ErrorContains(t, err, "the disk of "+to+" is full")
		require.NoError(t, graphtest.EmptyDisk(folder))
		requireNoDebris(t, folder)
	}
	_, err := sqlite.Backup(t.Context(), path, to)
	require.NoError(t, err)
}
