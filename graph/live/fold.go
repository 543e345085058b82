package live

import (
	"context"
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// The bounds of the graphs of the past that are kept, beside the newest. Each takes as much memory as the newest one, less
// what Graph.With shares.
const (
	mostFolds        = 8
	mostFoldEntities = 2_000_000 // of all together
)

// folds are graphs of the past that were asked for last, in front the latest. One is made at a time, so that a hundred
// equal questions fold once.
type folds struct {
	turn chan struct{}

	mu   sync.Mutex
	kept []*graph.Graph
}

func newFolds() *folds { return &folds{turn: make(chan struct{}, 1)} }

// at returns the graph at a revision before now's.
func (f *folds) at(ctx context.Context, store graph.Store, now *graph.Graph, r graph.Revision) (*graph.Graph, error) {
	if g := f.find(r); g != nil {
		return g, nil
	}
	select {
	case f.turn <- struct{}{}:
		defer func() { <-f.turn }()
	case <-ctx.Done():
		return nil, given(ctx)
	}
	if g := f.find(r); g != nil { // made while we waited
		return g, nil
	}
	g, err := f.make(ctx, store, now, r)
	if graph.KindOf(err) == graph.RevisionCompacted { // meanwhile, and perhaps only what it began with
		g, err = f.make(ctx, store, now, r)
	}
	if err == nil {
		f.keep(g)
	}
	return g, err
}

// make folds the graph at a revision from the nearest one that the log leads to or from.
func (f *folds) make(ctx context.Context, store graph.Store, now *graph.Graph, r graph.Revision) (*graph.Graph, error) {
	base, err := baseOf(ctx, store)
	if err != nil {
		return nil, err
	}
	if r < base.Revision {
		return nil, base.Compacted("revision " + r.String())
	}
	return fold(ctx, store, f.nearest(now, r, base.Revision), r)
}

// find returns a kept graph and moves it to the front; nil if it is not kept.
func (f *folds) find(r graph.Revision) *graph.Graph {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.IndexFunc(f.kept, func(g *graph.Graph) bool { return g.Revision() == r })
	if i < 0 {
		return nil
	}
	g := f.kept[i]
	f.kept = slices.Insert(slices.Delete(f.kept, i, i+1), 0, g)
	return g
}

// forget lets go of graphs before a revision.
func (f *folds) forget(before graph.Revision) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept = slices.DeleteFunc(f.kept, func(g *graph.Graph) bool { return g.Revision() < before })
}

// nearest returns the known graph with the fewest commits between it and a revision, of those that are not before another one.
func (f *folds) nearest(now *graph.Graph, r, least graph.Revision) *graph.Graph {
	f.mu.Lock()
	defer f.mu.Unlock()
	best := now
	for _, g := range append([]*graph.Graph{graph.Empty()}, f.kept...) {
		if g.Revision() >= least && distance(g.Revision(), r) < distance(best.Revision(), r) {
			best = g
		}
	}
	return best
}

func distance(a, b graph.Revision) graph.Revision { return max(a, b) - min(a, b) }

// keep puts a graph in front and lets go of those at the end that are too many.
func (f *folds) keep(g *graph.Graph) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.kept = slices.Insert(f.kept, 0, g)
	entities := 0
	for i, g := range f.kept {
		entities += g.Len()
		if i > 0 && (i == mostFolds || entities > mostFoldEntities) {
			clear(f.kept[i:])
			f.kept = f.kept[:i]
			return
		}
	}
}

// fold lays the commits between a graph and a revision over it, or takes them back.
func fold(ctx context.Context, store graph.Store, from *graph.Graph, r graph.Revision) (*graph.Graph, error) {
	if from.Revision() == r {
		return from, nil
	}
	low, high := min(from.Revision(), r), max(from.Revision(), r)
	var changes []graph.Change
	undo, undone := from.Revision() > r, map[graph.Key]bool{}
	at := low
	for commit, err := range store.Log(ctx, low) {
		if err != nil {
			return nil, err
		}
		for _, change := range commit.Changes {
			switch key := change.Key(); {
			case !undo:
				changes = append(changes, change)
			case !undone[key]: // the first of the commits tells what was before all of them
				undone[key] = true
				changes = append(changes, graph.Change{Before: change.After, After: change.Before})
			}
		}
		if at = commit.Revision; at == high {
			return from.With(r, changes...)
		}
	}
	return nil, &graph.Error{Kind: graph.StoreCorrupt, Op: "log", Message: "the store's log lacks what comes after revision " +
		at.String() + "; run headwater verify"}
}
