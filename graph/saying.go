package graph

import (
	"encoding/json"
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

// sayings shares equal ones while records are read.
type sayings struct {
	known map[string]*saying
	last  *saying
	key   string
}

// of returns the saying of a record, one that is known where it says the same.
func (s *sayings) of(r *Record) *saying {
	encoded, err := json.Marshal(Record{Claims: r.Claims, Denial: r.Denial})
	if err != nil { // a time out of range: share nothing
		return newSaying(r)
	}
	if s.last != nil && s.key == string(encoded) {
		return s.last
	}
	known, ok := s.known[string(encoded)]
	if !ok {
		if s.known == nil {
			s.known = map[string]*saying{}
		}
		known = newSaying(r)
		s.known[string(encoded)] = known
	}
	s.last, s.key = known, string(encoded)
	return known
}

// column holds a saying for each link of a table. A page of which all links say the same costs nothing for a link,
// any other 4 bytes.
type column struct {
	sayings []*saying
	first   []uint32   // by page: the saying of its first link
	pages   [][]uint32 // by page; nil where all are as the first
}

const pageSize = 1024

// newColumn takes the sayings of sorted triples. Linear.
func newColumn(triples []triple) column {
	var c column
	numbers := map[*saying]uint32{}
	var last *saying
	var number uint32
	for i, t := range triples {
		if t.says != last {
			last = t.says
			var known bool
			if number, known = numbers[last]; !known {
				number = uint32(len(c.sayings))
				numbers[last] = number
				c.sayings = append(c.sayings, last)
			}
		}
		c.append(i, number, len(triples))
	}
	return c
}

func (c *column) append(i int, number uint32, total int) {
	page, within := i/pageSize, i%pageSize
	if within == 0 {
		c.first, c.pages = append(c.first, number), append(c.pages, nil)
		return
	}
	if c.pages[page] == nil && number != c.first[page] {
		c.pages[page] = make([]uint32, min(pageSize, total-page*pageSize))
		for j := range within {
			c.pages[page][j] = c.first[page]
		}
	}
	if c.pages[page] != nil {
		c.pages[page][within] = number
	}
}

func (c *column) at(i int) *saying {
	if page := c.pages[i/pageSize]; page != nil {
		return c.sayings[page[i%pageSize]]
	}
	return c.sayings[c.first[i/pageSize]]
}
