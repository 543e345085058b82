package lineage

import (
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// findUnmapped finds the datasets that a tool tells of and that nobody placed in a domain or a data product, each with the
// best guess of where it belongs. Datasets that people alone declare have the place that they were given.
func findUnmapped(g *graph.Graph) []Finding {
	var unmapped, mapped []graph.Node
	for n := range g.Nodes() {
		switch {
		case g.Kind(n) != graph.Dataset:
		case isPlaced(g, n):
			mapped = append(mapped, n)
		case isTold(g.Entity(n)):
			unmapped = append(unmapped, n)
		}
	}
	if len(unmapped) == 0 {
		return nil
	}
	near := newNeighbours(g, mapped)
	found := make([]Finding, len(unmapped))
	for i, n := range unmapped {
		found[i] = Finding{Node: n, Message: fmt.Sprintf("Nobody says which domain the %s is part of: place it, or write a rule that does.", named(g, n))}
		if guess, is := near.of(n); is {
			in := g.Container(guess.node)
			found[i].Others = []graph.Node{in}
			found[i].Message = fmt.Sprintf("Nobody says which domain the %s is part of; perhaps %s, as the %s is, which %s.",
				named(g, n), g.FullName(in), named(g, guess.node), guess.why)
		}
	}
	return found
}

// isPlaced reports whether an entity is part of a domain or a data product.
func isPlaced(g *graph.Graph, n graph.Node) bool {
	for c := range g.Containers(n) {
		if k := g.Kind(c); k == graph.Domain || k == graph.DataProduct {
			return true
		}
	}
	return false
}

// isTold reports whether a tool says that an entity is there: it was imported or observed.
func isTold(e *graph.Entity) bool {
	for i := range e.Claims {
		if e.Claims[i].Rank < graph.Declared {
			return true
		}
	}
	return false
}
