package lineage

import (
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// offers reports whether an entity is there to be used by others: an output port or a data product.
func offers(g *graph.Graph, n graph.Node) bool {
	switch e := g.Entity(n); e.Kind {
	case graph.DataProduct:
		return true
	case graph.Port:
		return e.Direction == graph.Output
	}
	return false
}

func findUnsourced(g *graph.Graph) []Finding {
	var found []Finding
	for n := range g.Of(graph.Port, graph.DataProduct) {
		if offers(g, n) && !sourced(g, n) {
			found = append(found, Finding{Node: n, Message: fmt.Sprintf(
				"Nothing recorded feeds the %s: record what does, or say that it has no source.", named(g, n))})
		}
	}
	return found
}

// sourced reports whether an effective flow reaches n or a part of it. That is so just where a recorded flow leads to n,
// a container of it or a part of it: of such a flow into a container, each leaf below is either implied or accounted
// for, and what accounts for a leaf reaches it or is, seen from nearer, such a flow again. Linear in the parts of n.
func sourced(g *graph.Graph, n graph.Node) bool {
	if g.NearIn(n) != graph.None {
		return true
	}
	for p := n; p < g.End(n); p++ {
		if len(g.In(graph.Feeds, p)) > 0 {
			return true
		}
	}
	return false
}

func findUnused(g *graph.Graph) []Finding {
	out := newOutlets(g)
	var found []Finding
	for n := range g.Of(graph.Port, graph.DataProduct) {
		if offers(g, n) && !consumed(g, n) && !out.feeds(n) {
			found = append(found, Finding{Node: n, Message: fmt.Sprintf(
				"The %s feeds nothing recorded and no team consumes it: record who uses it, or retire it.", named(g, n))})
		}
	}
	return found
}

// outlets answers whether an entity feeds anything outside itself.
type outlets struct {
	g           *graph.Graph
	unaccounted map[graph.Node]bool         // containers with leaves that no finer flow accounts for
	implying    map[graph.Node][]graph.Node // by container: where its flows lead that imply flows from its leaves
	leaves      []int                       // by node: how many leaves have smaller numbers
}

func newOutlets(g *graph.Graph) *outlets {
	o := &outlets{g, map[graph.Node]bool{}, map[graph.Node][]graph.Node{}, make([]int, g.Len()+1)}
	for n := range graph.Node(g.Len()) {
		o.leaves[n+1] = o.leaves[n]
		if g.IsLeaf(n) {
			o.leaves[n+1]++
		}
		if g.Bare().Has(n) && g.NearIn(n) != graph.None {
			o.unaccounted[g.NearIn(n)] = true
		}
	}
	return o
}

// feeds reports whether an effective flow leads from n or a part of it to anything else. Linear in the flows and parts
// of n; what its containers' flows imply is looked at until one leads out of n, and few don't.
func (o *outlets) feeds(n graph.Node) bool {
	for p := n; p < o.g.End(n); p++ {
		for _, arc := range o.g.Out(graph.Feeds, p) {
			if !o.g.Contains(n, arc.Node()) {
				return true
			}
		}
	}
	for c := o.g.NearOut(n); c != graph.None; c = o.g.NearOut(c) {
		for _, to := range o.implied(c) {
			if o.leadsOut(n, c, to) {
				return true
			}
		}
	}
	return false
}

// implied returns where the flows of a container lead that imply flows from its leaves to any others.
func (o *outlets) implied(c graph.Node) []graph.Node {
	targets, known := o.implying[c]
	if !known {
		for _, arc := range o.g.Out(graph.Feeds, c) {
			if !arc.Refined() || o.unaccounted[arc.Node()] {
				targets = append(targets, arc.Node())
			}
		}
		o.implying[c] = targets
	}
	return targets
}

// leadsOut reports whether the flow from the container c of n to a target implies one from n to a leaf outside n.
func (o *outlets) leadsOut(n, c, to graph.Node) bool {
	g := o.g
	switch {
	case g.Contains(n, to):
		return false
	case !g.Contains(to, n):
		return true
	case !o.refined(c, to):
		return o.leavesOf(to) > o.leavesOf(n)
	}
	for q := to + 1; q < g.End(to); q++ {
		if q == n {
			q = g.End(n) - 1
		} else if g.Bare().Has(q) && g.NearIn(q) == to {
			return true
		}
	}
	return false
}

func (o *outlets) leavesOf(n graph.Node) int { return o.leaves[o.g.End(n)] - o.leaves[n] }

func (o *outlets) refined(from, to graph.Node) bool {
	for _, arc := range o.g.Out(graph.Feeds, from) {
		if arc.Node() == to {
			return arc.Refined()
		}
	}
	return false
}
