package resolvers

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// watching lets streams with equal arguments judge a commit once, all together.
type watching struct {
	mu   sync.Mutex
	open map[string]*watcher // by what is watched
}

// watcher judges commits for all streams that watch the same.
type watcher struct {
	watch   lineage.Watch
	streams int // guarded by watching.mu

	mu     sync.Mutex
	recent [64]*verdict // by revision: the newest that has the place
}

// verdict is whether a commit concerns who watches.
type verdict struct {
	revision graph.Revision
	done     chan struct{} // closed once it is judged
	concerns bool
	err      error // then it is judged anew
}

// join returns the watcher of what is watched; who joins leaves in the end.
func (w *watching) join(watch lineage.Watch) (joined *watcher, leave func()) {
	encoded, err := json.Marshal(watch)
	if err != nil {
		panic(fmt.Sprintf("resolvers: IDs are no JSON: %v", err))
	}
	key := string(encoded)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.open == nil {
		w.open = map[string]*watcher{}
	}
	if w.open[key] == nil {
		w.open[key] = &watcher{watch: watch}
	}
	joined = w.open[key]
	joined.streams++
	return joined, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		if joined.streams--; joined.streams == 0 {
			delete(w.open, key)
		}
	}
}

// concerns reports whether a commit concerns who watches, as another stream finds or found lately. The graph at a revision is
// asked for only where it takes it.
func (w *watcher) concerns(ctx context.Context, c *graph.Commit, at func(graph.Revision) (*graph.Graph, error)) (bool, error) {
	for {
		v, isNew := w.verdict(c.Revision)
		if isNew {
			w.judge(ctx, v, c.Changes, at)
			return v.concerns, v.err
		}
		select {
		case <-v.done:
			if v.err == nil {
				return v.concerns, nil
			}
		case <-ctx.Done():
			return false, ctx.Err()
		}
	}
}

// verdict returns that on a revision, and whether it is new and the caller's to find.
func (w *watcher) verdict(r graph.Revision) (v *verdict, isNew bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	place := &w.recent[r%graph.Revision(len(w.recent))]
	if *place != nil && (*place).revision == r {
		return *place, false
	}
	v = &verdict{revision: r, done: make(chan struct{})}
	if *place == nil || (*place).revision < r {
		*place = v
	}
	return v, true
}

// judge finds a verdict. One that failed, if only because its stream ended, is nobody else's.
func (w *watcher) judge(ctx context.Context, v *verdict, changes []graph.Change, at func(graph.Revision) (*graph.Graph, error)) {
	defer close(v.done)
	v.concerns, v.err = w.watch.Concerns(ctx, changes, func() (before, after *graph.Graph, err error) {
		if after, err = at(v.revision); err == nil {
			before, err = at(v.revision - 1)
		}
		return before, after, err
	})
	if v.err != nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		if place := &w.recent[v.revision%graph.Revision(len(w.recent))]; *place == v {
			*place = nil
		}
	}
}
