package manifest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// sourcesOf returns each source with what it says.
func sourcesOf(t require.TestingT, f files) map[string][]string {
	all, err := ReadSources(f.fs())
	require.NoError(t, err)
	found := map[string][]string{}
	for _, m := range all {
		require.NotContains(t, found, m.Source.Name)
		found[m.Source.Name] = lines(m)
	}
	return found
}

func TestEachFolderThatNamesASourceIsAManifest(t *testing.T) {
	require.Equal(t, map[string][]string{
		"group": {"domain:a", "domain:c"},
		"shop":  {"domain:s", "domain:t"},
		"later": {"domain:l"},
	}, sourcesOf(t, files{
		"group.yaml":       "source: group\ndomains: {a: }",
		"one/c.yaml":       "domains: {c: }",
		"shop/s.yaml":      "domains: {s: }",
		"shop/shop.yaml":   "source: shop",
		"shop/x/t.yaml":    "domains: {t: }",
		"shop/later/l.yml": "source: later\ndomains: {l: }",

		"alternatives/a.yaml":      "title: considered",
		"shop/alternatives/b.yaml": "title: considered",
	}))
}

func TestFoldersOfTheSameSourceAreOneManifest(t *testing.T) {
	require.Equal(t, map[string][]string{"shop": {"domain:a", "domain:b", "domain:a FEEDS domain:b"}}, sourcesOf(t, files{
		"a/a.yaml": "source: shop\ndomains: {a: }",
		"b/b.yaml": "source: shop\ndomains: {b: }\nflows: [{from: a, to: b}]",
	}))
}

func TestTheProblemsOfAllSourcesComeTogether(t *testing.T) {
	_, err := ReadSources(files{
		"a/a.yaml": "source: a\ndomians: {}",
		"b/b.yaml": "source: b\nteams: {Sales Team: }",
		"c/c.yaml": "domains: {c: }",
		"d/d.yaml": "source: [",
		"e/e.yaml": "source: e\nsource: f",
	}.fs())
	for _, file := range []string{"a/a.yaml:2:1: ", "b/b.yaml:2:9: ", "d/d.yaml", "e/e.yaml:2:1: "} {
		require.ErrorContains(t, err, file)
	}
	_, err = ReadSources(files{"c.txt": ""}.fs())
	require.ErrorContains(t, err, "there is no .yaml or .yml file in it")
}

// A folder that has one source is read as Read reads it, and several sources together say what each says.
func TestReadingSourcesIsReadingEach(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, alone := files{}, map[string]files{}
		for i, source := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 1, 4, rapid.ID[string]).Draw(rt, "sources") {
			alone[source] = files{}
			for _, below := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"", "x/", "x/y/", "z/"}), 1, 4, rapid.ID[string]).Draw(rt, "folders") {
				name, text := source+"/"+below+"f.yaml", "domains: {"+source+strings.ReplaceAll(below, "/", "")+": }"
				f[name], alone[source][name] = text, text
			}
			name, text := source+"/source.yaml", "source: "+source
			f[name], alone[source][name] = text, text
			if i > 0 {
				continue
			}
			one, err := Read(alone[source].fs())
			require.NoError(rt, err)
			require.Equal(rt, map[string][]string{source: lines(one)}, sourcesOf(rt, alone[source]))
		}
		all, err := ReadSources(f.fs())
		require.NoError(rt, err)
		var said []string
		for _, m := range all {
			one, err := Read(alone[m.Source.Name].fs())
			require.NoError(rt, err)
			require.Equal(rt, lines(one), lines(m))
			said = append(said, lines(m)...)
		}
		together := Together(graph.Source{Name: "all"}, all...)
		require.Equal(rt, said, lines(together))
		last := len(together.Edits) - 1
		require.Equal(rt, all[len(all)-1].Problem(len(all[len(all)-1].Edits)-1, "x"), together.Problem(last, "x"))
	})
}
