package lineage

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// traceLoss follows the effective flow downstream from entities and their parts, and from where flows were cut.
//
// The source of a cut flow is queued with the start, so that paths begin there, but it is not visited: of its flows only
// this one is lost. Nor does it count as seen: if a cycle leads back to it, all of its flows follow, once.
func (w *workspace) traceLoss(ctx context.Context, of []graph.Node, cut []Flow) error {
	w.begin(of)
	started := len(w.nodes)
	places := w.sources(cut)
	if len(w.nodes) > started {
		w.ends = append(w.ends, len(w.nodes))
		w.visitAll(0, started, Downstream)
		for _, f := range cut {
			if at, cutOff := places[f.From]; cutOff {
				w.lose(f, at)
			}
		}
	}
	return w.finish(ctx, Downstream)
}

// sources queues the sources of cut flows, unless they are started from, and returns their positions.
func (w *workspace) sources(cut []Flow) map[graph.Node]int {
	places := map[graph.Node]int{}
	for _, f := range cut {
		if _, queued := places[f.From]; queued || w.seen.Has(f.From) {
			continue
		}
		places[f.From] = len(w.nodes)
		w.arrivals = append(w.arrivals, arrival(len(w.nodes))|exactBit|firmBit)
		w.nodes = append(w.nodes, f.From)
	}
	return places
}

// lose reaches what one flow stands for, from the position of its source.
func (w *workspace) lose(f Flow, at int) {
	arc, recorded := flow(w.g, f.From, f.To)
	if recorded {
		w.follow([]graph.Arc{arc}, at, true)
		w.enter(arc, at)
	}
}
