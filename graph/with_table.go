package graph

import "slices"

// with returns the table with links laid over it, given from their first ends, sorted, each once: where says is nil the link goes. The
// pages that these are on are made anew, all others are shared. The table must be of as many nodes.
func (t *table) with(nodes int, dense bool, edits []triple) *table {
	next := &table{out: slices.Clone(t.out), in: slices.Clone(t.in), says: slices.Clone(t.says), count: t.count}
	for number, own := range byPage(edits) {
		before := len(next.out[number].arcs)
		next.out[number], next.says[number] = next.out.edited(nodes, number, dense, own, &t.says[number])
		next.count += len(next.out[number].arcs) - before
	}
	reversed := make([]triple, len(edits))
	for i, e := range edits {
		reversed[i] = triple{near: e.far.Node(), far: Arc(e.near), says: e.says}
	}
	slices.SortFunc(reversed, compareTriples)
	for number, own := range byPage(reversed) {
		next.in[number], _ = next.in.edited(nodes, number, dense, own, nil)
	}
	return next
}

// edited returns a page with edits laid over it, and what is said of its links where that is given.
func (a adjacency) edited(nodes, number int, dense bool, edits []triple, says *column) (page, column) {
	p := &a[number]
	if p.keys == nil && p.offsets != nil && len(edits) < len(p.arcs)/4 {
		return p.spliced(edits, says)
	}
	links := merge(a.links(number, says), edits)
	fresh := freshPage(nodes, number, dense, links)
	if says == nil {
		return fresh, column{}
	}
	return fresh, newColumn(links)
}

func freshPage(nodes, number int, dense bool, links []triple) page {
	first := number << pageBits
	return newPage(Node(first), min(pageRows, nodes-first), dense, links, make([]Arc, len(links)))
}

// byPage groups sorted links by the page of their near end.
func byPage(links []triple) func(yield func(number int, of []triple) bool) {
	return func(yield func(int, []triple) bool) {
		for len(links) > 0 {
			number, many := links[0].near>>pageBits, 1
			for many < len(links) && links[many].near>>pageBits == number {
				many++
			}
			if !yield(int(number), links[:many]) {
				return
			}
			links = links[many:]
		}
	}
}

// links returns the links of a page, with what is said of them where a column is given.
func (a adjacency) links(number int, says *column) []triple {
	if number >= len(a) {
		return nil
	}
	links := make([]triple, 0, len(a[number].arcs)+1)
	a[number].each(number, func(n Node, start uint32, row []Arc) bool {
		for i, arc := range row {
			l := triple{near: n, far: arc}
			if says != nil {
				l.says = says.at(int(start) + i)
			}
			links = append(links, l)
		}
		return true
	})
	return links
}

// merge lays edits over links, both sorted. A link that stays keeps the bits of its arc.
func merge(links, edits []triple) []triple {
	merged := make([]triple, 0, len(links)+len(edits))
	for _, e := range edits {
		for len(links) > 0 && compareTriples(links[0], e) < 0 {
			merged = append(merged, links[0])
			links = links[1:]
		}
		if len(links) > 0 && compareTriples(links[0], e) == 0 {
			e.far = links[0].far
			links = links[1:]
		}
		if e.says != nil {
			merged = append(merged, e)
		}
	}
	return append(merged, links...)
}
