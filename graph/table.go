package graph

import "iter"

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

// table is all links of one relation, both ways.
type table struct {
	out, in adjacency
	says    []column // by page of out
	count   int
}

// newTable sorts the links, given from their first ends (it may change their order), and lays out both directions; where dense is
// set, with a row for each node of a page that has any. Linear in nodes and links for many links, O(m log m) for few.
func newTable(nodes int, dense bool, links []triple) *table {
	sortTriples(nodes, links)
	t := &table{count: len(links), out: layOut(nodes, dense, links)}
	t.says = make([]column, len(t.out))
	for i, rest := 0, links; i < len(t.out); i++ {
		many := len(t.out[i].arcs)
		t.says[i] = newColumn(rest[:many])
		rest = rest[many:]
	}
	if dense {
		t.in = transpose(nodes, len(links), t.out)
		return t
	}
	for i, l := range links {
		links[i] = triple{near: l.far.Node(), far: Arc(l.near)}
	}
	sortTriples(nodes, links)
	t.in = layOut(nodes, false, links)
	return t
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
func (g *Graph) Count(r Relation) int { return g.tables[r].count }

// Link returns a link with what claims say of it, also a denied one, in O(log n).
func (g *Graph) Link(r Relation, from, to Node) (Link, bool) {
	if l, found := g.link(r, r, from, to); found || r != Feeds {
		return l, found
	}
	return g.link(denied, Feeds, from, to)
}

func (g *Graph) link(in, r Relation, from, to Node) (Link, bool) {
	t := g.tables[in]
	_, place, found := t.out.find(from, to)
	if !found {
		return Link{}, false
	}
	return t.says[from>>pageBits].at(place).link(r, from, to), true
}

// Links yields all links by a relation, of FEEDS also the denied ones, by their nodes.
func (g *Graph) Links(r Relation) iter.Seq[Link] {
	return func(yield func(Link) bool) {
		each := func(from Node, to Arc, says *saying) bool { return yield(says.link(r, from, to.Node())) }
		if g.tables[r].each(each) && r == Feeds {
			g.tables[denied].each(each)
		}
	}
}

// each visits the table's links and reports whether it was not stopped.
func (t *table) each(visit func(from Node, to Arc, says *saying) bool) bool {
	for number := range t.out {
		says := &t.says[number]
		if !t.out[number].each(number, func(from Node, start uint32, row []Arc) bool {
			for i, arc := range row {
				if !visit(from, arc, says.at(int(start)+i)) {
					return false
				}
			}
			return true
		}) {
			return false
		}
	}
	return true
}
