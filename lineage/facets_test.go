package lineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// told writes counts as "domain:sale 3, nobody 1".
func told(g *graph.Graph, counts []lineage.EntityCount) string {
	said := make([]string, len(counts))
	for i, c := range counts {
		name := "nobody"
		if c.Entity != graph.None {
			name = string(g.ID(c.Entity))
		}
		said[i] = fmt.Sprint(name, " ", c.Count)
	}
	return strings.Join(said, ", ")
}

func TestFacetsTellWhatAnotherChoiceWouldBring(t *testing.T) {
	g := mesh(t, filtered)
	facets := lineage.FacetsOf(g, lineage.Filter{Kinds: []graph.Kind{graph.Port}, Owner: "team:a"})
	require.Equal(t, map[graph.Kind]int{graph.Domain: 1, graph.Port: 1}, facets.Kinds)
	require.Equal(t, "team:a 1, nobody 1", told(g, facets.Owners))
	require.Equal(t, "domain:sale 1", told(g, facets.Domains))
	require.Equal(t, "division:x 1", told(g, facets.Divisions))
}

func TestATagIsCountedBesideThoseThatAreChosen(t *testing.T) {
	g := mesh(t, filtered)
	require.Equal(t, []lineage.TagCount{{"pii", 2}, {"gold", 1}}, lineage.FacetsOf(g, lineage.Filter{Kinds: []graph.Kind{graph.Port}}).Tags)
	require.Equal(t, []lineage.TagCount{{"gold", 1}, {"pii", 1}}, lineage.FacetsOf(g, lineage.Filter{Tags: []string{"gold"}}).Tags)
}

func TestTheFacetsOfAPictureCountWhatIsDrawnBesideWhatItIsAbout(t *testing.T) {
	g := mesh(t, filtered+"\nport:old -> port:new\nport:old -> port:other")
	start := []graph.Node{node(t, g, "port:old")}
	p := lineage.Draw(g, lineage.Trace(g, start, lineage.Options{Direction: lineage.Downstream}))
	facets := p.Facets(lineage.Filter{Unowned: new(bool)}, start)
	require.Equal(t, map[graph.Kind]int{graph.Port: 1}, facets.Kinds)
	require.Equal(t, "team:a 1, nobody 1", told(g, facets.Owners))
	require.Equal(t, "domain:sale 1", told(g, facets.Domains))
	require.Equal(t, []lineage.TagCount{{"gold", 1}, {"pii", 1}}, facets.Tags)
}

func TestAFacetCountsWhatItsFilterChooses(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		all := lineage.Chosen(g, lineage.Filter{})
		if len(all) == 0 {
			return
		}
		f := lineage.Filter{}
		if rapid.Bool().Draw(rt, "some kinds") {
			f.Kinds = rapid.SliceOfN(rapid.SampledFrom(graph.Kinds), 1, 3).Draw(rt, "kinds")
		}
		if rapid.Bool().Draw(rt, "within") {
			f.Within = g.ID(rapid.SampledFrom(all).Draw(rt, "whole"))
		}
		if rapid.Bool().Draw(rt, "unowned") {
			yes := true
			f.Unowned = &yes
		}
		facets := lineage.FacetsOf(g, f)
		require.Equal(rt, placesOracle(g, f, graph.Domain), told(g, facets.Domains))
		require.Equal(rt, placesOracle(g, f, graph.Division), told(g, facets.Divisions))
		require.Equal(rt, ownersOracle(g, f), told(g, facets.Owners))
		for _, kind := range graph.Kinds {
			of := f
			of.Kinds = []graph.Kind{kind}
			require.Equal(rt, len(lineage.Chosen(g, of)), facets.Kinds[kind], kind)
		}
	})
}

// placesOracle makes each choice in turn, and counts what comes.
func placesOracle(g *graph.Graph, f lineage.Filter, kind graph.Kind) string {
	var counts []lineage.EntityCount
	for n := range g.Of(kind) {
		f.Within = g.ID(n)
		counts = append(counts, lineage.EntityCount{Entity: n, Count: len(lineage.Chosen(g, f))})
	}
	return told(g, some(counts))
}

func ownersOracle(g *graph.Graph, f lineage.Filter) string {
	var counts []lineage.EntityCount
	f.Unowned = nil
	for n := range g.Of(graph.Team) {
		f.Owner = g.ID(n)
		counts = append(counts, lineage.EntityCount{Entity: n, Count: len(lineage.Chosen(g, f))})
	}
	yes := true
	f.Owner, f.Unowned = "", &yes
	nobody := lineage.EntityCount{Entity: graph.None, Count: len(lineage.Chosen(g, f))}
	return told(g, append(some(counts), some([]lineage.EntityCount{nobody})...))
}

// some are those that would bring anything, most first; equal ones stay by ID.
func some(counts []lineage.EntityCount) []lineage.EntityCount {
	counts = slices.DeleteFunc(counts, func(c lineage.EntityCount) bool { return c.Count == 0 })
	slices.SortStableFunc(counts, func(a, b lineage.EntityCount) int { return b.Count - a.Count })
	return counts
}
