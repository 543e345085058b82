package graph

import "slices"

// numbering is how nodes are numbered after entities came, went or moved.
type numbering struct {
	to      []Node  // by old node: the new one; None where it went
	taken   Bitmap  // the new nodes
	bound   int     // above all of them
	runs    []run   // by new node
	stirred Bitmap  // the pages on which another entity has a number than had before
	changed []Node  // old nodes that have another number, sorted
	all     []*root // what came or moved
	came    []*root // by ID
	gone    []Node  // old nodes
	moved   []Node  // old nodes that have another container
	touched []Node  // old nodes of which parts came, went or changed, or got another number, sorted
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

// rename writes nodes with their other numbers. The bits that arcs have beside are kept.
func rename[T ~uint32](x *numbering, dst, src []T) {
	dst = dst[:len(src)]
	for i, n := range src {
		dst[i] = n&^T(nodeMask) | T(x.to[n&T(nodeMask)])
	}
}

// now returns the number of an old node, None for none.
func (x *numbering) now(old Node) Node {
	if old == None {
		return None
	}
	return x.to[old]
}

// eachRenamed visits the old nodes that stay and have another number, or are part of what has, with the new ones.
func (x *numbering) eachRenamed(base *Graph, visit func(old, now Node)) {
	done := Node(0)
	for _, c := range x.changed {
		for n := range base.between(max(c, done), base.end[c]) {
			if now := x.to[n]; now != None {
				visit(n, now)
			}
		}
		done = max(done, base.end[c])
	}
}

// eachFreed visits the numbers that old nodes had.
func (x *numbering) eachFreed(visit func(Node)) {
	for _, nodes := range [][]Node{x.gone, x.changed} {
		for _, n := range nodes {
			visit(n)
		}
	}
}

// eachMoved visits the old nodes that moved, and what was part of them.
func (x *numbering) eachMoved(base *Graph, visit func(Node)) {
	for _, m := range x.moved {
		for n := range base.Within(m) {
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
