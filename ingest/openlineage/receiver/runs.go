package receiver

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

const shelfOfRuns = "runs"

// recall is what was kept of runs before the process started. It is read before the first event is taken.
type recall struct {
	mu   sync.Mutex
	done bool
}

// recallRuns reads what was kept of runs, unless that is done.
func (r *Receiver) recallRuns(ctx context.Context) error {
	r.recall.mu.Lock()
	defer r.recall.mu.Unlock()
	if r.recall.done {
		return nil
	}
	documents, err := r.catalog.Documents(ctx, shelfOfRuns)
	if err != nil && (documents == nil || graph.KindOf(err) != graph.StoreCorrupt) { // one that is damaged does not keep the others from being known
		return unavailable(err)
	}
	r.heard.Recall(documents, func(run string, job openlineage.Name) { r.runs.put(run, job) })
	r.recall.done = true
	return nil
}

// unavailable has a reading that failed be tried again by who sends events.
func unavailable(err error) error {
	if known, is := errors.AsType[*graph.Error](err); is && known.Kind == graph.Timeout {
		return err
	}
	return &graph.Error{Kind: graph.Unavailable, Op: "receive", Message: "what is known of runs could not be read; send the event again", Err: err}
}

// keepRuns makes durable what was heard of runs.
func (r *Receiver) keepRuns(ctx context.Context) error {
	return r.heard.Keep(func(documents map[string]string) error {
		return r.catalog.PutDocuments(ctx, shelfOfRuns, documents)
	})
}

// Run is the last run of a job.
type Run struct {
	ID    string
	State string    // START, RUNNING, COMPLETE, ABORT, FAIL or OTHER; "" where no event of it said
	Time  time.Time // of its latest event, by the sender's clock
}

// LastRun returns the last run of a job that this receiver heard of; found is false where it heard of none. It waits for the store
// only where no event was taken yet.
func (r *Receiver) LastRun(ctx context.Context, job graph.ID) (last Run, found bool, err error) {
	if err := r.recallRuns(ctx); err != nil {
		return Run{}, false, err
	}
	heard, found := r.heard.LastRun(job)
	return Run{heard.ID, heard.State, time.UnixMicro(heard.At).UTC()}, found, nil
}
