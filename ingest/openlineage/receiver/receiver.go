// Package receiver takes events of OpenLineage into a catalog.
//
// It promises that an event is durable in the catalog when [Receiver.Receive] says so, that an event which is sent again changes
// nothing, and that events which come at the same time are committed together, those of one sender and source in one commit. It
// promises that what can never be taken is told from what should be sent again, event by event, and kept as a [Letter].
//
// A run that says nothing new of lineage makes no commit. It is kept beside the catalog, a document for each job with its last
// runs; those are durable as well before Receive says so, and are read again when the process starts.
//
// It remembers which events came lately, and which job a run is of, in a bounded number: a run's id that two jobs use is refused
// while it is among the last 50,000 to 100,000 that came, or since the process started among the last 8 of its job. Servers that share
// a store do not know each other's until they are started again.
package receiver

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// Catalog is what a Receiver needs of a live.Catalog.
type Catalog interface {
	Apply(context.Context, live.Request) (live.Applied, error)
	graph.Shelf
}

// Receiver takes events in. It is safe for concurrent use.
type Receiver struct {
	catalog Catalog
	now     func() time.Time
	heard   openlineage.Heard
	seen    recent[[sha256.Size]byte, struct{}] // digests of events that were taken
	runs    recent[string, openlineage.Name]    // the job of a run, by its id
	recall  recall
	queues  queues
	letters letters // what was refused for good
	watch   Watch
}

// New returns a Receiver of a catalog, which tells what it does to whom it is given.
func New(catalog Catalog, watch ...Watch) *Receiver {
	r := &Receiver{catalog: catalog, now: time.Now, watch: joined(watch)}
	r.letters = letters{shelf: catalog, kept: r.watch.Kept}
	return r
}

// Fate is what became of an event.
type Fate struct {
	Known bool  // it said nothing new: it was sent before, or all of it was known
	Err   error // why it was not taken; see Receive

	Withheld bool // nothing is wrong with it, but with others that were to be taken with it or not at all; Err says so
}

// Receive takes events, each the JSON text of one, that somebody sends, and returns when those that are taken are durable: what
// became of each, in their order. One that is refused does not keep the others out. A Fate's Err is an *openlineage.NoEvent for
// what is no event at all, graph.Faults of kind BadUserInput for a faulty one, a *graph.Error of kind Conflict where the run's id
// is another job's, and else why the catalog does not take it: of kind Unavailable or Timeout it should be sent again.
func (r *Receiver) Receive(ctx context.Context, sender string, texts ...[]byte) []Fate {
	fates, waiting := make([]Fate, len(texts)), make([]*waiter, len(texts))
	err := r.recallRuns(ctx)
	for i, text := range texts {
		if fates[i].Err = err; err == nil {
			fates[i], waiting[i] = r.join(sender, text)
		}
	}
	for i, w := range waiting {
		if w != nil {
			fates[i] = r.await(ctx, w)
		}
		if fates[i].Err != nil {
			r.refuse(ctx, sender, texts[i], fates[i].Err)
		}
		r.watch.Received(outcomeOf(fates[i]))
	}
	return fates
}

// join puts an event where it waits to be committed, or says what becomes of it at once.
func (r *Receiver) join(sender string, text []byte) (Fate, *waiter) {
	digest := digestOf(text)
	if _, known := r.seen.get(digest); known {
		return Fate{Known: true}, nil
	}
	e, err := r.decode(text)
	if err != nil {
		return Fate{Err: err}, nil
	}
	w := &waiter{event: e, digest: digest, done: make(chan struct{})}
	w.queue = r.queues.join(queueOf{sender, openlineage.Source(e)}, w)
	return Fate{}, w
}

// decode reads an event, whose run is of no other job.
func (r *Receiver) decode(text []byte) (*openlineage.Event, error) {
	e, err := openlineage.Decode(text)
	if err == nil {
		err = r.checkRun(e)
	}
	return e, err
}

func digestOf(text []byte) [sha256.Size]byte { return sha256.Sum256(text) }

// checkRun refuses a run's id that another job uses, and keeps it for this one.
func (r *Receiver) checkRun(e *openlineage.Event) error {
	if e.Kind != openlineage.RunEvent || e.Anonymous() {
		return nil
	}
	return ofAnother(e, r.runs.getOrPut(e.Run, e.Job.Name))
}

// ofAnother refuses an event whose run is that of another job.
func ofAnother(e *openlineage.Event, of openlineage.Name) error {
	if of == e.Job.Name {
		return nil
	}
	return &graph.Error{Kind: graph.Conflict, Path: []any{"run", "runId"}, Message: fmt.Sprintf(
		"run.runId is used by the job %q in %q already: each run has an id of its own", of.Name, of.Namespace)}
}

// await returns what became of an event. Whoever gets the turn meanwhile commits what waits beside it.
func (r *Receiver) await(ctx context.Context, w *waiter) Fate {
	q, expired := w.queue, ctx.Done()
	defer r.queues.left(q)
	for !w.answered() {
		select {
		case <-w.done:
		case <-expired:
			if q.leave(w) {
				return Fate{Err: &graph.Error{Kind: graph.Timeout, Message: "not waited for any longer; the event was not taken", Err: ctx.Err()}}
			}
			expired = nil // it is being made durable: the answer comes
		case q.turn <- struct{}{}:
			r.lead(context.WithoutCancel(ctx), q)
		}
	}
	if w.fate.Err == nil {
		r.seen.put(w.digest, struct{}{})
	}
	return w.fate
}

// lead has the turn for one commit.
func (r *Receiver) lead(ctx context.Context, q *queue) {
	defer func() { <-q.turn }()
	r.serve(ctx, q)
}

// serve commits what waits in a queue.
func (r *Receiver) serve(ctx context.Context, q *queue) {
	waiting := q.take()
	if len(waiting) == 0 {
		return
	}
	defer abandon(waiting) // of a panic: it goes on in who has the turn, and leaves nobody waiting
	known, err := r.commit(ctx, q.of, waiting)
	if _, faulty := errors.AsType[graph.Faults](err); (faulty || graph.KindOf(err) == graph.BadUserInput) && len(waiting) > 1 {
		for _, w := range waiting {
			w.answer(r.commit(ctx, q.of, []*waiter{w}))
		}
		return
	}
	for _, w := range waiting {
		w.answer(known, err)
	}
}

// abandon answers who is not answered.
func abandon(waiting []*waiter) {
	for _, w := range waiting {
		if !w.answered() {
			w.answer(false, &graph.Error{Kind: graph.Internal, Op: "receive", Message: "something went wrong in an event that was taken together with this one"})
		}
	}
}

// commit makes durable what events say, and reports whether that was all known.
func (r *Receiver) commit(ctx context.Context, of queueOf, waiting []*waiter) (known bool, err error) {
	events := make([]*openlineage.Event, len(waiting))
	for i, w := range waiting {
		events[i] = w.event
	}
	runs := 0 // that were not known
	applied, err := r.catalog.Apply(ctx, live.Request{
		Actor: of.sender, Source: of.source,
		Prepare: func(g *graph.Graph) ([]graph.Edit, error) {
			before := r.heard.Runs()
			defer func() { runs += r.heard.Runs() - before }()
			return openlineage.Fold(g, r.now(), &r.heard, events...)
		},
	})
	if err == nil {
		err = r.keepRuns(ctx)
	}
	return len(applied.Changes) == 0 && runs == 0, err
}
