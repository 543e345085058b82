package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Within returns whether an entity lies within another one: whether it is that or a part of it. Within a division lie also
// the teams and systems that serve no other division; within a market also what serves it; and all that is part of those.
// With graph.None everything does. Made in time linear in what serves the division or market; each question costs the
// containers of the entity.
func Within(g *graph.Graph, whole graph.Node) func(graph.Node) bool {
	if whole == graph.None {
		return func(graph.Node) bool { return true }
	}
	servants := servantsOf(g, whole)
	return func(n graph.Node) bool {
		if g.Contains(whole, n) {
			return true
		}
		return len(servants) > 0 && servants[top(g, n)]
	}
}

// AlsoWithin returns the divisions and markets that an entity lies within (see [Within]) though it is no part of them, by ID.
// Linear in what the team or system serves that it is, or is part of.
func AlsoWithin(g *graph.Graph, n graph.Node) []graph.Node {
	servant := top(g, n)
	alone := len(divisionsServed(g, servant)) == 1
	return slices.DeleteFunc(farEnds(g, g.Out(graph.Serves, servant)), func(served graph.Node) bool { return g.Kind(served) != graph.Market && !alone })
}

// servantsOf returns the teams and systems that are within a division or market though they are no part of it.
func servantsOf(g *graph.Graph, whole graph.Node) map[graph.Node]bool {
	servants := map[graph.Node]bool{}
	for _, arc := range g.In(graph.Serves, whole) {
		if g.Kind(whole) == graph.Market || len(divisionsServed(g, arc.Node())) == 1 {
			servants[arc.Node()] = true
		}
	}
	return servants
}

// top returns the outermost of what n is part of, n itself if it is part of nothing.
func top(g *graph.Graph, n graph.Node) graph.Node {
	for c := g.Container(n); c != graph.None; c = g.Container(c) {
		n = c
	}
	return n
}

// Divisions returns the divisions that an entity belongs to, by ID: the one that it is part of; of a team or system those
// that it serves; of a part of a system those that the system serves. What is neither belongs to none.
func Divisions(g *graph.Graph, n graph.Node) []graph.Node {
	n = top(g, n)
	if g.Kind(n) == graph.Division {
		return []graph.Node{n}
	}
	return divisionsServed(g, n)
}

func divisionsServed(g *graph.Graph, n graph.Node) []graph.Node {
	var divisions []graph.Node
	for _, served := range farEnds(g, g.Out(graph.Serves, n)) {
		if g.Kind(served) == graph.Division {
			divisions = append(divisions, served)
		}
	}
	return divisions
}
