package graph

import (
	"maps"
	"slices"
)

// shift collects what comes, goes and moves, and numbers the nodes anew.
type shift struct {
	base    *Graph
	roots   map[ID][]*root // by what they are to be part of, "" if nothing
	cut     map[Node]bool  // old nodes that are no longer where they were; true: gone
	touched map[Node]bool
	numbering
	marks   []Node    // cut and touched, sorted
	order   []stretch // all that there will be
	ordered int       // how many nodes that is
	moving  int       // above 0 within what moves
}

// stretch is some old nodes that follow each other, or a root that comes.
type stretch struct {
	old, end Node
	root     *root
	moves    bool // it comes from elsewhere
}

// root is an entity that comes, or moves with what is part of it.
type root struct {
	*Entity
	old    Node   // None: it comes
	rank   uint32 // its place in the base's order of IDs, or that of the first ID after it
	number Node   // that it has now
}

func newShift(base *Graph) *shift {
	return &shift{base: base, roots: map[ID][]*root{}, cut: map[Node]bool{}, touched: map[Node]bool{}}
}

func (s *shift) isNone() bool { return len(s.roots) == 0 && len(s.cut) == 0 }

func (s *shift) add(e *Entity) {
	rank, _ := s.base.search(e.ID)
	r := &root{Entity: e, old: None, rank: uint32(rank)}
	s.came = append(s.came, r)
	s.put(r)
}

func (s *shift) move(n Node, e *Entity) {
	s.moved = append(s.moved, n)
	s.cut[n] = false
	s.touch(s.base.container[n])
	s.put(&root{Entity: e, old: n, rank: s.base.rank[n]})
}

func (s *shift) remove(n Node) {
	s.cut[n] = true
	s.gone = append(s.gone, n)
	s.touch(s.base.container[n])
}

func (s *shift) put(r *root) {
	s.all = append(s.all, r)
	s.roots[r.Container] = append(s.roots[r.Container], r)
	if c, there := s.base.Node(r.Container); there {
		s.touch(c)
	}
}

// touch notes that something changes within a node.
func (s *shift) touch(n Node) {
	for ; n != None && !s.touched[n]; n = s.base.container[n] {
		s.touched[n] = true
	}
}

// number numbers all nodes depth first, siblings by ID, as number does for a new graph. Most keep their numbers.
func (s *shift) number() (*numbering, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	for n := range s.cut {
		s.marks = append(s.marks, n)
	}
	for n := range s.touched {
		if _, cut := s.cut[n]; !cut {
			s.marks = append(s.marks, n)
		}
	}
	slices.Sort(s.marks)
	for _, own := range s.roots {
		slices.SortFunc(own, byID)
	}
	slices.SortFunc(s.came, byID)
	s.parts(0, Node(s.base.Bound()), s.roots[""])
	if s.ordered != s.base.Len()+len(s.came)-len(s.gone) {
		return nil, corrupt("an entity is part of itself, directly or through others")
	}
	s.settle()
	for _, r := range s.all {
		if r.old != None {
			r.number = s.to[r.old]
		}
	}
	for _, n := range s.changed {
		s.touch(s.base.container[n]) // its end may be another
	}
	s.numbering.touched = slices.Sorted(maps.Keys(s.touched))
	return &s.numbering, nil
}

func byID(a, b *root) int { return compareIDs(a.ID, b.ID) }

// check finds parts whose container is not there.
func (s *shift) check() error {
	coming := map[ID]bool{}
	for _, e := range s.came {
		coming[e.ID] = true
	}
	for container, own := range s.roots {
		n, there := s.base.Node(container)
		if container != "" && !coming[container] && (!there || s.cut[n]) {
			return corrupt("%s is part of %s, which is not there", own[0].ID, container)
		}
	}
	for _, n := range s.gone {
		for p := range s.base.Parts(n) {
			if _, cut := s.cut[p]; !cut {
				return corrupt("%s is part of %s, which is not there", s.base.ID(p), s.base.ID(n))
			}
		}
	}
	return nil
}

// parts puts in order what is part of a container: of the old nodes from first to end those that stay, and its own roots among them.
func (s *shift) parts(first, end Node, own []*root) {
	for p := s.base.Next(first); p < end; {
		for len(own) > 0 && own[0].rank <= s.base.rank[p] {
			s.root(own[0])
			own = own[1:]
		}
		next := s.nextMark(p)
		switch _, cut := s.cut[p]; {
		case cut:
			p = s.base.Next(s.base.end[p])
		case p == next:
			s.node(p)
			p = s.base.Next(s.base.end[p])
		default:
			start, last := p, p
			for p < end && p < next && (len(own) == 0 || s.base.rank[p] < own[0].rank) {
				last = p
				p = s.base.Next(s.base.end[p])
			}
			s.extend(start, s.base.end[last])
		}
	}
	for _, r := range own {
		s.root(r)
	}
}

// rootsIn returns what is to be part of an entity. One without an ID, which a damaged log may have, has no parts.
func (s *shift) rootsIn(id ID) []*root {
	if id == "" {
		return nil
	}
	return s.roots[id]
}

// nextMark returns the first node from p on of which something changes.
func (s *shift) nextMark(p Node) Node {
	i, _ := slices.BinarySearch(s.marks, p)
	if i == len(s.marks) {
		return None
	}
	return s.marks[i]
}

// root puts in order what came or moved, with its parts.
func (s *shift) root(r *root) {
	if r.old == None {
		s.order = append(s.order, stretch{root: r})
		s.ordered++
		s.parts(0, 0, s.rootsIn(r.ID))
		return
	}
	s.moving++
	if s.touched[r.old] {
		s.node(r.old)
	} else {
		s.extend(r.old, s.base.end[r.old])
	}
	s.moving--
}

// node puts an old node in order, and what is part of it now.
func (s *shift) node(old Node) {
	s.extend(old, old+1)
	s.parts(old+1, s.base.end[old], s.rootsIn(s.base.ID(old)))
}

// extend puts old nodes in order, which follow each other.
func (s *shift) extend(old, end Node) {
	s.ordered += s.base.taken.count(old, end)
	if last := len(s.order) - 1; last >= 0 {
		if l := &s.order[last]; l.root == nil && l.moves == (s.moving > 0) && l.end <= old && s.base.Next(l.end) == old {
			l.end = end
			return
		}
	}
	s.order = append(s.order, stretch{old: old, end: end, moves: s.moving > 0})
}
