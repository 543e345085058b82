package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// OwnerShare is what one team is accountable for among the items of a closure.
type OwnerShare struct {
	Team  graph.Node   // graph.None: what nobody is accountable for
	Nodes []graph.Node // by depth, then by ID
	Count int
}

// Owners returns who is accountable for the items: the largest share first, equal ones by the team's ID, what is unowned
// last. In a conflict of owners the item is in the share of each of them. Linear in the items, beside their order.
func (c *Closure) Owners() []OwnerShare {
	places := ownerPlaces(c.g)
	sharing := map[graph.Node][]*OwnerShare{} // by place
	byTeam := map[graph.Node]*OwnerShare{}
	for _, i := range c.Items() {
		place := places[i.Node]
		shares, known := sharing[place]
		if !known {
			shares = sharesAt(c.g, place, byTeam)
			sharing[place] = shares
		}
		for _, s := range shares {
			s.Nodes = append(s.Nodes, i.Node)
			s.Count++
		}
	}
	owners := make([]OwnerShare, 0, len(byTeam))
	for _, s := range byTeam {
		owners = append(owners, *s)
	}
	slices.SortFunc(owners, func(a, b OwnerShare) int {
		if a.Team == graph.None || b.Team == graph.None {
			return cmp.Compare(a.Team, b.Team) // None is above every node
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), c.g.CompareID(a.Team, b.Team))
	})
	return owners
}

// sharesAt returns the shares of the teams that own a place, of nobody where it is none.
func sharesAt(g *graph.Graph, place graph.Node, byTeam map[graph.Node]*OwnerShare) []*OwnerShare {
	teams := []graph.Node{graph.None}
	if place != graph.None {
		teams = farEnds(g, g.In(graph.Owns, place))
	}
	shares := make([]*OwnerShare, len(teams))
	for i, team := range teams {
		if byTeam[team] == nil {
			byTeam[team] = &OwnerShare{Team: team}
		}
		shares[i] = byTeam[team]
	}
	return shares
}

// SystemShare is how many items of a closure run in one system.
type SystemShare struct {
	System graph.Node
	Count  int
}

// Systems returns what the items run in, themselves or by any container: the system in which most run first, equal ones
// by ID. An item counts once for each system. Linear in the items and the systems that each of them runs in.
func (c *Closure) Systems() []SystemShare {
	known := map[graph.Node][]graph.Node{}
	counts := map[graph.Node]int{}
	c.Each(func(i Item) {
		for _, system := range systemsOf(c.g, i.Node, known) {
			counts[system]++
		}
	})
	shares := make([]SystemShare, 0, len(counts))
	for system, count := range counts {
		shares = append(shares, SystemShare{system, count})
	}
	slices.SortFunc(shares, func(a, b SystemShare) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), c.g.CompareID(a.System, b.System))
	})
	return shares
}

// systemsOf returns what an entity runs in, itself or by a container, each system once. What is known of containers is
// kept, so that a container's parts don't climb further than to it.
func systemsOf(g *graph.Graph, n graph.Node, known map[graph.Node][]graph.Node) []graph.Node {
	if n == graph.None {
		return nil
	}
	systems, found := known[n]
	if found {
		return systems
	}
	systems = systemsOf(g, g.Container(n), known)
	for _, arc := range g.Out(graph.RunsIn, n) {
		if !slices.Contains(systems, arc.Node()) {
			systems = append(slices.Clip(systems), arc.Node())
		}
	}
	if !g.IsLeaf(n) {
		known[n] = systems
	}
	return systems
}
