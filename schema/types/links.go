package types

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// out returns where the entity's links by a relation lead, by ID.
func (h Handle) out(r graph.Relation, kinds ...graph.Kind) nodes {
	return h.far(h.g.Out(r, h.n), kinds)
}

// in returns where the links by a relation that lead to the entity come from, by ID.
func (h Handle) in(r graph.Relation, kinds ...graph.Kind) nodes {
	return h.far(h.g.In(r, h.n), kinds)
}

func (h Handle) far(arcs []graph.Arc, kinds []graph.Kind) nodes {
	ends := make([]graph.Node, len(arcs))
	for i, arc := range arcs {
		ends[i] = arc.Node()
	}
	slices.SortFunc(ends, h.g.CompareID)
	return h.choose(ends, kinds)
}

// VariantOf returns what the entity is a division's or market's own form of.
func (h Handle) VariantOf() []Entity { return allOf(h.g, h.out(graph.VariantOf).of) }

// Variants returns a page of the divisions' and markets' own forms of the entity.
func (h Handle) Variants(first *int, after *string) (*EntityConnection, error) {
	return h.in(graph.VariantOf).page(h.query("variants"), first, after)
}

// systems returns a page of what the entity itself is said to run in.
func (h Handle) systems(first *int, after *string) (*SourceSystemConnection, error) {
	return pageOf[SourceSystem](h.out(graph.RunsIn), h.query("systems"), first, after)
}
