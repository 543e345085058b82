package live

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// Request is what somebody wants changed.
type Request struct {
	Actor       string       // who asks
	Source      graph.Source // whose claims the edits make
	Whole       bool         // the edits are all that the source says: what else it claims is withdrawn
	Edits       []graph.Edit
	Message     string          // why, for the history
	OperationID string          // chosen by the caller, so that the request can be sent again safely; may be ""
	IfRevision  *graph.Revision // refuse where the catalog is at any other; may be nil
	DryRun      bool            // only say what would happen
	Path        []any           // of the request in the caller's input, for messages
}

// Applied is what a request did.
type Applied struct {
	Before, After *graph.Graph
	Commit        *graph.Commit // nil where nothing changed, and of a dry run
	Changes       []graph.Change
}

// Apply carries a request out, all of it or nothing, and returns when the commit is durable. Writers take turns; those
// that wait are carried out one after the other over each other's graphs and made durable together (see group). Readers go on.
//
// What is wrong with the edits comes as [graph.Faults], or as the error of Authorize. A stale IfRevision is Conflict, one
// beyond the newest revision FutureRevision. An operation id that was used for another request is OpIDReused; for the
// same request, whoever sends it, the answer is the Commit it made, with its Changes, and the newest graph as Before and
// After. Requests that changed nothing are not remembered. When the store is Unavailable nobody may know whether the
// commit happened: the follower shows it if so, and the same operation id, sent again, does it once.
//
// A context that is done takes the request out while it waits, and nothing is changed. What is being made durable is not
// interrupted: the store has deadlines of its own.
func (c *Catalog) Apply(ctx context.Context, r Request) (Applied, error) {
	print, err := fingerprint(r)
	if err != nil {
		return Applied{}, err
	}
	if !c.Loaded() {
		return Applied{}, c.away()
	}
	a := &asked{Request: r, ctx: ctx, print: print, answered: make(chan struct{})}
	c.enqueue(a)
	select {
	case <-a.answered:
	case c.turn <- struct{}{}:
		c.serve(a)
	case <-ctx.Done():
		c.leave(a, given(ctx))
	case <-c.closing.Done():
		c.leave(a, errClosed)
	}
	<-a.answered
	return a.applied, a.err
}
