package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Link names one link of a graph.
type Link struct {
	Relation graph.Relation
	From, To graph.Node
}

// Compare orders links by their relation, and then by the IDs of their ends.
func (l Link) Compare(g *graph.Graph, m Link) int {
	return cmp.Or(cmp.Compare(l.Relation, m.Relation), g.CompareID(l.From, m.From), g.CompareID(l.To, m.To))
}

// Links returns the links by the given relations, by all where none is given, denied flows among them, in the order of
// [Link.Compare]. What an entity is PART_OF is no link, but an attribute of it. O(m log m) in the links of a relation, sorted once for a graph. Don't change
// the slice where one relation is asked for: it is shared.
func Links(g *graph.Graph, relations ...graph.Relation) []Link {
	if len(relations) == 0 {
		relations = graph.Relations
	}
	var parts [][]Link
	for _, r := range graph.Relations {
		if slices.Contains(relations, r) {
			parts = append(parts, linksBy(g, r))
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return slices.Concat(parts...)
}

type linksKey graph.Relation

func linksBy(g *graph.Graph, r graph.Relation) []Link {
	return g.Derived(linksKey(r), func() any {
		var links []Link
		for l := range g.Links(r) {
			links = append(links, Link{r, l.From, l.To})
		}
		slices.SortFunc(links, func(a, b Link) int { return a.Compare(g, b) })
		return links
	}).([]Link)
}
