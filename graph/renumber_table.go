package graph

import "slices"

// renumbered returns the table with other numbers for its nodes, none of which is gone. Arcs keep their bits. Pages of which nothing
// differs are shared. Linear in the links of the others.
func (t *table) renumbered(base *Graph, x *numbering, dense bool) *table {
	if t.count == 0 {
		return newTable(x.bound, false, nil)
	}
	next := &table{count: t.count}
	next.out, next.says = t.out.renumbered(x, dense, t.in, t.says)
	next.in, _ = t.in.renumbered(x, dense, t.out, nil)
	next.sortMoved(base, x, t)
	return next
}

// renumbered makes the pages anew on which other entities are now, and copies those from which links lead to what has another number.
// reversed is the other direction.
func (a adjacency) renumbered(x *numbering, dense bool, reversed adjacency, says []column) (adjacency, []column) {
	b := make(adjacency, pagesOf(x.bound))
	columns := make([]column, len(b))
	copy(b, a)
	copy(columns, says)
	m := pageMover{x: x, offsets: make([]uint32, pageRows+1)}
	for number := range b {
		if first := Node(number << pageBits); x.stirred.Has(Node(number)) {
			b[number], columns[number] = m.made(a, says, first, min(first+pageRows, Node(x.bound)), dense)
		}
	}
	for _, far := range x.changed {
		for _, arc := range reversed.row(far) {
			near := arc.Node()
			if number := near >> pageBits; !x.stirred.Has(number) {
				own(b, a, int(number))
				old, place, _ := a.find(near, far)
				b[number].arcs[place] = *old&^nodeMask | Arc(x.to[far])
			}
		}
	}
	return b, columns
}

// pageMover makes a page of pieces of others.
type pageMover struct {
	x       *numbering
	first   Node
	offsets []uint32 // of all rows, written again for each page
	rows    int      // so many are there
	arcs    []Arc    // written again for each page
	pieces  []said
}

// made makes the page of some nodes, with what is said of their links where that is given.
func (m *pageMover) made(a adjacency, says []column, first, last Node, dense bool) (page, column) {
	m.first, m.arcs, m.rows, m.pieces = first, m.arcs[:0], 0, m.pieces[:0]
	m.x.pieces(first, last, func(old, end, number Node) {
		var c *column
		if says != nil {
			c = &says[old>>pageBits]
		}
		m.take(&a[old>>pageBits], c, old, end, number)
	})
	return m.page(last, dense), m.says(says != nil)
}

// upTo adds empty rows.
func (m *pageMover) upTo(number Node) {
	for ; m.rows < int(number-m.first); m.rows++ {
		m.offsets[m.rows+1] = uint32(len(m.arcs))
	}
}

// take adds the rows of some nodes of a page, with what is said of their links where that is given.
func (m *pageMover) take(p *page, says *column, old, end, number Node) {
	m.upTo(number)
	if p.keys == nil && p.offsets != nil {
		offsets := p.offsets[old&pageMask : old&pageMask+end-old+1]
		from, many := offsets[0], uint32(len(m.arcs))
		for i, offset := range offsets[1:] {
			m.offsets[m.rows+1+i] = many + offset - from
		}
		m.rows += len(offsets) - 1
		m.links(p, says, from, offsets[len(offsets)-1])
		return
	}
	for ; old < end; old++ {
		from, to := p.bounds(old)
		m.links(p, says, from, to)
		m.rows++
		m.offsets[m.rows] = uint32(len(m.arcs))
	}
}

// links adds the arcs of a page from one place to another.
func (m *pageMover) links(p *page, says *column, from, to uint32) {
	if from == to {
		return
	}
	many := len(m.arcs)
	m.arcs = slices.Grow(m.arcs, int(to-from))[:many+int(to-from)]
	rename(m.x, m.arcs[many:], p.arcs[from:to])
	if says != nil {
		m.pieces = append(m.pieces, said{says, from, to})
	}
}

// says returns what is said of the links that were taken, nothing where that is not wanted.
func (m *pageMover) says(wanted bool) column {
	if !wanted {
		return column{}
	}
	return joined(m.pieces, len(m.arcs))
}

// page returns what was taken, with empty rows up to a node.
func (m *pageMover) page(last Node, dense bool) page {
	m.upTo(last)
	if len(m.arcs) == 0 {
		return page{}
	}
	p := page{arcs: slices.Clone(m.arcs)}
	if dense || len(m.arcs) >= m.rows/sparseRows {
		p.offsets = slices.Clone(m.offsets[:m.rows+1])
		return p
	}
	for row := range m.rows {
		if m.offsets[row] < m.offsets[row+1] {
			p.keys, p.offsets = append(p.keys, m.first+Node(row)), append(p.offsets, m.offsets[row])
		}
	}
	p.offsets = append(p.offsets, uint32(len(m.arcs)))
	return p
}
