package graph

import "slices"

// linkBuilder lays out the links of tables, one after the other, as they come: in the order of their nodes.
type linkBuilder struct {
	into     *table
	relation Relation
	nodes    int
	page     int // of into, under construction: what follows is of its links
	lastNear Node
	counts   [pageRows]uint32 // by row
	far      []Arc
	which    []uint32
	sayings  []*saying
	room     []Arc // for the arcs of pages to come

	chunk   []*saying // the list that numbers are of
	numbers []uint32  // by number there: that in sayings, and 1
}

func (b *linkBuilder) begin(t Relation, nodes int) *table {
	pages := pagesOf(nodes)
	b.into, b.relation, b.nodes, b.page, b.lastNear = &table{out: make(adjacency, pages), says: make([]column, pages)}, t, nodes, 0, 0
	return b.into
}

// add adds a link and reports whether it comes after all others.
func (b *linkBuilder) add(near, far Node, says uint32, list []*saying) bool {
	if number := int(near >> pageBits); number != b.page {
		if number < b.page {
			return false
		}
		b.flush()
		b.page = number
	}
	if last := len(b.far) - 1; last >= 0 && (near < b.lastNear || near == b.lastNear && Arc(far) <= b.far[last]) {
		return false
	}
	b.lastNear = near
	b.counts[near&pageMask]++
	b.far = append(b.far, Arc(far))
	b.which = append(b.which, b.numberOf(says, list))
	return true
}

// numberOf returns the number of a saying in the page.
func (b *linkBuilder) numberOf(says uint32, list []*saying) uint32 {
	if len(b.chunk) == 0 || &list[0] != &b.chunk[0] { // another chunk
		b.numbers = b.numbers[:0]
	}
	b.chunk = list
	for int(says) >= len(b.numbers) {
		b.numbers = append(b.numbers, 0)
	}
	if number := b.numbers[says]; number > 0 {
		return number - 1
	}
	number := -1
	if len(b.sayings) < pageRows { // that far, one that was known in the last chunk is found again
		number = slices.Index(b.sayings, list[says])
	}
	if number < 0 {
		number = len(b.sayings)
		b.sayings = append(b.sayings, list[says])
	}
	b.numbers[says] = uint32(number) + 1
	return uint32(number)
}

// roomArcs is for how many arcs room is made at once.
const roomArcs = 1 << 18

// flush lays out the page that is complete.
func (b *linkBuilder) flush() {
	many := len(b.far)
	if many == 0 {
		return
	}
	if len(b.room) < many {
		b.room = make([]Arc, max(many, min(roomArcs, 4*b.nodes)))
	}
	p := page{arcs: b.room[:many:many]}
	b.room = b.room[many:]
	copy(p.arcs, b.far)
	p.layRows(b.counts[:min(pageRows, b.nodes-b.page<<pageBits)], Node(b.page<<pageBits), b.relation == Feeds)
	says := column{sayings: slices.Clone(b.sayings)}
	if len(says.sayings) > 1 {
		says.which = slices.Clone(b.which)
	}
	b.into.out[b.page], b.into.says[b.page] = p, says
	b.into.count += many
	b.far, b.which, b.sayings, b.numbers = b.far[:0], b.which[:0], b.sayings[:0], b.numbers[:0]
	clear(b.counts[:])
}

// layRows says how many arcs each row of a page has.
func (p *page) layRows(counts []uint32, first Node, dense bool) {
	start := uint32(0)
	if dense || len(p.arcs) >= len(counts)/sparseRows {
		p.offsets = make([]uint32, 0, len(counts)+1)
		for _, count := range counts {
			p.offsets = append(p.offsets, start)
			start += count
		}
	} else {
		for row, count := range counts {
			if count > 0 {
				p.keys, p.offsets = append(p.keys, first+Node(row)), append(p.offsets, start)
				start += count
			}
		}
	}
	p.offsets = append(p.offsets, start)
}

// inverse returns a table's rows in the other direction.
func inverse(nodes int, dense bool, t *table) adjacency {
	if dense || t.count > nodes/sparseRows {
		return transpose(nodes, t.count, t.out)
	}
	links := make([]triple, 0, t.count)
	for number := range t.out {
		for _, l := range t.out.links(number, nil) {
			links = append(links, triple{near: l.far.Node(), far: Arc(l.near)})
		}
	}
	sortTriples(nodes, links)
	return layOut(nodes, false, links)
}
