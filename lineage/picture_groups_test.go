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

// grouped writes groups as "domain:a 3" and flows as "domain:a -> domain:b 2 EXACT", those on hidden ways alone with how many
// hide there.
func grouped(g *graph.Graph, found lineage.Groups) string {
	said := []string{fmt.Sprint(found.Total, " at ", found.Grain)}
	for _, group := range found.Groups {
		said = append(said, fmt.Sprint(g.ID(group.Node), " ", group.Count))
	}
	for _, f := range found.Flows {
		if f.Between > 0 {
			said = append(said, fmt.Sprint(g.ID(f.From), " .. ", g.ID(f.To), " ", f.Count, " through ", f.Between))
			continue
		}
		said = append(said, fmt.Sprint(g.ID(f.From), " -> ", g.ID(f.To), " ", f.Count, " ", f.Precision))
	}
	return strings.Join(said, "\n")
}

func node(t require.TestingT, g *graph.Graph, id graph.ID) graph.Node {
	n, found := g.Node(id)
	require.True(t, found, id)
	return n
}

const chained = `
	port:a in domain:a
	product:b in domain:b
	port:b in product:b
	dataset:n/b in product:b
	port:c in domain:c
	domain:a in division:x
	domain:b in division:x
	domain:c in division:y
	port:a -> port:b
	port:a -> dataset:n/b
	port:b -> port:c
	dataset:n/b -> port:c
	port:c -> dataset:n/loose`

func TestAPictureIsGroupedAtAGrain(t *testing.T) {
	g := mesh(t, chained)
	p := lineage.Draw(g, lineage.Trace(g, []graph.Node{node(t, g, "port:a")}, lineage.Options{Direction: lineage.Downstream}))
	at := func(o lineage.GroupOptions) string { return grouped(g, p.Groups(o)) }

	require.Equal(t, text(`4 at PRODUCT
		domain:a 1
		product:b 2
		domain:c 1
		dataset:n/loose 1
		domain:a -> product:b 2 EXACT
		domain:c -> dataset:n/loose 1 EXACT
		product:b -> domain:c 2 EXACT`), at(lineage.GroupOptions{Grain: lineage.GrainProduct}))
	require.Equal(t, text(`3 at DIVISION
		division:x 3
		division:y 1
		dataset:n/loose 1
		division:x -> division:y 2 EXACT
		division:y -> dataset:n/loose 1 EXACT`), at(lineage.GroupOptions{Grain: lineage.GrainDivision}))
	require.Equal(t, "division:x division:y domain:b", ids(g, p.Groups(lineage.GroupOptions{Grain: lineage.GrainProduct}).Places))
}

func TestTooManyGroupsAreThoseOfACoarserGrain(t *testing.T) {
	g := mesh(t, chained)
	p := lineage.Draw(g, lineage.Trace(g, []graph.Node{node(t, g, "port:a")}, lineage.Options{Direction: lineage.Downstream}))
	at := func(o lineage.GroupOptions) string { return grouped(g, p.Groups(o)) }
	require.Equal(t, text(`3 at DIVISION
		division:x 3
		division:y 1
		dataset:n/loose 1
		division:x -> division:y 2 EXACT
		division:y -> dataset:n/loose 1 EXACT`), at(lineage.GroupOptions{Grain: lineage.GrainPort, Most: 3}))
	require.Equal(t, text(`3 at DIVISION
		division:x 3
		division:y 1
		division:x -> division:y 2 EXACT`), at(lineage.GroupOptions{Grain: lineage.GrainPort, Most: 2}), "and the first of those, where these are too many")
	require.Equal(t, text(`5 at DIVISION
		division:x 1
		product:b 1
		port:b 1
		division:y 1`), strings.Split(at(lineage.GroupOptions{Grain: lineage.GrainPort, Most: 4, Open: []graph.Node{node(t, g, "domain:b")}}), "\ndivision:x ->")[0], "what is open stays")
}

func TestWhatAFilterLeavesOutOfAGroupedPictureStillCarriesTheFlowsThroughIt(t *testing.T) {
	g := mesh(t, chained)
	start := []graph.Node{node(t, g, "port:a")}
	p := lineage.Draw(g, lineage.Trace(g, start, lineage.Options{Direction: lineage.Downstream}))
	datasets := func(n graph.Node) bool { return g.Kind(n) == graph.Dataset }
	require.Equal(t, text(`3 at DOMAIN
		domain:a 1
		domain:b 1
		dataset:n/loose 1
		domain:a .. dataset:n/loose 0 through 2
		domain:a -> domain:b 1 EXACT
		domain:b .. dataset:n/loose 0 through 1`),
		grouped(g, p.Groups(lineage.GroupOptions{Grain: lineage.GrainDomain, Choose: datasets, Always: start})))
}

func TestAGroupedPictureIsWhatOneWouldCountByHand(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		if g.Len() == 0 {
			return
		}
		entity := rapid.Custom(func(rt *rapid.T) graph.Node { return g.ByRank(uint32(rapid.IntRange(0, g.Len()-1).Draw(rt, "node"))) })
		start := rapid.SliceOfN(entity, 1, 2).Draw(rt, "start")
		p := lineage.Draw(g, lineage.Trace(g, start, lineage.Options{Direction: lineage.Downstream}), lineage.Trace(g, start, lineage.Options{Direction: lineage.Upstream}))
		hides := map[graph.Node]bool{}
		for _, n := range rapid.SliceOfN(entity, 0, g.Len()).Draw(rt, "hidden") {
			hides[n] = true
		}
		o := lineage.GroupOptions{
			Grain:  lineage.Grain(rapid.IntRange(0, 5).Draw(rt, "grain")),
			Most:   rapid.IntRange(0, 5).Draw(rt, "most"),
			Open:   rapid.SliceOfN(entity, 0, 1).Draw(rt, "open"),
			Always: start,
			Choose: func(n graph.Node) bool { return !hides[n] },
		}
		require.Equal(rt, grouped(g, groupsOracle(g, p, o)), grouped(g, p.Groups(o)))
	})
}

// groupsOracle counts each group by itself, and looks for a way between each two.
func groupsOracle(g *graph.Graph, p *lineage.Picture, o lineage.GroupOptions) lineage.Groups {
	for grain := o.Grain; ; grain-- {
		found := lineage.Groups{Grain: grain}
		stands := map[graph.Node][]graph.Node{}
		drawn, hidden := map[graph.Node]bool{}, map[graph.Node]bool{}
		place := func(n graph.Node) graph.Node {
			if slices.ContainsFunc(o.Open, func(whole graph.Node) bool { return g.Contains(whole, n) }) {
				return o.Grain.Place(g, n)
			}
			return grain.Place(g, n)
		}
		for _, n := range p.Entities() {
			drawn[n] = true
			if !o.Choose(n) && !slices.ContainsFunc(o.Always, func(whole graph.Node) bool { return g.Contains(whole, n) }) {
				hidden[n] = true
				continue
			}
			if stands[place(n)] == nil {
				found.Groups = append(found.Groups, lineage.Group{Node: place(n)})
			}
			stands[place(n)] = append(stands[place(n)], n)
		}
		found.Total = len(found.Groups)
		if o.Most > 0 && found.Total > o.Most {
			if grain > lineage.GrainDivision {
				continue
			}
			found.Groups = found.Groups[:o.Most]
		}
		for i := range found.Groups {
			found.Groups[i].Count = len(stands[found.Groups[i].Node])
		}
		for _, from := range found.Groups {
			for _, to := range found.Groups {
				if from.Node != to.Node {
					found.Flows = append(found.Flows, groupFlowsOracle(g, p, place, hidden, from.Node, to.Node)...)
				}
			}
		}
		slices.SortFunc(found.Flows, func(a, b lineage.GroupFlow) int {
			return strings.Compare(string(g.ID(a.From))+" "+string(g.ID(a.To)), string(g.ID(b.From))+" "+string(g.ID(b.To)))
		})
		return found
	}
}

func groupFlowsOracle(g *graph.Graph, p *lineage.Picture, place func(graph.Node) graph.Node, hidden map[graph.Node]bool, from, to graph.Node) []lineage.GroupFlow {
	f := lineage.GroupFlow{RolledFlow: lineage.RolledFlow{From: from, To: to, Precision: lineage.Coarse}}
	next := map[graph.Node]bool{}
	for _, recorded := range p.Flows() {
		if hidden[recorded.From] || place(recorded.From) != from {
			continue
		}
		if hidden[recorded.To] {
			next[recorded.To] = true
		} else if place(recorded.To) == to {
			f.Count++
			if g.IsLeaf(recorded.From) && g.IsLeaf(recorded.To) {
				f.Precision = lineage.Exact
			}
		}
	}
	if f.Count > 0 {
		return []lineage.GroupFlow{f}
	}
	for between := 1; between <= g.Len(); between++ {
		level := next
		next = map[graph.Node]bool{}
		for _, recorded := range p.Flows() {
			if level[recorded.From] && !hidden[recorded.To] && place(recorded.To) == to {
				f.Between = between
				return []lineage.GroupFlow{f}
			}
			if level[recorded.From] && hidden[recorded.To] {
				next[recorded.To] = true
			}
		}
	}
	return nil
}
