package live

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// Connect is Open for a store that may not be there yet. It opens the store by a function, which it calls again, with
// pauses that grow to 2 s, as long as that or loading fails. Until then there is no graph, AtLeast and Apply are
// Unavailable, and Trouble says why.
//
// Only an error of the kind Unavailable is waited out: trying later may help. With any other, which waiting will not
// mend, the first try fails Connect; when it comes at a later try, it is Trouble, and tried again too, because what a
// server is handed may be put right while it runs.
func Connect(ctx context.Context, open func(ctx context.Context) (graph.Store, error), options ...Option) (*Catalog, error) {
	c := newCatalog(ctx, options)
	c.open = open
	err := c.connect(ctx)
	if err != nil && graph.KindOf(err) != graph.Unavailable {
		c.close()
		return nil, err
	}
	c.outage.report(err)
	c.following.Go(c.follow)
	return c, nil
}

// connect opens the store and reads it.
func (c *Catalog) connect(ctx context.Context) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	if err := c.hold(ctx, nil); err != nil {
		_ = store.Close() // the first error says why
		return err
	}
	defer c.give()
	c.store = store
	if err := c.load(ctx); err != nil {
		c.store = nil
		_ = store.Close() // the first error says why
		return err
	}
	return nil
}
