package types

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Change is one change: exactly one of its fields is given.
type Change struct {
	Put           *PutEntity
	Remove        *RemoveEntity
	Link          *LinkInput
	Unlink        *LinkInput
	Deny          *FlowInput
	Allow         *FlowInput
	Alter         *AlterEntity
	Move          *MoveEntity
	HandOver      *HandOver
	ReplaceSystem *ReplaceSystem
	Divest        *Divest
	Acquire       *Acquire
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

// edits returns changes as the graph takes them, each with its path into the input; they are at a path there themselves.
func edits(changes []Change, at ...any) []graph.Edit {
	edits := make([]graph.Edit, len(changes))
	for i, c := range changes {
		edits[i] = c.edit(append(slices.Clip(at), i))
	}
	return edits
}

// edit returns the change at a path of the input as the graph takes it.
func (c Change) edit(path []any) graph.Edit {
	at := func(name string) graph.Place { return graph.Place{Path: append(slices.Clip(path), name)} }
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
	return c.compound(at)
}

// compound is edit for what people decide.
func (c Change) compound(at func(name string) graph.Place) graph.Edit {
	switch {
	case c.Alter != nil:
		return graph.Alter{Place: at("alter"), ID: c.Alter.ID, Note: orEmpty(c.Alter.Note)}
	case c.Move != nil:
		return graph.Move{Place: at("move"), ID: c.Move.ID, To: orEmpty(c.Move.To)}
	case c.HandOver != nil:
		return graph.HandOver{Place: at("handOver"), Entity: c.HandOver.Entity, To: c.HandOver.To, Reason: orEmpty(c.HandOver.Reason)}
	case c.ReplaceSystem != nil:
		r := c.ReplaceSystem
		return graph.ReplaceSystem{Place: at("replaceSystem"), System: r.System, By: r.By, Markets: r.Markets}
	case c.Divest != nil:
		return graph.Divest{Place: at("divest"), Division: c.Divest.Division}
	case c.Acquire != nil:
		a := c.Acquire
		return graph.Acquire{Place: at("acquire"), Division: a.Division, Name: orEmpty(a.Name), Like: a.Like}
	}
	panic("types: a change of nothing, which the directive oneOf lets nobody ask for")
}

func orEmpty[T ~string](text *T) T {
	if text == nil {
		return ""
	}
	return *text
}
