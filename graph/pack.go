package graph

import (
	"encoding/binary"
	"iter"
)

// PackedForm is the number of the form that Pack writes. Another one cannot be unpacked.
const PackedForm = 1

// Pack writes the graph for [Unpack], as chunks of about a size: a form that says everything that is recorded, and from which a graph
// is made again in a small part of the time that its records take. The order is that of the graph itself; entities are named by
// their places in the order of IDs, and what is said twice in a chunk is written once.
//
// The form has no checksum and does not name itself: whoever keeps it keeps PackedForm and checksums with it. A yielded chunk is the caller's only until the next one.
func (g *Graph) Pack(size int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		p := newPacker(size, yield)
		for _, n := range g.byID {
			p.entity(g, n)
		}
		p.flush()
		for t := range g.tables {
			p.table = byte(t)
			g.tables[t].each(func(from Node, to Arc, says *saying) bool {
				p.link(g.rank[from], g.rank[to.Node()], says)
				return !p.stopped
			})
			p.flush()
		}
	}
}

// packer writes chunks. Each stands for itself: what it refers to is in it.
//
// A chunk is a table's number (0: entities), the number of records, claims and values in it, and the records. Numbers are
// unsigned varints. What may come again is a reference: 0 and then the thing itself the first time, later its place, from 1.
type packer struct {
	size    int
	yield   func([]byte) bool
	stopped bool

	table                   byte
	records, claims, values uint64
	body, chunk             []byte
	strings                 map[string]uint64
	heads                   map[head]uint64
	sayings                 map[*saying]uint64
	last                    uint32 // where the last link began
}

func newPacker(size int, yield func([]byte) bool) *packer {
	p := &packer{size: size, yield: yield}
	p.begin()
	return p
}

func (p *packer) begin() {
	p.records, p.claims, p.values, p.last = 0, 0, 0, 0
	p.body = p.body[:0]
	p.strings, p.heads, p.sayings = map[string]uint64{"": 1}, map[head]uint64{}, map[*saying]uint64{}
}

// flush hands out what was written, if anything.
func (p *packer) flush() {
	if p.records == 0 || p.stopped {
		return
	}
	p.chunk = append(p.chunk[:0], p.table)
	for _, count := range []uint64{p.records, p.claims, p.values} {
		p.chunk = binary.AppendUvarint(p.chunk, count)
	}
	p.chunk = append(p.chunk, p.body...)
	p.stopped = !p.yield(p.chunk)
	p.begin()
}

// recorded counts a record, and ends a chunk that is long enough.
func (p *packer) recorded() {
	if p.records++; len(p.body) >= p.size {
		p.flush()
	}
}

func (p *packer) entity(g *Graph, n Node) {
	if p.stopped {
		return
	}
	e := g.entities.at(n)
	p.text(string(e.ID))
	if c := g.container[n]; c == None {
		p.number(0)
	} else {
		p.number(uint64(g.rank[c]) + 1)
	}
	p.says(e.Claims)
	p.recorded()
}

func (p *packer) link(from, to uint32, says *saying) {
	p.body = binary.AppendVarint(p.body, int64(from)-int64(p.last))
	p.last = from
	p.number(uint64(to))
	if place, known := p.sayings[says]; known {
		p.number(place)
	} else {
		p.sayings[says] = uint64(len(p.sayings)) + 1
		p.number(0)
		p.says(says.claims)
		p.denial(says.denial)
	}
	p.recorded()
}

func (p *packer) number(n uint64) { p.body = binary.AppendUvarint(p.body, n) }

func (p *packer) text(s string) {
	if place, known := p.strings[s]; known {
		p.number(place)
		return
	}
	p.strings[s] = uint64(len(p.strings)) + 1
	p.number(0)
	p.number(uint64(len(s)))
	p.body = append(p.body, s...)
}
