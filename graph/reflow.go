package graph

import "slices"

// reflow sets bits of the arcs of a graph's flows. It copies the arcs of a page first that another graph shares.
type reflow struct {
	g                   *Graph
	out, in             adjacency // of the graph's flows
	sharedOut, sharedIn adjacency // of the graph that it was made of
}

// own makes the arcs of a page the graph's own.
func own(a, shared adjacency, number int) {
	if number < len(shared) && len(shared[number].arcs) > 0 && len(a[number].arcs) > 0 && &a[number].arcs[0] == &shared[number].arcs[0] {
		a[number].arcs = slices.Clone(a[number].arcs)
	}
}

// set sets or clears a bit of the arc from a node to another.
func set(a, shared adjacency, near, far Node, bit Arc, on bool) {
	arc, _, found := a.find(near, far)
	if !found || (*arc&bit != 0) == on {
		return
	}
	own(a, shared, int(near>>pageBits))
	arc, _, _ = a.find(near, far)
	*arc ^= bit
}

// mark sets or clears a bit of a flow at both of its ends.
func (r *reflow) mark(s span, bit Arc, on bool) {
	set(r.out, r.sharedOut, s.from, s.to, bit, on)
	set(r.in, r.sharedIn, s.to, s.from, bit, on)
}

// setWide says at both ends of a flow whether the other one has parts.
func (r *reflow) setWide(s span) {
	set(r.out, r.sharedOut, s.from, s.to, wideBit, !r.g.IsLeaf(s.to))
	set(r.in, r.sharedIn, s.to, s.from, wideBit, !r.g.IsLeaf(s.from))
}

// leafChanges sets the bits of flows from and to what has its first parts now, or none any more.
func (r *reflow) leafChanges(w *overlay) {
	for _, old := range w.numbers.touched {
		c := w.place(old)
		if c == None || w.base.IsLeaf(old) == w.g.IsLeaf(c) {
			continue
		}
		for _, arc := range r.out.row(c) {
			r.setWide(span{c, arc.Node()})
		}
		for _, arc := range r.in.row(c) {
			r.setWide(span{arc.Node(), c})
		}
	}
}

// anew makes the index and all bits anew.
func (r *reflow) anew() {
	for i := range r.out {
		own(r.out, r.sharedOut, i)
		own(r.in, r.sharedIn, i)
		for _, arcs := range [][]Arc{r.out[i].arcs, r.in[i].arcs} {
			for j := range arcs {
				arcs[j] &= nodeMask
			}
		}
	}
	r.g.flows = newFlowIndex(r.g)
}
