package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/headwater-catalog/headwater/graph"
)

// hijack has every open handle of a file lead to a pipe, so that what is written at a place in it fails. It returns what
// undoes that.
func hijack(t *testing.T, path string) (undo func()) {
	reader, writer, err := os.Pipe()
	require.NoError(t, err)
	entries, err := os.ReadDir("/proc/self/fd")
	require.NoError(t, err)
	var handles, kept []int
	for _, e := range entries {
		if target, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && target == path {
			fd, err := strconv.Atoi(e.Name())
			require.NoError(t, err)
			handles = append(handles, fd)
		}
	}
	for _, fd := range handles {
		copied, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
		require.NoError(t, err)
		require.NoError(t, unix.Dup3(int(writer.Fd()), fd, unix.O_CLOEXEC))
		kept = append(kept, copied)
	}
	require.NotEmpty(t, handles, "%s is open", path)
	return func() {
		for i, fd := range handles {
			require.NoError(t, unix.Dup3(kept[i], fd, unix.O_CLOEXEC))
			require.NoError(t, unix.Close(kept[i]))
		}
		require.NoError(t, reader.Close())
		require.NoError(t, writer.Close())
	}
}

func TestAnErrorOfTheDiskEndsWritingUntilOpenedAgain(t *testing.T) {
	for _, suffix := range []string{"-wal", ".head"} {
		t.Run(strings.Trim(suffix, "-."), func(t *testing.T) {
			folder, err := filepath.EvalSymlinks(t.TempDir())
			require.NoError(t, err)
			path := filepath.Join(folder, "catalog.db")
			store := open(t, path)
			appendChanges(t, store, 1, 3, 2)
			require.NoError(t, store.ReadOnly())

			undo := hijack(t, path+suffix)
			first := store.Append(t.Context(), change(4, 2))
			undo() // the disk is well again, but what it lost is lost
			second := store.Append(t.Context(), change(5, 2))
			if suffix == "-wal" {
				require.Equal(t, graph.Unavailable, graph.KindOf(first))
				require.ErrorContains(t, first, "disk")
			} else {
				require.NoError(t, first, "the commit itself is durable")
			}
			require.Equal(t, graph.Unavailable, graph.KindOf(second))
			require.ErrorContains(t, second, "until Headwater is started again")
			require.ErrorContains(t, store.ReadOnly(), "until Headwater is started again")
			require.ErrorContains(t, store.Append(t.Context(), change(4, 2)), "until Headwater is started again")

			all, err := contents(t, store)
			require.NoError(t, err, "reading goes on")
			require.NotEmpty(t, all)
			require.NoError(t, store.Close())
			store = open(t, path)
			defer store.Close()
			require.NoError(t, store.ReadOnly())
			require.NoError(t, store.Verify(t.Context()))
			again, err := contents(t, store)
			require.NoError(t, err)
			require.Equal(t, all, again)
			appendChanges(t, store, next(t, store), next(t, store), 1)
		})
	}
}

// next returns the revision of the next commit.
func next(t *testing.T, store graph.Store) graph.Revision {
	all, err := contents(t, store)
	require.NoError(t, err)
	var head graph.Revision
	_, err = fmt.Sscan(all["head"], &head)
	require.NoError(t, err)
	return head + 1
}
