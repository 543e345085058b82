package live

import (
	"context"
	"iter"
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// The bounds of the commits that are kept in memory.
const (
	mostTail        = 256
	mostTailChanges = 20_000 // of all together
)

// tail is the newest commits. Whoever follows closely gets the next one from here: a thousand followers need not read the
// store a thousand times for it.
type tail struct {
	mu      sync.RWMutex
	commits []*graph.Commit // without a gap, the newest last; never changed, only replaced
}

// add notes commits that were made or read.
func (t *tail) add(commits []*graph.Commit) {
	if len(commits) == 0 {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	known := t.commits
	if n := len(known); n > 0 && known[n-1].Revision+1 != commits[0].Revision {
		known = nil
	}
	t.commits = newest(slices.Concat(known, commits))
}

// newest returns as many commits, from the end, as are kept.
func newest(commits []*graph.Commit) []*graph.Commit {
	changes, from := 0, len(commits)
	for from > 0 && len(commits)-from < mostTail {
		if changes += len(commits[from-1].Changes); changes > mostTailChanges {
			break
		}
		from--
	}
	return slices.Clone(commits[from:]) // what is let go of must not be held by the array
}

// forget lets go of the commits up to a revision.
func (t *tail) forget(to graph.Revision) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.commits = slices.DeleteFunc(slices.Clone(t.commits), func(c *graph.Commit) bool { return c.Revision <= to })
}

// between returns the commits after a revision up to another, none where they are not all known.
func (t *tail) between(after, to graph.Revision) []*graph.Commit {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if len(t.commits) == 0 {
		return nil
	}
	first := t.commits[0].Revision
	if after+1 < first || to >= first+graph.Revision(len(t.commits)) || after >= to {
		return nil
	}
	return t.commits[after+1-first : to+1-first]
}

// recent yields the commits after a revision up to another, from memory where they are the newest.
func (c *Catalog) recent(ctx context.Context, after, to graph.Revision) iter.Seq2[*graph.Commit, error] {
	known := c.tail.between(after, to)
	if known == nil {
		return c.log(ctx, after, to)
	}
	return func(yield func(*graph.Commit, error) bool) {
		for _, commit := range known {
			if ctx.Err() != nil {
				yield(nil, given(ctx))
				return
			}
			if !yield(commit, nil) {
				return
			}
		}
	}
}
