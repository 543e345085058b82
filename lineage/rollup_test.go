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

func downstream(t require.TestingT, g *graph.Graph, id graph.ID) *lineage.Closure {
	return lineage.Trace(g, []graph.Node{at(t, g, id)}, lineage.Options{Direction: lineage.Downstream})
}

func upstream(t require.TestingT, g *graph.Graph, id graph.ID) *lineage.Closure {
	return lineage.Trace(g, []graph.Node{at(t, g, id)}, lineage.Options{Direction: lineage.Upstream})
}

// rolled writes a roll-up: "domain:b 1/3 @2 EXACT", "domain:a -> domain:b 2 COARSE".
func rolled(g *graph.Graph, up lineage.RollUp) string {
	var lines []string
	for _, e := range up.Entities {
		lines = append(lines, fmt.Sprintf("%s %d/%d @%d %s", g.ID(e.Node), e.Reached, e.Parts, e.Depth, e.Precision))
	}
	for _, f := range up.Flows {
		lines = append(lines, fmt.Sprintf("%s -> %s %d %s", g.ID(f.From), g.ID(f.To), f.Count, f.Precision))
	}
	return strings.Join(lines, "\n")
}

// text writes an answer as it is written in the tests: without indentation.
func text(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func TestTheDomainsUpstreamOfSalesPlanning(t *testing.T) {
	g := xclusiv(t)
	require.Equal(t, strings.ReplaceAll(text(`
		domain:@/location 1/2 @1 EXACT
		domain:@/product 1/1 @1 EXACT
		domain:@/sale 2/5 @1 EXACT
		domain:@/customer 1/3 @3 EXACT
		domain:@/customer -> domain:@/sale 1 EXACT
		domain:@/location -> domain:@/sale 1 EXACT
		domain:@/location -> domain:@/sales-planning 1 EXACT
		domain:@/product -> domain:@/sale 1 EXACT
		domain:@/product -> domain:@/sales-planning 1 EXACT
		domain:@/sale -> domain:@/sales-planning 1 EXACT`), ":@", ":division-x"),
		rolled(g, upstream(t, g, "domain:division-x/sales-planning").RollUp(graph.Domain)))
}

func TestTheMapOfXclusivHas13FlowsInEachDivision(t *testing.T) {
	g := xclusiv(t)
	require.Len(t, lineage.Map(g, graph.Domain, graph.None).Flows, 26)
	for _, division := range []graph.ID{"division:division-x", "division:division-v"} {
		m := lineage.Map(g, graph.Domain, at(t, g, division))
		require.Len(t, m.Entities, 8)
		require.Len(t, m.Flows, 13)
		for _, e := range m.Entities {
			require.Equal(t, e.Parts, e.Reached)
			require.Zero(t, e.Depth)
			require.Equal(t, lineage.Exact, e.Precision)
		}
	}
}

func TestAnEntityReachedItselfIsExactThoughItsPartsAreCoarse(t *testing.T) {
	g := mesh(t, `
		domain:a -> domain:b
		port:a1 in domain:a
		port:b1 in domain:b
		port:b2 in domain:b`)
	require.Equal(t, text(`
		domain:b 2/2 @1 EXACT
		domain:a -> domain:b 1 COARSE`), rolled(g, downstream(t, g, "domain:a").RollUp(graph.Domain)))
	require.Equal(t, text(`
		domain:b 2/2 @1 COARSE
		domain:a -> domain:b 1 COARSE`), rolled(g, downstream(t, g, "port:a1").RollUp(graph.Domain)),
		"seen from a part of a, nothing is recorded of b itself either")
}

func TestOneExactItemMakesItsContainerExact(t *testing.T) {
	g := mesh(t, `
		domain:a -> domain:b
		port:a1 in domain:a
		port:b1 in domain:b
		port:b2 in domain:b
		port:a1 -> port:z
		port:z -> port:b2`)
	require.Contains(t, rolled(g, downstream(t, g, "port:a1").RollUp(graph.Domain)), "domain:b 2/2 @1 EXACT")
}

func TestAContainerReachedWithoutItsLeavesHasNoneReached(t *testing.T) {
	g := mesh(t, `
		domain:b -> domain:c
		port:b1 in domain:b
		port:b1 -> port:c1
		port:c1 in domain:c
		port:c1 -> port:z
		domain:c -> port:z`)
	require.Equal(t, text(`
		domain:c 1/1 @1 EXACT
		domain:b 1/1 @2 EXACT
		domain:b -> domain:c 2 EXACT`), rolled(g, upstream(t, g, "port:z").RollUp(graph.Domain)))
	g = mesh(t, `
		port:c1 in domain:c
		port:p -> domain:c
		port:c1 -> domain:c
		port:p -> port:c1`)
	chosen := lineage.Trace(g, ats(t, g, "port:p"), lineage.Options{
		Direction: lineage.Downstream, Choose: lineage.Filter{Kinds: []graph.Kind{graph.Domain}}.Match(g),
	})
	require.Equal(t, "domain:c 0/1 @1 EXACT", rolled(g, chosen.RollUp(graph.Domain)))
}

func TestNestedDomainsCountEachLeafOnceInTheInnermost(t *testing.T) {
	g := mesh(t, `
		domain:inner in domain:outer
		port:i1 in domain:inner
		port:i2 in domain:inner
		port:o in domain:outer
		port:p -> port:i1
		port:p -> port:o
		port:i1 -> port:o`)
	require.Equal(t, text(`
		domain:inner 1/2 @1 EXACT
		domain:outer 1/1 @1 EXACT
		domain:inner -> domain:outer 1 EXACT`), rolled(g, downstream(t, g, "port:p").RollUp(graph.Domain)))
}

func TestAFilterLeavesItsFlowsOutOfTheRollUp(t *testing.T) {
	g := mesh(t, `
		port:a1 in domain:a
		port:b1 in domain:b
		port:c1 in domain:c
		port:a1 -> port:b1
		port:b1 -> port:c1`)
	c := lineage.Trace(g, ats(t, g, "port:a1"), lineage.Options{
		Direction: lineage.Downstream, Choose: lineage.Filter{Within: "domain:b"}.Match(g),
	})
	require.Equal(t, text(`
		domain:b 1/1 @1 EXACT
		domain:a -> domain:b 1 EXACT`), rolled(g, c.RollUp(graph.Domain)))
}

// rollUpOracle counts by the definition, an item at a time.
func rollUpOracle(g *graph.Graph, items []lineage.Item, flows []lineage.Flow, starts []graph.Node, k graph.Kind) string {
	at := map[graph.Node]*lineage.RolledUp{}
	for _, i := range items {
		place := placeOracle(g, i.Node, k)
		if place == graph.None {
			continue
		}
		e := at[place]
		if e == nil {
			e = &lineage.RolledUp{Node: place, Depth: i.Depth, Precision: i.Precision}
			at[place] = e
			for n := range g.Nodes() {
				if g.IsLeaf(n) && placeOracle(g, n, k) == place {
					e.Parts++
				}
			}
		}
		if g.IsLeaf(i.Node) {
			e.Reached++
		}
		if i.Depth < e.Depth {
			e.Depth = i.Depth
		}
		if i.Precision == lineage.Exact {
			e.Precision = lineage.Exact
		}
	}
	started := map[graph.Node]bool{}
	for n := range g.Nodes() {
		for _, s := range starts {
			if g.Contains(s, n) {
				started[placeOracle(g, n, k)] = true
			}
		}
	}
	return rolled(g, lineage.RollUp{Entities: sortedPlaces(g, at), Flows: flowsOracle(g, flows, k, func(n graph.Node) bool {
		return n != graph.None && (at[n] != nil || started[n])
	})})
}

func placeOracle(g *graph.Graph, n graph.Node, k graph.Kind) graph.Node {
	for ; n != graph.None; n = g.Container(n) {
		if g.Kind(n) == k {
			return n
		}
	}
	return graph.None
}

func sortedPlaces(g *graph.Graph, at map[graph.Node]*lineage.RolledUp) []lineage.RolledUp {
	var entities []lineage.RolledUp
	for _, e := range at {
		entities = append(entities, *e)
	}
	slices.SortFunc(entities, func(a, b lineage.RolledUp) int {
		if a.Depth != b.Depth {
			return a.Depth - b.Depth
		}
		return g.CompareID(a.Node, b.Node)
	})
	return entities
}

func flowsOracle(g *graph.Graph, flows []lineage.Flow, k graph.Kind, shown func(graph.Node) bool) []lineage.RolledFlow {
	var rolled []lineage.RolledFlow
	for _, a := range slices.Collect(g.Of(k)) {
		for _, b := range slices.Collect(g.Of(k)) {
			sum := lineage.RolledFlow{From: a, To: b, Precision: lineage.Coarse}
			for _, f := range flows {
				if placeOracle(g, f.From, k) == a && placeOracle(g, f.To, k) == b {
					sum.Count++
					if g.IsLeaf(f.From) && g.IsLeaf(f.To) {
						sum.Precision = lineage.Exact
					}
				}
			}
			if sum.Count > 0 && a != b && shown(a) && shown(b) {
				rolled = append(rolled, sum)
			}
		}
	}
	return rolled
}

func TestARollUpIsWhatCountingOneByOneGives(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		if g.Len() == 0 {
			return
		}
		k := rapid.SampledFrom(graph.Kinds).Draw(rt, "kind")
		o := lineage.Options{
			Direction: rapid.SampledFrom([]lineage.Direction{lineage.Upstream, lineage.Downstream}).Draw(rt, "direction"),
			Depth:     rapid.IntRange(0, 3).Draw(rt, "depth"),
		}
		if even := rapid.Bool().Draw(rt, "filter"); even {
			o.Choose = func(n graph.Node) bool { return g.Rank(n)%2 == 0 }
		}
		starts := []graph.Node{g.ByRank(uint32(rapid.IntRange(0, g.Len()-1).Draw(rt, "start"))), g.ByRank(uint32(rapid.IntRange(0, g.Len()-1).Draw(rt, "start")))}
		c := lineage.Trace(g, starts, o)
		require.Equal(rt, rollUpOracle(g, c.Items(), c.Flows(), starts, k), rolled(g, c.RollUp(k)))
	})
}

func TestAMapIsWhatCountingOneByOneGives(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		if g.Len() == 0 {
			return
		}
		k := rapid.SampledFrom(graph.Kinds).Draw(rt, "kind")
		whole := g.ByRank(uint32(rapid.IntRange(0, g.Len()-1).Draw(rt, "within")))
		in := lineage.Within(g, whole)
		if rapid.Bool().Draw(rt, "everywhere") {
			whole, in = graph.None, func(graph.Node) bool { return true }
		}
		var items []lineage.Item
		var flows []lineage.Flow
		for n := range g.Nodes() {
			if in(n) {
				items = append(items, lineage.Item{Node: n, Precision: lineage.Exact})
			}
		}
		for l := range g.Links(graph.Feeds) {
			if l.Denial == nil && in(l.From) && in(l.To) {
				flows = append(flows, lineage.Flow{From: l.From, To: l.To})
			}
		}
		require.Equal(rt, rollUpOracle(g, items, flows, nil, k), rolled(g, lineage.Map(g, k, whole)))
	})
}
