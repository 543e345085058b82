package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Crossing is a link with one end inside a division and the other outside.
type Crossing struct {
	Relation graph.Relation
	From, To graph.Node
	Reason   string
}

// Border returns all links but VARIANT_OF and denied flows with one end within a division (see [Within]) and the other
// not: what a divestment would cut. By relation, then by the IDs of the ends. PART_OF never crosses: what is part of
// something inside is inside. Linear in what lies within and its links, beside their order.
func Border(g *graph.Graph, division graph.Node) []Crossing {
	b := bordering{g: g, in: Within(g, division)}
	b.within(division)
	for n := range servantsOf(g, division) {
		b.within(n)
	}
	slices.SortFunc(b.found, func(a, b Crossing) int {
		return cmp.Or(cmp.Compare(a.Relation, b.Relation), g.CompareID(a.From, b.From), g.CompareID(a.To, b.To))
	})
	return b.found
}

type bordering struct {
	g     *graph.Graph
	in    func(graph.Node) bool
	found []Crossing
}

// within looks at the links of an entity and of its parts.
func (b *bordering) within(whole graph.Node) {
	for n := range b.g.Within(whole) {
		for _, r := range graph.Relations {
			if r == graph.PartOf || r == graph.VariantOf {
				continue
			}
			for _, arc := range b.g.Out(r, n) {
				b.cross(r, n, arc.Node(), arc.Node())
			}
			for _, arc := range b.g.In(r, n) {
				b.cross(r, arc.Node(), n, arc.Node())
			}
		}
	}
}

func (b *bordering) cross(r graph.Relation, from, to, far graph.Node) {
	if b.in(far) {
		return
	}
	link, _ := b.g.Link(r, from, to)
	b.found = append(b.found, Crossing{r, from, to, link.Reason})
}
