package manifest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/examples"
	"github.com/headwater-catalog/headwater/graph"
)

// asFiles puts what was written into a folder.
func asFiles(written []Written) fstest.MapFS {
	folder := fstest.MapFS{}
	for _, f := range written {
		folder[f.Name] = &fstest.MapFile{Data: f.Content}
	}
	return folder
}

// declared applies a manifest to an empty catalog.
func declared(t require.TestingT, folder fstest.MapFS) *graph.Graph {
	m, err := Read(folder)
	require.NoError(t, err)
	return over(t, graph.Empty(), m.Source, m.Edits...)
}

func over(t require.TestingT, g *graph.Graph, source graph.Source, edits ...graph.Edit) *graph.Graph {
	changes, err := g.Draft(graph.Draft{Source: source, Revision: g.Revision() + 1, Time: time.Unix(0, 0).UTC(), Edits: edits})
	require.NoError(t, err)
	after, err := g.With(g.Revision()+1, changes...)
	require.NoError(t, err)
	return after
}

// effective writes all that is effective in a graph, a line each.
func effective(g *graph.Graph) string {
	var lines []string
	for n := range g.Of() {
		e := *g.Entity(n)
		e.Claims = nil
		lines = append(lines, fmt.Sprintf("%+v", e))
	}
	for _, r := range graph.Relations {
		for l := range g.Links(r) {
			if l.Denial == nil {
				lines = append(lines, fmt.Sprintf("%s %s %s via %q because %q", g.ID(l.From), r, g.ID(l.To), l.Via, l.Reason))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func TestTheExampleComesBackAsItWas(t *testing.T) {
	m, err := Read(examples.XclusiV())
	require.NoError(t, err)
	g := over(t, graph.Empty(), m.Source, m.Edits...)
	written, err := Write(g, "export")
	require.NoError(t, err)
	require.Equal(t, effective(g), effective(declared(t, asFiles(written))))
	joined, err := Joined(written)
	require.NoError(t, err)
	require.Equal(t, effective(g), effective(declared(t, fstest.MapFS{"all.yaml": {Data: joined}})))
	again, err := Write(declared(t, asFiles(written)), "export")
	require.NoError(t, err)
	require.Equal(t, written, again, "the same graph gives the same files")
}

func TestOneDocumentIsReadable(t *testing.T) {
	g := over(t, graph.Empty(), graph.People,
		graph.Put{ID: "domain:sale", Values: []graph.Value{{Attribute: graph.AttrName, Text: "Sale"}, {Attribute: graph.AttrTags, List: []string{"a b", "no"}}}},
		graph.Alias{ID: graph.DatasetID("pg://h:1", "x.y"), Names: []graph.ID{"dataset:hive/sales", graph.DatasetID("s3://lake", "sales")}},
		graph.Put{ID: "team:t"}, graph.Put{ID: graph.FieldID("pg://h:1", "x.y", "id"), Values: []graph.Value{{Attribute: graph.AttrType, Text: "int: 4"}}},
		graph.Join{Relation: graph.Owns, From: "team:t", To: "domain:sale", Reason: "they \"plan\"\nand act"},
		graph.Join{Relation: graph.Feeds, From: "domain:sale", To: graph.DatasetID("pg://h:1", "x.y")})
	written, err := Write(g, "export")
	require.NoError(t, err)
	var all strings.Builder
	for _, f := range written {
		fmt.Fprintf(&all, "# %s\n%s", f.Name, f.Content)
	}
	require.Equal(t, `# source.yaml
source: export
# teams-1.yaml
teams:
  t:
# domains-1.yaml
domains:
  sale:
    name: Sale
    tags:
    - a b
    - "no"
    owner:
    - team: "team:t"
      reason: "they \"plan\"\nand act"
# datasets-1.yaml
datasets:
  "pg://h:1":
    x.y:
      aliases:
      - "dataset:hive/sales"
      - "dataset:s3:%2F%2Flake/sales"
      fields:
        id:
          type: "int: 4"
# flows-1.yaml
flows:
- from: "domain:sale"
  to: "dataset:pg:%2F%2Fh:1/x.y"
`, all.String())
}

func TestADatasetWithTooManyFieldsIsAnError(t *testing.T) {
	var edits []graph.Edit
	for i := range 2_001 {
		edits = append(edits, graph.Put{ID: graph.FieldID("n", "d", fmt.Sprint(i))})
	}
	_, err := Write(over(t, graph.Empty(), graph.People, edits...), "export")
	require.ErrorContains(t, err, "dataset:n/d has 2001 fields")
}

func TestALargeCatalogIsSeveralFilesThatAreRead(t *testing.T) {
	var edits []graph.Edit
	for i := range 3_000 {
		edits = append(edits, graph.Put{ID: graph.ID(fmt.Sprintf("domain:d%d", i)), Values: []graph.Value{{Attribute: graph.AttrDescription, Text: strings.Repeat("x", 200)}}})
	}
	g := over(t, graph.Empty(), graph.People, edits...)
	written, err := Write(g, "export")
	require.NoError(t, err)
	require.Greater(t, len(written), 2)
	require.Equal(t, effective(g), effective(declared(t, asFiles(written))))
}

// Whatever is in a catalog, its manifest gives the same again.
func TestARandomCatalogComesBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := over(t, graph.Empty(), graph.People, randomEdits(t)...)
		written, err := Write(g, name(t, "source"))
		require.NoError(t, err)
		require.Equal(t, effective(g), effective(declared(t, asFiles(written))))
	})
}

var letters = rapid.StringOfN(rapid.OneOf(rapid.SampledFrom([]rune("ab :#-'\"\\{}[],&*!|>%@`=?~\n\tnoNO1.é€�\u00a0𝄞")), rapid.RuneFrom([]rune{'a', 'é', '中'})), 1, 12, -1)

// text draws a text that may stand in several lines, not blank and without a line break at its end.
func text(t *rapid.T, label string) string {
	return letters.Filter(func(s string) bool {
		return strings.TrimSpace(s) != "" && !strings.HasSuffix(s, "\n") && graph.CheckText(s) == nil
	}).Draw(t, label)
}

func name(t *rapid.T, label string) string {
	return letters.Filter(func(s string) bool { return graph.CheckName(s) == nil }).Draw(t, label)
}

// randomEdits draws entities of all kinds with their attributes, in containers that may hold them, and links that may be.
func randomEdits(t *rapid.T) (edits []graph.Edit) {
	ids := map[graph.Kind][]graph.ID{}
	for _, k := range graph.Kinds {
		for i := range rapid.IntRange(0, 2).Draw(t, k.String()) {
			id := graph.ID(fmt.Sprintf("%s:x%d/y-%d", k.Prefix(), i, i))
			switch k {
			case graph.Dataset:
				id = graph.DatasetID(name(t, "namespace"), name(t, "name"))
			case graph.Job:
				id = graph.JobID(name(t, "namespace"), name(t, "name"))
			case graph.Field:
				id = graph.FieldID(name(t, "namespace"), name(t, "name"), name(t, "field"))
			}
			ids[k] = append(ids[k], id)
			edits = append(edits, graph.Put{ID: id, Values: attributes(t, k)})
		}
	}
	for _, r := range graph.Relations {
		edits = append(edits, drawnLinks(t, r, ids)...)
	}
	for _, id := range ids[graph.Dataset] {
		edits = append(edits, drawnAlias(t, id))
	}
	return edits
}

// drawnAlias draws other names of a dataset: some that nothing else has, perhaps those of another dataset.
func drawnAlias(t *rapid.T, id graph.ID) graph.Edit {
	alias := graph.Alias{ID: id}
	for range rapid.IntRange(0, 2).Draw(t, "aliases") {
		alias.Names = append(alias.Names, graph.DatasetID(name(t, "namespace"), name(t, "name")))
	}
	return alias
}

func attributes(t *rapid.T, k graph.Kind) (values []graph.Value) {
	for _, attribute := range []string{graph.AttrDescription, graph.AttrType, graph.AttrContact, graph.AttrURL, graph.PropertyPrefix + name(t, "key")} {
		if rapid.Bool().Draw(t, attribute) {
			values = append(values, graph.Value{Attribute: attribute, Text: text(t, attribute)})
		}
	}
	if rapid.Bool().Draw(t, "named") {
		values = append(values, graph.Value{Attribute: graph.AttrName, Text: name(t, "name")})
	}
	if rapid.Bool().Draw(t, "tagged") {
		values = append(values, graph.Value{Attribute: graph.AttrTags, List: []string{name(t, "tag"), name(t, "tag")}})
	}
	if k == graph.Port && rapid.Bool().Draw(t, "input") {
		values = append(values, graph.Value{Attribute: graph.AttrDirection, Text: string(graph.Input)})
	}
	return values
}

// drawnLinks draws links by a relation between entities that it can join; containers only upwards, so that they make a forest.
func drawnLinks(t *rapid.T, r graph.Relation, ids map[graph.Kind][]graph.ID) (edits []graph.Edit) {
	for _, from := range graph.Kinds {
		for _, to := range graph.Kinds {
			for _, a := range ids[from] {
				for _, b := range ids[to] {
					join := graph.Join{Relation: r, From: a, To: b}
					if !allowed(join) || rapid.IntRange(0, 3).Draw(t, "joined") > 0 {
						continue
					}
					if r != graph.PartOf && rapid.Bool().Draw(t, "reasoned") {
						join.Reason = text(t, "reason")
					}
					if jobs := ids[graph.Job]; r == graph.Feeds && len(jobs) > 0 && rapid.Bool().Draw(t, "via") {
						join.Via = jobs[0]
					}
					edits = append(edits, join)
				}
			}
		}
	}
	return edits
}

// allowed reports whether a link can be at all, by its ends' kinds; domains are part of nothing here but divisions, and no entity
// is a variant of itself.
func allowed(j graph.Join) bool {
	if j.Relation == graph.PartOf && (j.From.Kind() == j.To.Kind() || j.From.Kind() == graph.Field) || j.Relation == graph.VariantOf && j.From == j.To {
		return false
	}
	kinds := [3]int{int(j.Relation), int(j.From.Kind()), int(j.To.Kind())}
	known, is := allowedKinds[kinds]
	if !is {
		_, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Edits: []graph.Edit{graph.Put{ID: j.From}, graph.Put{ID: j.To}, j}})
		known = err == nil
		allowedKinds[kinds] = known
	}
	return known
}

var allowedKinds = map[[3]int]bool{}
