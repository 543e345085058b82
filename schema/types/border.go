package types

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Border is all that a divestment of a division would cut.
type Border struct {
	division Division
	found    []lineage.Crossing
}

// Border returns the border of a division.
func (c Catalog) Border(division graph.ID) (*Border, error) {
	n, err := find(c.g, division, graph.Division)
	if err != nil {
		return nil, err
	}
	return as[Division](c.g, n).Border(), nil
}

// Border returns all that a divestment of the division would cut.
func (x Division) Border() *Border { return &Border{x, lineage.Border(x.g, x.n)} }

// Division returns the division.
func (b *Border) Division() Division { return b.division }

// RelationCount is how many links there are by one relation.
type RelationCount struct {
	Relation graph.Relation
	Count    int
}

// ByRelation returns how many links cross, by relation in the order of the schema.
func (b *Border) ByRelation() []RelationCount {
	var counts []RelationCount
	for _, c := range b.found {
		if last := len(counts) - 1; last < 0 || counts[last].Relation != c.Relation {
			counts = append(counts, RelationCount{Relation: c.Relation})
		}
		counts[len(counts)-1].Count++
	}
	return counts
}

// Crossings returns a page of the links that cross.
func (b *Border) Crossings(relations []graph.Relation, first *int, after *string) (*CrossingConnection, error) {
	found, wanted := b.found, distinct(relations)
	if len(wanted) > 0 {
		found = slices.DeleteFunc(slices.Clone(found), func(c lineage.Crossing) bool { return !slices.Contains(wanted, c.Relation) })
	}
	inside := lineage.Within(b.division.g, b.division.n)
	crossing := func(i int) Crossing { return Crossing{b.division.g, found[i], inside(found[i].From)} }
	return list[Crossing]{
		query: b.division.query("border", wanted),
		count: len(found),
		item:  crossing,
		key:   func(i int) []string { return crossing(i).key() },
		find: func(key []string) (int, bool) {
			return slices.BinarySearchFunc(found, key, func(c lineage.Crossing, key []string) int {
				return slices.Compare(Crossing{g: b.division.g, crossing: c}.key(), key)
			})
		},
	}.page(first, after)
}

// Crossing is a link with one end inside a division and the other outside.
type Crossing struct {
	g        *graph.Graph
	crossing lineage.Crossing
	outward  bool
}

// Relation returns how the one end relates to the other.
func (c Crossing) Relation() graph.Relation { return c.crossing.Relation }

// From returns the one end.
func (c Crossing) From() Entity { return Of(c.g, c.crossing.From) }

// To returns the other end.
func (c Crossing) To() Entity { return Of(c.g, c.crossing.To) }

// Outward reports whether the one end is inside the division; else the other is.
func (c Crossing) Outward() bool { return c.outward }

// Reason returns why, nil where nobody says so.
func (c Crossing) Reason() *string { return optional(c.crossing.Reason) }

// Precision returns COARSE where an end of a flow has parts, nil of other relations.
func (c Crossing) Precision() *lineage.Precision {
	if c.crossing.Relation != graph.Feeds {
		return nil
	}
	precision := Flow{c.g, c.crossing.From, c.crossing.To}.Precision()
	return &precision
}

// key is the sort key: the relation in two digits, so that it sorts as a number does, and the IDs of the ends.
func (c Crossing) key() []string {
	return []string{fmt.Sprintf("%02d", c.crossing.Relation), string(c.g.ID(c.crossing.From)), string(c.g.ID(c.crossing.To))}
}
