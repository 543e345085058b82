package graph

import "slices"

// said is what a column says of its links from one place to another.
type said struct {
	says     *column
	from, to uint32
}

// joined returns what is said of so many links, which come from several pages. It goes on from what is said of most of them, so that this
// is copied in a stretch. Linear in the links.
func joined(pieces []said, links int) column {
	if links == 0 {
		return column{}
	}
	most := slices.MaxFunc(pieces, func(a, b said) int { return int(a.to-a.from) - int(b.to-b.from) }).says
	if sayAlike(pieces) {
		return column{sayings: most.sayings}
	}
	c := column{sayings: slices.Clone(most.sayings), which: make([]uint32, 0, links)}
	for _, piece := range pieces {
		if piece.says == most && most.which != nil {
			c.which = append(c.which, most.which[piece.from:piece.to]...)
			continue
		}
		c.addEach(piece)
	}
	return c.compact()
}

// sayAlike reports whether the same is said of all links.
func sayAlike(pieces []said) bool {
	for _, piece := range pieces {
		if piece.says.which != nil || piece.says.sayings[0] != pieces[0].says.sayings[0] {
			return false
		}
	}
	return true
}

// fewSayings is how many are looked through for one that is there already. Among more it is added once more, which costs less.
const fewSayings = 64

// addEach adds what is said of links, one by one.
func (c *column) addEach(piece said) {
	var last *saying
	number := 0
	for at := piece.from; at < piece.to; at++ {
		if s := piece.says.at(int(at)); s != last {
			last = s
			number = -1
			if len(c.sayings) <= fewSayings {
				number = slices.Index(c.sayings, s)
			}
			if number < 0 {
				number = len(c.sayings)
				c.sayings = append(c.sayings, s)
			}
		}
		c.which = append(c.which, uint32(number))
	}
}
