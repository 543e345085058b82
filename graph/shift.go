package graph

import "slices"

// shift collects what comes, goes and moves, and numbers the nodes anew.
type shift struct {
	base    *Graph
	roots   map[ID][]*root // by what they are to be part of, "" if nothing
	cut     map[Node]bool  // old nodes that are no longer where they were; true: gone
	touched map[Node]bool
	numbering
	marks []Node // cut and touched, sorted
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

// number numbers all nodes depth first, siblings by ID, as number does for a new graph. Stretches of which nothing changes keep their order.
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
		s.numbering.touched = append(s.numbering.touched, n)
	}
	slices.Sort(s.marks)
	slices.Sort(s.numbering.touched)
	for _, own := range s.roots {
		slices.SortFunc(own, byID)
	}
	slices.SortFunc(s.came, byID)
	count := s.base.count + len(s.came) - len(s.gone)
	s.to, s.whole, s.ends = make([]Node, s.base.count), make([]Node, 0, count), make([]Node, 0, count)
	for n := range s.cut {
		s.to[n] = None
	}
	s.parts(0, Node(s.base.count), s.roots[""], None)
	if len(s.whole) != count {
		return nil, corrupt("an entity is part of itself, directly or through others")
	}
	s.setSteps()
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

// parts numbers what is part of a container: of the old nodes from first to end those that stay, and its own roots among them.
func (s *shift) parts(first, end Node, own []*root, number Node) {
	for p := first; p < end; {
		for len(own) > 0 && own[0].rank <= s.base.rank[p] {
			s.root(own[0], number)
			own = own[1:]
		}
		next := s.nextMark(p)
		switch _, cut := s.cut[p]; {
		case cut:
			p = s.base.end[p]
		case p == next:
			s.node(p, number)
			p = s.base.end[p]
		default:
			start := p
			for p < end && p < next && (len(own) == 0 || s.base.rank[p] < own[0].rank) {
				p = s.base.end[p]
			}
			s.stretch(start, p)
		}
	}
	for _, r := range own {
		s.root(r, number)
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

// root numbers what came or moved, with its parts.
func (s *shift) root(r *root, container Node) {
	r.number = Node(len(s.whole))
	switch {
	case r.old == None:
		s.place(container)
		s.parts(0, 0, s.rootsIn(r.ID), r.number)
		s.ends[r.number] = Node(len(s.whole))
	case s.touched[r.old]:
		s.node(r.old, container)
	default:
		s.stretch(r.old, s.base.end[r.old])
		s.whole[r.number] = container
	}
}

// node numbers an old node, and what is part of it now.
func (s *shift) node(old, container Node) {
	number := Node(len(s.whole))
	s.extend(old, old+1, number)
	s.to[old] = number
	s.place(container)
	s.parts(old+1, s.base.end[old], s.rootsIn(s.base.ID(old)), number)
	s.ends[number] = Node(len(s.whole))
}

// place gives a container to the next node, whose end is known once its parts are numbered.
func (s *shift) place(container Node) {
	s.whole, s.ends = append(s.whole, container), append(s.ends, None)
}

// stretch numbers old nodes and all their parts, of which none changed.
func (s *shift) stretch(first, end Node) {
	number := Node(len(s.whole))
	s.extend(first, end, number)
	by := number - first // may be below 0: it wraps around
	for old := first; old < end; old++ {
		s.to[old] = old + by
	}
	for _, container := range s.base.container[first:end] {
		if container != None {
			container = s.to[container]
		}
		s.whole = append(s.whole, container)
	}
	for _, last := range s.base.end[first:end] {
		s.ends = append(s.ends, last+by)
	}
}

// extend puts nodes to the runs.
func (s *shift) extend(old, end, number Node) {
	if last := len(s.runs) - 1; last >= 0 && s.runs[last].end == old && number-s.runs[last].number == old-s.runs[last].old {
		s.runs[last].end = end
		return
	}
	if old < end {
		s.runs = append(s.runs, run{old, end, number})
	}
}
