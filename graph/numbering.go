package graph

import (
	"slices"
)

// numbering is how nodes are numbered after entities came, went or moved.
type numbering struct {
	to      []Node  // by old node: the new one; None where it went
	runs    []run   // by new node
	steps   []step  // the runs, by what numbers differ
	whole   []Node  // by new node: its container
	ends    []Node  // by new node: one after its last part
	came    []*root // by ID
	gone    []Node  // old nodes
	moved   []Node  // old nodes that have another container
	touched []Node  // old nodes of which parts came, went or changed, sorted
}

// run is some nodes that follow each other in both numberings.
type run struct{ old, end, number Node }

// pieces visits the old nodes that have the numbers from first to end now, in the order of these, each time some of one page.
func (x *numbering) pieces(first, end Node, visit func(old, end, number Node)) {
	at, _ := slices.BinarySearchFunc(x.runs, first, func(r run, n Node) int { return int(r.number) - int(n) })
	for _, r := range x.runs[max(0, at-1):] {
		if r.number >= end {
			return
		}
		from := max(first, r.number)
		stop := min(end, r.number+r.end-r.old)
		for from < stop {
			old := r.old + from - r.number
			many := min(stop-from, pageRows-old&pageMask)
			visit(old, old+many, from)
			from += many
		}
	}
}

// keeps reports whether the nodes from first to end are those that had these numbers before.
func (x *numbering) keeps(first, end Node) bool {
	keeps := true
	x.pieces(first, end, func(old, until, number Node) {
		keeps = keeps && old == number && number == first
		first = number + until - old
	})
	return keeps && first == end
}

// rename writes nodes with their other numbers. The bits that arcs have beside are kept.
func rename[T ~uint32](x *numbering, dst, src []T) {
	if len(x.steps) <= mostSteps {
		take(x.steps, dst, src)
		return
	}
	for i, n := range src {
		dst[i] = n&^T(nodeMask) | T(x.to[n&T(nodeMask)])
	}
}

// setSteps says by what the numbers of old nodes that stay differ, from where on.
func (x *numbering) setSteps() {
	by := uint32(0)
	for _, r := range slices.SortedFunc(slices.Values(x.runs), func(a, b run) int { return int(a.old) - int(b.old) }) {
		if now := uint32(r.number) - uint32(r.old); now != by {
			x.steps = append(x.steps, step{uint32(r.old), now - by})
			by = now
		}
	}
}

// eachMoved visits the old nodes that moved, and what was part of them.
func (x *numbering) eachMoved(base *Graph, visit func(Node)) {
	for _, m := range x.moved {
		for n := m; n < base.end[m]; n++ {
			visit(n)
		}
	}
}

// eachMovedFlow visits all flows, by their old nodes, from or to what moved or is part of that.
func (x *numbering) eachMovedFlow(base *Graph, visit func(span)) {
	flows := base.tables[Feeds]
	x.eachMoved(base, func(n Node) {
		for _, arc := range flows.out.row(n) {
			visit(span{n, arc.Node()})
		}
		for _, arc := range flows.in.row(n) {
			visit(span{arc.Node(), n})
		}
	})
}
