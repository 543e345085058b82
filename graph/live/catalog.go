package live

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Catalog is a catalog in use. All methods may be called at the same time from several goroutines.
type Catalog struct {
	store     graph.Store // set before current is for the first time; guarded by turn until then
	authorize func(ctx context.Context, g *graph.Graph, r Request, changes []graph.Change) error
	now       func() time.Time
	report    func(error)

	current atomic.Pointer[graph.Graph]
	trouble atomic.Pointer[error] // why the store cannot be followed

	open func(context.Context) (graph.Store, error) // of Connect

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

// Report has a function told when the store cannot be followed, and why, and when it can be again: nil. It is called from
// one goroutine at a time and holds up following.
func Report(tell func(trouble error)) Option {
	return func(c *Catalog) { c.report = tell }
}

// Open loads the newest state of a store and follows the store from then on. The Catalog owns the store if Open succeeds,
// and closes it with itself. Linear in the state.
func Open(ctx context.Context, store graph.Store, options ...Option) (*Catalog, error) {
	c := catalog(options)
	c.store = store
	if err := c.load(ctx); err != nil {
		return nil, err
	}
	c.begin(ctx)
	return c, nil
}

// Connect is Open for a server that starts although its store is away. The store is opened by a function, which is called
// again, after longer and longer pauses, for as long as it says Unavailable. Until then, and until the state is loaded,
// AtLeast and Apply are Unavailable with what Trouble says. Any other error of the first call is returned: it does not
// get better by waiting.
func Connect(ctx context.Context, open func(context.Context) (graph.Store, error), options ...Option) (*Catalog, error) {
	c := catalog(options)
	c.open = open
	err := c.connect(ctx)
	if err != nil && (graph.KindOf(err) != graph.Unavailable || ctx.Err() != nil) {
		return nil, err
	}
	if err != nil {
		c.note(err)
	}
	c.begin(ctx)
	return c, nil
}

func catalog(options []Option) *Catalog {
	c := &Catalog{
		authorize: func(context.Context, *graph.Graph, Request, []graph.Change) error { return nil },
		now:       time.Now,
		report:    func(error) {},
		turn:      make(chan struct{}, 1),
		moved:     make(chan struct{}),
	}
	for _, option := range options {
		option(c)
	}
	return c
}

// begin follows the store from now on.
func (c *Catalog) begin(ctx context.Context) {
	c.closing, c.close = context.WithCancel(context.WithoutCancel(ctx))
	c.following.Go(c.follow)
}

// connect opens the store and loads its state. What was opened and cannot be loaded is closed again.
func (c *Catalog) connect(ctx context.Context) error {
	store, err := c.open(ctx)
	if err != nil {
		return err
	}
	c.store = store
	if err := c.load(ctx); err != nil {
		c.store = nil
		return errors.Join(err, store.Close())
	}
	return nil
}

// Graph returns the newest graph that is known, at once. After Close it stays the last one. Where nothing was loaded yet
// (see Connect) it is the empty one; AtLeast and Loaded tell that apart.
func (c *Catalog) Graph() *graph.Graph {
	if g := c.current.Load(); g != nil {
		return g
	}
	return graph.Empty()
}

// Loaded reports whether there is anything to answer from.
func (c *Catalog) Loaded() bool { return c.current.Load() != nil }

// Trouble returns why the store cannot be followed at the moment, nil if it can: the graph may then be behind what other
// servers commit. It is tried again all the time.
func (c *Catalog) Trouble() error {
	if err := c.trouble.Load(); err != nil {
		return *err
	}
	return nil
}

// note keeps why the store cannot be followed, or that it can, and reports what is new.
func (c *Catalog) note(err error) {
	before := c.Trouble()
	if err == nil {
		c.trouble.Store(nil)
	} else {
		c.trouble.Store(&err)
	}
	if (before == nil) != (err == nil) {
		c.report(err)
	}
}

// Close ends following, waits for an Apply under way, and closes the store. After it all methods that can fail are Unavailable.
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

// take waits for the turn to change the graph; give ends it.
func (c *Catalog) take(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return given(ctx)
	case <-c.closing.Done():
		return errClosed
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

// away is the error of who asks before anything was loaded.
func (c *Catalog) away() error {
	return &graph.Error{Kind: graph.Unavailable, Message: "the catalog was not loaded yet, and is tried again: " + reason(c.Trouble())}
}

// reason is the message of an error, in words that are safe to show.
func reason(err error) string {
	if known, is := errors.AsType[*graph.Error](err); is {
		return known.Message
	}
	return "its store is being opened"
}

// given is the error of who did not wait for the end.
func given(ctx context.Context) error {
	return &graph.Error{Kind: graph.Timeout, Message: "not waited for any longer; nothing was changed", Err: ctx.Err()}
}
