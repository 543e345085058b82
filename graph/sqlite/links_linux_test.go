package sqlite_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// backingUp makes two backups under strace, which tampers with calls, and returns what was said.
func backingUp(t *testing.T, path, folder string, tamper ...string) (said string, err error) {
	t.Helper()
	if !strace() {
		t.Skip("strace is not there or may not trace")
	}
	log := filepath.Join(t.TempDir(), "trace")
	arguments := []string{"-f", "-o", log, "-e", "trace=linkat,rename,renameat,renameat2"}
	for _, one := range tamper {
		arguments = append(arguments, "-e", "inject="+one)
	}
	child := exec.Command("strace", append(arguments, os.Args[0], "-test.run=^$")...)
	child.Env = append(os.Environ(), victimVariable+"="+path, backupVariable+"="+folder, mostVariable+"=2")
	out, err := child.Output()
	trace, missing := os.ReadFile(log)
	require.NoError(t, missing)
	require.Contains(t, string(trace), "(INJECTED)")
	return string(out), err
}

// naming is the call by which a backup gets its name: one before it is of the note of its head.
const naming = "rename,renameat,renameat2:when=2:"

// Where a file system has no hard links, as FAT, backups are made all the same, and have their name when they are whole.
func TestABackupWhereThereAreNoHardLinks(t *testing.T) {
	whole, want := sample(t, true)
	path := whole.write(t)
	for _, refusal := range []string{"EPERM", "EOPNOTSUPP", "ENOSYS"} {
		folder := t.TempDir()
		said, err := backingUp(t, path, folder, "linkat:error="+refusal)
		require.NoError(t, err, said)
		require.Equal(t, "12\n12\n", said)
		backups, err := filepath.Glob(filepath.Join(folder, "*"))
		require.NoError(t, err)
		require.Len(t, backups, 2, "and nothing besides")
		for _, backup := range backups {
			store := open(t, backup)
			all, err := contents(t, store)
			require.NoError(t, err)
			require.Equal(t, want, all)
			require.NoError(t, store.Close())
		}
	}
}

// Where the name cannot be given either, it stays free.
func TestABackupThatCanHaveNoName(t *testing.T) {
	whole, _ := sample(t, true)
	folder := t.TempDir()
	said, err := backingUp(t, whole.write(t), folder, "linkat:error=EPERM", naming+"error=EIO")
	require.Error(t, err)
	require.Contains(t, said, "failed backup: "+folder)
	require.Contains(t, said, "cannot be written; look at its folder and its disk, or choose another file")
	requireNoDebris(t, folder)
}

// Whoever is killed just before a backup has its name leaves nothing there that is taken for a catalog.
func TestABackupThatIsKilledBeforeItHasItsName(t *testing.T) {
	whole, _ := sample(t, true)
	path, folder := whole.write(t), t.TempDir()
	said, err := backingUp(t, path, folder, "linkat:error=EPERM", naming+"signal=KILL")
	require.Error(t, err)
	require.Empty(t, said)
	left, err := filepath.Glob(filepath.Join(folder, "*.db"))
	require.NoError(t, err)
	require.Len(t, left, 1)
	content, err := os.ReadFile(left[0])
	require.NoError(t, err)
	require.Contains(t, string(content), "There is nothing in this file: delete it.")
	refused(t, left[0], graph.StoreCorrupt, "is no SQLite database")
	_, err = sqlite.Backup(t.Context(), path, left[0])
	require.ErrorContains(t, err, "is there already")
}
