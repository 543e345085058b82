package graph

// renumberFlows brings the index of flows up to date where nodes have other numbers: what is known of those that have the same is kept.
func (w *overlay) renumberFlows() {
	x, g, was := w.numbers, w.g, w.base.flows
	size := max(x.bound, w.base.Bound())
	f := flowIndex{
		nearOut: resized(was.nearOut, size, None), nearIn: resized(was.nearIn, size, None),
		bare: was.bare.resized(size), leaf: was.leaf.resized(size),
	}
	x.eachFreed(func(n Node) {
		f.nearOut[n], f.nearIn[n] = None, None
		f.bare.Clear(n)
		f.leaf.Clear(n)
	})
	x.eachRenamed(w.base, func(old, now Node) {
		f.nearOut[now], f.nearIn[now] = x.now(was.nearOut[old]), x.now(was.nearIn[old])
		f.setLeaf(g, now)
	})
	f.nearOut, f.nearIn = f.nearOut[:x.bound], f.nearIn[:x.bound]
	f.bare, f.leaf = f.bare.resized(x.bound), f.leaf.resized(x.bound)
	again := w.otherwiseFed(&f)
	nearAgain(g, f.nearOut, g.tables[Feeds].out, again)
	nearAgain(g, f.nearIn, g.tables[Feeds].in, again)
	g.flows = f
}

// otherwiseFed returns the nodes that may have other containers with flows now: what came or moved, and what is part of the ends of
// changed flows. It notes of all of which that may have changed whether they are leaves, and bare.
func (w *overlay) otherwiseFed(f *flowIndex) (again []span) {
	g := w.g
	for _, r := range w.numbers.all {
		again = append(again, span{r.number, g.end[r.number]})
		f.setLeaf(g, r.number)
	}
	for _, old := range w.numbers.touched {
		if now := w.place(old); now != None {
			f.setLeaf(g, now)
		}
	}
	for _, change := range w.flows {
		for _, n := range []Node{change.from, change.to} {
			if !change.comes {
				n = w.place(n)
			}
			if n != None {
				again = append(again, span{n + 1, g.end[n]})
				f.setLeaf(g, n)
			}
		}
	}
	return again
}

// setLeaf notes of a node whether it is a leaf, and bare.
func (x *flowIndex) setLeaf(g *Graph, n Node) {
	x.leaf.Clear(n)
	x.bare.Clear(n)
	if g.IsLeaf(n) {
		x.leaf.Set(n)
		x.setBare(g, n)
	}
}
