package lineage

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// ownable are the kinds of which somebody should be accountable.
var ownable = []graph.Kind{graph.Domain, graph.DataProduct, graph.Port, graph.Capability, graph.Dataset, graph.Job}

// findUnowned relies on this: where nobody owns an entity, nobody owns what it is part of.
func findUnowned(g *graph.Graph) []Finding {
	places := newOwnerPlaces(g)
	isOwnable := func(n graph.Node) bool { return slices.Contains(ownable, g.Kind(n)) }
	var found []Finding
	for n := range g.Nodes() {
		if places[n] != graph.None || !isOwnable(n) || slices.ContainsFunc(slices.Collect(g.Containers(n)), isOwnable) {
			continue
		}
		found = append(found, Finding{Node: n, Message: fmt.Sprintf(
			"No team is accountable for the %s: say which team owns it.", named(g, n))})
	}
	return found
}

func findOwnerConflicts(g *graph.Graph) []Finding {
	var found []Finding
	seen := map[graph.Node]bool{}
	for link := range g.Links(graph.Owns) {
		teams := g.In(graph.Owns, link.To)
		if len(teams) < 2 || seen[link.To] {
			continue
		}
		seen[link.To] = true
		others := farEnds(g, teams)
		found = append(found, Finding{Node: link.To, Others: others, Message: fmt.Sprintf(
			"The %s has %d accountable teams, %s: agree on one and take the other links away.",
			named(g, link.To), len(others), listed(names(g, others), 3))})
	}
	return found
}

func findShadowSystems(g *graph.Graph) []Finding {
	var found []Finding
	for n := range g.Of(graph.SourceSystem) {
		if len(g.In(graph.Owns, n)) == 0 && len(g.In(graph.Operates, n)) == 0 {
			found = append(found, Finding{Node: n, Message: fmt.Sprintf(
				"No team owns or operates the %s: say which team does, or retire it.", named(g, n))})
		}
	}
	return found
}
