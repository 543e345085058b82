package sqlite_test

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// requireNoDebris checks that a folder has nothing but the files that are named.
func requireNoDebris(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	var found []string
	for _, entry := range entries {
		found = append(found, entry.Name())
	}
	require.ElementsMatch(t, names, found)
}

// TestABackupBesideAWriterOfAnotherProcess backs up what another process writes all the time: each has at least what was
// acknowledged when it began, and is whole.
func TestABackupBesideAWriterOfAnotherProcess(t *testing.T) {
	path := newPath(t)
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), victimVariable+"="+path, checkpointsVariable+"=1", mostVariable+"=100") // a slow backup is no race against growth
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	lines := bufio.NewScanner(out)
	for range 5 {
		for range 3 {
			require.True(t, lines.Scan())
		}
		acknowledged, err := graph.ParseRevision(lines.Text())
		require.NoError(t, err)
		to := filepath.Join(t.TempDir(), "backup.db")
		revision, err := sqlite.Backup(t.Context(), path, to)
		require.NoError(t, err)
		require.GreaterOrEqual(t, revision, acknowledged)
		requireNoDebris(t, filepath.Dir(to), "backup.db")
		kept := open(t, to)
		ctx, cancel := context.WithCancel(t.Context())
		head, _ := kept.Load(ctx)
		cancel() // of the snapshot that is not read
		require.Equal(t, revision, head)
		require.NoError(t, kept.Verify(t.Context()))
		require.NoError(t, kept.Close())
	}
	require.NoError(t, child.Process.Kill())
	_ = child.Wait() // it was killed
}

// backUpAllTheTime makes one backup after the other in a folder and says so, until it is killed, or has made as many as it is told.
func backUpAllTheTime(path, folder string) {
	runtime.LockOSThread() // so that a tracer counts its calls in order
	most, err := strconv.Atoi(cmp.Or(os.Getenv(mostVariable), "0"))
	if err != nil {
		panic(err)
	}
	for n := 0; ; n++ {
		if most > 0 && n == most {
			os.Exit(0)
		}
		revision, err := sqlite.Backup(context.Background(), path, filepath.Join(folder, fmt.Sprintf("%d-%d.db", os.Getpid(), n)))
		if err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		fmt.Println(revision)
	}
}

// TestABackupThatIsKilledLeavesNoHalfOne kills processes that make backups: whatever has a backup's name is whole, every backup
// that was acknowledged is there, and the catalog is untouched.
func TestABackupThatIsKilledLeavesNoHalfOne(t *testing.T) {
	kills := 10
	if os.Getenv("HEADWATER_SOAK") != "" {
		kills = 100
	}
	whole, want := sample(t, true)
	path, folder := whole.write(t), t.TempDir()
	acknowledged := 0
	for range kills {
		acknowledged += killedBackingUp(t, path, folder)
	}
	_, err := sqlite.Backup(t.Context(), path, filepath.Join(folder, "last.db"))
	require.NoError(t, err)
	left, err := filepath.Glob(filepath.Join(folder, "*.partial-*"))
	require.NoError(t, err)
	require.Empty(t, left, "the next backup deletes what those that were killed left")
	backups, err := filepath.Glob(filepath.Join(folder, "*.db"))
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(backups), acknowledged)
	for _, backup := range append(backups, path) {
		store := open(t, backup)
		require.NoError(t, store.Verify(t.Context()))
		all, err := contents(t, store)
		require.NoError(t, err)
		require.Equal(t, want, all)
		require.NoError(t, store.Close())
	}
}

// killedBackingUp returns how many backups a process said that it had made before it was killed.
func killedBackingUp(t *testing.T, path, folder string) (made int) {
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), victimVariable+"="+path, backupVariable+"="+folder)
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, child.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		require.Equal(t, "12", lines.Text())
		if made == 0 {
			time.AfterFunc(time.Duration(rand.Int64N(int64(60*time.Millisecond))), func() { _ = child.Process.Kill() })
		}
		made++
	}
	_ = child.Wait() // it was killed
	require.NotZero(t, made)
	return made
}

func TestABackupIsTheCatalogAndIsRestored(t *testing.T) {
	whole, want := sample(t, true)
	path, folder := whole.write(t), t.TempDir()
	to, back := filepath.Join(folder, "backup.db"), filepath.Join(t.TempDir(), "new", "catalog.db")
	revision, err := sqlite.Backup(t.Context(), path, to)
	require.NoError(t, err)
	require.Equal(t, graph.Revision(12), revision)
	requireNoDebris(t, folder, "backup.db")

	revision, err = sqlite.Restore(t.Context(), to, back)
	require.NoError(t, err)
	require.Equal(t, graph.Revision(12), revision)
	store := open(t, back)
	defer store.Close()
	all, err := contents(t, store)
	require.NoError(t, err)
	require.Equal(t, want, all)
}

func TestABackupNeverReplacesAFile(t *testing.T) {
	whole, _ := sample(t, false)
	path := whole.write(t)
	to := filepath.Join(t.TempDir(), "backup.db")
	require.NoError(t, os.WriteFile(to, []byte("precious"), 0o600))
	_, err := sqlite.Backup(t.Context(), path, to)
	require.Equal(t, graph.BadUserInput, graph.KindOf(err))
	require.ErrorContains(t, err, to+" is there already")
	content, err := os.ReadFile(to)
	require.NoError(t, err)
	require.Equal(t, "precious", string(content))
}

func TestNoBackupIsMadeOfWhatIsDamagedOrSetBack(t *testing.T) {
	whole, _ := sample(t, false)
	older, _ := sample(t, true)
	edited := whole.write(t)
	edit(t, edited, `UPDATE commits SET content = replace(content, 'ada', 'eve') WHERE revision = 3`)
	for words, path := range map[string]string{
		"revision 3":     edited,
		"had reached 12": older.with("-wal", nil).write(t),
	} {
		folder := t.TempDir()
		_, err := sqlite.Backup(t.Context(), path, filepath.Join(folder, "backup.db"))
		require.Equal(t, graph.StoreCorrupt, graph.KindOf(err), "%v", err)
		require.ErrorContains(t, err, words)
		require.ErrorContains(t, err, path)
		requireNoDebris(t, folder)
	}
}

// TestABackupGoesBackBehindTheNote restores an older state where a later one was lost, with the note that it left.
func TestABackupGoesBackBehindTheNote(t *testing.T) {
	path := newPath(t)
	to := filepath.Join(t.TempDir(), "backup.db")
	store := open(t, path)
	appendChanges(t, store, 1, 2, 1)
	_, err := sqlite.Backup(t.Context(), path, to)
	require.NoError(t, err)
	appendChanges(t, store, 3, 4, 1)
	_, err = sqlite.Restore(t.Context(), to, path)
	require.ErrorContains(t, err, "in use")
	require.NoError(t, store.Close())
	_, err = sqlite.Restore(t.Context(), to, path)
	require.ErrorContains(t, err, path+" is there already")

	require.NoError(t, os.Remove(path))
	revision, err := sqlite.Restore(t.Context(), to, path)
	require.NoError(t, err)
	require.Equal(t, graph.Revision(2), revision)
	require.NoError(t, open(t, path).Close())
}

// What somebody still makes, and what somebody else called alike, is not deleted.
func TestABackupDeletesOnlyWhatWasLeft(t *testing.T) {
	whole, _ := sample(t, false)
	path, folder := whole.write(t), t.TempDir()
	to := filepath.Join(folder, "backup.db")
	discard, err := sqlite.BeginPartial(to)
	require.NoError(t, err)
	others := []string{"film.partial-1", "film.partial-0123456789abcdef", "a.making.lock"}
	left := []string{"left.partial-0123456789abcdef", "left.partial-0123456789abcdef-wal", "left.partial-0123456789abcdef.making.lock"}
	for _, name := range append(others, left...) {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), nil, 0o600))
	}
	_, err = sqlite.Backup(t.Context(), path, to)
	require.NoError(t, err)
	for _, name := range others {
		require.FileExists(t, filepath.Join(folder, name))
		require.NoError(t, os.Remove(filepath.Join(folder, name)))
	}
	made, err := filepath.Glob(to + ".partial-*")
	require.NoError(t, err)
	require.Len(t, made, 2, "the copy under way, and its lock")
	discard()
	requireNoDebris(t, folder, "backup.db")
}
