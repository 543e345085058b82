package lineage

import (
	"math/bits"

	"github.com/headwater-catalog/headwater/graph"
)

// The steps of the effective flow from one entity. Downstream and upstream differ, because what stands for what differs:
// downstream a coarse flow is entered at its target's leaves, all of them or those that nothing finer accounts for;
// upstream it is left by its source and its source's leaves, but only if the leaf that one comes from is one of those.

// down follows all effective flows out of what is at a position: its own recorded flows; where such a flow is coarse, what
// it stands for; and, of a leaf, the flows of all that it is part of. Those are followed only by the first leaf that
// comes by: as breadth goes first, no other could reach anything sooner.
func (w *workspace) down(at int, v *visit) {
	if w.follow(v.row, at, w.arrivals[at].firm()).Wide() {
		for _, arc := range v.row {
			w.enter(arc, at)
		}
	}
	p := v.near
	if p == graph.None || !w.leaf.Has(w.nodes[at]) {
		return // only leaves carry the flows of what they are part of
	}
	for ; p != graph.None && w.climbed.add(p); p = w.g.NearOut(p) {
		for _, arc := range w.g.Out(graph.Feeds, p) {
			if !arc.Wide() && !arc.Refined() {
				w.reach(arc.Node(), at)
			}
			w.enter(arc, at)
		}
	}
}

// enter reaches the leaves for which a flow into a container stands.
func (w *workspace) enter(arc graph.Arc, at int) {
	switch m := arc.Node(); {
	case !arc.Wide():
	case !arc.Refined():
		w.leaves(m, at)
	case w.unaccounted.add(m):
		w.within(m, w.g.Bare(), func(q graph.Node) {
			if w.g.NearIn(q) == m { // nothing finer than m accounts for it
				w.reach(q, at)
			}
		})
	}
}

// up follows all effective flows into what is at a position: its own recorded flows; where such a flow is coarse, the
// leaves of its source; and, of a leaf, the flows into all that it is part of. Refined ones among these stand only for
// leaves that nothing finer accounts for. Such a leaf is bare, and unaccounted in one container alone: the nearest with
// flows into it. Hence the two marks, one for each kind of flow.
func (w *workspace) up(at int, v *visit) {
	n, m := w.nodes[at], v.near
	any := w.follow(v.row, at, w.arrivals[at].firm())
	if !any.Wide() && m == graph.None || !w.leaf.Has(n) {
		return // coarse flows stand for leaves alone
	}
	if any.Wide() {
		for _, arc := range v.row {
			if arc.Wide() && !arc.Refined() {
				w.leaves(arc.Node(), at)
			}
		}
	}
	if m != graph.None && w.g.Bare().Has(n) && w.refinedClimb.add(m) {
		w.leave(m, at, true)
	}
	for ; m != graph.None && w.climbed.add(m); m = w.g.NearIn(m) {
		w.leave(m, at, false)
	}
}

// leave reaches that from which the refined, or the other, flows into a container come.
func (w *workspace) leave(m graph.Node, at int, refined bool) {
	for _, arc := range w.g.In(graph.Feeds, m) {
		if arc.Refined() != refined {
			continue
		}
		w.reach(arc.Node(), at)
		if arc.Wide() {
			w.leaves(arc.Node(), at)
		}
	}
}

// leaves reaches all leaves of a container, the first time.
func (w *workspace) leaves(m graph.Node, at int) {
	if w.spread.add(m) {
		w.within(m, w.leaf, func(q graph.Node) { w.push(q, arrival(at)) })
	}
}

// within visits the parts of a container that are in the set and were not seen, 64 at a glance.
func (w *workspace) within(m graph.Node, set graph.Bitmap, visit func(graph.Node)) {
	first, end := m+1, w.g.End(m)
	for word := first / 64; word <= (end-1)/64; word++ {
		unseen := set[word] &^ w.seen[word]
		if word == first/64 {
			unseen &= ^uint64(0) << (first % 64)
		}
		if word == (end-1)/64 {
			unseen &= ^uint64(0) >> (63 - (end-1)%64)
		}
		for ; unseen != 0; unseen &= unseen - 1 {
			visit(word*64 + graph.Node(bits.TrailingZeros64(unseen)))
		}
	}
}
