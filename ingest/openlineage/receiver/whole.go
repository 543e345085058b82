package receiver

import (
	"context"
	"errors"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// ReceiveWhole takes events as Receive does, but all of them in one commit, or none: where one is refused the others are withheld. They
// must be of one source, for a commit is. What is withheld is no Letter: nothing is wrong with it.
func (r *Receiver) ReceiveWhole(ctx context.Context, sender string, texts ...[]byte) []Fate {
	fates := make([]Fate, len(texts))
	if err := r.recallRuns(ctx); err != nil {
		fill(fates, Fate{Err: err})
	} else if waiting := r.decodeAll(texts, fates); waiting != nil {
		known, err := r.commitWhole(ctx, sender, waiting)
		fill(fates, Fate{Known: known && err == nil, Err: err})
		if refusal, is := errors.AsType[*openlineage.Refusal](err); is {
			fates[refusal.Event].Err = refusal.Err
			withhold(fates, func(i int) bool { return i != refusal.Event })
		}
	}
	for i, fate := range fates {
		if fate.Err != nil && !fate.Withheld {
			r.refuse(ctx, sender, texts[i], fate.Err)
		}
		r.watch.Received(outcomeOf(fate))
	}
	return fates
}

func fill(fates []Fate, with Fate) {
	for i := range fates {
		fates[i] = with
	}
}

// decodeAll reads events, or returns nil and says in fates what is wrong with which.
func (r *Receiver) decodeAll(texts [][]byte, fates []Fate) []*waiter {
	waiting, faulty, runs := make([]*waiter, len(texts)), false, map[string]openlineage.Name{}
	for i, text := range texts {
		waiting[i] = &waiter{digest: digestOf(text)}
		waiting[i].event, fates[i].Err = r.decodeBeside(runs, text)
		if fates[i].Err == nil && !faulty && openlineage.Source(waiting[i].event) != openlineage.Source(waiting[0].event) {
			fates[i].Err = &graph.Error{Kind: graph.BadUserInput, Path: []any{"job", "namespace"}, Message: fmt.Sprintf(
				"job.namespace makes it an event of the source %q, others are of %q: send those of each namespace by themselves, or without atomic",
				openlineage.Source(waiting[i].event).Name, openlineage.Source(waiting[0].event).Name)}
		}
		faulty = faulty || fates[i].Err != nil
	}
	if !faulty {
		return waiting
	}
	withhold(fates, func(i int) bool { return fates[i].Err == nil })
	return nil
}

// withhold says of events that others were refused.
func withhold(fates []Fate, which func(i int) bool) {
	for i := range fates {
		if which(i) {
			fates[i] = Fate{Withheld: true, Err: &graph.Error{Kind: graph.Conflict, Message: "others that it came with were refused, and all or none were to be taken"}}
		}
	}
}

// decodeBeside reads an event, whose run is of no other job, also of none of those that it came with: their runs are kept for their jobs
// when all are taken.
func (r *Receiver) decodeBeside(runs map[string]openlineage.Name, text []byte) (*openlineage.Event, error) {
	e, err := openlineage.Decode(text)
	if err != nil || e.Kind != openlineage.RunEvent || e.Anonymous() {
		return e, err
	}
	of, known := r.runs.get(e.Run)
	if !known {
		if of, known = runs[e.Run]; !known {
			of, runs[e.Run] = e.Job.Name, e.Job.Name
		}
	}
	return e, ofAnother(e, of)
}

// commitWhole makes events of one source durable in one commit.
func (r *Receiver) commitWhole(ctx context.Context, sender string, waiting []*waiter) (known bool, err error) {
	if len(waiting) == 0 {
		return true, nil
	}
	for _, w := range waiting {
		if err := r.checkRun(w.event); err != nil {
			return false, err
		}
	}
	known, err = r.commit(ctx, queueOf{sender, openlineage.Source(waiting[0].event)}, waiting)
	if err == nil {
		for _, w := range waiting {
			r.seen.put(w.digest, struct{}{})
		}
	}
	return known, err
}
