package live

import (
	"context"
	"fmt"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// patience is how long AtLeast waits for a commit that exists.
const patience = 2 * time.Second

// AtLeast returns the newest graph once it has a revision: at once where it has it already, and else as soon as it is
// committed and followed, for at most 2 s. Then, and where nothing was loaded yet, it is Unavailable where the store has the revision, so that this server
// is behind, and FutureRevision where nobody has.
func (c *Catalog) AtLeast(ctx context.Context, r graph.Revision) (*graph.Graph, error) {
	if c.closing.Err() != nil {
		return nil, errClosed
	}
	if !c.Loaded() {
		return nil, c.away()
	}
	if g := c.Graph(); g.Revision() >= r {
		return g, nil
	}
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		c.mu.Lock()
		moved := c.moved
		c.mu.Unlock()
		g := c.Graph()
		if g.Revision() >= r {
			return g, nil
		}
		select {
		case <-moved:
		case <-c.closing.Done():
			return nil, errClosed
		case <-waiting.Done():
			if ctx.Err() != nil {
				return nil, given(ctx)
			}
			return nil, c.behind(ctx, r)
		}
	}
}

// behind says why a revision was not followed in time: nobody has it, or this server is behind.
func (c *Catalog) behind(ctx context.Context, r graph.Revision) error {
	trouble := c.Trouble()
	if trouble == nil {
		asking, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		if err := c.exists(asking, r); graph.KindOf(err) == graph.FutureRevision {
			return err
		}
		return &graph.Error{Kind: graph.Unavailable, Op: "at least", Message: fmt.Sprintf(
			"this server has revision %s and is behind %s; try again soon", c.Graph().Revision(), r)}
	}
	return &graph.Error{Kind: graph.Unavailable, Op: "at least", Err: trouble, Message: fmt.Sprintf(
		"this server has revision %s, and cannot say whether there is a %s: %s", c.Graph().Revision(), r, reason(trouble))}
}

// exists returns nil if the store has a revision.
func (c *Catalog) exists(ctx context.Context, r graph.Revision) error {
	for _, err := range c.store.Log(ctx, r-1) {
		if graph.KindOf(err) == graph.RevisionCompacted { // so far in the past that nobody keeps it
			return nil
		}
		return err
	}
	return &graph.Error{Kind: graph.FutureRevision, Op: "at least", Message: fmt.Sprintf(
		"there is no revision %s yet; the newest is %s", r, c.Graph().Revision())}
}
