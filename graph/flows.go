package graph

// flowIndex holds what lineage needs of the flows that nobody denied, beyond their table: which flows are wide or
// refined (bits of their arcs), and for each entity the nearest container with flows of its own.
type flowIndex struct {
	nearOut, nearIn []Node
	bare, leaf      Bitmap
}

// newFlowIndex computes the index and sets the bits in the arcs of g's flows. Linear in entities and flows, times the
// number of containers around a flow that have flows themselves.
func newFlowIndex(g *Graph) flowIndex {
	t := g.tables[Feeds]
	x := newNearest(g)
	markWide(x.leaf, t.out)
	markWide(x.leaf, t.in)
	markRefined(g, t, x.nearIn)
	return x
}

// newNearest computes the index alone. Linear in the entities.
func newNearest(g *Graph) flowIndex {
	t := g.tables[Feeds]
	x := flowIndex{nearOut: near(g, t.out), nearIn: near(g, t.in), bare: NewBitmap(g.Bound()), leaf: NewBitmap(g.Bound())}
	for word := range x.leaf {
		first := Node(word * 64)
		p := &t.in[first>>pageBits]
		for n := first; n < min(first+64, Node(g.Bound())); n++ {
			if g.end[n] != n+1 {
				continue
			}
			x.leaf[word] |= 1 << (n - first)
			if !p.has(n) {
				x.bare[word] |= 1 << (n - first)
			}
		}
	}
	return x
}

// near returns for each entity its nearest container that has a row.
func near(g *Graph, a adjacency) []Node {
	nearest := make([]Node, g.Bound())
	for n := range nearest { // a container's number is below its parts'
		if n > 0 && g.container[n] == g.container[n-1] {
			nearest[n] = nearest[n-1]
			continue
		}
		nearest[n] = nearestWithRow(g, a, nearest, Node(n))
	}
	return nearest
}

// nearestWithRow returns the nearest container of a node that has a row, where its containers' are known.
func nearestWithRow(g *Graph, a adjacency, nearest []Node, n Node) Node {
	c := g.container[n]
	if c == None || len(a.row(c)) > 0 {
		return c
	}
	return nearest[c]
}

func markWide(leaf Bitmap, a adjacency) {
	for number := range a {
		arcs := a[number].arcs
		for i, arc := range arcs {
			if !leaf.Has(arc.Node()) {
				arcs[i] |= wideBit
			}
		}
	}
}

// markRefined finds, for each entity p with flows, which of them another flow from p or its parts refines: the targets
// of p's row are noted, then all flows out of p and its parts climb to what they would refine.
func markRefined(g *Graph, t *table, nearIn []Node) {
	noted := make([]Node, g.Bound()) // by target: the p that noted it last
	for i := range noted {
		noted[i] = None
	}
	refined := NewBitmap(g.Bound())
	for p := range Node(g.Bound()) {
		row := t.out.row(p)
		if !refinable(g, p, row) {
			continue
		}
		for _, arc := range row {
			noted[arc.Node()] = p
		}
		for n := p; n < g.end[p]; n++ {
			for _, arc := range t.out.row(n) {
				target := arc.Node()
				if n != p && noted[target] == p {
					refined.Set(target) // from a part of p to the same target
				}
				for m := nearIn[target]; m != None; m = nearIn[m] {
					if noted[m] == p {
						refined.Set(m)
					}
				}
			}
		}
		for i, arc := range row {
			if refined.Has(arc.Node()) {
				row[i] |= refinedBit
				refined.Clear(arc.Node())
				setArc(t.in.row(arc.Node()), p, refinedBit)
			}
		}
	}
}

// refinable reports whether any flow of p's row can be refined: p or a target must have parts.
func refinable(g *Graph, p Node, row []Arc) bool {
	if len(row) == 0 || !g.IsLeaf(p) {
		return len(row) > 0
	}
	for _, arc := range row {
		if arc.Wide() {
			return true
		}
	}
	return false
}

// setArc sets a bit of the arc that leads to n in a row sorted by node.
func setArc(row []Arc, n Node, bit Arc) {
	low, high := 0, len(row)
	for low < high {
		if mid := (low + high) / 2; row[mid].Node() < n {
			low = mid + 1
		} else {
			high = mid
		}
	}
	row[low] |= bit
}

// NearOut returns the nearest container of n that has recorded flows of its own going out, None if none has.
func (g *Graph) NearOut(n Node) Node { return g.flows.nearOut[n] }

// NearIn returns the nearest container of n that has recorded flows of its own coming in, None if none has.
func (g *Graph) NearIn(n Node) Node { return g.flows.nearIn[n] }

// Leaves is the set of entities without parts. Don't change it.
func (g *Graph) Leaves() Bitmap { return g.flows.leaf }

// Bare is the set of leaves that no recorded flow leads to. Don't change it.
func (g *Graph) Bare() Bitmap { return g.flows.bare }
