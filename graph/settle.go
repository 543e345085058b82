package graph

import "slices"

// settling gives numbers to nodes in order. What came or moved waits for room; what stays keeps its number, unless there is too little
// room before it: then it waits as well, and those that wait are spread over the numbers up to the next one that stays.
type settling struct {
	*shift
	next    Node // the first number that may be given
	waiting []waiting
}

// waiting is an old node, or a root that came, that gets a number next.
type waiting struct {
	old  Node
	root *root
}

// settle numbers all nodes in their order. Linear in those that get other numbers, but for a copy of a list of all nodes.
func (s *shift) settle() {
	s.to = make([]Node, s.base.Bound())
	for n := range s.to {
		s.to[n] = Node(n)
	}
	for _, n := range s.gone {
		s.to[n] = None
	}
	w := &settling{shift: s}
	sparse := 2*s.ordered < s.base.Bound()
	for _, o := range s.order {
		switch {
		case o.root != nil:
			w.waiting = append(w.waiting, waiting{None, o.root})
		case o.moves || sparse:
			for n := range s.base.between(o.old, o.end) {
				w.waiting = append(w.waiting, waiting{old: n})
			}
		default:
			w.stay(o.old, o.end)
		}
	}
	w.finish()
	s.note()
}

// stay numbers old nodes that are not moved: those for which there is room where they are keep their numbers.
func (w *settling) stay(old, end Node) {
	for ; len(w.waiting) > 0 && old < end; old = w.base.Next(old + 1) {
		if fits(len(w.waiting), int(old-w.next)) {
			w.spread(old - w.next)
			break
		}
		w.waiting = append(w.waiting, waiting{old: old})
	}
	if old < end {
		w.runs = append(w.runs, run{old, end, old})
		w.next = end
	}
}

// spread numbers what waits: evenly over so many numbers.
func (w *settling) spread(numbers Node) {
	for i, o := range w.waiting {
		w.place(o, w.next+spread(i, len(w.waiting), numbers))
	}
	w.waiting = w.waiting[:0]
}

// finish numbers what still waits, after all others.
func (w *settling) finish() {
	for i, o := range w.waiting {
		w.place(o, w.next+spaced(i))
	}
	w.bound = int(w.next + spaced(len(w.waiting)))
}

func (w *settling) place(o waiting, number Node) {
	if o.root != nil {
		o.root.number = number
		return
	}
	w.to[o.old] = number
	if number != o.old {
		w.changed = append(w.changed, o.old)
	}
	if last := len(w.runs) - 1; last >= 0 && w.runs[last].end == o.old && number-w.runs[last].number == o.old-w.runs[last].old {
		w.runs[last].end++
		return
	}
	w.runs = append(w.runs, run{o.old, o.old + 1, number})
}

// note notes which numbers are taken now, and on which pages these are others than before.
func (s *shift) note() {
	slices.Sort(s.changed)
	before := s.base.Bound()
	if 2*s.ordered >= before {
		s.bound = max(s.bound, before)
	}
	s.taken, s.stirred = s.base.taken.resized(max(s.bound, before)), NewBitmap(pagesOf(max(s.bound, before)))
	s.eachFreed(func(n Node) { s.set(n, false) })
	for _, n := range s.changed {
		s.set(s.to[n], true)
	}
	for _, r := range s.came {
		s.set(r.number, true)
	}
	s.taken = s.taken.resized(s.bound)
	if last := min(before, s.bound); before != s.bound && last&pageMask > 0 {
		s.stirred.Set(Node(last >> pageBits)) // the page has another length
	}
}

func (s *shift) set(n Node, taken bool) {
	if s.stirred.Set(n >> pageBits); taken {
		s.taken.Set(n)
	} else {
		s.taken.Clear(n)
	}
}
