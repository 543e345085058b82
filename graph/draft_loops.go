package graph

import "slices"

// MaxDepth is how many containers an entity is let into, each in the next. All that climbs or names them is linear in it.
const MaxDepth = 100

// loops finds what is part of itself, as things stand, and how deep the rest is. Whatever is climbed is climbed once, however many
// ask and however long the way up: linear in what is climbed.
type loops struct {
	w     *drafting
	spots map[ID]spot // of all that was climbed
}

// spot is a place on a loop, of which each is in the next and the last in the first. That of what is on none has no loop.
type spot struct {
	loop  []ID
	at    int
	depth int // how many containers it has; far below zero where they lead into a loop, which is told of those that are on it
}

const endless = -1 << 30

// of returns where a record's entity is on a loop.
func (l *loops) of(r *Record) spot {
	if found, climbed := l.spots[r.From]; climbed {
		return found
	}
	if above, climbed := l.spots[l.w.in(r)]; climbed && above.loop == nil { // as of most
		return spot{depth: above.depth + 1}
	}
	l.climb(r)
	return l.spots[r.From]
}

// climb goes from container to container until there is none, one that was climbed before, or one that it has met.
func (l *loops) climb(r *Record) {
	var way []ID
	on := map[ID]int{} // where each is on the way
	depth := -1        // of what the way leads to
	for r != nil {
		if above, climbed := l.spots[r.From]; climbed {
			depth = above.depth
			break
		}
		if at, met := on[r.From]; met {
			loop := way[at:]
			for i, id := range loop {
				l.spots[id] = spot{loop, i, endless}
			}
			way, depth = way[:at], endless
			break
		}
		on[r.From] = len(way)
		way = append(way, r.From)
		r = l.w.get(EntityKey(l.w.in(r)))
	}
	for _, id := range slices.Backward(way) {
		depth++
		l.spots[id] = spot{depth: depth}
	}
}

// String tells the way from the spot once round: of a long one where it begins and how it ends.
func (s spot) String() string {
	const begin, end = 6, 2
	var round []ID
	for i := 0; i <= len(s.loop); i++ {
		if i == begin && len(s.loop) >= begin+end {
			round = append(round, "…")
			i = len(s.loop) - end + 1
		}
		round = append(round, s.loop[(s.at+i)%len(s.loop)])
	}
	return join(round, " in ")
}

// tooDeep returns in how many containers an entity that was moved, or the deepest of its parts, would be, where those are too many.
func (w *drafting) tooDeep(t *touched, depth int) (deep int, is bool) {
	if !w.moved(t) {
		return 0, false
	}
	deep = depth + w.base.height(t.key.From)
	return deep, deep > MaxDepth
}

// moved reports whether an entity is part of something else than before the draft.
func (w *drafting) moved(t *touched) bool {
	return t.record != t.before && w.in(t.record) != w.in(t.before)
}

// height returns how deep the parts of an entity are below it, as they were before the draft.
func (g *Graph) height(id ID) (deepest int) {
	n, found := g.Node(id)
	if !found {
		return 0
	}
	var open []Node // where the parts end that the next one may be in
	for part := range g.between(n+1, g.End(n)) {
		for len(open) > 0 && open[len(open)-1] <= part {
			open = open[:len(open)-1]
		}
		open = append(open, g.End(part))
		deepest = max(deepest, len(open))
	}
	return deepest
}
