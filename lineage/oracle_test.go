package lineage_test

import "slices"

// catalog is a small catalog as the oracle sees it: entities are numbers, and nothing is derived.
type catalog struct {
	names     []string // by entity; their order is the order of IDs
	container []int    // by entity; -1
	flows     []pair   // recorded, each once
	denied    []pair   // those of flows that somebody denied
}

type pair struct{ from, to int }

type set map[int]bool

// oracle is the definition in lineage.md, relation by relation, with nothing done to make it fast.
type oracle struct {
	*catalog
	recorded  map[pair]bool   // F
	effective map[pair]bool   // E
	because   map[pair][]pair // for each pair of E the flows that put it there
}

func newOracle(c *catalog) *oracle {
	o := &oracle{catalog: c, recorded: map[pair]bool{}, effective: map[pair]bool{}, because: map[pair][]pair{}}
	for _, f := range c.flows {
		if !slices.Contains(c.denied, f) {
			o.recorded[f] = true
		}
	}
	for f := range o.recorded {
		o.imply(f, f)
		refined := o.refined(f)
		for n := range o.leavesAnd(f.from) {
			for q := range o.leaves(f.to) {
				if !refined || !o.accounted(q, f.to) {
					o.imply(pair{n, q}, f)
				}
			}
		}
	}
	return o
}

func (o *oracle) imply(step, flow pair) {
	if !slices.Contains(o.because[step], flow) {
		o.effective[step], o.because[step] = true, append(o.because[step], flow)
	}
}

// partOf reports whether x is a part of y, strictly.
func (c *catalog) partOf(x, y int) bool {
	for x = c.container[x]; x >= 0; x = c.container[x] {
		if x == y {
			return true
		}
	}
	return false
}

func (c *catalog) within(x, y int) bool { return x == y || c.partOf(x, y) }

func (c *catalog) isLeaf(x int) bool { return !slices.Contains(c.container, x) }

func (c *catalog) leaves(x int) set {
	found := set{}
	for y := range c.container {
		if c.isLeaf(y) && c.within(y, x) {
			found[y] = true
		}
	}
	return found
}

func (c *catalog) leavesAnd(x int) set {
	found := c.leaves(x)
	found[x] = true
	return found
}

// whole is the entities and all their parts.
func (c *catalog) whole(of ...int) set {
	found := set{}
	for x := range c.container {
		for _, y := range of {
			if c.within(x, y) {
				found[x] = true
			}
		}
	}
	return found
}

func (o *oracle) refined(f pair) bool {
	for other := range o.recorded {
		if other != f && o.within(other.from, f.from) && o.within(other.to, f.to) {
			return true
		}
	}
	return false
}

func (o *oracle) accounted(q, m int) bool {
	for f := range o.recorded {
		if f.to == q || o.partOf(q, f.to) && o.partOf(f.to, m) {
			return true
		}
	}
	return q == m
}

// distances is the least number of steps of a relation from a set to all that it reaches, the set itself left out.
func distances(relation map[pair]bool, from set, down bool) map[int]int {
	reached := map[int]int{}
	for level, depth := from, 1; len(level) > 0; depth++ {
		next := set{}
		for p := range relation {
			n, q := p.from, p.to
			if !down {
				n, q = q, n
			}
			if _, known := reached[q]; level[n] && !from[q] && !known {
				next[q] = true
			}
		}
		for q := range next {
			reached[q] = depth
		}
		level = next
	}
	return reached
}

// length is the least number of steps of a relation, one or more, from one set to another; 0 if there is no way.
func (o *oracle) length(relation map[pair]bool, from, to set) int {
	reached := map[int]bool{}
	level := from
	for depth := 1; len(level) > 0; depth++ {
		next := set{}
		for p := range relation {
			if level[p.from] && !reached[p.to] {
				next[p.to] = true
			}
		}
		for q := range next {
			if to[q] {
				return depth
			}
			reached[q] = true
		}
		level = next
	}
	return 0
}

// walked is the flows that put a pair of two members into E.
func (o *oracle) walked(members set) map[pair]bool {
	found := map[pair]bool{}
	for step, flows := range o.because {
		for _, f := range flows {
			if members[step.from] && members[step.to] {
				found[f] = true
			}
		}
	}
	return found
}
