package graph

import "slices"

// splice is where a page's arcs change: before the place at, drop arcs go (one or none) and maybe one comes.
type splice struct {
	at, drop uint32
	edit     triple
}

// spliced returns a page that has a row for each node with a few edits laid over it, and what is said of its links where that is
// given. All that stays is copied in stretches: a page may hold the links of hubs.
func (p *page) spliced(edits []triple, says *column) (page, column) {
	splices, grows := p.splices(edits)
	q := page{offsets: slices.Clone(p.offsets), arcs: make([]Arc, 0, len(p.arcs)+grows)}
	at := uint32(0)
	for _, s := range splices {
		q.arcs = append(q.arcs, p.arcs[at:s.at]...)
		if at = s.at + s.drop; s.edit.says == nil {
			continue
		}
		arc := s.edit.far
		if s.drop > 0 { // a link that stays keeps the bits of its arc
			arc = p.arcs[s.at]
		}
		q.arcs = append(q.arcs, arc)
	}
	q.arcs = append(q.arcs, p.arcs[at:]...)
	q.shift(splices)
	if len(q.arcs) == 0 {
		return page{}, column{}
	}
	if says == nil {
		return q, column{}
	}
	return q, says.spliced(splices, len(p.arcs), len(q.arcs))
}

// splices finds where a page changes, and by how many arcs it grows.
func (p *page) splices(edits []triple) (splices []splice, grows int) {
	for _, e := range edits {
		from, to := p.bounds(e.near)
		i, found := slices.BinarySearchFunc(p.arcs[from:to], e.far.Node(), func(a Arc, n Node) int { return int(a.Node()) - int(n) })
		s := splice{at: from + uint32(i), edit: e}
		if found {
			s.drop = 1
		}
		splices, grows = append(splices, s), grows+s.grows()
	}
	return splices, grows
}

// grows is by how many arcs a splice makes a page longer.
func (s *splice) grows() int {
	if s.edit.says == nil {
		return -int(s.drop)
	}
	return 1 - int(s.drop)
}

// shift moves the rows after splices.
func (p *page) shift(splices []splice) {
	by := 0
	for i := 1; i < len(p.offsets); i++ {
		for len(splices) > 0 && int(splices[0].edit.near&pageMask) < i {
			by += splices[0].grows()
			splices = splices[1:]
		}
		p.offsets[i] = uint32(int(p.offsets[i]) + by)
	}
}

// spliced returns what is said of a page's links after splices.
func (c *column) spliced(splices []splice, before, after int) column {
	d := column{sayings: slices.Clone(c.sayings), which: make([]uint32, 0, after)}
	old := c.which
	if old == nil {
		old = make([]uint32, before)
	}
	at := uint32(0)
	for _, s := range splices {
		d.which = append(d.which, old[at:s.at]...)
		if at = s.at + s.drop; s.edit.says == nil {
			continue
		}
		number := slices.Index(d.sayings, s.edit.says)
		if number < 0 {
			number = len(d.sayings)
			d.sayings = append(d.sayings, s.edit.says)
		}
		d.which = append(d.which, uint32(number))
	}
	d.which = append(d.which, old[at:]...)
	return d.compact()
}

// compact drops what is said of no link any more, once there is much of it.
func (c column) compact() column {
	if len(c.sayings) > 1 && len(c.sayings) <= 2*len(c.which) {
		return c
	}
	b := columnBuilder{links: len(c.which)}
	for _, number := range c.which {
		b.add(c.sayings[number], 1)
	}
	return b.done()
}
