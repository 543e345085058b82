package types

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// RollUp is many entities and flows, counted at what they are part of.
type RollUp struct {
	g      *graph.Graph
	rollUp lineage.RollUp
}

// Entities returns what the entities are counted at.
func (r RollUp) Entities() []RolledUpEntity {
	entities := make([]RolledUpEntity, len(r.rollUp.Entities))
	for i, e := range r.rollUp.Entities {
		entities[i] = RolledUpEntity{r.g, e}
	}
	return entities
}

// Flows returns the flows between two different ones.
func (r RollUp) Flows() []RolledUpFlow {
	flows := make([]RolledUpFlow, len(r.rollUp.Flows))
	for i, f := range r.rollUp.Flows {
		flows[i] = RolledUpFlow{Of(r.g, f.From), Of(r.g, f.To), f.Count, f.Precision}
	}
	return flows
}

// RolledUpEntity is one entity of a roll-up.
type RolledUpEntity struct {
	g      *graph.Graph
	rolled lineage.RolledUp
}

// Entity returns what is counted at.
func (e RolledUpEntity) Entity() Entity { return Of(e.g, e.rolled.Node) }

// Reached returns how many of the leaves that count at it are reached.
func (e RolledUpEntity) Reached() int { return e.rolled.Reached }

// Parts returns how many leaves count at it: those with no nearer container of the kind.
func (e RolledUpEntity) Parts() int { return e.rolled.Parts }

// Depth returns the least depth of what is reached, nil in the map of the mesh.
func (e RolledUpEntity) Depth() *int {
	if e.rolled.Depth == 0 {
		return nil
	}
	return &e.rolled.Depth
}

// Precision returns EXACT if any of it is reached so.
func (e RolledUpEntity) Precision() lineage.Precision { return e.rolled.Precision }

// RolledUpFlow is the flows from one entity of a roll-up to another.
type RolledUpFlow struct {
	From, To  Entity
	Count     int
	Precision lineage.Precision
}
