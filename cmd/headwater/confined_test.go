//go:build unix

package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// A clone of a repository may hold links to what is not in it, and a folder pipes that nobody ever writes to.
func TestNothingOutsideOfAFolderIsReadAndNoPipeIsWaitedFor(t *testing.T) {
	place, secret := t.TempDir(), filepath.Join(t.TempDir(), "secret.yaml")
	require.NoError(t, os.WriteFile(secret, []byte("password"), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(place, "plain.yaml"), []byte("source: shop"), 0o600))
	require.NoError(t, os.Mkdir(filepath.Join(place, "..data"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(place, "..data", "mounted.yaml"), []byte("source: till"), 0o600))
	require.NoError(t, os.Symlink(filepath.Join("..data", "mounted.yaml"), filepath.Join(place, "mounted.yaml")))
	require.NoError(t, os.Symlink(secret, filepath.Join(place, "link.yaml")))
	require.NoError(t, os.Symlink("nowhere", filepath.Join(place, "dangling.yaml")))
	require.NoError(t, syscall.Mkfifo(filepath.Join(place, "pipe.yaml"), 0o600))

	at := confined(place)
	for name, want := range map[string]string{"plain.yaml": "source: shop", "mounted.yaml": "source: till"} {
		content, err := fs.ReadFile(at, name)
		require.NoError(t, err)
		require.Equal(t, want, string(content))
	}
	for name, want := range map[string]error{"link.yaml": errLeavesFolder, "pipe.yaml": errNoPlainFile, "dangling.yaml": fs.ErrNotExist, "../x": fs.ErrInvalid} {
		_, err := fs.ReadFile(at, name)
		require.ErrorIs(t, err, want, name)
	}
	entries, err := fs.ReadDir(at, ".")
	require.NoError(t, err)
	require.Len(t, entries, 6)
	_, err = fs.ReadDir(confined(filepath.Join(place, "none")), ".")
	require.ErrorIs(t, err, fs.ErrNotExist)
}

// What is wrong with one alternative is said of it, and the others go on.
func TestAlternativesBesidePipesAndLinks(t *testing.T) {
	place := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(place, "good.yaml"), []byte("reason: Why not?\nchanges: [{remove: {id: \"domain:a\"}}]\n"), 0o600))
	require.NoError(t, os.Symlink("/etc/passwd", filepath.Join(place, "passwd.yaml")))
	require.NoError(t, syscall.Mkfifo(filepath.Join(place, "pipe.yaml"), 0o600))

	said := newPerson(t).run("alternatives", "--store", "memory", "--alternatives", place)
	require.Contains(t, said, "good")
	require.Contains(t, said, "leads out of the folder")
	require.Contains(t, said, "no regular file")
	require.NotContains(t, said, "root:")
}
