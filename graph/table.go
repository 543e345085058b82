package graph

import (
	"iter"
	"slices"
)

const nodeBits = 30

// Arc is one end of a link as seen from the other: the far node, and of a flow two facts that lineage needs at each
// step (see lineage's package comment): whether the far end has parts, and whether finer flows refine it.
type Arc uint32

const (
	wideBit    Arc = 1 << nodeBits
	refinedBit Arc = 1 << (nodeBits + 1)
	nodeMask       = wideBit - 1
)

// Node returns the far end.
func (a Arc) Node() Node { return Node(a & nodeMask) }

// Wide reports, of a flow, whether the far end has parts.
func (a Arc) Wide() bool { return a&wideBit != 0 }

// Refined reports, of a flow (p, m), whether another flow leads from p or a part of p to m or a part of m.
func (a Arc) Refined() bool { return a&refinedBit != 0 }

// adjacency is the far ends of links, row by row: compressed sparse rows. Where few nodes have any, keys names those
// that do and rows are found by binary search; else there is a row for each node.
type adjacency struct {
	keys    []Node
	offsets []uint32
	arcs    []Arc
}

func (a *adjacency) bounds(n Node) (from, to uint32) {
	i := int(n)
	if a.keys != nil {
		var found bool
		if i, found = slices.BinarySearch(a.keys, n); !found {
			return 0, 0
		}
	}
	if i+1 >= len(a.offsets) {
		return 0, 0
	}
	return a.offsets[i], a.offsets[i+1]
}

func (a *adjacency) row(n Node) []Arc {
	from, to := a.bounds(n)
	return a.arcs[from:to]
}

// triple is a link while tables are made.
type triple struct {
	from, to Node
	says     *saying
}

// table is all links of one relation, both ways.
type table struct {
	out, in adjacency
	says    column // by position in out
}

// newTable sorts the triples (it may change their order) and lays out both directions. Linear for dense, O(m log m) for sparse tables.
func newTable(nodes int, dense bool, triples []triple) *table {
	sortTriples(nodes, triples)
	t := &table{}
	t.out = layOut(nodes, dense, triples, func(t triple) (Node, Node) { return t.from, t.to })
	t.says = newColumn(triples)
	if dense {
		t.in = transpose(nodes, &t.out)
		return t
	}
	slices.SortStableFunc(triples, func(a, b triple) int { return int(a.to) - int(b.to) })
	t.in = layOut(nodes, false, triples, func(t triple) (Node, Node) { return t.to, t.from })
	return t
}

// sortTriples orders by from, then to. Already ordered ones, as a rebuild gives them, cost one pass; a few more at their
// end, as a change adds them, one more pass.
func sortTriples(nodes int, triples []triple) {
	sorted := 1
	for sorted < len(triples) && compareTriples(triples[sorted-1], triples[sorted]) <= 0 {
		sorted++
	}
	switch rest := len(triples) - sorted; {
	case rest <= 0:
	case rest < len(triples)/16:
		mergeTail(triples, sorted)
	case len(triples) < nodes/8:
		slices.SortFunc(triples, compareTriples)
	default:
		scratch := make([]triple, len(triples))
		countingSort(nodes, scratch, triples, func(t triple) Node { return t.to })
		countingSort(nodes, triples, scratch, func(t triple) Node { return t.from })
	}
}

func compareTriples(a, b triple) int {
	if a.from != b.from {
		return int(a.from) - int(b.from)
	}
	return int(a.to) - int(b.to)
}

// mergeTail orders triples of which all but a short tail are ordered, from the end on so that each moves once.
func mergeTail(triples []triple, sorted int) {
	tail := slices.Clone(triples[sorted:])
	slices.SortFunc(tail, compareTriples)
	for to := len(triples) - 1; len(tail) > 0; to-- {
		last := tail[len(tail)-1]
		if sorted > 0 && compareTriples(triples[sorted-1], last) > 0 {
			sorted--
			triples[to] = triples[sorted]
			continue
		}
		triples[to] = last
		tail = tail[:len(tail)-1]
	}
}

// countingSort puts the triples of src into dst by key, stably, in O(nodes + triples).
func countingSort(nodes int, dst, src []triple, key func(triple) Node) {
	starts := make([]uint32, nodes+1)
	for _, t := range src {
		starts[key(t)+1]++
	}
	for i := range nodes {
		starts[i+1] += starts[i]
	}
	for _, t := range src {
		k := key(t)
		dst[starts[k]] = t
		starts[k]++
	}
}

// layOut makes rows of triples that are sorted by their near end.
func layOut(nodes int, dense bool, triples []triple, split func(triple) (near, far Node)) adjacency {
	a := adjacency{arcs: make([]Arc, len(triples))}
	if dense {
		a.offsets = make([]uint32, nodes+1)
	}
	last := None
	for i, t := range triples {
		near, far := split(t)
		a.arcs[i] = Arc(far)
		switch {
		case dense:
			a.offsets[near+1]++
		case near != last:
			a.keys, a.offsets, last = append(a.keys, near), append(a.offsets, uint32(i)), near
		}
	}
	if dense {
		for i := range nodes {
			a.offsets[i+1] += a.offsets[i]
		}
		return a
	}
	a.offsets = append(a.offsets, uint32(len(triples)))
	if a.keys == nil {
		a.keys = []Node{} // not nil: the rows are sparse, and there is none
	}
	return a
}

// transpose returns the rows of the other direction, each sorted, in O(nodes + arcs).
func transpose(nodes int, a *adjacency) adjacency {
	b := adjacency{offsets: make([]uint32, nodes+1), arcs: make([]Arc, len(a.arcs))}
	for _, arc := range a.arcs {
		b.offsets[arc.Node()+1]++
	}
	for i := range nodes {
		b.offsets[i+1] += b.offsets[i]
	}
	next := slices.Clone(b.offsets)
	for n := range nodes {
		for _, arc := range a.row(Node(n)) {
			b.arcs[next[arc.Node()]] = Arc(n)
			next[arc.Node()]++
		}
	}
	return b
}

// Out returns the far ends of the node's links by a relation, by node. Denied flows are not among them. Don't change it.
func (g *Graph) Out(r Relation, n Node) []Arc { return g.tables[r].out.row(n) }

// In returns the near ends of the links by a relation that lead to the node, by node.
func (g *Graph) In(r Relation, n Node) []Arc { return g.tables[r].in.row(n) }

// DeniedOut returns where the denied flows from the node would lead; DeniedIn where those to it come from.
func (g *Graph) DeniedOut(n Node) []Arc { return g.tables[denied].out.row(n) }

// DeniedIn returns where the denied flows to the node come from.
func (g *Graph) DeniedIn(n Node) []Arc { return g.tables[denied].in.row(n) }

// Count returns the number of links by a relation; of FEEDS, those that nobody denied.
func (g *Graph) Count(r Relation) int { return len(g.tables[r].out.arcs) }

// Link returns a link with what claims say of it, also a denied one, in O(log n).
func (g *Graph) Link(r Relation, from, to Node) (Link, bool) {
	if l, found := g.link(r, r, from, to); found || r != Feeds {
		return l, found
	}
	return g.link(denied, Feeds, from, to)
}

func (g *Graph) link(in, r Relation, from, to Node) (Link, bool) {
	t := g.tables[in]
	start, stop := t.out.bounds(from)
	i, found := slices.BinarySearchFunc(t.out.arcs[start:stop], to, func(a Arc, n Node) int { return int(a.Node()) - int(n) })
	if !found {
		return Link{}, false
	}
	return t.says.at(int(start)+i).link(r, from, to), true
}

// Links yields all links by a relation, of FEEDS also the denied ones, by their nodes.
func (g *Graph) Links(r Relation) iter.Seq[Link] {
	return func(yield func(Link) bool) {
		each := func(from, to Node, says *saying) bool { return yield(says.link(r, from, to)) }
		if g.tables[r].each(each) && r == Feeds {
			g.tables[denied].each(each)
		}
	}
}

// each visits the table's links and reports whether it was not stopped.
func (t *table) each(visit func(from, to Node, says *saying) bool) bool {
	for i := 0; i+1 < len(t.out.offsets); i++ {
		from := Node(i)
		if t.out.keys != nil {
			from = t.out.keys[i]
		}
		for p := t.out.offsets[i]; p < t.out.offsets[i+1]; p++ {
			if !visit(from, t.out.arcs[p].Node(), t.says.at(int(p))) {
				return false
			}
		}
	}
	return true
}
