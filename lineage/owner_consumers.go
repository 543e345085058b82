package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Consumption says that a team uses an entity, and for what.
type Consumption struct {
	Team    graph.Node
	Purpose string     // the reason that the link gives
	Entity  graph.Node // what it is recorded of: the entity asked for, or a container of it
}

// Consumers returns who consumes an entity, itself or by something that it is part of: by the team's ID, and of one
// team the nearest first. Linear in the containers and consumptions found, times a logarithm.
func Consumers(g *graph.Graph, n graph.Node) []Consumption {
	var found []Consumption
	for at := n; at != graph.None; at = g.Container(at) {
		for _, arc := range g.In(graph.Consumes, at) {
			link, _ := g.Link(graph.Consumes, arc.Node(), at)
			found = append(found, Consumption{arc.Node(), link.Reason, at})
		}
	}
	slices.SortStableFunc(found, func(a, b Consumption) int { return g.CompareID(a.Team, b.Team) })
	return found
}

// consumed reports whether anybody consumes an entity or something that it is part of.
func consumed(g *graph.Graph, n graph.Node) bool {
	for at := n; at != graph.None; at = g.Container(at) {
		if len(g.In(graph.Consumes, at)) > 0 {
			return true
		}
	}
	return false
}
