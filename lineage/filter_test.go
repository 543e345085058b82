package lineage_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// chosen lists what a filter chooses, by ID.
func chosen(g *graph.Graph, f lineage.Filter) string {
	match := f.Match(g)
	var nodes []graph.Node
	for n := range g.Of() {
		if match == nil || match(n) {
			nodes = append(nodes, n)
		}
	}
	return ids(g, nodes)
}

const filtered = `
	domain:sale in division:x
	domain:sale says Where money comes in
	port:new in domain:sale
	port:new tagged gold+pii
	port:old in domain:sale
	port:old tagged pii
	port:other in domain:lone
	team:a owns domain:sale
	team:a owns port:old
	team:b owns port:old
	team:a serves division:x
	team:b serves division:x
	team:b serves division:y
	system:pos serves market:france
	system:pos serves division:x
	system:pos serves division:y
	dataset:n/till in system:pos`

func TestAFilterChoosesWhatHoldsAll(t *testing.T) {
	g := mesh(t, filtered)
	yes, no := true, false
	for _, test := range []struct {
		filter lineage.Filter
		chosen string
	}{
		{lineage.Filter{Kinds: []graph.Kind{graph.Port, graph.Market}}, "market:france port:new port:old port:other"},
		{lineage.Filter{Within: "domain:sale"}, "domain:sale port:new port:old"},
		{lineage.Filter{Within: "division:x"}, "division:x domain:sale port:new port:old team:a"},
		{lineage.Filter{Within: "division:y"}, "division:y"},
		{lineage.Filter{Within: "market:france"}, "dataset:n/till market:france system:pos"},
		{lineage.Filter{Within: "market:nowhere"}, ""},
		{lineage.Filter{Owner: "team:a"}, "domain:sale port:new"},
		{lineage.Filter{Owner: "team:b"}, ""},
		{lineage.Filter{Owner: "team:nobody"}, ""},
		{lineage.Filter{Unowned: &yes, Kinds: []graph.Kind{graph.Port, graph.Domain}}, "domain:lone port:other"},
		{lineage.Filter{Unowned: &no}, "domain:sale port:new port:old"},
		{lineage.Filter{Tags: []string{"pii"}}, "port:new port:old"},
		{lineage.Filter{Tags: []string{"pii", "gold"}}, "port:new"},
		{lineage.Filter{Text: "  SALE  "}, "domain:sale port:new port:old"},
		{lineage.Filter{Text: "money in"}, "domain:sale"},
		{lineage.Filter{Text: "sale gold"}, "port:new"},
		{lineage.Filter{Text: "mony"}, ""},
		{lineage.Filter{Named: " SaL "}, "domain:sale"},
		{lineage.Filter{Named: "money in"}, ""},
		{lineage.Filter{Text: "sale", Tags: []string{"pii"}, Owner: "team:a", Kinds: []graph.Kind{graph.Port}}, "port:new"},
	} {
		require.Equal(t, test.chosen, chosen(g, test.filter), "%+v", test.filter)
	}
}

func TestAFilterThatSaysNothingIsNone(t *testing.T) {
	require.Nil(t, lineage.Filter{Text: " ", Named: " "}.Match(graph.Empty()))
}

// However a filter is said, its canonical form chooses the same, and what differs only in how it is said has one.
func TestACanonicalFilterChoosesTheSame(t *testing.T) {
	g := mesh(t, filtered)
	few := func(from ...string) *rapid.Generator[[]string] { return rapid.SliceOfN(rapid.SampledFrom(from), 0, 3) }
	rapid.Check(t, func(t *rapid.T) {
		kinds := rapid.SliceOfN(rapid.SampledFrom([]graph.Kind{graph.Port, graph.Domain, graph.Team}), 0, 3).Draw(t, "kinds")
		words := few("new", "sale", "money", "x").Draw(t, "words")
		f := lineage.Filter{Kinds: kinds, Tags: few("gold", "pii").Draw(t, "tags"), Text: strings.Join(words, " ")}
		canonical := f.Canonical()
		require.Equal(t, chosen(g, f), chosen(g, canonical))
		require.Equal(t, canonical, canonical.Canonical())

		f.Kinds, f.Tags = append(slices.Clone(f.Kinds), f.Kinds...), append(slices.Clone(f.Tags), f.Tags...)
		slices.Reverse(f.Kinds)
		f.Text = " " + strings.ToUpper(strings.Join(words, "  "))
		require.Equal(t, canonical, f.Canonical(), "said otherwise")
	})
}

func TestWithinIsThePartsAndWhatServesNoOther(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		for whole := range g.Nodes() {
			in := lineage.Within(g, whole)
			for n := range g.Nodes() {
				require.Equal(rt, withinOracle(g, whole, n), in(n), "%s within %s", g.ID(n), g.ID(whole))
			}
		}
	})
}

// What it lies within from its own side is the same as from the other.
func TestAlsoWithinIsAllThatItLiesWithinAndIsNoPartOf(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		for n := range g.Nodes() {
			var want []graph.Node
			for whole := range g.Nodes() {
				if withinOracle(g, whole, n) && !g.Contains(whole, n) {
					want = append(want, whole)
				}
			}
			require.ElementsMatch(rt, want, lineage.AlsoWithin(g, n), "%s", g.ID(n))
		}
	})
}

func withinOracle(g *graph.Graph, whole, n graph.Node) bool {
	for ; n != graph.None; n = g.Container(n) {
		if n == whole {
			return true
		}
		var served []string
		for l := range g.Links(graph.Serves) {
			if l.From == n && g.Kind(l.To) == g.Kind(whole) {
				served = append(served, string(g.ID(l.To)))
			}
		}
		if slices.Contains(served, string(g.ID(whole))) && (g.Kind(whole) == graph.Market || len(served) == 1) {
			return true
		}
	}
	return false
}
