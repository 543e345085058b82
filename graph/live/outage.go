package live

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// outage is what is known of whether the store can be followed. The follower reports; who wants to write asks.
//
// In an outage no writer goes to the store by itself, to wait there for a time-out of its own: all that come knock, the
// follower tries once for all of them, and they go on or are refused by what it finds.
type outage struct {
	knocks chan struct{} // wakes the follower
	tell   func(error)   // see Report

	mu    *sync.Mutex
	why   error         // nil while the store is followed
	start chan struct{} // closed when an outage begins, and then another
	tried chan struct{} // closed at each report, and then another
}

func newOutage() outage {
	return outage{knocks: make(chan struct{}, 1), tell: func(error) {}, mu: new(sync.Mutex), start: make(chan struct{}), tried: make(chan struct{})}
}

// report notes the outcome of following.
func (o *outage) report(err error) {
	if _, before := o.state(); (before == nil) != (err == nil) { // nobody else reports
		o.tell(err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.why == nil && err != nil {
		close(o.start)
		o.start = make(chan struct{})
	}
	o.why = err
	close(o.tried)
	o.tried = make(chan struct{})
}

// begins returns what is closed when the next outage begins, also where one is on.
func (o *outage) begins() <-chan struct{} {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.start
}

// state returns what is closed at the next report, and the reason of an outage, nil if there is none.
func (o *outage) state() (tried <-chan struct{}, why error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.tried, o.why
}

// knock has the follower try at once.
func (o *outage) knock() {
	select {
	case o.knocks <- struct{}{}:
	default: // it is about to
	}
}

// Trouble returns why the store cannot be followed at the moment, nil if it can: the graph may then be behind what other
// servers commit. It is tried again all the time, at least every 5 s.
func (c *Catalog) Trouble() error {
	_, why := c.outage.state()
	return why
}

// reachable returns nil where the store is followed. In an outage it has the store tried at once, waits for what comes of
// that, for 3 s at most, and refuses if the outage goes on.
func (c *Catalog) reachable(ctx context.Context) error {
	tried, why := c.outage.state()
	if why == nil {
		return nil
	}
	c.outage.knock()
	timer := time.NewTimer(probeTime)
	defer timer.Stop()
	select {
	case <-tried:
	case <-timer.C:
	case <-ctx.Done():
		return given(ctx)
	case <-c.closing.Done():
		return errClosed
	}
	if c.Trouble() == nil {
		return nil
	}
	return c.refusal()
}

// refusal is the error of a change that the outage keeps from being tried.
func (c *Catalog) refusal() error {
	why := c.Trouble()
	return &graph.Error{Kind: graph.Unavailable, Op: "apply", Err: why, Message: fmt.Sprintf(
		"nothing was changed, because the store of the catalog cannot be used at the moment%s. Send the same request again later", because(why))}
}

// absent is the error of a question before there is anything to answer it from.
func (c *Catalog) absent() error {
	why := c.Trouble()
	return &graph.Error{Kind: graph.Unavailable, Op: "at least", Err: why, Message: fmt.Sprintf(
		"the catalog was not read yet since this server started%s. It is tried again all the time", because(why))}
}

// because adds the words of a reason to a message, nothing where there is none.
func because(why error) string {
	var known *graph.Error
	if errors.As(why, &known) && known.Message != "" {
		return ": " + known.Message
	}
	return ""
}
