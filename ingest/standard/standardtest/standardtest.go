// Package standardtest has what the tests of the readers of standard formats share.
package standardtest

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// Files is a folder of files by name.
func Files(named map[string]string) fs.FS {
	files := fstest.MapFS{}
	for name, content := range named {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return files
}

// Shared returns a folder beside the repository with documents by others, and skips the test where there is none.
func Shared(t testing.TB, name string) fs.FS {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("SKIPPED: the documents by others are not there: %v", err)
	}
	return os.DirFS(folder)
}

// Tabled holds a standard's JSON Schema against the page of docs/sources that says what becomes of it: each key, of a document
// itself and of these definitions, stands there, be it among what is left out.
func Tabled(t *testing.T, shared fs.FS, schema, page string, definitions ...string) {
	t.Helper()
	content, err := fs.ReadFile(shared, schema)
	require.NoError(t, err)
	type keyed struct{ Properties map[string]any }
	var read struct {
		keyed
		Defs map[string]keyed `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(content, &read))
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "sources", page))
	require.NoError(t, err)
	objects := []keyed{read.keyed}
	for _, name := range definitions {
		require.Contains(t, read.Defs, name)
		objects = append(objects, read.Defs[name])
	}
	var missing []string
	for _, o := range objects {
		for key := range o.Properties {
			if !regexp.MustCompile(`\b` + key + `\b`).Match(text) {
				missing = append(missing, key)
			}
		}
	}
	require.Empty(t, missing, "%s says nothing of these", page)
}

// Apply lays an import over a graph, and returns what comes of it and how many records changed.
func Apply(t testing.TB, over *graph.Graph, i *standard.Import) (*graph.Graph, int) {
	t.Helper()
	next := over.Revision() + 1
	changes, err := over.Draft(graph.Draft{Source: i.Source, Whole: true, Revision: next, Time: time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC), Edits: i.Edits})
	require.NoError(t, err)
	g, err := over.With(next, changes...)
	require.NoError(t, err)
	return g, len(changes)
}

// Permuted reads files under names in another order and returns the import: rename gives each file its new name.
func Permuted(named map[string]string, rename func(string) string) fs.FS {
	other := map[string]string{}
	for name, content := range named {
		other[rename(name)] = content
	}
	return Files(other)
}

// Words returns what is wrong, a line each without the excerpts of the files.
func Words(problems document.Problems) []string {
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i], _, _ = strings.Cut(p.Error(), "\n")
	}
	return lines
}

// Values returns what an import says of an entity, by attribute, lists with commas. Where it says nothing the test fails.
func Values(t testing.TB, i *standard.Import, id graph.ID) map[string]string {
	t.Helper()
	for _, edit := range i.Edits {
		if put, is := edit.(graph.Put); is && put.ID == id {
			all := map[string]string{}
			for _, v := range put.Values {
				all[v.Attribute] = v.Text + strings.Join(v.List, ",")
			}
			return all
		}
	}
	require.Fail(t, "it is not there", id)
	return nil
}
