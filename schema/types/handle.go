package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Node is what has an ID and can be asked for by it.
type Node interface{ ID() graph.ID }

// Entity is a handle of any kind: [Division] to [Job]. A nil Entity is null.
type Entity interface {
	Node
	// At returns the node that the handle stands for, in its own graph.
	At() graph.Node
}

// Handle is one entity in one graph. All that entities of every kind can say of themselves are its methods.
type Handle struct {
	g *graph.Graph
	n graph.Node
}

// At returns the node that the handle stands for.
func (h Handle) At() graph.Node { return h.n }

// typed is a handle of one kind.
type typed interface{ ~struct{ Handle } }

// as returns the handle of one kind on a node, which is of that kind.
func as[T typed](g *graph.Graph, n graph.Node) T { return T(struct{ Handle }{Handle{g, n}}) }

// asOne is as for a field that may be null: None is.
func asOne[T typed](g *graph.Graph, n graph.Node) *T {
	if n == graph.None {
		return nil
	}
	handle := as[T](g, n)
	return &handle
}

// makers make of a node the handle of its kind.
var makers = [...]func(*graph.Graph, graph.Node) Entity{
	graph.Division:     func(g *graph.Graph, n graph.Node) Entity { return as[Division](g, n) },
	graph.Market:       func(g *graph.Graph, n graph.Node) Entity { return as[Market](g, n) },
	graph.Team:         func(g *graph.Graph, n graph.Node) Entity { return as[Team](g, n) },
	graph.SourceSystem: func(g *graph.Graph, n graph.Node) Entity { return as[SourceSystem](g, n) },
	graph.Domain:       func(g *graph.Graph, n graph.Node) Entity { return as[Domain](g, n) },
	graph.Capability:   func(g *graph.Graph, n graph.Node) Entity { return as[Capability](g, n) },
	graph.DataProduct:  func(g *graph.Graph, n graph.Node) Entity { return as[DataProduct](g, n) },
	graph.Port:         func(g *graph.Graph, n graph.Node) Entity { return as[Port](g, n) },
	graph.Dataset:      func(g *graph.Graph, n graph.Node) Entity { return as[Dataset](g, n) },
	graph.Field:        func(g *graph.Graph, n graph.Node) Entity { return as[Field](g, n) },
	graph.Job:          func(g *graph.Graph, n graph.Node) Entity { return as[Job](g, n) },
}

// Of returns the handle on a node of a graph, nil for graph.None.
func Of(g *graph.Graph, n graph.Node) Entity {
	if n == graph.None {
		return nil
	}
	return makers[g.Kind(n)](g, n)
}

// allOf returns the handles on several nodes, in their order.
func allOf(g *graph.Graph, nodes []graph.Node) []Entity {
	entities := make([]Entity, len(nodes))
	for i, n := range nodes {
		entities[i] = Of(g, n)
	}
	return entities
}
