package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// TestProblemsAreToldAsACompilerWould reads each folder of testdata; its problems.txt is what is to be told. With -update
// it is written anew.
func TestProblemsAreToldAsACompilerWould(t *testing.T) {
	golden, err := filepath.Glob("testdata/*/problems.txt")
	require.NoError(t, err)
	require.NotEmpty(t, golden)
	for _, name := range golden {
		t.Run(filepath.Base(filepath.Dir(name)), func(t *testing.T) {
			_, err := Read(os.DirFS(filepath.Dir(name)))
			var problems document.Problems
			require.ErrorAs(t, err, &problems)
			got := problems.Error() + "\n"
			if *update {
				require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
			}
			want, err := os.ReadFile(name)
			require.NoError(t, err)
			require.Equal(t, string(want), got)
		})
	}
}

func TestAFolderWithoutAManifestIsRefused(t *testing.T) {
	for _, folder := range []files{{}, {"README.md": "# hello"}, {".git/a.yaml": "source: s"}} {
		_, err := Read(folder.fs())
		require.EqualError(t, err, ".: there is no .yaml or .yml file in it")
	}
	_, err := Read(files{}.fs(), "missing")
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = Read(files{"a.yaml": "# nothing yet\n"}.fs())
	require.EqualError(t, err, "a.yaml: nothing says whose word this is; begin a file with source: and a name")
}

func TestAProblemIsSafeToPrintOnATerminal(t *testing.T) {
	_, err := Read(files{"a.yaml": "source: s\n\"\x1b[31mred\": 1\n\tx"}.fs())
	require.NotContains(t, err.Error(), "\x1b")
	_, err = Read(files{"a.yaml": "source: s\n# \u00e9\u00e9\ndomains: {\"\x1b[31m\": {bogus: 1}}\n"}.fs())
	require.Error(t, err)
	require.NotContains(t, err.Error(), "\x1b")
}

func TestALongLineIsShownAroundTheCaret(t *testing.T) {
	line := "teams: {" + strings.Repeat("a"+strings.Repeat("b", 200)+": x, ", 1) + "Bad: x}"
	_, err := Read(files{"a.yaml": "source: s\n" + line}.fs())
	shown := strings.Split(err.Error(), "\n")
	require.Len(t, shown, 3)
	require.Less(t, len(shown[1]), 130)
	require.Equal(t, "Bad", shown[1][strings.Index(shown[2], "^"):][:3], "the caret stands under the word")
}

func TestAtMostSoManyProblemsAreTold(t *testing.T) {
	_, err := Read(files{"a.yaml": "source: s\ndomains:\n" + strings.Repeat("  ? a\n", 1000)}.fs())
	var problems document.Problems
	require.ErrorAs(t, err, &problems)
	require.Len(t, problems, document.MaxProblems+1)
}

func TestProblemsUnderAFolder(t *testing.T) {
	_, err := Read(files{"a.yaml": "sorce: s"}.fs())
	var problems document.Problems
	require.ErrorAs(t, err, &problems)
	require.Equal(t, "catalog/a.yaml", problems.Under("catalog")[0].File)
	require.Equal(t, "a.yaml", problems[0].File)
}

// hostile holds inputs that cost a parser time or memory out of proportion.
var hostile = map[string]string{
	"brackets":            strings.Repeat("[", 200_000),
	"braces":              strings.Repeat("{a: ", 100_000),
	"dashes":              strings.Repeat("- ", 100_000),
	"indents":             nested(2_000),
	"keys of a mapping":   keys(20_000, "\n"),
	"many mappings":       manyMappings(80, 1_900),
	"keys of an object":   "{" + keys(20_000, ",") + "}",
	"bomb":                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b]",
	"alias to itself":     "a: &a [*a]",
	"a merge":             "a: {x: y}\nb: {<<: {a: b}}",
	"an object's tag":     "source: !!python/object:os.system x",
	"a directive":         "%YAML 1.1\n---\nsource: s",
	"no text":             "source: \xff\xfe",
	"NUL":                 "source: a\x00b",
	"too large":           "source: s\n#" + strings.Repeat("x", document.MaxFile),
	"flows to all":        "source: s\nports: {a: }\nflows: [{from: [" + strings.Repeat("a,", 2000) + "], to: [" + strings.Repeat("a,", 2000) + "]}]",
	"unclosed":            "source: 'x",
	"cut":                 "source: shop\ndomains:\n  sale: {name: Sa",
	"explicit keys":       strings.Repeat("? ", 50_000),
	"another file's path": "division: ../../etc/passwd",
}

func nested(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func manyMappings(mappings, each int) string {
	var b strings.Builder
	b.WriteString("source: s\nteams:\n")
	for i := range mappings {
		fmt.Fprintf(&b, "  t%d:\n    properties:\n", i)
		for j := range each {
			fmt.Fprintf(&b, "      %d: x\n", j)
		}
	}
	return b.String()
}

func keys(n int, separator string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v%s", i, separator)
	}
	return b.String()
}

// TestHostileFilesAreRefused also bounds the time, far above what it takes, so that a quadratic step is noticed.
// What a hostile file costs is measured in memory, which does not depend on what else the machine does: unbounded, the
// parser takes gigabytes for these.
func TestHostileFilesAreRefused(t *testing.T) {
	for name, content := range hostile {
		folder := files{"a.yaml": content}.fs()
		before := allocated()
		_, err := Read(folder)
		cost := allocated() - before
		var problems document.Problems
		require.ErrorAs(t, err, &problems, name)
		require.Less(t, cost, uint64(512<<20), name)
		require.Less(t, len(err.Error()), 100_000, name)
	}
}

// allocated returns how many bytes the process has ever allocated.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func TestFaultsOfTheCatalogComeBackToTheirLines(t *testing.T) {
	m, err := Read(files{"a.yaml": "source: s\ndomains:\n  sale:\n    owner: team:elsewhere\n    partOf: domain:sale\n"}.fs())
	require.NoError(t, err)
	_, err = graph.Empty().Draft(graph.Draft{Source: m.Source, Whole: true, Revision: 1, Edits: m.Edits})
	located := m.Locate(err)
	var problems document.Problems
	require.ErrorAs(t, located, &problems)
	require.Len(t, problems, 2)
	require.Equal(t, []int{3, 4}, []int{problems[0].Line, problems[1].Line})
	require.Contains(t, problems[1].Error(), "    owner: team:elsewhere\n")

	other := errors.New("disk full")
	require.Equal(t, other, m.Locate(other))
	stranger := &graph.Error{Kind: graph.BadUserInput, Path: []any{"elsewhere.yaml", 1, 1}}
	require.Equal(t, error(stranger), m.Locate(stranger))
	require.Equal(t, 4, m.Problem(1, "wrong").Line)
	require.Equal(t, document.Problem{Message: "wrong"}, m.Problem(9, "wrong"))
}

func FuzzRead(f *testing.F) {
	for _, content := range hostile {
		if len(content) < 4096 {
			f.Add([]byte(content))
		}
	}
	seeds, _ := filepath.Glob("../../examples/*/*/*.yaml")
	for _, name := range seeds {
		content, err := os.ReadFile(name)
		require.NoError(f, err)
		f.Add(content)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		folder := fstest.MapFS{"a.yaml": {Data: content}}
		first, err := Read(folder)
		if err != nil {
			var problems document.Problems
			require.ErrorAs(t, err, &problems)
			for _, p := range problems {
				require.NotEmpty(t, p.Message)
				require.False(t, bytes.ContainsRune([]byte(p.Error()), '\x1b'))
			}
			return
		}
		for _, edit := range first.Edits {
			if put, ok := edit.(graph.Put); ok {
				require.NoError(t, put.ID.Check())
			}
		}
		second, err := Read(folder)
		require.NoError(t, err)
		require.Equal(t, first.Edits, second.Edits)
	})
}

// What lies in the folder of alternatives is no part of the catalog beside it, and read where it is named itself.
func TestAlternativesBesideACatalogAreNoPartOfIt(t *testing.T) {
	files := fstest.MapFS{
		"shop.yaml":                     {Data: []byte("source: shop\nteams: {a: A}\n")},
		"alternatives/sell.yaml":        {Data: []byte("changes: []\n")},
		"division-x/alternatives/x.yml": {Data: []byte("teams: {b: B}\n")},
	}
	m, err := Read(files)
	require.NoError(t, err)
	require.Len(t, m.Edits, 2)
	_, err = Read(files, "alternatives")
	require.ErrorContains(t, err, `alternatives/sell.yaml:1:1: "changes" is no key of a file`)
}
