package graph

import "slices"

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
// were seen last are compared and no more.
type sayings struct {
	recent [8]*saying
	next   int
}

// of returns the saying of a record, a recent one where it says the same.
func (s *sayings) of(r *Record) *saying {
	for _, known := range s.recent {
		if known != nil && known.says(r) {
			return known
		}
	}
	known := newSaying(r)
	s.recent[s.next] = known
	s.next = (s.next + 1) % len(s.recent)
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
