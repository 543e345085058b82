package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// drawNamed draws a catalog whose names, full names and ends of IDs are often alike.
func drawNamed(t *rapid.T) *graph.Graph {
	segment := rapid.SampledFrom([]string{"a", "b", "a/b", "k"})
	name := rapid.SampledFrom([]string{"a", "A", "b", "a / b", "A / B", "a/b", "k", "\u212a", "domain:a", "ü", "Ü"})
	var edits []graph.Edit
	var last graph.ID
	for i := range rapid.IntRange(1, 8).Draw(t, "entities") {
		id := graph.ID(rapid.SampledFrom([]string{"domain:", "team:"}).Draw(t, "kind") + segment.Draw(t, "path"))
		one := named(id, name.Draw(t, "name"))
		if last != "" && id.Kind() == graph.Domain && id > last && rapid.Bool().Draw(t, "is a part") {
			one.Values = append(one.Values, graph.Value{Attribute: graph.AttrContainer, Text: string(last)})
		}
		if id.Kind() == graph.Domain && (last == "" || id > last) {
			last = id
		}
		one.Place = at(i)
		edits = append(edits, one)
	}
	g := graph.Empty()
	changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: 1, Time: noon, Edits: edits})
	require.NoError(t, err)
	g, err = g.With(1, changes...)
	require.NoError(t, err)
	return g
}

// Refs that are looked up together name what each names by itself, and fail as each does.
func TestRefsTogetherAreAsEachByItself(t *testing.T) {
	ref := rapid.SampledFrom([]graph.ID{"", " ", "a", " a ", "A", "b", "a/b", "a / b", "A / b", "a / b / a", "a / A", "k", "K", "\u212a", "domain:a", "team:a/b", "domain:k", "ü", "Ü / a", "nothing", "a\xff"})
	rapid.Check(t, func(t *rapid.T) {
		g := drawNamed(t)
		kinds := rapid.SampledFrom([][]graph.Kind{nil, {graph.Team}, {graph.Domain, graph.Team}}).Draw(t, "kinds")
		all := rapid.SliceOfN(ref, 0, 6).Draw(t, "refs")
		together := g.Refs(all, kinds...)
		for _, one := range all {
			want, wantErr := g.Find(string(one), kinds...)
			got, err := together.Find(one)
			require.Equal(t, want, got, one)
			require.Equal(t, wantErr, err, one)
			require.Equal(t, graph.KindOf(wantErr) != graph.NotFound, together.Names(one), one)
		}
	})
}

// houses is a catalog of domains in a division, whose full names are what they share.
func houses(t *testing.T, n int) *graph.Graph {
	edits := []graph.Edit{put("division:street")}
	for i := range n {
		edits = append(edits, put(graph.ID(fmt.Sprintf("domain:house-%d", i)), graph.Value{Attribute: graph.AttrContainer, Text: "division:street"}))
	}
	g, _ := laid(t, graph.Empty(), "files", false, edits...)
	return g
}

// A thousand refs cost little more than one: the entities are passed over for all of them together.
func TestManyRefsCostLittleMoreThanOne(t *testing.T) {
	g := houses(t, 200)
	refs := make([]graph.ID, 1000)
	for i := range refs {
		refs[i] = graph.ID(fmt.Sprintf("street / nobody %d", i))
	}
	cost := func(refs []graph.ID) float64 { return testing.AllocsPerRun(1, func() { g.Refs(refs) }) }
	require.Less(t, cost(refs), cost(refs[:1])+float64(20*len(refs)))
	require.Greater(t, testing.AllocsPerRun(1, func() { _, _ = g.Find("street / nobody") }), 400.0, "which is what each would cost by itself")
}

// What is longer than any name is told to name nothing, without being compared with each.
func TestARefThatIsTooLongNamesNothing(t *testing.T) {
	g := houses(t, 200)
	long := strings.Repeat("q/", graph.MaxRef)
	_, err := g.Find(long)
	require.Equal(t, graph.NotFound, graph.KindOf(err))
	require.Less(t, len(err.Error()), 200)
	require.False(t, g.Refs([]graph.ID{graph.ID(long)}).Names(graph.ID(long)))
	near := testing.AllocsPerRun(1, func() { g.Near(long) })
	require.Less(t, testing.AllocsPerRun(1, func() { _, _ = g.Find(long) }), near+100, "no full name is made")
}
