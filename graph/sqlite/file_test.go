package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// refused fails unless the file at path is not opened, for a reason of a kind in which all the words occur.
func refused(t *testing.T, path string, kind graph.ErrorKind, words ...string) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	if err == nil {
		store.Close()
	}
	require.Equal(t, kind, graph.KindOf(err), "%v", err)
	for _, word := range words {
		require.ErrorContains(t, err, word)
	}
}

func TestFileThatIsNoCatalog(t *testing.T) {
	for name, content := range map[string][]byte{
		"a text":                  []byte("# Shopping list\n"),
		"zeros":                   make([]byte, 8192),
		"half a header":           []byte("SQLite format 3\x00"),
		"a header and then noise": append([]byte("SQLite format 3\x00"), bytes.Repeat([]byte{0xa5}, 8192)...),
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			require.NoError(t, os.WriteFile(path, content, 0o600))
			refused(t, path, graph.StoreCorrupt, path, "restore it from a backup", "--store sqlite:PATH")
			after, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, content, after, "it is left as it was")
		})
	}
}

func TestFileOfAnotherProgram(t *testing.T) {
	path := newPath(t)
	edit(t, path, `CREATE TABLE recipes (name TEXT)`)
	refused(t, path, graph.BadUserInput, path, "another program")
}

func TestFileOfANewerFormat(t *testing.T) {
	path := newPath(t)
	require.NoError(t, open(t, path).Close())
	edit(t, path, `PRAGMA user_version = 3`)
	refused(t, path, graph.BadUserInput, "written by a newer Headwater", "format 3")
}

func TestFolderThatIsAFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(folder, nil, 0o600))
	refused(t, filepath.Join(folder, "catalog.db"), graph.Unavailable, folder, "--store sqlite:PATH")
}

func TestPathThatIsAFolder(t *testing.T) {
	refused(t, t.TempDir(), graph.Unavailable, "--store sqlite:PATH")
}

func TestEmptyFileBecomesACatalog(t *testing.T) {
	path := newPath(t)
	require.NoError(t, os.WriteFile(path, nil, 0o600))
	store := open(t, path)
	appendChanges(t, store, 1, 1, 1)
	require.NoError(t, store.Close())
}

func TestFilesAreTheUsersAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder with ? # % ü")
	path := filepath.Join(folder, "100% of it?#&.db")
	store := open(t, path)
	appendChanges(t, store, 1, 3, 1)
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	names := map[string]fs.FileMode{}
	for _, e := range entries {
		info, err := e.Info()
		require.NoError(t, err)
		names[e.Name()[len("100% of it?#&.db"):]] = info.Mode().Perm()
	}
	require.Equal(t, map[string]fs.FileMode{"": 0o600, "-wal": 0o600, "-shm": 0o600, ".lock": 0o600, ".head": 0o600}, names)
	info, err := os.Stat(folder)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o700), info.Mode().Perm())
	require.NoError(t, store.Close())
	require.NoFileExists(t, path+"-wal", "a closed catalog is one file and two notes")
}

func TestFileInUseNamesWhoUsesItAndWhereThatAnswers(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	inUse := fmt.Sprintf("%s is in use by process %d", path, os.Getpid())
	refused(t, path, graph.Unavailable, inUse+": stop it, or choose another file with --store sqlite:PATH")
	for _, url := range []string{"http://192.0.2.1:42801", "http://127.0.0.1:4281", "http://[::1]:80"} {
		require.NoError(t, store.Announce(url))
		refused(t, path, graph.Unavailable, inUse+", which serves it: ask that one with --server "+url+", or choose another file with --store sqlite:PATH")
	}
	appendChanges(t, store, 1, 1, 1)
	require.NoError(t, store.Close())
	again := open(t, path)
	refused(t, path, graph.Unavailable, inUse+": stop it")
	require.NoError(t, again.Close(), "it is free again")
}

// Whatever stands in the lock, its words are no others than those of a process and a URL.
func TestALockThatSaysSomethingElseIsAnotherProcess(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	defer store.Close()
	for text, words := range map[string]string{
		"":                           "in use by another process: stop it",
		"x\nhttp://h:1\n":            "in use by another process, which serves it: ask that one with --server http://h:1,",
		"7\n\x1b[2J\n":               "in use by process 7: stop it",
		"7\njavascript:alert(1)\n":   "in use by process 7: stop it",
		"7\nhttp://h:1/\u202e a\n":   "in use by process 7, which serves it: ask that one with --server http://h:1/%E2%80%AE%20a,",
		strings.Repeat("7", 100_000): "in use by another process: stop it",
	} {
		require.NoError(t, os.WriteFile(path+".lock", []byte(text), 0o600))
		refused(t, path, graph.Unavailable, words)
	}
}

func TestOpenWithADoneContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := newPath(t)
	_, err := sqlite.Open(ctx, path)
	require.ErrorIs(t, err, context.Canceled)
	require.NoError(t, open(t, path).Close(), "nothing was left locked or half made")
}

func TestPeopleCanLookInside(t *testing.T) {
	path := newPath(t)
	store := open(t, path)
	appendChanges(t, store, 1, 2, 3)
	_, err := store.Checkpoint()
	require.NoError(t, err)
	appendChanges(t, store, 3, 3, 1)
	db, err := sql.Open("sqlite", path) // while the catalog is in use
	require.NoError(t, err)
	defer db.Close()
	var actor, entity, at string
	require.NoError(t, db.QueryRow(`SELECT actor FROM history WHERE operation_id = 'operation 2'`).Scan(&actor))
	require.NoError(t, db.QueryRow(`SELECT entity FROM changes WHERE revision = 3 AND before IS NULL`).Scan(&entity))
	require.NoError(t, db.QueryRow(`SELECT count(*) || ' at ' || max(revision) FROM records`).Scan(&at))
	require.Equal(t, []string{"ada", string(record(3000, "").From), "7 at 2"}, []string{actor, entity, at})
	require.NoError(t, store.Close())
}

// edit changes a file behind the store's back.
func edit(t testing.TB, path, statement string, arguments ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	_, err = db.Exec(statement, arguments...)
	require.NoError(t, err)
	require.NoError(t, db.Close())
}

// query reads one value as another program would.
func query(t testing.TB, path, statement string, into any, arguments ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	require.NoError(t, db.QueryRow(statement, arguments...).Scan(into))
	require.NoError(t, db.Close())
}
