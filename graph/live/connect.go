package live

import (
	"context"
	"time"

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
	first, cancel := context.WithTimeout(ctx, firstTry)
	err := c.connect(first)
	late := first.Err() != nil && ctx.Err() == nil
	cancel()
	if err != nil && late { // a store that says nothing, or much to read: the follower has the time
		err = &graph.Error{Kind: graph.Unavailable, Op: "connect", Err: err, Message: "the store is still being read, or does not answer"}
	}
	if err != nil && graph.KindOf(err) != graph.Unavailable {
		c.close()
		return nil, err
	}
	c.outage.report(err)
	c.begin()
	return c, nil
}

// firstTry is how long a start waits for its store: whoever watches over the server wants to hear soon that it lives.
const firstTry = 8 * time.Second

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
