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
	meant, err := where.filter(c.g)
	if err != nil {
		return nil, err
	}
	l := listOf(nodes{c.g, lineage.Chosen(c.g, meant)}, query{"entities", meant}, Of)
	return l.cut(window{first, last, after, before})
}

// Search returns a page of what a text may mean, the best match first. How well something fits is not in its cursor: a
// page begins after the entity itself, or where that has gone, at its former place.
func (c Catalog) Search(text string, kinds []graph.Kind, where *EntityFilter, first *int, after *string) (*EntityConnection, error) {
	if err := checkSearched(text); err != nil {
		return nil, err
	}
	meant, err := where.filter(c.g)
	if err != nil {
		return nil, err
	}
	kinds = distinct(kinds)
	found := lineage.Search(c.g, text, kinds, meant.Match(c.g))
	l := listOf(nodes{c.g, found}, query{"search", lineage.Folded(text), kinds, meant}, Of)
	l.key, l.find = placed(c.g, found)
	return l.page(first, after)
}

// placed returns the sort key of nodes whose order is not in themselves, and how to find one: the place and the ID. What is
// there still is found by its ID.
func placed(g *graph.Graph, of []graph.Node) (key func(int) []string, find func([]string) (int, bool)) {
	key = func(i int) []string { return []string{strconv.Itoa(i), string(g.ID(of[i]))} }
	find = func(key []string) (int, bool) {
		if n, known := g.Node(graph.ID(key[1])); known {
			if i := slices.Index(of, n); i >= 0 {
				return i, true
			}
		}
		place, _ := strconv.Atoi(key[0])
		return min(place, len(of)), false
	}
	return key, find
}

// Node returns what has an ID, nil where nothing has.
func (c Catalog) Node(id graph.ID) (Node, error) {
	n, found := c.g.Node(c.g.Resolve(id))
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

// Nodes returns what has these IDs, nil in the place of one that nothing has, or of a ref that may mean several things: that is
// told, with the place, and nothing else suffers from it.
func (c Catalog) Nodes(ctx context.Context, of []graph.ID, tell func(place int, err error)) ([]Node, error) {
	if err := checkMany(of); err != nil {
		return nil, err
	}
	refs, found := looselyNamed(c.g, of), make([]Node, len(of))
	for i, id := range of {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !refs.Names(id) {
			continue
		}
		n, err := refs.Find(id)
		if err != nil {
			tell(i, err)
			continue
		}
		found[i] = Of(c.g, n)
	}
	return found, nil
}
