package lineage

import (
	"context"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// trace fills the queue: breadth first over the effective flow, and at the same time over recorded flows alone.
//
// The effective flow is never written down, since a coarse flow between two domains stands for as many pairs as they
// have leaves. Instead each container is climbed once, by the first of its leaves that is reached, and its leaves are
// reached once, by the first flow that stands for them: whoever comes later finds them seen.
//
// What recorded flows reach at a greater depth than the effective flow did was followed already, but as COARSE. It is
// noted as a detour and its recorded flows are followed once more, one depth later.
func (w *workspace) trace(ctx context.Context, of []graph.Node, d Direction) error {
	w.begin(of)
	return w.finish(ctx, d)
}

// finish follows whatever waits, to its end.
func (w *workspace) finish(ctx context.Context, d Direction) error {
	for w.more() {
		if err := ctx.Err(); err != nil {
			return err
		}
		w.advance(d)
	}
	if len(w.ends) == 0 {
		w.ends = append(w.ends, 0) // started from nothing
	}
	return nil
}

// done returns the position up to which the queue was visited.
func (w *workspace) done() int {
	if len(w.ends) == 0 {
		return 0
	}
	return w.ends[len(w.ends)-1]
}

func (w *workspace) more() bool { return w.done() < len(w.nodes) || len(w.due) > 0 }

// advance visits all that waits in the queue, one depth, and what detours reached.
func (w *workspace) advance(d Direction) {
	at := w.done()
	if at < len(w.nodes) {
		w.ends = append(w.ends, len(w.nodes))
	}
	w.visitAll(at, w.done(), d)
	for _, late := range w.due {
		w.follow(recorded(w.g, w.nodes[late], d), int(late), true)
	}
	w.due, w.late = w.late, w.due[:0]
}

// visitAll visits what is at some positions.
func (w *workspace) visitAll(at, end int, d Direction) {
	var next batch
	for at < end {
		many := min(len(next), end-at)
		w.fetch(next[:many], at, d)
		for i := range next[:many] {
			if d == Upstream {
				w.up(at, &next[i])
			} else {
				w.down(at, &next[i])
			}
			at++
		}
	}
}

// batch is what is needed to visit some entities of the queue. In a large graph most of it is not in the processor's
// cache: fetched for several at once, they are waited for together and not one by one.
type batch [32]visit

type visit struct {
	row  []graph.Arc // the recorded flows in the direction
	near graph.Node  // the nearest container that has any
}

// fetch fills a batch from a position of the queue on.
func (w *workspace) fetch(next []visit, at int, d Direction) {
	var touched graph.Arc
	for i := range next {
		n := w.nodes[at+i]
		if d == Upstream {
			next[i] = visit{w.g.In(graph.Feeds, n), w.g.NearIn(n)}
		} else {
			next[i] = visit{w.g.Out(graph.Feeds, n), w.g.NearOut(n)}
		}
	}
	for i := range next {
		if row := next[i].row; len(row) > 0 {
			touched |= row[0]
		}
	}
	w.touched = touched
}

// begin queues the start and all its parts, by node, so that the order in which they are given changes nothing.
func (w *workspace) begin(of []graph.Node) {
	of = slices.Clone(of)
	slices.Sort(of)
	var next graph.Node // below it all is queued
	for _, s := range of {
		for n := w.g.Next(max(s, next)); n < w.g.End(s); n = w.g.Next(n + 1) {
			w.seen.Set(n)
			w.arrivals = append(w.arrivals, arrival(len(w.nodes))|exactBit|firmBit)
			w.nodes = append(w.nodes, n)
		}
		next = max(next, w.g.End(s))
	}
}

// recorded returns the recorded flows of an entity in a direction.
func recorded(g *graph.Graph, n graph.Node, d Direction) []graph.Arc {
	if d == Upstream {
		return g.In(graph.Feeds, n)
	}
	return g.Out(graph.Feeds, n)
}

// follow goes along the recorded flows of what is at a position. It returns their bits, all together. Only what is firm
// makes others EXACT: what was reached over recorded flows at a greater depth than its own has its turn later, among the
// due, or the paths of what follows it would come out too short.
func (w *workspace) follow(row []graph.Arc, at int, firm bool) (any graph.Arc) {
	how := arrival(at)
	if firm {
		how |= exactBit | firmBit
	}
	seen, improving := w.seen, firm && w.doubtful > 0
	for _, arc := range row {
		any |= arc
		switch x := arc.Node(); {
		case !seen.Has(x):
			w.push(x, how)
		case improving && w.coarse.Has(x):
			w.improve(x, how)
		}
	}
	return any
}

// push queues what was not seen.
func (w *workspace) push(x graph.Node, how arrival) {
	w.seen.Set(x)
	if !how.firm() {
		w.coarse.Set(x)
		w.positions[x] = uint32(len(w.nodes))
		w.doubtful++
	}
	w.nodes = append(w.nodes, x)
	w.arrivals = append(w.arrivals, how)
}

// improve notes that recorded flows do reach what was COARSE so far. What waits at the next depth is firm from now on;
// anything nearer keeps its step, for the paths that lead over it, and has a detour.
func (w *workspace) improve(x graph.Node, how arrival) {
	w.coarse.Clear(x)
	w.doubtful--
	at := w.positions[x]
	if int(at) >= w.done() {
		w.arrivals[at] = how
		return
	}
	w.arrivals[at] |= exactBit
	w.detours = append(w.detours, detour{at, uint32(how.from())})
	w.late = append(w.late, at)
}

// reach queues what a coarse flow stands for, unless it was seen.
func (w *workspace) reach(x graph.Node, at int) {
	if !w.seen.Has(x) {
		w.push(x, arrival(at))
	}
}
