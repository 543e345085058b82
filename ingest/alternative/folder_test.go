package alternative_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/alternative"
)

const sell = "reason: r\nchanges: [{divest: {division: division:v}}]\n"

// listed returns the names of a folder's alternatives, those with problems in brackets.
func listed(t *testing.T, f *alternative.Folder) (names []string) {
	t.Helper()
	all, err := f.List()
	require.NoError(t, err)
	for _, a := range all {
		if len(a.Problems) > 0 {
			names = append(names, "("+a.Name+")")
		} else {
			names = append(names, a.Name)
		}
	}
	return names
}

func TestABrokenFileBreaksNoOtherOne(t *testing.T) {
	f := alternative.NewFolder(fstest.MapFS{
		"b.yaml": {Data: []byte(sell)}, "a.yml": {Data: []byte("reason: [")}, "a-b.yaml": {Data: []byte(sell)},
		".hidden.yaml": {Data: []byte("x")}, "README.md": {Data: []byte("x")}, "old/c.yaml": {Data: []byte(sell)},
	}, format)
	require.Equal(t, []string{"(a)", "a-b", "b"}, listed(t, f))
	found, near, err := f.Find("a-b")
	require.NoError(t, err)
	require.Equal(t, "a-b.yaml", found.File)
	require.Empty(t, near)
	found, near, err = f.Find("a-c")
	require.NoError(t, err)
	require.Nil(t, found)
	require.Equal(t, "a-b", near)
}

func TestTwoFilesOfOneName(t *testing.T) {
	f := alternative.NewFolder(fstest.MapFS{"a.yaml": {Data: []byte(sell)}, "a.yml": {Data: []byte(sell)}}, format)
	require.Equal(t, []string{"a", "(a)"}, listed(t, f))
	all, err := f.List()
	require.NoError(t, err)
	require.EqualError(t, all[1].Problems, "a.yml: a.yaml has this name already: rename or remove one of the two")
}

// The folder may come later, its files change, and go.
func TestAFolderIsReadAgainWhereItChanged(t *testing.T) {
	root := filepath.Join(t.TempDir(), "alternatives")
	f := alternative.NewFolder(os.DirFS(root), format)
	require.Empty(t, listed(t, f))
	require.NoError(t, os.Mkdir(root, 0o700))
	require.Empty(t, listed(t, f))

	file := filepath.Join(root, "sell.yaml")
	write := func(text string, at int64) {
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		require.NoError(t, os.Chtimes(file, time.Unix(at, 0), time.Unix(at, 0)))
	}
	write(sell, 1)
	require.Equal(t, []string{"sell"}, listed(t, f))
	before, _, err := f.Find("sell")
	require.NoError(t, err)
	again, _, err := f.Find("sell")
	require.NoError(t, err)
	require.Same(t, before, again, "what did not change is not read again")

	write("title: Sell\n"+sell, 1)
	after, _, err := f.Find("sell")
	require.NoError(t, err)
	require.Equal(t, "Sell", after.Title)
	write("title: Shut\n"+sell, 2) // as long as before
	after, _, err = f.Find("sell")
	require.NoError(t, err)
	require.Equal(t, "Shut", after.Title)
	write("title: Shut\n", 3)
	require.Equal(t, []string{"(sell)"}, listed(t, f))
	write(sell, 3)
	require.Equal(t, []string{"sell"}, listed(t, f))

	require.NoError(t, os.RemoveAll(root))
	require.Empty(t, listed(t, f))
}

func TestAFolderIsNoFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "alternatives")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	_, err := alternative.NewFolder(os.DirFS(file), format).List()
	require.ErrorContains(t, err, "the folder of alternatives cannot be listed: ")
	require.NotContains(t, err.Error(), filepath.Dir(file), "where it lies is nobody's business")
}

func TestAFolderHasBounds(t *testing.T) {
	files := fstest.MapFS{}
	for i := range alternative.MaxFiles + 1 {
		files[fmt.Sprintf("a-%d.yaml", i)] = &fstest.MapFile{Data: []byte(sell)}
	}
	_, err := alternative.NewFolder(files, format).List()
	require.EqualError(t, err, "the folder of alternatives has more than 1000 files")
}
