package types

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Ownership is who is accountable for an entity.
type Ownership struct {
	of        Handle
	ownership lineage.Ownership
}

// Ownership returns who is accountable for the entity, and where that is said.
func (h Handle) Ownership() Ownership { return Ownership{h, lineage.OwnershipOf(h.g, h.n)} }

// Owner returns the accountable team, nil where there is none or a conflict.
func (h Handle) Owner() *Team { return h.Ownership().Team() }

// Status returns whether one team is accountable.
func (o Ownership) Status() lineage.OwnershipStatus { return o.ownership.Status }

// Team returns the accountable team, nil where there is none or a conflict.
func (o Ownership) Team() *Team { return asOne[Team](o.of.g, o.ownership.Team) }

// InheritedFrom returns what the entity has its owner from, nil where it is owned itself or by nobody.
func (o Ownership) InheritedFrom() Entity {
	if !o.ownership.Inherited(o.of.n) {
		return nil
	}
	return Of(o.of.g, o.ownership.At)
}

// Reason returns why that team, nil where nobody says.
func (o Ownership) Reason() *string { return optional(o.ownership.Reason) }

// Claims returns who says so.
func (o Ownership) Claims() []Claim {
	claims := make([]Claim, len(o.ownership.Claims))
	for i, c := range o.ownership.Claims {
		link, _ := o.of.g.Link(graph.Owns, c.Team, o.ownership.At)
		claims[i] = Claim{o.of.g, c.Claim, c.Team, link.Claims}
	}
	return claims
}

// Consumption is that a team consumes something.
type Consumption struct {
	g       *graph.Graph
	team    graph.Node
	purpose string
	entity  graph.Node
}

// Consumers returns who consumes the entity, or something that it is part of.
func (h Handle) Consumers() []Consumption {
	found := lineage.Consumers(h.g, h.n)
	consumers := make([]Consumption, len(found))
	for i, c := range found {
		consumers[i] = Consumption{h.g, c.Team, c.Purpose, c.Entity}
	}
	return consumers
}

// Team returns who consumes.
func (c Consumption) Team() Team { return as[Team](c.g, c.team) }

// Purpose returns what for, nil where nobody says.
func (c Consumption) Purpose() *string { return optional(c.purpose) }

// Entity returns what is consumed.
func (c Consumption) Entity() Entity { return Of(c.g, c.entity) }

// Claims returns which sources say so.
func (c Consumption) Claims() []Claim {
	link, _ := c.g.Link(graph.Consumes, c.team, c.entity)
	return claimsOf(c.g, link.Claims)
}
