package graph_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

func TestAnotherNameLeadsToOneEntityWhicheverCameFirst(t *testing.T) {
	events, dbt := graph.Source{Name: "events", Rank: graph.Observed}, graph.Source{Name: "dbt", Rank: graph.Imported}
	table, file := graph.DatasetID("hive", "db.t"), graph.DatasetID("file", "/w/t")
	written := []graph.Edit{put(file), put(graph.FieldID("file", "/w/t", "k")), put("job:n/j"), graph.Join{Relation: graph.Feeds, From: "job:n/j", To: file}}
	read := []graph.Edit{put(table, graph.Value{Attribute: graph.AttrDescription, Text: "Sales."}), put(graph.FieldID("hive", "db.t", "k")), put("dataset:n/out"),
		graph.Join{Relation: graph.Feeds, From: table, To: "dataset:n/out"},
		graph.Join{Relation: graph.Feeds, From: graph.FieldID("hive", "db.t", "k"), To: "dataset:n/out"}}
	alias := []graph.Edit{graph.Alias{ID: file, Names: []graph.ID{table}}}
	for name, steps := range map[string][]struct {
		source graph.Source
		edits  []graph.Edit
	}{
		"before both": {{events, alias}, {events, written}, {dbt, read}},
		"between":     {{dbt, read}, {events, alias}, {events, written}},
		"after both":  {{events, written}, {dbt, read}, {events, alias}},
	} {
		t.Run(name, func(t *testing.T) {
			g := graph.Empty()
			for _, s := range steps {
				g = after(t, g, s.source, s.edits...)
			}
			require.Equal(t, file, g.Resolve(table))
			require.Equal(t, graph.FieldID("file", "/w/t", "k"), g.Resolve(graph.FieldID("hive", "db.t", "k")))
			n, err := g.Find(string(table))
			require.NoError(t, err)
			require.Equal(t, "Sales.", g.Entity(n).Description)
			require.Equal(t, []graph.ID{table}, g.Entity(n).Aliases)
			_, still := g.Node(table)
			require.False(t, still)
			require.NotNil(t, g.Record(graph.Key{Relation: graph.Feeds, From: file, To: "dataset:n/out"}))
			require.NotNil(t, g.Record(graph.Key{Relation: graph.Feeds, From: graph.FieldID("file", "/w/t", "k"), To: "dataset:n/out"}))
			require.Len(t, g.Record(graph.EntityKey(file)).Claims, 2)
		})
	}
}

func TestTheIDMayBeChosenAnew(t *testing.T) {
	events := graph.Source{Name: "events", Rank: graph.Observed}
	g := after(t, graph.Empty(), events, put("dataset:n/b"), put("dataset:n/c"), graph.Join{Relation: graph.Feeds, From: "dataset:n/b", To: "dataset:n/c"},
		graph.Alias{ID: "dataset:n/b", Names: []graph.ID{"dataset:n/a", "dataset:n/z"}})
	g = after(t, g, events, graph.Alias{ID: "dataset:n/a", Names: []graph.ID{"dataset:n/b"}})
	n, found := g.Node("dataset:n/a")
	require.True(t, found)
	require.Equal(t, []graph.ID{"dataset:n/b", "dataset:n/z"}, g.Entity(n).Aliases)
	require.Equal(t, graph.ID("dataset:n/a"), g.Resolve("dataset:n/z"))
	require.NotNil(t, g.Record(graph.Key{Relation: graph.Feeds, From: "dataset:n/a", To: "dataset:n/c"}))
}

func TestAliasRefuses(t *testing.T) {
	draft := func(e graph.Alias) error {
		_, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: noon, Edits: []graph.Edit{e}})
		return err
	}
	require.ErrorContains(t, draft(graph.Alias{ID: "domain:a", Names: []graph.ID{"dataset:n/a"}}), "only datasets have other names")
	require.ErrorContains(t, draft(graph.Alias{ID: "dataset:n/a", Names: []graph.ID{"domain:a"}}), "only datasets")
	_, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: noon, Edits: []graph.Edit{
		put("domain:a", graph.Value{Attribute: graph.AttrAliases, List: []string{"domain:b"}})}})
	require.ErrorContains(t, err, "only datasets")
	many := graph.Alias{ID: "dataset:n/a"}
	for i := range graph.MaxAliases + 1 {
		many.Names = append(many.Names, graph.DatasetID("n", fmt.Sprint(i)))
	}
	require.ErrorContains(t, draft(many), "at most 100")
}

// A chain of other names is cut where a dataset would have too many; what follows begins anew.
func TestAChainOfNamesIsCut(t *testing.T) {
	var edits []graph.Edit
	name := func(i int) graph.ID { return graph.DatasetID("n", fmt.Sprint(i)) }
	for i := range 3*graph.MaxAliases + 1 {
		edits = append(edits, graph.Alias{Place: at(i), ID: name(i + 1), Names: []graph.ID{name(i)}})
	}
	faults := refused(t, graph.Empty(), append([]graph.Edit{put(name(0))}, edits...)...)
	require.Len(t, faults, 2)
	require.Equal(t, at(graph.MaxAliases).Path, faults[0].Path[:2])
	require.Contains(t, faults[0].Message, "would have 101 other names; at most 100")
	require.Equal(t, at(2*graph.MaxAliases+1).Path, faults[1].Path[:2])
}

// What a source puts in place of the names that it gave before does not count beside them.
func TestAPutReplacesAsManyNamesAsThereMayBe(t *testing.T) {
	named := func(from int) graph.Edit {
		var names []string
		for i := range graph.MaxAliases {
			names = append(names, string(graph.DatasetID("n", fmt.Sprint(from+i))))
		}
		return put("dataset:n/a", graph.Value{Attribute: graph.AttrAliases, List: names})
	}
	g, _ := laid(t, graph.Empty(), "people", false, named(0))
	g, _ = laid(t, g, "people", false, named(graph.MaxAliases))
	require.Equal(t, graph.ID("dataset:n/a"), g.Resolve(graph.DatasetID("n", fmt.Sprint(graph.MaxAliases))))
	require.Equal(t, graph.DatasetID("n", "0"), g.Resolve(graph.DatasetID("n", "0")))
}

// What moves from name to name, again and again, counts as what copying brings; that it moves once does not.
func TestWhatMovesWithNamesIsBounded(t *testing.T) {
	var edits []graph.Edit
	for i := range 500 {
		edits = append(edits, feeds(graph.DatasetID("n", "0"), graph.DatasetID("n", fmt.Sprint("out ", i))), put(graph.DatasetID("n", fmt.Sprint("out ", i))))
	}
	g, _ := laid(t, graph.Empty(), "people", false, append(edits, put("dataset:n/0"))...)
	var chain []graph.Edit
	for i := range graph.MaxAliases {
		chain = append(chain, graph.Alias{Place: at(i), ID: graph.DatasetID("n", fmt.Sprint(i+1)), Names: []graph.ID{graph.DatasetID("n", fmt.Sprint(i))}})
	}
	faults := refused(t, g, chain...)
	require.Equal(t, graph.QueryTooLarge, faults[0].Kind)
	require.Equal(t, at(1+graph.FreeExpansion/501).Path, faults[0].Path)
	laid(t, g, "people", false, chain[:1+graph.FreeExpansion/501]...)
}

// Whatever is said under whichever name, and whenever it becomes another name: what is recorded is the same as if everybody had used the
// last name from the start.
func TestNamesThatBecomeOneAreAsIfTheyHadBeen(t *testing.T) {
	names := []graph.ID{"dataset:n/a", "dataset:n/b", "dataset:n/c", "dataset:n/d", "dataset:n/e"}
	sources := []graph.Source{{Name: "x", Rank: graph.Observed}, {Name: "y", Rank: graph.Imported}}
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 7))
		type step struct {
			source graph.Source
			edit   graph.Edit
		}
		var steps []step
		g := graph.Empty()
		for range 20 {
			s := step{source: sources[r.IntN(2)]}
			from, to := names[r.IntN(5)], names[r.IntN(5)]
			edits := []graph.Edit{put(from), put(to), graph.Join{Relation: graph.Feeds, From: from, To: to}}
			switch r.IntN(4) {
			case 0:
				s.edit = graph.Alias{ID: from, Names: []graph.ID{to}}
				edits = nil
			case 1:
				s.edit = put(graph.FieldID("n", from.Last(), "k"))
				edits = nil
			default:
				s.edit = edits[2]
			}
			steps = append(steps, s)
			g = after(t, g, s.source, append(edits, s.edit)...)
		}
		packed, err := graph.Unpack(g.Revision(), given(packed(g, 300)))
		require.NoError(t, err)
		for _, name := range names {
			require.Equal(t, g.Resolve(name), packed.Resolve(name), "packed, too")
		}
		said := map[graph.Key]map[string]bool{}
		for _, s := range steps {
			var k graph.Key
			switch e := s.edit.(type) {
			case graph.Join:
				k = graph.Key{Relation: graph.Feeds, From: g.Resolve(e.From), To: g.Resolve(e.To)}
			case graph.Put:
				k = graph.EntityKey(g.Resolve(e.ID))
			default:
				continue
			}
			if said[k] == nil {
				said[k] = map[string]bool{}
			}
			said[k][s.source.Name] = true
		}
		for k, by := range said {
			require.NotNil(t, g.Record(k), "seed %d %s", seed, k)
			require.Len(t, g.Record(k).Claims, len(by), "seed %d %s", seed, k)
		}
		flows := 0
		for k := range said {
			if k.IsLink() {
				flows++
			}
		}
		require.Equal(t, flows, g.Count(graph.Feeds), "seed %d", seed)
		for n := range g.Nodes() {
			require.Equal(t, g.ID(n), g.Resolve(g.ID(n)), "seed %d", seed)
		}
	}
}

// A Put says of a dataset's other names what its source says of them, all of it.
func TestPutSaysWhatElseADatasetIsCalled(t *testing.T) {
	files, dbt := graph.Source{Name: "files", Rank: graph.Declared}, graph.Source{Name: "dbt", Rank: graph.Imported}
	called := func(names ...string) graph.Value { return graph.Value{Attribute: graph.AttrAliases, List: names} }
	g := after(t, graph.Empty(), dbt, put("dataset:n/b", graph.Value{Attribute: graph.AttrDescription, Text: "Sales."}), put("dataset:n/out"), feeds("dataset:n/b", "dataset:n/out"))
	g = after(t, g, files, put("dataset:n/a", called("dataset:n/b", "dataset:n/c")))
	require.Equal(t, []graph.ID{"dataset:n/b", "dataset:n/c"}, aliases(t, g, "dataset:n/a"))
	require.NotNil(t, g.Record(graph.Key{Relation: graph.Feeds, From: "dataset:n/a", To: "dataset:n/out"}))

	g = after(t, g, files, put("dataset:n/c", called("dataset:n/d"), graph.Value{Attribute: graph.AttrType, Text: "table"}))
	require.Equal(t, []graph.ID{"dataset:n/c", "dataset:n/d"}, aliases(t, g, "dataset:n/a"), "by the name that it was put under as well")
	require.Equal(t, graph.ID("dataset:n/b"), g.Resolve("dataset:n/b"), "what is no longer said leads nowhere")

	g = after(t, g, files, graph.Put{ID: "dataset:n/a", Clear: []string{graph.AttrAliases}}, put("dataset:n/d"))
	require.Empty(t, aliases(t, g, "dataset:n/a"))
	require.Equal(t, graph.ID("dataset:n/d"), g.Resolve("dataset:n/d"), "at once")
}

func aliases(t *testing.T, g *graph.Graph, id graph.ID) []graph.ID {
	t.Helper()
	n, found := g.Node(id)
	require.True(t, found, id)
	return g.Entity(n).Aliases
}

// A whole source that says the same again changes nothing, also where what it said before became one with another dataset.
func TestAWholeSourceOfOtherNames(t *testing.T) {
	files := graph.Source{Name: "files", Rank: graph.Declared}
	whole := func(g *graph.Graph, edits ...graph.Edit) (*graph.Graph, int) {
		changes, err := g.Draft(graph.Draft{Source: files, Whole: true, Revision: g.Revision() + 1, Time: noon, Edits: edits})
		require.NoError(t, err)
		next, err := g.With(g.Revision()+1, changes...)
		require.NoError(t, err)
		return next, len(changes)
	}
	field := put(graph.FieldID("n", "b", "k"))
	g, _ := whole(graph.Empty(), put("dataset:n/b", graph.Value{Attribute: graph.AttrDescription, Text: "Sales."}), field)
	edits := []graph.Edit{field, put("dataset:n/a", graph.Value{Attribute: graph.AttrAliases, List: []string{"dataset:n/b"}})}
	g, n := whole(g, edits...)
	require.NotZero(t, n)
	a, _ := g.Node("dataset:n/a")
	require.Empty(t, g.Entity(a).Description, "it is no longer said")
	require.NotNil(t, g.Record(graph.EntityKey(graph.FieldID("n", "a", "k"))))
	again, n := whole(g, edits...)
	require.Zero(t, n)
	none, _ := whole(again, put("dataset:n/a"))
	require.Equal(t, graph.ID("dataset:n/b"), none.Resolve("dataset:n/b"))
	require.Empty(t, aliases(t, none, "dataset:n/a"))
}

// What a whole source no longer says goes, also where it became one with what only others had said.
func TestWhatIsNoLongerSaidGoesUnderAnotherNameAsWell(t *testing.T) {
	files, dbt := graph.Source{Name: "files", Rank: graph.Declared}, graph.Source{Name: "dbt", Rank: graph.Imported}
	g := after(t, graph.Empty(), dbt, put("dataset:n/a"))
	g = after(t, g, files, put("dataset:n/b", graph.Value{Attribute: graph.AttrDescription, Text: "Sales."}, graph.Value{Attribute: graph.AttrType, Text: "table"}))
	changes, err := g.Draft(graph.Draft{Source: files, Whole: true, Revision: g.Revision() + 1, Time: noon, Edits: []graph.Edit{
		put("dataset:n/b", graph.Value{Attribute: graph.AttrType, Text: "table"}), graph.Alias{ID: "dataset:n/a", Names: []graph.ID{"dataset:n/b"}}}})
	require.NoError(t, err)
	g, err = g.With(g.Revision()+1, changes...)
	require.NoError(t, err)
	a, _ := g.Node("dataset:n/a")
	require.Equal(t, []string{"", "table"}, []string{g.Entity(a).Description, g.Entity(a).Type})
	require.Equal(t, []graph.ID{"dataset:n/b"}, g.Entity(a).Aliases)
}

// The copies of a division's datasets are others: what else the models are called leads to the models.
func TestACopyHasNoOtherNames(t *testing.T) {
	g := after(t, graph.Empty(), graph.People, put("division:x"), put("domain:x/sale", graph.Value{Attribute: graph.AttrContainer, Text: "division:x"}),
		put("dataset:n/a", graph.Value{Attribute: graph.AttrContainer, Text: "domain:x/sale"}, graph.Value{Attribute: graph.AttrAliases, List: []string{"dataset:n/b"}}))
	g = after(t, g, graph.People, graph.Acquire{Division: "division:y", Like: "division:x"})
	require.Equal(t, graph.ID("dataset:n/a"), g.Resolve("dataset:n/b"))
	require.Empty(t, aliases(t, g, graph.DatasetID("y/n", "a")))
}
