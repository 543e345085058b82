package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// RollUp is lineage seen from higher up: what was reached, and the flows, counted at their containers of one kind.
//
// Every item counts at itself or its nearest container of the kind, and nowhere if it has none. An entity is in the
// roll-up if an item counts at it, be it the entity itself, a part with parts of its own, or a leaf. Reached and Parts
// count leaves only: of those that count there, how many are items, and how many there are. So an entity that was
// reached as a whole, and none of whose parts was, has Reached 0; one without parts is its own leaf, 1 of 1. Depth is the
// least of all items that count there, Precision EXACT if any of them is. Where containers of the kind are nested, a
// leaf counts at the inner one alone: each leaf counts once in the whole roll-up.
//
// The flows are the recorded ones between what counts at two different entities, counted for each pair. Its precision is
// EXACT if any of them is recorded between leaves, COARSE if all are summaries. In a closure these are the flows that were
// walked, and beside what is in the roll-up their ends may be the start's own places: so "downstream of Customer" shows
// which domain Customer itself feeds. Flows from or to what a filter left out are not shown.
type RollUp struct {
	Entities []RolledUp   // by depth, then by ID
	Flows    []RolledFlow // by the IDs of their ends

	graph *graph.Graph
	start []graph.Node // where the start counts; by node
}

// RolledUp is one entity of a roll-up.
type RolledUp struct {
	Node           graph.Node
	Reached, Parts int
	Depth          int // 0 where nothing is reached from anything: in a map, and of what an impact only tells of
	Precision      Precision
}

// RolledFlow is the recorded flows from what counts at one entity to what counts at another.
type RolledFlow struct {
	From, To  graph.Node
	Count     int // at least 1
	Precision Precision
}

// RollUp counts the items at their containers of a kind, and the flows that were walked between these. Linear in the
// items and flows, and in the parts of what they count at.
func (c *Closure) RollUp(k graph.Kind) RollUp { return c.rollUpWith(k, nil) }

// rollUpWith is RollUp with some more items, which have no depth.
func (c *Closure) rollUpWith(k graph.Kind, others []Item) RollUp {
	r := newRoller(c.g, k)
	c.Each(r.count)
	for _, i := range others {
		r.count(i)
	}
	starts := r.places(c.start)
	shown := func(place graph.Node) bool {
		_, listed := r.at[place]
		return listed || starts[place]
	}
	for _, f := range c.Flows() {
		if from, to := c.g.Nearest(f.From, k), c.g.Nearest(f.To, k); shown(from) && shown(to) {
			r.flow(f, from, to)
		}
	}
	up := r.rollUp()
	for n := range starts {
		up.start = append(up.start, n)
	}
	slices.Sort(up.start)
	return up
}

// Map rolls the whole mesh up, or what lies within an entity (see [Within]; graph.None: everything). All of it counts as
// reached, EXACT and at no depth, so every entity of the kind is there; of the flows all that nobody denied between what
// lies within. Linear in entities and flows.
func Map(g *graph.Graph, k graph.Kind, within graph.Node) RollUp {
	r, in := newRoller(g, k), Within(g, within)
	for n := range g.Nodes() {
		if in(n) {
			r.count(Item{Node: n, Precision: Exact})
		}
	}
	for n := range g.Nodes() {
		row := g.Out(graph.Feeds, n)
		if len(row) == 0 || !in(n) {
			continue
		}
		from := g.Nearest(n, k)
		for _, arc := range row {
			if in(arc.Node()) {
				r.flow(Flow{n, arc.Node()}, from, g.Nearest(arc.Node(), k))
			}
		}
	}
	return r.rollUp()
}

// roller is a roll-up in the making.
type roller struct {
	g        *graph.Graph
	kind     graph.Kind
	at       map[graph.Node]int // by place: its index in entities
	entities []RolledUp
	flows    map[Flow]*RolledFlow
}

func newRoller(g *graph.Graph, k graph.Kind) *roller {
	return &roller{g: g, kind: k, at: map[graph.Node]int{}, flows: map[Flow]*RolledFlow{}}
}

// count counts an item where it belongs.
func (r *roller) count(i Item) {
	place := r.g.Nearest(i.Node, r.kind)
	if place == graph.None {
		return
	}
	at, known := r.at[place]
	if !known {
		at = len(r.entities)
		r.at[place] = at
		r.entities = append(r.entities, RolledUp{Node: place, Parts: r.parts(place), Depth: i.Depth, Precision: i.Precision})
	}
	e := &r.entities[at]
	if r.g.IsLeaf(i.Node) {
		e.Reached++
	}
	e.Precision = min(e.Precision, i.Precision) // Exact is below Coarse
	if i.Depth > 0 {
		e.Depth = min(e.Depth, i.Depth)
	}
}

// parts returns how many leaves count at a place.
func (r *roller) parts(place graph.Node) int {
	if r.g.IsLeaf(place) {
		return 1
	}
	count := 0
	for n := r.g.Next(place + 1); n < r.g.End(place); {
		switch {
		case r.g.Kind(n) == r.kind: // its leaves count there
			n = r.g.Next(r.g.End(n))
			continue
		case r.g.IsLeaf(n):
			count++
		}
		n = r.g.Next(n + 1)
	}
	return count
}

// places returns where entities and their parts count.
func (r *roller) places(of []graph.Node) map[graph.Node]bool {
	found := map[graph.Node]bool{}
	for _, n := range of {
		if place := r.g.Nearest(n, r.kind); place != graph.None {
			found[place] = true
		}
		for p := range r.g.Within(n) {
			if r.g.Kind(p) == r.kind {
				found[p] = true
			}
		}
	}
	return found
}

// flow counts a recorded flow between two places, unless they are one or there is none.
func (r *roller) flow(f Flow, from, to graph.Node) {
	if from == to || from == graph.None || to == graph.None {
		return
	}
	rolled := r.flows[Flow{from, to}]
	if rolled == nil {
		rolled = &RolledFlow{From: from, To: to, Precision: Coarse}
		r.flows[Flow{from, to}] = rolled
	}
	rolled.Count++
	rolled.Precision = min(rolled.Precision, precisionOf(r.g, f))
}

// precisionOf returns whether a recorded flow is a summary: COARSE if an end has parts.
func precisionOf(g *graph.Graph, f Flow) Precision {
	if g.IsLeaf(f.From) && g.IsLeaf(f.To) {
		return Exact
	}
	return Coarse
}

func (r *roller) rollUp() RollUp {
	up := RollUp{Entities: r.entities, graph: r.g}
	slices.SortFunc(up.Entities, func(a, b RolledUp) int {
		return cmp.Or(cmp.Compare(a.Depth, b.Depth), r.g.CompareID(a.Node, b.Node))
	})
	for _, f := range r.flows {
		up.Flows = append(up.Flows, *f)
	}
	slices.SortFunc(up.Flows, func(a, b RolledFlow) int {
		return cmp.Or(r.g.CompareID(a.From, b.From), r.g.CompareID(a.To, b.To))
	})
	return up
}
