package graph

import "time"

// What is said of an entity or a link; unpacker reads it.

// head is what many claims have in common.
type head struct {
	source      string
	rank        Rank
	first, last time.Time
}

func (p *packer) says(claims []Claim) {
	p.number(uint64(len(claims)))
	p.claims += uint64(len(claims))
	for i := range claims {
		c := &claims[i]
		p.head(head{c.Source, c.Rank, c.FirstSeen, c.LastSeen})
		p.text(c.Origin)
		p.number(uint64(len(c.Values)))
		p.values += uint64(len(c.Values))
		for _, v := range c.Values {
			p.value(v)
		}
	}
}

func (p *packer) head(h head) {
	if place, known := p.heads[h]; known {
		p.number(place)
		return
	}
	p.heads[h] = uint64(len(p.heads)) + 1
	p.number(0)
	p.text(h.source)
	p.number(uint64(h.rank))
	p.time(h.first)
	p.time(h.last)
}

func (p *packer) value(v Value) {
	p.text(v.Attribute)
	p.text(v.Text)
	p.number(uint64(len(v.List)))
	for _, s := range v.List {
		p.text(s)
	}
	p.number(uint64(v.Since))
}

func (p *packer) denial(d *Denial) {
	if d == nil {
		p.number(0)
		return
	}
	p.number(1)
	p.text(d.Source)
	p.text(d.Reason)
	p.time(d.Time)
}

// time writes a time as RFC 3339 has it, offset and all: few differ.
func (p *packer) time(t time.Time) { p.text(t.Format(time.RFC3339Nano)) }
