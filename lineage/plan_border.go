package lineage

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// BorderChange is how the links that cross a division's border differ between the graphs of a plan. A graph that lacks the
// division has none.
type BorderChange struct {
	Division       graph.ID
	Before, After  int // how many cross
	Added, Removed int // how many cross in the one graph only; the same two ends by the same relation are the same link
}

// Borders returns the divisions whose borders other links cross after than before, by ID. It costs what [Border] does for
// each division of either graph, unless the plan changes nothing.
func (p *Plan) Borders() []BorderChange {
	if p.Before == p.After {
		return nil
	}
	var changes []BorderChange
	for _, division := range p.divisions() {
		before, after := crossed(p.Before, division), crossed(p.After, division)
		b := BorderChange{Division: division, Before: len(before), After: len(after), Removed: missing(before, after), Added: missing(after, before)}
		if b.Added > 0 || b.Removed > 0 {
			changes = append(changes, b)
		}
	}
	return changes
}

// divisions returns those of either graph.
func (p *Plan) divisions() []graph.ID {
	var ids []graph.ID
	for _, g := range []*graph.Graph{p.Before, p.After} {
		for n := range g.Of(graph.Division) {
			ids = append(ids, g.ID(n))
		}
	}
	slices.SortFunc(ids, func(a, b graph.ID) int { return strings.Compare(string(a), string(b)) })
	return slices.Compact(ids)
}

// crossed returns the links that cross a division's border in a graph.
func crossed(g *graph.Graph, division graph.ID) map[graph.Key]bool {
	n, found := g.Node(division)
	if !found {
		return nil
	}
	keys := map[graph.Key]bool{}
	for _, c := range Border(g, n) {
		keys[graph.Key{Relation: c.Relation, From: g.ID(c.From), To: g.ID(c.To)}] = true
	}
	return keys
}

// missing counts what is in the one and not in the other.
func missing(in, from map[graph.Key]bool) int {
	n := 0
	for k := range in {
		if !from[k] {
			n++
		}
	}
	return n
}
