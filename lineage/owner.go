package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// OwnershipStatus says whether one team is accountable for an entity.
type OwnershipStatus uint8

// The statuses. The zero OwnershipStatus is none of them.
const (
	Owned    OwnershipStatus = iota + 1
	Unowned                  // no team owns it, nor anything that it is part of
	Conflict                 // several teams own it at the same nearest place
)

var ownershipNames = [...]string{Owned: "OWNED", Unowned: "UNOWNED", Conflict: "CONFLICT"}

// String returns the status's name as in GraphQL.
func (s OwnershipStatus) String() string { return nameIn(ownershipNames[:], int(s)) }

// nameIn returns names[i], "" where there is none.
func nameIn(names []string, i int) string {
	if i >= len(names) {
		return ""
	}
	return names[i]
}

// Ownership says who is accountable for an entity and where that is recorded.
type Ownership struct {
	Status OwnershipStatus
	Team   graph.Node   // the accountable one; graph.None unless Owned
	Teams  []graph.Node // by ID: none if Unowned, one if Owned, several in a Conflict
	At     graph.Node   // where the OWNS link is: the entity itself or a container; graph.None if Unowned
	Reason string       // of the link; "" in a Conflict, where each team has its own
	Claims []OwnerClaim // on the links of all Teams, in their order
}

// OwnerClaim is what a source says of one team's ownership.
type OwnerClaim struct {
	graph.Claim
	Team graph.Node
}

// Inherited reports whether the ownership of n comes from something that n is part of.
func (o Ownership) Inherited(n graph.Node) bool { return o.At != graph.None && o.At != n }

// OwnershipOf returns the ownership of an entity: the nearest OWNS link walking up PART_OF decides. Two teams at the
// same nearest place are a Conflict, whatever is recorded further up. Linear in the containers of n, times log of the
// number of owned entities.
func OwnershipOf(g *graph.Graph, n graph.Node) Ownership {
	for at := n; at != graph.None; at = g.Container(at) {
		if links := g.In(graph.Owns, at); len(links) > 0 {
			return ownershipAt(g, at, links)
		}
	}
	return Ownership{Status: Unowned, Team: graph.None, At: graph.None}
}

func ownershipAt(g *graph.Graph, at graph.Node, links []graph.Arc) Ownership {
	o := Ownership{Status: Conflict, Team: graph.None, Teams: farEnds(g, links), At: at}
	for _, team := range o.Teams {
		link, _ := g.Link(graph.Owns, team, at)
		for _, claim := range link.Claims {
			o.Claims = append(o.Claims, OwnerClaim{claim, team})
		}
		if len(o.Teams) == 1 {
			o.Status, o.Team, o.Reason = Owned, team, link.Reason
		}
	}
	return o
}

// farEnds returns the nodes that arcs lead to, by ID.
func farEnds(g *graph.Graph, arcs []graph.Arc) []graph.Node {
	nodes := make([]graph.Node, len(arcs))
	for i, arc := range arcs {
		nodes[i] = arc.Node()
	}
	slices.SortFunc(nodes, g.CompareID)
	return nodes
}

// ownerPlaces returns by node where its nearest OWNS links are, graph.None if nowhere: what OwnershipOf finds, for all
// entities at once. 4 bytes for an entity, made once for a graph in linear time.
func ownerPlaces(g *graph.Graph) []graph.Node {
	type key struct{}
	return g.Derived(key{}, func() any { return newOwnerPlaces(g) }).([]graph.Node)
}

func newOwnerPlaces(g *graph.Graph) []graph.Node {
	places := make([]graph.Node, g.Bound())
	for i := range places {
		places[i] = graph.None
	}
	for link := range g.Links(graph.Owns) {
		places[link.To] = link.To
	}
	for n := range g.Nodes() { // a container's number is below its parts'
		if c := g.Container(n); places[n] == graph.None && c != graph.None {
			places[n] = places[c]
		}
	}
	return places
}
