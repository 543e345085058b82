package goldens

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/examples"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/ingest/manifest"
	"github.com/headwater-catalog/headwater/resolvers"
)

//go:embed documents
var documents embed.FS

// update has the answers written instead of compared. It works in this package's folder only.
var update = flag.Bool("update-goldens", false, "write the golden answers of resolvers/goldens")

// Folder is a set of documents that are asked together, in the order of their names.
type Folder string

// The folders: what is asked of the article's catalog and changes nothing, what changes it, what is asked once the
// later posts are declared on top of it, and what is asked of the history once Changes have been.
const (
	Article Folder = "article"
	Changes Folder = "changes"
	Later   Folder = "later"
	History Folder = "history"
)

// Ask asks the documents of a folder of a catalog and compares the answers. It needs nothing of the store but what a
// Catalog promises.
func Ask(t *testing.T, catalog *live.Catalog, folder Folder) {
	t.Helper()
	AskBy(t, NewAsker(asked(catalog)), folder, "*")
}

// asked is the schema that the documents are asked of: the article's alternatives beside a catalog.
func asked(catalog *live.Catalog) graphql.ExecutableSchema {
	return resolvers.New(catalog, func(context.Context) string { return "ada" }, resolvers.WithAlternatives(examples.Alternatives()))
}

// AskBy is Ask by any way there is to a catalog, of those documents only whose names match a pattern of [path.Match].
func AskBy(t *testing.T, ask Asker, folder Folder, pattern string) {
	t.Helper()
	names, err := fs.Glob(documents, path.Join("documents", string(folder), pattern+".graphql"))
	if err != nil || len(names) == 0 {
		t.Fatal("no documents", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(path.Base(name), ".graphql"), func(t *testing.T) { compare(t, ask, name) })
	}
}

// Declare applies the case study in an empty catalog, as the whole of its source.
func Declare(t testing.TB, catalog *live.Catalog) {
	t.Helper()
	declare(t, catalog, examples.XclusiV())
}

// DeclareLater applies what the later posts add, as the whole of a source of its own.
func DeclareLater(t testing.TB, catalog *live.Catalog) {
	t.Helper()
	declare(t, catalog, examples.Later())
}

func declare(t testing.TB, catalog *live.Catalog, files fs.FS) {
	t.Helper()
	m, err := manifest.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := catalog.Apply(t.Context(), live.Request{Actor: "ada", Source: m.Source, Whole: true, Edits: m.Edits}); err != nil {
		t.Fatal(err)
	}
}

func compare(t *testing.T, ask Asker, name string) {
	document, err := documents.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	answerFile := strings.TrimSuffix(name, ".graphql") + ".json"
	got := indented(t, ask(t, string(document), variables(t, name)))
	if *update {
		if err := os.WriteFile(answerFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := documents.ReadFile(answerFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("answered\n%s\nfirst different at %q", got, differing(got, want))
	}
}

// variables reads the variables of a document from the file beside it, if there is one.
func variables(t *testing.T, name string) map[string]any {
	text, err := documents.ReadFile(strings.TrimSuffix(name, ".graphql") + ".variables.json")
	if err != nil {
		return nil
	}
	var values map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&values); err != nil {
		t.Fatal(err)
	}
	return values
}

func indented(t *testing.T, answer []byte) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, answer, "", "  "); err != nil {
		t.Fatal(err)
	}
	return append(b.Bytes(), '\n')
}

// differing returns the line of got at which it stops being want.
func differing(got, want []byte) string {
	lines := strings.Split(string(want), "\n")
	for i, line := range strings.Split(string(got), "\n") {
		if i >= len(lines) || line != lines[i] {
			return line
		}
	}
	return "the end"
}
