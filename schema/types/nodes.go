package types

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// nodes are nodes of a graph, by ID, that pages are cut from.
type nodes struct {
	g  *graph.Graph
	of []graph.Node
}

// choose keeps of nodes in the order of their IDs those of the given kinds, all where none is given.
func (h Handle) choose(of []graph.Node, kinds []graph.Kind) nodes {
	if kinds = distinct(kinds); len(kinds) > 0 {
		of = slices.DeleteFunc(of, func(n graph.Node) bool { return !slices.Contains(kinds, h.g.Kind(n)) })
	}
	return nodes{h.g, of}
}

// page returns a page of entities of any kind.
func (l nodes) page(q query, first *int, after *string) (*EntityConnection, error) {
	return listOf(l, q, Of).page(first, after)
}

// pageOf returns a page of entities that are all of one kind.
func pageOf[T typed](l nodes, q query, first *int, after *string) (*Connection[T], error) {
	return listOf(l, q, as[T]).page(first, after)
}

// listOf returns the list of what is made of each node; its sort key is the ID.
func listOf[T any](l nodes, q query, item func(*graph.Graph, graph.Node) T) list[T] {
	return list[T]{
		query: q,
		count: len(l.of),
		item:  func(i int) T { return item(l.g, l.of[i]) },
		key:   func(i int) []string { return []string{string(l.g.ID(l.of[i]))} },
		find: func(key []string) (int, bool) {
			return slices.BinarySearchFunc(l.of, graph.ID(key[0]), func(n graph.Node, id graph.ID) int { return cmp.Compare(l.g.ID(n), id) })
		},
	}
}
