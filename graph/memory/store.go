// Package memory is a [graph.Store] that keeps everything in memory, for demonstrations and tests.
//
// It promises what every store does, and passes the same suite (package graphtest), except that nothing outlives the
// process: it can be neither closed and opened again nor shared between processes. Commits are kept as they are encoded,
// under the same chain of hashes as elsewhere, so that what is read is never what a caller still holds and could change.
package memory

import (
	"context"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

var (
	_ graph.Store           = (*Store)(nil)
	_ graph.OperationFinder = (*Store)(nil)
	_ graph.Compactor       = (*Store)(nil)
)

// Store is a catalog in memory. Its zero value is not usable; see [New].
type Store struct {
	mu         sync.Mutex
	base       graph.Base
	begun      map[graph.Key]*graph.Record // the records of base; never changed, only replaced
	log        []sealed                    // log[i] has revision base.Revision+i+1
	last       time.Time
	operations map[string]graph.Revision
	records    map[graph.Key]*graph.Record
	moved      chan struct{}                // closed when the head moves, and then another
	documents  map[string]map[string]string // by shelf and name
}

// sealed is a commit as it is kept.
type sealed struct {
	encoded []byte
	hash    graph.Hash
}

// open returns the commit.
func (s sealed) open() (*graph.Commit, error) {
	commit, err := graph.DecodeCommit(s.encoded)
	if err != nil {
		return nil, err
	}
	commit.Hash = s.hash
	return commit, nil
}

// New returns an empty store.
func New() *Store {
	return &Store{
		operations: map[string]graph.Revision{},
		records:    map[graph.Key]*graph.Record{},
		moved:      make(chan struct{}),
		documents:  map[string]map[string]string{},
	}
}

// Load implements [graph.Store]. It takes a copy of the list of records, linear in their number.
func (s *Store) Load(ctx context.Context) (graph.Revision, iter.Seq2[*graph.Record, error]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.head(), all(ctx, slices.Collect(maps.Values(s.records)))
}

// all yields records until the context is done.
func all(ctx context.Context, records []*graph.Record) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for _, record := range records {
			if err := done(ctx, "load"); err != nil {
				yield(nil, err)
				return
			}
			if !yield(record, nil) {
				return
			}
		}
		if err := done(ctx, "load"); err != nil {
			yield(nil, err)
		}
	}
}

// Append implements [graph.Store].
func (s *Store) Append(ctx context.Context, commits ...*graph.Commit) error {
	if err := done(ctx, "append"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refuse(commits); err != nil {
		return err
	}
	kept, own, err := s.seal(commits)
	if err != nil || len(commits) == 0 {
		return err
	}
	for i := range kept {
		s.lay(kept[i], own[i])
	}
	close(s.moved)
	s.moved = make(chan struct{})
	return nil
}

// refuse says why commits cannot come next.
func (s *Store) refuse(commits []*graph.Commit) error {
	for _, c := range commits {
		if r, used := s.operations[c.OperationID]; used {
			return graph.Reused(c.OperationID, r)
		}
	}
	return graph.CheckOrder(s.head(), commits)
}

// seal returns commits as they are kept, and each once more as the store's own: it shares nothing with what the caller holds.
func (s *Store) seal(commits []*graph.Commit) (kept []sealed, own []*graph.Commit, err error) {
	hash, last := s.hash(), s.last
	for _, c := range commits {
		encoded, err := c.Follow(hash, last)
		if err != nil {
			return nil, nil, err
		}
		hash, last = c.Hash, c.Time
		kept = append(kept, sealed{encoded, hash})
		opened, err := kept[len(kept)-1].open()
		if err != nil {
			return nil, nil, err
		}
		own = append(own, opened)
	}
	return kept, own, nil
}

// lay puts a commit at the end of the log and its changes over the records.
func (s *Store) lay(kept sealed, commit *graph.Commit) {
	s.log = append(s.log, kept)
	s.last = commit.Time
	if commit.OperationID != "" {
		s.operations[commit.OperationID] = commit.Revision
	}
	over(s.records, commit)
}

// over lays a commit over records.
func over(records map[graph.Key]*graph.Record, commit *graph.Commit) {
	for _, change := range commit.Changes {
		if change.After == nil {
			delete(records, change.Key())
		} else {
			records[change.Key()] = change.After
		}
	}
}

// Log implements [graph.Store]. What is compacted while it is read is read to its end.
func (s *Store) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.base.Check(after); err != nil {
		return func(yield func(*graph.Commit, error) bool) { yield(nil, err) }
	}
	log := s.log[min(after, s.head())-s.base.Revision:] // what is appended later lies beyond its end
	return func(yield func(*graph.Commit, error) bool) {
		for _, kept := range log {
			commit, err := kept.open()
			if ended := done(ctx, "log"); ended != nil {
				commit, err = nil, ended
			}
			if !yield(commit, err) || err != nil {
				return
			}
		}
	}
}

// Wait implements [graph.Store].
func (s *Store) Wait(ctx context.Context, after graph.Revision) error {
	for {
		s.mu.Lock()
		head, moved := s.head(), s.moved
		s.mu.Unlock()
		if err := done(ctx, "wait"); err != nil {
			return err
		}
		if head > after {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
		}
	}
}

// Operation implements [graph.OperationFinder].
func (s *Store) Operation(ctx context.Context, id string) (*graph.Commit, error) {
	if err := done(ctx, "operation"); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	r, found := s.operations[id]
	if !found {
		return nil, nil
	}
	return s.log[r-s.base.Revision-1].open()
}

// Close does nothing: what the store holds is let go of with the last reference to it.
func (s *Store) Close() error { return nil }

func (s *Store) head() graph.Revision { return s.base.Revision + graph.Revision(len(s.log)) }

// hash returns the hash of the head's commit, zeros where there is none.
func (s *Store) hash() graph.Hash {
	if len(s.log) == 0 {
		return s.base.Hash
	}
	return s.log[len(s.log)-1].hash
}

// done returns an error that wraps the context's, if it has one.
func done(ctx context.Context, op string) error {
	if err := ctx.Err(); err != nil {
		return &graph.Error{Kind: graph.Timeout, Op: op, Message: "not waited for any longer", Err: err}
	}
	return nil
}
