package dbt_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
)

// formers are the datasets that the project is said to have.
func formers(g *graph.Graph, source string) (all []dbt.Former) {
	for n := range g.Of(graph.Dataset) {
		for _, c := range g.Entity(n).Claims {
			if c.Source != source {
				continue
			}
			f := dbt.Former{ID: g.ID(n)}
			if v, says := c.Value(dbt.UniqueID); says {
				f.UniqueID = v.Text
			}
			names, _ := c.Value(graph.AttrAliases)
			for _, name := range names.List {
				f.Names = append(f.Names, graph.ID(name))
			}
			all = append(all, f)
		}
	}
	return all
}

// again imports a manifest of these nodes into a catalog that may know the project.
func again(t *testing.T, g *graph.Graph, nodes ...dbttest.Node) (*graph.Graph, []graph.Change, []string) {
	t.Helper()
	i := project(t, dbttest.Manifest(nodes...)).Import(namespace)
	i.Continue(formers(g, i.Source.Name))
	after, changes := apply(t, g, i)
	return after, changes, i.Warnings
}

func called(name string, n dbttest.Node) dbttest.Node { return n.With(dbttest.Node{"alias": name}) }

// is returns the dataset that a name leads to, and the node that it is said to be.
func is(t *testing.T, g *graph.Graph, name string) (graph.ID, string) {
	t.Helper()
	id := g.Resolve(dataset(name))
	n, found := g.Node(id)
	require.True(t, found, name)
	return id, unique(g, n)
}

func unique(g *graph.Graph, n graph.Node) string {
	for _, p := range g.Entity(n).Properties {
		if p.Key == "dbt.unique_id" {
			return p.Value
		}
	}
	return ""
}

func TestAModelThatIsRenamedStaysTheDataset(t *testing.T) {
	a, b := dbttest.Built("model", "a"), dbttest.Built("model", "b", dbttest.Built("model", "a").ID())
	columns := dbttest.Node{"columns": dbttest.Node{"k": dbttest.Node{"name": "k"}}}
	g, _, _ := again(t, graph.Empty(), a.With(columns), b)
	g, _, warnings := again(t, g, called("all_of_a", a.With(columns)), b)
	require.Equal(t, []string{"model.shop.a is called shop.main.all_of_a now: it stays the dataset " + string(dataset("a")) + ", which has both names"}, warnings)
	id, node := is(t, g, "all_of_a")
	require.Equal(t, dataset("a"), id)
	require.Equal(t, "model.shop.a", node)
	_, found := g.Node(graph.FieldID(namespace, "shop.main.a", "k"))
	require.True(t, found, "its columns stay")
	require.Equal(t, 1, g.Count(graph.Feeds))

	g, changes, warnings := again(t, g, called("all_of_a", a.With(columns)), b)
	require.Empty(t, changes)
	require.Empty(t, warnings)

	g, _, _ = again(t, g, called("third", a.With(columns)), b)
	g, _, _ = again(t, g, a.With(columns), b)
	for _, name := range []string{"a", "all_of_a", "third"} {
		id, _ := is(t, g, name)
		require.Equal(t, dataset("a"), id, "back again, it keeps all its names")
	}
}

func TestANameThatAnotherTakesIsNoRename(t *testing.T) {
	a, b, c := dbttest.Built("model", "a"), dbttest.Built("model", "b"), dbttest.Built("model", "c")
	for name, nodes := range map[string][]dbttest.Node{
		"they swap names":           {called("b", a), called("a", b)},
		"a new one takes the name":  {called("x", a), b, called("a", c)},
		"it takes another's name":   {called("b", a)},
		"it moves to other schemas": {a.With(dbttest.Node{"schema": "other"}), b},
	} {
		t.Run(name, func(t *testing.T) {
			g, _, _ := again(t, graph.Empty(), a, b)
			g, _, warnings := again(t, g, nodes...)
			require.Empty(t, warnings)
			for n := range g.Of(graph.Dataset) {
				require.Empty(t, g.Entity(n).Aliases)
			}
		})
	}
}

func TestANameThatIsTakenLaterLeadsNoMoreToWhatHadIt(t *testing.T) {
	a, b := dbttest.Built("model", "a"), dbttest.Built("model", "b")
	renamed, _, _ := again(t, graph.Empty(), a, b)
	renamed, _, _ = again(t, renamed, called("x", a), b)

	g, _, _ := again(t, renamed, called("y", a), b, called("x", dbttest.Built("model", "c")))
	id, node := is(t, g, "x")
	require.Equal(t, []string{string(dataset("a")), "model.shop.c"}, []string{string(id), node}, "a table of this name is the dataset, whoever builds it")

	g, _, _ = again(t, renamed, called("x", a), b, called("a", dbttest.Built("model", "c")))
	id, node = is(t, g, "a")
	require.Equal(t, []string{string(dataset("a")), "model.shop.c"}, []string{string(id), node})
	id, node = is(t, g, "x")
	require.Equal(t, []string{string(dataset("x")), "model.shop.a"}, []string{string(id), node})
}

// Whatever is renamed: no two tables are one dataset, the same again changes nothing, what is renamed to a new name stays what it was.
func TestRenamesInAnyOrder(t *testing.T) {
	tables := []string{"a", "b", "c", "d", "e"}
	rapid.Check(t, func(r *rapid.T) {
		g := graph.Empty()
		for range rapid.IntRange(1, 6).Draw(r, "imports") {
			names := rapid.Permutation(tables).Draw(r, "names")
			var nodes []dbttest.Node
			for i, model := range []string{"m", "n", "o", "p"} {
				if rapid.Bool().Draw(r, "built") {
					nodes = append(nodes, called(names[i], dbttest.Built("model", model)))
				}
			}
			before := g
			g, _, _ = again(t, g, nodes...)
			_, changes, _ := again(t, g, nodes...)
			require.Empty(t, changes)
			seen := map[graph.ID]bool{}
			for _, n := range nodes {
				id, node := is(t, g, n["alias"].(string))
				require.False(t, seen[id], "two tables are one dataset")
				seen[id] = true
				require.Equal(t, n.ID(), node)
				if was := renamedFrom(before, nodes, n); was != "" {
					require.Equal(t, was, id)
				}
			}
		}
	})
}

// renamedFrom is the definition, read naively: the dataset that a node was, if its name is new and no table has one of the former.
func renamedFrom(g *graph.Graph, nodes []dbttest.Node, n dbttest.Node) graph.ID {
	name := func(n dbttest.Node) graph.ID { return dataset(n["alias"].(string)) }
	all := formers(g, "dbt:shop")
	if slices.ContainsFunc(all, func(f dbt.Former) bool { return f.ID == name(n) || slices.Contains(f.Names, name(n)) }) {
		return ""
	}
	for _, f := range all {
		free := !slices.ContainsFunc(nodes, func(o dbttest.Node) bool { return name(o) == f.ID || slices.Contains(f.Names, name(o)) })
		if f.UniqueID == n.ID() && free {
			return f.ID
		}
	}
	return ""
}
