package types

import (
	"context"
	"slices"
	"strconv"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Entities returns a page of the entities that a filter chooses, by ID.
func (c Catalog) Entities(where *EntityFilter, first *int, after *string, last *int, before *string) (*EntityConnection, error) {
	match, err := where.match(c.g)
	if err != nil {
		return nil, err
	}
	var chosen []graph.Node
	for n := range c.g.Of() {
		if match == nil || match(n) {
			chosen = append(chosen, n)
		}
	}
	l := listOf(nodes{c.g, chosen}, query{"entities", where}, Of)
	return l.cut(window{first, last, after, before})
}

// Search returns a page of what a text may mean, the best match first. How well something fits is not in its cursor: a
// page begins after the entity itself, or where that has gone, at its former place.
func (c Catalog) Search(text string, kinds []graph.Kind, first *int, after *string) (*EntityConnection, error) {
	found := lineage.Search(c.g, text, kinds)
	l := listOf(nodes{c.g, found}, query{"search", text, kinds}, Of)
	l.key = func(i int) []string { return []string{strconv.Itoa(i), string(c.g.ID(found[i]))} }
	l.find = func(key []string) (int, bool) {
		if n, known := c.g.Node(graph.ID(key[1])); known {
			if i := slices.Index(found, n); i >= 0 {
				return i, true
			}
		}
		place, _ := strconv.Atoi(key[0])
		return min(place, len(found)), false
	}
	return l.page(first, after)
}

// Node returns what has an ID, nil where nothing has.
func (c Catalog) Node(id graph.ID) (Node, error) {
	n, found := c.g.Node(id)
	if !found && id.Check() != nil { // no ID at all: another ref, perhaps
		var err error
		if n, err = find(c.g, id); err != nil && graph.KindOf(err) != graph.NotFound {
			return nil, err
		}
		found = err == nil
	}
	if !found {
		return nil, nil
	}
	return Of(c.g, n), nil
}

// Nodes returns what has these IDs, nil in the place of one that nothing has.
func (c Catalog) Nodes(ctx context.Context, of []graph.ID) ([]Node, error) {
	if len(of) > maxPage {
		return nil, badInput("%d ids are given; at most 1,000 are looked up at once", len(of))
	}
	found := make([]Node, len(of))
	for i, id := range of {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var err error
		if found[i], err = c.Node(id); err != nil {
			return nil, err
		}
	}
	return found, nil
}
