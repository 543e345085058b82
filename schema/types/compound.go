package types

import "github.com/headwater-catalog/headwater/graph"

// AlterEntity is an entity of which the content will change.
type AlterEntity struct {
	ID   graph.ID
	Note *string
}

// MoveEntity is an entity to put into another container, or into none.
type MoveEntity struct {
	ID graph.ID
	To *graph.ID
}

// HandOver is an entity with its new owner.
type HandOver struct {
	Entity, To graph.ID
	Reason     *string
}

// ReplaceSystem is a system to replace by another, in some markets or in all.
type ReplaceSystem struct {
	System, By graph.ID
	Markets    []graph.ID
}

// Divest is a division to take away.
type Divest struct{ Division graph.ID }

// Acquire is a division to make like another one.
type Acquire struct {
	Division graph.ID
	Name     *string
	Like     graph.ID
}
