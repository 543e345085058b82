package graph

import "slices"

// flowChange is a flow that comes, or goes.
type flowChange struct {
	span
	comes bool
}

// mostFlowChanges is the part of all flows, one in so many, from which on the index of flows is made anew.
const mostFlowChanges = 16

// layFlows brings what lineage needs of the flows up to date: the index, and the bits of arcs.
func (w *overlay) layFlows() {
	if len(w.flows) == 0 && w.numbers == nil {
		return
	}
	t, old := w.g.tables[Feeds], w.base.tables[Feeds]
	r := &reflow{g: w.g, out: t.out, in: t.in, sharedOut: old.out, sharedIn: old.in}
	affected := w.affected()
	if len(affected) > t.count/mostFlowChanges+pageRows {
		r.anew()
		return
	}
	if w.numbers == nil {
		w.g.flows = w.base.flows.with(w.base, w.g, w.flows)
	} else {
		w.renumberFlows()
		r.leafChanges(w)
	}
	for _, f := range w.flows {
		if f.comes {
			r.setWide(f.span)
		}
	}
	for s, refined := range affected {
		r.mark(s, refinedBit, refined || w.g.refines(s))
	}
}

// affected returns the flows that may be refined now and were not, or the other way about. True are those that are, for sure: the
// flow that came is a finer one.
func (w *overlay) affected() map[span]bool {
	found := map[span]bool{}
	g := w.g
	for _, f := range w.flows {
		if f.comes {
			w.coarser(chain(g, f.from), chain(g, f.to), func(s span) { found[s] = found[s] || s != f.span })
		} else {
			w.coarser(w.chainThen(f.from), w.chainThen(f.to), func(s span) { found[s] = found[s] || false })
		}
	}
	if w.numbers != nil {
		w.numbers.eachMovedFlow(w.base, func(f span) {
			from, to := w.place(f.from), w.place(f.to)
			if from == None || to == None {
				return // it is among the flows that went
			}
			w.coarser(append(w.chainThen(f.from), chain(g, from)...), append(w.chainThen(f.to), chain(g, to)...),
				func(s span) { found[s] = found[s] || false })
		})
	}
	return found
}

// coarser visits the flows that there are from some nodes to some others.
func (w *overlay) coarser(from, to []Node, visit func(span)) {
	out := w.g.tables[Feeds].out
	for _, p := range from {
		if len(out.row(p)) == 0 {
			continue
		}
		for _, m := range to {
			if _, _, there := out.find(p, m); there {
				visit(span{p, m})
			}
		}
	}
}

// chain returns a node and all that it is part of.
func chain(g *Graph, n Node) []Node {
	nodes := []Node{n}
	for c := range g.Containers(n) {
		nodes = append(nodes, c)
	}
	return nodes
}

// chainThen returns where a node of the base, and all that it was part of, are now.
func (w *overlay) chainThen(n Node) []Node {
	var nodes []Node
	for _, c := range chain(w.base, n) {
		if now := w.place(c); now != None {
			nodes = append(nodes, now)
		}
	}
	return nodes
}

// refines reports whether another flow leads from an end of a flow or its parts to the other end or its parts. It goes through
// the flows of the smaller end's parts until it finds one.
func (g *Graph) refines(s span) bool {
	near, far, rows := s.from, s.to, g.tables[Feeds].out
	if g.end[far]-far < g.end[near]-near {
		near, far, rows = far, near, g.tables[Feeds].in
	}
	if g.IsLeaf(near) && g.IsLeaf(far) {
		return false
	}
	for n := range g.Within(near) {
		row := rows.row(n)
		i, _ := slices.BinarySearchFunc(row, far, func(a Arc, n Node) int { return int(a.Node()) - int(n) })
		for ; i < len(row) && row[i].Node() < g.end[far]; i++ {
			if n != near || row[i].Node() != far {
				return true
			}
		}
	}
	return false
}

// with returns the index after some flows came or went between nodes that stay.
func (x flowIndex) with(old, g *Graph, changes []flowChange) flowIndex {
	was, is := old.tables[Feeds], g.tables[Feeds]
	x.bare = slices.Clone(x.bare)
	var outs, ins []span // the parts of containers that have flows now and had none, or the other way about
	for _, f := range changes {
		if g.IsLeaf(f.to) {
			x.setBare(g, f.to)
		} else if (len(was.in.row(f.to)) > 0) != (len(is.in.row(f.to)) > 0) {
			ins = append(ins, span{f.to + 1, g.end[f.to]})
		}
		if !g.IsLeaf(f.from) && (len(was.out.row(f.from)) > 0) != (len(is.out.row(f.from)) > 0) {
			outs = append(outs, span{f.from + 1, g.end[f.from]})
		}
	}
	if len(outs) > 0 {
		x.nearOut = slices.Clone(x.nearOut)
		nearAgain(g, x.nearOut, is.out, outs)
	}
	if len(ins) > 0 {
		x.nearIn = slices.Clone(x.nearIn)
		nearAgain(g, x.nearIn, is.in, ins)
	}
	return x
}

// setBare notes of a leaf whether it is bare.
func (x *flowIndex) setBare(g *Graph, n Node) {
	x.bare.Set(n)
	if len(g.tables[Feeds].in.row(n)) > 0 {
		x.bare.Clear(n)
	}
}

// nearAgain finds the nearest containers with a row anew for some nodes: those from the first ends of spans on and below the others.
func nearAgain(g *Graph, nearest []Node, a adjacency, of []span) {
	slices.SortFunc(of, func(s, t span) int { return int(s.from) - int(t.from) })
	done := Node(0)
	for _, s := range of {
		for n := range g.between(max(s.from, done), s.to) {
			nearest[n] = nearestWithRow(g, a, nearest, n)
		}
		done = max(done, s.to)
	}
}
