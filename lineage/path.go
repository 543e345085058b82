package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Flow is a recorded flow that nobody denied.
type Flow struct{ From, To graph.Node }

// Path is a way along the flow, of at least one step. Flows[i] is the recorded flow that justifies the step from
// Entities[i] to Entities[i+1]: its ends are theirs or what they are part of, the finest there are.
type Path struct {
	Entities []graph.Node
	Flows    []Flow
}

// Path returns a shortest way between the start and an item, in the direction of the flow: of an EXACT item over
// recorded flows alone, so it may be longer than its depth, of a COARSE one over the effective flow. Which one of
// several depends on the graph alone. There is none of what is no item. O(length), after a first call of [Closure.Item].
func (c *Closure) Path(n graph.Node) (Path, bool) {
	if _, found := c.Item(n); !found {
		return Path{}, false
	}
	at, _ := c.position(n)
	return c.path(at, c.arrivals[at].exact()), true
}

// path walks back from a position to the start, over recorded flows alone or over any.
func (c *Closure) path(at int, recorded bool) Path {
	entities := []graph.Node{c.nodes[at]}
	for at >= c.levels[0] {
		at = c.before(at, recorded)
		entities = append(entities, c.nodes[at])
	}
	if c.direction == Downstream {
		slices.Reverse(entities)
	}
	return justified(c.g, entities)
}

// before returns the position from which another was reached; over recorded flows, or first.
func (c *Closure) before(at int, recorded bool) int {
	if recorded {
		i, found := slices.BinarySearchFunc(c.detours, at, func(d detour, at int) int { return int(d.at) - at })
		if found {
			return int(c.detours[i].from)
		}
	}
	return c.arrivals[at].from()
}

// justified finds the flows of a path.
func justified(g *graph.Graph, entities []graph.Node) Path {
	p := Path{Entities: entities}
	for i, n := range entities[1:] {
		p.Flows = append(p.Flows, justify(g, entities[i], n))
	}
	return p
}

// justify returns the finest recorded flow that makes q follow n in the effective flow: the finest source first, then
// the finest target. There must be one. O(d² log f) for d containers around them and f flows of one entity.
func justify(g *graph.Graph, n, q graph.Node) Flow {
	for p := n; p != graph.None; p = g.Container(p) {
		for m := q; m != graph.None; m = g.Container(m) {
			if arc, recorded := flow(g, p, m); recorded && stands(g, arc, p, n, q) {
				return Flow{p, m}
			}
		}
	}
	panic("lineage: a step that no recorded flow justifies")
}

// flow returns the recorded flow between two entities, as seen from the first.
func flow(g *graph.Graph, from, to graph.Node) (graph.Arc, bool) {
	row := g.Out(graph.Feeds, from)
	i, found := slices.BinarySearchFunc(row, to, func(a graph.Arc, n graph.Node) int { return int(a.Node()) - int(n) })
	if !found {
		return 0, false
	}
	return row[i], true
}

// stands reports whether the recorded flow from p along an arc makes q follow n, where n is p or a part of it and q is
// the arc's end or a part of it. (Only leaves carry the flows of what they are part of; the steps of any other n have a
// flow of n itself, which is tried before.)
func stands(g *graph.Graph, arc graph.Arc, p, n, q graph.Node) bool {
	m := arc.Node()
	switch {
	case p == n && m == q:
		return true
	case !g.IsLeaf(q):
		return false
	case !arc.Refined():
		return true
	}
	return m != q && g.Bare().Has(q) && g.NearIn(q) == m
}
