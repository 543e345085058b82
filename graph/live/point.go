package live

import (
	"context"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Point is a state of the catalog: that of a revision, or that of a time. The zero Point is now.
type Point struct {
	Revision *graph.Revision
	Time     *time.Time // the last commit not later; before the first of a log that is whole it is revision 0
}

// At returns the graph at a point. A revision beyond the newest is FutureRevision, one before the base of the log, or a time
// before the base's, is RevisionCompacted; the base itself can be asked for. A point that was asked for recently costs nothing; another the commits between it and the nearest
// known graph, plus what Graph.With costs.
func (c *Catalog) At(ctx context.Context, p Point) (*graph.Graph, error) {
	if c.closing.Err() != nil {
		return nil, errClosed
	}
	if c.Graph() == nil {
		return nil, c.absent()
	}
	r, err := c.revision(ctx, p)
	if err != nil {
		return nil, err
	}
	now := c.Graph()
	if r > now.Revision() { // of another server, perhaps
		if err := c.exists(ctx, r); err != nil {
			return nil, err
		}
		if now, err = c.AtLeast(ctx, r); err != nil {
			return nil, err
		}
	}
	if r == now.Revision() {
		return now, nil
	}
	return c.folds.at(ctx, c.store, now, r)
}

// revision returns which revision a point means.
func (c *Catalog) revision(ctx context.Context, p Point) (graph.Revision, error) {
	switch {
	case p.Revision != nil:
		return *p.Revision, nil
	case p.Time != nil:
		return c.revisionAt(ctx, *p.Time)
	}
	return c.Graph().Revision(), nil
}

// revisionAt returns the last revision that was committed not later than a time: a binary search, since the times of
// commits never decrease.
func (c *Catalog) revisionAt(ctx context.Context, t time.Time) (graph.Revision, error) {
	base, err := baseOf(ctx, c.store)
	if err != nil {
		return 0, err
	}
	if base.Revision > 0 && t.Before(base.Time) {
		return 0, base.Compacted("the catalog of " + t.UTC().Format(time.RFC3339))
	}
	low, high := base.Revision, c.Graph().Revision() // low is not later, what is beyond high is
	for low < high {
		middle := low + (high-low+1)/2
		commit, err := c.commit(ctx, middle)
		if graph.KindOf(err) == graph.RevisionCompacted { // meanwhile
			if later, _ := baseOf(ctx, c.store); later.Revision > base.Revision {
				return c.revisionAt(ctx, t)
			}
		}
		if err != nil {
			return 0, err
		}
		if commit.Time.After(t) {
			high = middle - 1
		} else {
			low = middle
		}
	}
	return low, nil
}

// commit reads the commit of a revision that exists.
func (c *Catalog) commit(ctx context.Context, r graph.Revision) (*graph.Commit, error) {
	for commit, err := range c.store.Log(ctx, r-1) {
		return commit, err
	}
	return nil, &graph.Error{Kind: graph.StoreCorrupt, Op: "log", Message: "the store's log lacks revision " + r.String() + "; run headwater verify"}
}
