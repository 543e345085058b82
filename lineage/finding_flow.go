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
				"Nothing recorded feeds the %s: record what does.", named(g, n))})
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
	for p := range g.Within(n) {
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

// outlets answers whether an entity feeds anything outside itself. As parts are numbered in one run, it is enough to
// know the first and the last of the leaves that a container's flows imply: all are within an entity if these two are.
type outlets struct {
	g           *graph.Graph
	unaccounted map[graph.Node]run // by container: its leaves that no finer flow accounts for
	implied     map[graph.Node]run // by container: the leaves to which its flows imply flows from its own leaves
}

// run is the first and the last node of a set.
type run struct{ first, last graph.Node }

var noRun = run{graph.None, 0}

func (r run) with(s run) run { return run{min(r.first, s.first), max(r.last, s.last)} }

func newOutlets(g *graph.Graph) *outlets {
	o := &outlets{g, map[graph.Node]run{}, map[graph.Node]run{}}
	for n := range g.Nodes() {
		m := g.NearIn(n)
		if m == graph.None || !g.Bare().Has(n) {
			continue
		}
		r, known := o.unaccounted[m]
		if !known {
			r = noRun
		}
		o.unaccounted[m] = r.with(run{n, n})
	}
	return o
}

// feeds reports whether an effective flow leads from n or a part of it to anything else. Linear in the flows and parts
// of n, once for each of its containers in the flows of that.
func (o *outlets) feeds(n graph.Node) bool {
	g := o.g
	for p := range g.Within(n) {
		for _, arc := range g.Out(graph.Feeds, p) {
			if !g.Contains(n, arc.Node()) {
				return true
			}
		}
	}
	for c := g.NearOut(n); c != graph.None; c = g.NearOut(c) {
		if r := o.impliedBy(c); r != noRun && (r.first < n || r.last >= g.End(n)) {
			return true
		}
	}
	return false
}

func (o *outlets) impliedBy(c graph.Node) run {
	all, known := o.implied[c]
	if known {
		return all
	}
	all = noRun
	for _, arc := range o.g.Out(graph.Feeds, c) {
		if !arc.Refined() {
			all = all.with(o.leaves(arc.Node()))
		} else if r, some := o.unaccounted[arc.Node()]; some {
			all = all.with(r)
		}
	}
	o.implied[c] = all
	return all
}

// leaves returns the run of the leaves of n: a container comes right before its first part, and the last of its parts
// has none.
func (o *outlets) leaves(n graph.Node) run {
	first := n
	for !o.g.IsLeaf(first) {
		first = o.g.Next(first + 1)
	}
	return run{first, o.g.End(n) - 1}
}
