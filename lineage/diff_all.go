package lineage

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// diffAll compares everything: entities side by side in the order of their IDs, which also tells which node of one graph
// is which of the other; then for each relation what of one is not in the other.
func diffAll(before, after *graph.Graph) Difference {
	var d Difference
	there, back := d.entities(before, after)
	for _, r := range graph.Relations {
		var found Difference
		for link := range before.Links(r) {
			key := graph.Key{Relation: r, From: before.ID(link.From), To: before.ID(link.To)}
			found.link(key, &link, linkAt(after, r, there[link.From], there[link.To]))
		}
		for link := range after.Links(r) {
			if linkAt(before, r, back[link.From], back[link.To]) == nil {
				found.link(graph.Key{Relation: r, From: after.ID(link.From), To: after.ID(link.To)}, nil, &link)
			}
		}
		slices.SortFunc(found.Links, func(a, b LinkDiff) int { return a.Key.Compare(b.Key) })
		d.Links = append(d.Links, found.Links...)
	}
	return d
}

// entities compares the entities and returns for the nodes of each graph those of the other; graph.None where it has none.
func (d *Difference) entities(before, after *graph.Graph) (there, back []graph.Node) {
	there, back = nowhere(before.Bound()), nowhere(after.Bound())
	for i, j := 0, 0; i < before.Len() || j < after.Len(); {
		switch order := compareAt(before, i, after, j); {
		case order < 0:
			e := before.Entity(before.ByRank(uint32(i)))
			d.entity(e.ID, e, nil)
			i++
		case order > 0:
			e := after.Entity(after.ByRank(uint32(j)))
			d.entity(e.ID, nil, e)
			j++
		default:
			n, m := before.ByRank(uint32(i)), after.ByRank(uint32(j))
			there[n], back[m] = m, n
			d.entity(before.ID(n), before.Entity(n), after.Entity(m))
			i, j = i+1, j+1
		}
	}
	return there, back
}

func nowhere(n int) []graph.Node {
	nodes := make([]graph.Node, n)
	for i := range nodes {
		nodes[i] = graph.None
	}
	return nodes
}

// compareAt orders the entities at two places in the order of IDs; the end is after all.
func compareAt(g *graph.Graph, i int, h *graph.Graph, j int) int {
	switch {
	case i == g.Len():
		return 1
	case j == h.Len():
		return -1
	}
	return strings.Compare(string(g.ID(g.ByRank(uint32(i)))), string(h.ID(h.ByRank(uint32(j)))))
}
