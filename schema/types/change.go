package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Change is one change: exactly one of its fields is given.
type Change struct {
	Put    *PutEntity
	Remove *RemoveEntity
	Link   *LinkInput
	Unlink *LinkInput
	Deny   *FlowInput
	Allow  *FlowInput
}

// RemoveEntity is an entity to take away.
type RemoveEntity struct {
	ID      graph.ID
	Cascade bool
}

// LinkInput is a link between two entities.
type LinkInput struct {
	Relation graph.Relation
	From, To graph.ID
	Via      *graph.ID
	Reason   *string
	Origin   *string
}

// FlowInput is a recorded flow.
type FlowInput struct {
	From, To graph.ID
	Reason   *string
}

// edit returns the change at a position of the input as the graph takes it.
func (c Change) edit(i int) graph.Edit {
	at := func(name string) graph.Place { return graph.Place{Path: []any{"input", "changes", i, name}} }
	switch {
	case c.Put != nil:
		return c.Put.edit(at("put"))
	case c.Remove != nil:
		return graph.Remove{Place: at("remove"), ID: c.Remove.ID, Cascade: c.Remove.Cascade}
	case c.Link != nil:
		l, place := c.Link, at("link")
		place.Origin = orEmpty(l.Origin)
		return graph.Join{Place: place, Relation: l.Relation, From: l.From, To: l.To, Via: orEmpty(l.Via), Reason: orEmpty(l.Reason)}
	case c.Unlink != nil:
		return graph.Part{Place: at("unlink"), Relation: c.Unlink.Relation, From: c.Unlink.From, To: c.Unlink.To}
	case c.Deny != nil:
		return graph.Deny{Place: at("deny"), From: c.Deny.From, To: c.Deny.To, Reason: orEmpty(c.Deny.Reason)}
	case c.Allow != nil:
		return graph.Allow{Place: at("allow"), From: c.Allow.From, To: c.Allow.To}
	}
	panic("types: a change of nothing, which the directive oneOf lets nobody ask for")
}

func orEmpty[T ~string](text *T) T {
	if text == nil {
		return ""
	}
	return *text
}
