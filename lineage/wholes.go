package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// wholes are some entities with all that is part of them.
type wholes struct {
	g     *graph.Graph
	outer []graph.Node // see outermost
}

func wholesOf(g *graph.Graph, nodes []graph.Node) wholes { return wholes{g, outermost(g, nodes)} }

// have tells whether an entity is one of them or a part of one. Logarithmic in their number.
func (w wholes) have(n graph.Node) bool {
	at, found := slices.BinarySearch(w.outer, n)
	return found || at > 0 && w.g.Contains(w.outer[at-1], n)
}

// outermost returns those nodes that are no part of another of them, by node, each once.
func outermost(g *graph.Graph, nodes []graph.Node) []graph.Node {
	var outer []graph.Node
	for _, n := range slices.Sorted(slices.Values(nodes)) {
		if last := len(outer) - 1; last < 0 || !g.Contains(outer[last], n) {
			outer = append(outer, n)
		}
	}
	return outer
}
