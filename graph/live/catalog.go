package live

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Catalog is a catalog in use. All methods may be called at the same time from several goroutines.
type Catalog struct {
	open      func(ctx context.Context) (graph.Store, error) // of Connect: makes store
	store     graph.Store                                    // nil until it was opened; guarded by turn until there is a graph
	authorize func(ctx context.Context, g *graph.Graph, r Request, changes []graph.Change) error
	now       func() time.Time

	current atomic.Pointer[graph.Graph] // nil until the first load
	outage  outage

	folds     *folds // graphs of the past
	retention retention
	tail      tail // the newest commits

	turn chan struct{} // held by who changes current
	last time.Time     // of the newest commit known; guarded by turn

	queue queue // of requests that nobody serves yet

	mu    sync.Mutex
	moved chan struct{} // closed when current changes, and then another

	closing   context.Context
	close     context.CancelFunc
	closed    sync.Once
	following sync.WaitGroup
}

// Option changes what a Catalog does.
type Option func(*Catalog)

// Authorize has a function decide whether a request may do what it would do: it is called with the graph before and all
// changes, also for a dry run and where there is no change, and its error refuses the request. It holds up every other
// writer and must not apply anything itself. Without it everything is allowed.
func Authorize(decide func(ctx context.Context, g *graph.Graph, r Request, changes []graph.Change) error) Option {
	return func(c *Catalog) { c.authorize = decide }
}

// Clock has commits take their time from a function instead of [time.Now].
func Clock(now func() time.Time) Option {
	return func(c *Catalog) { c.now = now }
}

// Report has a function told when an outage of the store begins, and why, and when it is over: nil. It is called from one
// goroutine at a time and holds up following.
func Report(tell func(trouble error)) Option {
	return func(c *Catalog) { c.outage.tell = tell }
}

// Open loads the newest state of a store and follows the store from then on. The Catalog owns the store if Open succeeds,
// and closes it with itself. Linear in the state.
func Open(ctx context.Context, store graph.Store, options ...Option) (*Catalog, error) {
	c := newCatalog(ctx, options)
	c.store = store
	if err := c.load(ctx); err != nil {
		c.close()
		return nil, err
	}
	c.begin()
	return c, nil
}

// begin starts what goes on until the Catalog is closed.
func (c *Catalog) begin() {
	c.following.Go(c.follow)
	if c.retention.age > 0 {
		c.following.Go(c.retain)
	}
}

func newCatalog(ctx context.Context, options []Option) *Catalog {
	c := &Catalog{
		authorize: func(context.Context, *graph.Graph, Request, []graph.Change) error { return nil },
		now:       time.Now,
		outage:    newOutage(),
		folds:     newFolds(),
		turn:      make(chan struct{}, 1),
		moved:     make(chan struct{}),
	}
	for _, option := range options {
		option(c)
	}
	c.closing, c.close = context.WithCancel(context.WithoutCancel(ctx))
	return c
}

// Graph returns the newest graph that is known, at once; nil where [Connect] has not reached the store yet. After Close
// it stays the last one.
func (c *Catalog) Graph() *graph.Graph { return c.current.Load() }

// Close ends following and compacting, waits for an Apply under way, and closes the store. After it all methods that can fail are Unavailable.
func (c *Catalog) Close() error {
	var err error
	c.closed.Do(func() {
		c.close()
		c.following.Wait()
		c.turn <- struct{}{}
		defer func() { <-c.turn }()
		if c.store != nil {
			err = c.store.Close()
		}
	})
	return err
}

// hold waits for the turn to change the graph, whatever is known of the store, until ctx ends or alarm is closed; give ends it.
func (c *Catalog) hold(ctx context.Context, alarm <-chan struct{}) error {
	select {
	case <-ctx.Done():
		return given(ctx)
	case <-c.closing.Done():
		return errClosed
	case <-alarm:
		return c.refusal()
	case c.turn <- struct{}{}:
	}
	if c.closing.Err() != nil {
		c.give()
		return errClosed
	}
	return nil
}

func (c *Catalog) give() { <-c.turn }

var errClosed = &graph.Error{Kind: graph.Unavailable, Message: "the catalog is being closed; try again when the server is back"}

// given is the error of who did not wait for the end.
func given(ctx context.Context) error {
	return &graph.Error{Kind: graph.Timeout, Message: "not waited for any longer; nothing was changed", Err: ctx.Err()}
}

// canceled returns what tells why nobody waits any more.
func canceled(ctx context.Context) func() error {
	return func() error {
		if ctx.Err() == nil {
			return nil
		}
		return given(ctx)
	}
}
