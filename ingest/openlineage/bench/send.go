package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/sqlite"
	"github.com/headwater-catalog/headwater/ingest/openlineage/eventtest"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
)

// sending is what is sent by how many.
type sending struct {
	what            string
	senders, events int
	jobs            int  // whose runs they are
	known           bool // the jobs ran before
	own             bool // each sender has a name of its own, so that no two share a commit
}

// jobs is how many there are whose runs repeat what is known.
const jobs = 100

// cases are what is measured.
func cases(events int) []sending {
	const repeated, changed = "runs of 100 jobs, which say nothing new of lineage", "each run is of a job that was not known: a job, 3 tables and 30 columns are new"
	return []sending{
		{what: repeated, senders: 1, events: events, jobs: jobs, known: true},
		{what: repeated, senders: 64, events: events, jobs: jobs, known: true},
		{what: repeated + ", each sender by a name of its own", senders: 64, events: events, jobs: jobs, known: true, own: true},
		{what: changed, senders: 1, events: events / 10, jobs: events},
		{what: changed, senders: 64, events: events / 10, jobs: events},
	}
}

// figure is what was measured.
type figure struct {
	sending
	sent    int           // with those that were sent twice
	cpu     time.Duration // of the whole process
	clock   time.Duration
	took    []time.Duration // from an event to its answer, sorted
	commits uint64
}

func (s sending) measure(ctx context.Context, folder string) (f figure, err error) {
	folder, err = os.MkdirTemp(folder, "headwater-bench-")
	if err != nil {
		return f, err
	}
	defer func() { _ = os.RemoveAll(folder) }() // it is the system's to clean
	store, err := sqlite.Open(ctx, filepath.Join(folder, "catalog.db"))
	if err != nil {
		return f, err
	}
	catalog, err := live.Open(ctx, store)
	if err != nil {
		return f, errors.Join(err, store.Close())
	}
	defer func() { err = errors.Join(err, catalog.Close()) }()
	r := receiver.New(catalog)
	first := 0
	if s.known {
		for first = range 2 * s.jobs {
			if err := taken(r.Receive(ctx, "bench", eventtest.Sample(first, s.jobs))); err != nil {
				return f, err
			}
		}
		first++
	}
	return s.send(ctx, catalog, r, first)
}

// send sends the events from a first on, every tenth of them twice.
func (s sending) send(ctx context.Context, catalog *live.Catalog, r *receiver.Receiver, first int) (figure, error) {
	events := make([][]byte, s.events)
	for i := range events {
		events[i] = eventtest.Sample(first+i, s.jobs)
	}
	f := figure{sending: s, sent: s.events + s.events/10, took: make([]time.Duration, 0, s.events)}
	var next atomic.Int64
	var group sync.WaitGroup
	var mu sync.Mutex
	var failed error
	before, cpu, began := catalog.Graph().Revision(), spent(), time.Now()
	for sender := range s.senders {
		group.Go(func() {
			took, err := s.sendSome(ctx, r, s.nameOf(sender), events, &next)
			mu.Lock()
			defer mu.Unlock()
			f.took, failed = append(f.took, took...), errors.Join(failed, err)
		})
	}
	group.Wait()
	f.clock, f.cpu, f.commits = time.Since(began), spent()-cpu, uint64(catalog.Graph().Revision()-before)
	slices.Sort(f.took)
	return f, failed
}

// floor returns what it takes a store alone to make a job's runs durable, a document at a time: what no sender who waits for each of his events
// can do without.
func floor(ctx context.Context, folder string, times int) (each time.Duration, err error) {
	folder, err = os.MkdirTemp(folder, "headwater-bench-")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(folder) }() // it is the system's to clean
	store, err := sqlite.Open(ctx, filepath.Join(folder, "catalog.db"))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	text := strings.Repeat("runs of a job ", 50)
	cpu := spent()
	for i := range times {
		if err := store.PutDocuments(ctx, "runs", map[string]string{fmt.Sprint("job ", i%jobs): text}); err != nil {
			return 0, err
		}
	}
	return (spent() - cpu) / time.Duration(times), nil
}

func (s sending) nameOf(sender int) string {
	if !s.own {
		return "bench"
	}
	return fmt.Sprint("sender ", sender)
}

// sendSome sends events that nobody else sends.
func (s sending) sendSome(ctx context.Context, r *receiver.Receiver, name string, events [][]byte, next *atomic.Int64) (took []time.Duration, err error) {
	for i := next.Add(1) - 1; i < int64(len(events)); i = next.Add(1) - 1 {
		began := time.Now()
		err = errors.Join(err, taken(r.Receive(ctx, name, events[i])))
		took = append(took, time.Since(began))
		if i%10 == 0 {
			err = errors.Join(err, taken(r.Receive(ctx, name, events[i])))
		}
	}
	return took, err
}

func taken(fates []receiver.Fate) error {
	if err := fates[0].Err; err != nil {
		return fmt.Errorf("%s: %w", graph.KindOf(err), err)
	}
	return nil
}
