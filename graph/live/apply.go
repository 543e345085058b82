package live

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// Request is what somebody wants changed.
type Request struct {
	Actor       string       // who asks
	Source      graph.Source // whose claims the edits make
	Whole       bool         // the edits are all that the source says: what else it claims or denies is withdrawn
	Edits       []graph.Edit
	Prepare     Prepare         // where there is one, says the edits
	Message     string          // why, for the history
	OperationID string          // chosen by the caller, so that the request can be sent again safely; may be ""
	IfRevision  *graph.Revision // refuse where the catalog is at any other; may be nil
	DryRun      bool            // only say what would happen
	Path        []any           // of the request in the caller's input, for messages
}

// Prepare says the edits of a request when the graph is known that they are judged over. It may be asked again. Its error refuses the request.
type Prepare func(*graph.Graph) ([]graph.Edit, error)

// Applied is what a request did.
type Applied struct {
	Before, After *graph.Graph
	Commit        *graph.Commit // nil where nothing changed, and of a dry run
	Changes       []graph.Change
}

// Apply carries a request out, all of it or nothing, and returns when the commit is durable. Requests that come while
// others are being made durable are judged one after the other, each over what those before it lead to, and made durable
// together; so many writers cost little more than one. Readers go on.
//
// What is wrong with the edits comes as [graph.Faults], or as the error of Authorize. A stale IfRevision is Conflict, one
// beyond the newest revision FutureRevision. An operation id that was used for another request is OpIDReused; for the
// same request, whoever sends it, the answer is the Commit it made, with its Changes, and the newest graph as Before and
// After. Requests that changed nothing are not remembered. When the store is Unavailable nobody may know whether the
// commit happened: the follower shows it if so, and the same operation id, sent again, does it once. That error comes to
// all that were to be made durable together, and to those that were judged over them.
//
// A context that is done while the request waits is Timeout, and nothing was changed. A commit that is being made durable
// is not interrupted: an outcome that nobody knows helps nobody, and the store has deadlines of its own.
func (c *Catalog) Apply(ctx context.Context, r Request) (Applied, error) {
	print, err := fingerprint(r)
	if err != nil {
		return Applied{}, err
	}
	alarm := c.outage.begins() // before the look at how it is, or an outage could begin between the two
	if err := c.reachable(ctx); err != nil {
		return Applied{}, err
	}
	w := &waiter{ctx: ctx, request: r, print: print, done: make(chan struct{})}
	c.queue.join(w)
	c.await(w, alarm)
	return w.applied, w.err
}

// await returns when a request is answered. Whoever gets the turn meanwhile serves what waits, until it is itself answered.
// When an outage begins, those whom nobody serves yet are refused: see outage.
func (c *Catalog) await(w *waiter, alarm <-chan struct{}) {
	expired, closing := w.ctx.Done(), c.closing.Done()
	for !w.answered() {
		select {
		case <-w.done:
		case c.turn <- struct{}{}:
			c.lead(w)
		case <-expired:
			c.withdraw(w, given(w.ctx))
			expired = nil // where somebody serves it already, the answer comes
		case <-alarm:
			c.withdraw(w, c.refusal())
			alarm = nil
		case <-closing:
			c.withdraw(w, errClosed)
			closing = nil
		}
	}
}

// lead serves what waits until a request is answered, and ends the turn.
func (c *Catalog) lead(w *waiter) {
	defer c.give()
	ctx := context.WithoutCancel(w.ctx) // others depend on it
	for !w.answered() {
		if c.closing.Err() != nil {
			c.withdraw(w, errClosed)
			return
		}
		if c.Trouble() != nil { // it was put back when an outage had begun
			c.withdraw(w, c.refusal())
			return
		}
		c.serve(ctx)
	}
}

// withdraw answers a request that nobody serves yet.
func (c *Catalog) withdraw(w *waiter, err error) {
	if c.queue.leave(w) {
		w.err = err
		close(w.done)
	}
}
