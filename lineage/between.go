package lineage

import "github.com/headwater-catalog/headwater/graph"

// Between returns what is on the ways from one entity or its parts to another or its parts: all that is downstream of
// the first and upstream of the second. Depth, precision and paths are those from the first; the closure is complete.
// Its flows are those of the ways, also where they leave the first and arrive at the second. Linear in both closures.
func Between(g *graph.Graph, from, to graph.Node) *Closure {
	c := Trace(g, []graph.Node{from}, Options{Direction: Downstream})
	back := Trace(g, []graph.Node{to}, Options{Direction: Upstream})
	c.list(func(at int) bool {
		_, both := back.Item(c.nodes[at])
		return both
	})
	c.beyond = 0
	c.ways = graph.NewBitmap(len(c.nodes))
	for at, n := range c.nodes {
		if _, both := back.position(n); both {
			c.ways.Set(graph.Node(at))
		}
	}
	return c
}

// Shortest returns a shortest way over the effective flow from an entity or a part of it to another or a part of it: of
// several one over recorded flows alone if there is one, then to the first by ID. It has at least one step: of an entity
// to itself it is a cycle, or leads from one of its parts to another. There is none where nothing flows from the one to
// the other. Linear in the flows and parts of what is nearer than the end of the way.
func Shortest(g *graph.Graph, from, to graph.Node) (Path, bool) {
	w := newWorkspace(g)
	defer w.release()
	w.begin([]graph.Node{from})
	for n := max(from, to); n < min(g.End(from), g.End(to)); n++ {
		w.seen.Clear(n) // what is part of both is a start, and can be reached as well
	}
	for w.more() {
		w.advance(Downstream)
		if at, found := w.arrived(to); found {
			c := w.closure()
			c.direction = Downstream
			return c.path(at, false), true
		}
	}
	return Path{}, false
}

// arrived returns the best position at the depth that comes next that is an entity or a part of it.
func (w *workspace) arrived(to graph.Node) (int, bool) {
	best, found := 0, false
	for at := w.done(); at < len(w.nodes); at++ {
		if w.g.Contains(to, w.nodes[at]) && (!found || w.better(at, best)) {
			best, found = at, true
		}
	}
	return best, found
}

// better orders positions of one depth: first those over recorded flows, then by ID.
func (w *workspace) better(a, b int) bool {
	if w.arrivals[a].firm() != w.arrivals[b].firm() {
		return w.arrivals[a].firm()
	}
	return w.g.CompareID(w.nodes[a], w.nodes[b]) < 0
}
