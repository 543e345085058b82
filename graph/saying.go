package graph

import (
	"encoding/binary"
	"slices"
)

// saying is what a link's record says beside its key. Links about which the same is said share one.
type saying struct {
	claims []Claim
	denial *Denial
	via    ID
	reason string
}

func newSaying(r *Record) *saying {
	s := &saying{claims: r.Claims, denial: r.Denial}
	for _, v := range effective(r.Claims) {
		switch v.Attribute {
		case AttrVia:
			s.via = ID(v.Text)
		case AttrReason:
			s.reason = v.Text
		}
	}
	return s
}

func (s *saying) link(r Relation, from, to Node) Link {
	return Link{Relation: r, From: from, To: to, Via: s.via, Reason: s.reason, Denial: s.denial, Claims: s.claims}
}

// says reports whether a record says just this, so that its link can share it.
func (s *saying) says(r *Record) bool {
	return (s.denial == nil) == (r.Denial == nil) && (s.denial == nil || *s.denial == *r.Denial) &&
		slices.EqualFunc(s.claims, r.Claims, func(a, b Claim) bool { return a.equal(&b) })
}

// sayings shares equal ones while records are read. Most links come with others of the same commit, so the few that
// were seen last are compared first; some thousand more are found by what they say.
type sayings struct {
	recent [4]*saying
	next   int
	known  map[string]*saying
	key    []byte // room
}

// mostSayings is how many are known at a time. Where more is said, sharing would cost more memory than it saves.
const mostSayings = 4096

// of returns the saying of a record, one that says the same where it is known.
func (s *sayings) of(r *Record) *saying {
	for _, known := range s.recent {
		if known != nil && known.says(r) {
			return known
		}
	}
	s.key = appendKey(s.key[:0], r)
	known := s.known[string(s.key)]
	if known == nil || !known.says(r) {
		known = newSaying(r)
		if s.known == nil || len(s.known) == mostSayings {
			s.known = map[string]*saying{}
		}
		s.known[string(s.key)] = known
	}
	s.recent[s.next] = known
	s.next = (s.next + 1) % len(s.recent)
	return known
}

// appendKey appends what tells most sayings apart; says decides.
func appendKey(key []byte, r *Record) []byte {
	for i := range r.Claims {
		c := &r.Claims[i]
		key = append(append(append(key, c.Source...), 0, byte(c.Rank)), c.Origin...)
		key = binary.AppendVarint(binary.AppendVarint(key, c.FirstSeen.UnixNano()), c.LastSeen.UnixNano())
		for _, v := range c.Values {
			key = append(append(append(key, v.Attribute...), 0), v.Text...)
			key = binary.AppendUvarint(append(key, 0), uint64(v.Since))
		}
	}
	if r.Denial != nil {
		key = append(append(key, 1), r.Denial.Reason...)
	}
	return key
}

// column holds a saying for each link of a page. Where all say the same, that costs nothing for a link, else 4 bytes.
type column struct {
	sayings []*saying
	which   []uint32 // nil where there is one saying
}

// newColumn takes the sayings of a page's links. Linear.
func newColumn(links []triple) column {
	b := columnBuilder{links: len(links)}
	for _, l := range links {
		b.add(l.says, 1)
	}
	return b.done()
}

func (c *column) at(i int) *saying {
	if c.which == nil {
		return c.sayings[0]
	}
	return c.sayings[c.which[i]]
}

// columnBuilder makes a column of what is said of one link after the other.
type columnBuilder struct {
	column
	links   int // that there will be
	known   int // of how many it is known
	last    *saying
	number  uint32 // of last
	numbers map[*saying]uint32
}

// add notes what is said of the next links.
func (b *columnBuilder) add(says *saying, many int) {
	if says != b.last {
		b.number, b.last = b.numberOf(says), says
	}
	if len(b.sayings) > 1 && b.which == nil {
		b.which = make([]uint32, b.links)
	}
	if b.which != nil {
		for i := b.known; i < b.known+many; i++ {
			b.which[i] = b.number
		}
	}
	b.known += many
}

func (b *columnBuilder) numberOf(says *saying) uint32 {
	number, known := b.numbers[says]
	switch {
	case known:
		return number
	case len(b.sayings) == 1 && b.numbers == nil:
		if b.sayings[0] == says {
			return 0
		}
		b.numbers = map[*saying]uint32{b.sayings[0]: 0}
	}
	number = uint32(len(b.sayings))
	if b.numbers != nil {
		b.numbers[says] = number
	}
	b.sayings = append(b.sayings, says)
	return number
}

// done returns the column.
func (b *columnBuilder) done() column { return b.column }
