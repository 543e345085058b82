package live

import (
	"context"
	"fmt"
	"iter"

	"github.com/headwater-catalog/headwater/graph"
)

// Follow returns the commits after a revision, each once and in order, as they come: those that are there first, and then every
// other once it is in the graph. after left out means new ones only. The sequence ends with an error: RevisionCompacted
// where the next commit is no longer kept, FutureRevision where after is beyond the newest, Unavailable when the Catalog is
// closed or was not read yet, the store's, or the context's. To go on after an error, follow after the revision that was seen last.
//
// Each follower reads from its own place and holds nobody up, however slow it is: the newest commits from memory, older ones from
// the store's log. What it is handed is shared with others and must not be changed.
func (c *Catalog) Follow(ctx context.Context, after *graph.Revision) iter.Seq2[*graph.Commit, error] {
	began := c.Graph()
	return func(yield func(*graph.Commit, error) bool) {
		if began == nil {
			yield(nil, c.absent())
			return
		}
		at := began.Revision()
		if after != nil {
			if *after > at {
				if _, err := c.At(ctx, Point{Revision: after}); err != nil {
					yield(nil, err)
					return
				}
			}
			at = *after
		}
		for {
			head, err := c.beyond(ctx, at)
			if err != nil {
				yield(nil, err)
				return
			}
			for commit, err := range c.recent(ctx, at, head) {
				if !yield(commit, err) || err != nil {
					return
				}
				at = commit.Revision
			}
			if at < head {
				yield(nil, &graph.Error{Kind: graph.StoreCorrupt, Op: "log", Message: fmt.Sprintf(
					"the store's log ends at revision %s, and the catalog is at %s: run headwater verify, and start this server again", at, head)})
				return
			}
		}
	}
}

// beyond waits until the newest graph is beyond a revision, and returns its revision.
func (c *Catalog) beyond(ctx context.Context, r graph.Revision) (graph.Revision, error) {
	for {
		c.mu.Lock()
		moved := c.moved
		c.mu.Unlock()
		if head := c.Graph().Revision(); head > r {
			return head, nil
		}
		select {
		case <-moved:
		case <-c.closing.Done():
			return 0, errClosed
		case <-ctx.Done():
			return 0, given(ctx)
		}
	}
}
