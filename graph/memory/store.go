// Package memory is a [graph.Store] that keeps everything in memory, for demonstrations and tests.
//
// It promises what every store does, and passes the same suite (package graphtest), except that nothing outlives the
// process: it can be neither closed and opened again nor shared between processes. Commits are kept as they are encoded,
// under the same chain of hashes as elsewhere, so that what is read is never what a caller still holds and could change.
package memory

import (
	"context"
	"fmt"
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
)

// Store is a catalog in memory. Its zero value is not usable; see [New].
type Store struct {
	mu         sync.Mutex
	log        []sealed // log[i] has revision i+1
	last       time.Time
	operations map[string]graph.Revision
	records    map[graph.Key]*graph.Record
	moved      chan struct{} // closed when the head moves, and then another
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
	}
}

// Load implements [graph.Store]. It takes a copy of the list of records, linear in their number.
func (s *Store) Load(ctx context.Context) (graph.Revision, iter.Seq2[*graph.Record, error]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	records := slices.Collect(maps.Values(s.records))
	return s.head(), func(yield func(*graph.Record, error) bool) {
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
func (s *Store) Append(ctx context.Context, commit *graph.Commit) error {
	if err := done(ctx, "append"); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.refuse(commit); err != nil {
		return err
	}
	commit.Time = commit.Time.Round(0).UTC()
	if commit.Time.Before(s.last) {
		commit.Time = s.last
	}
	encoded, err := commit.Encode()
	if err != nil {
		return &graph.Error{Kind: graph.Internal, Op: "append", Err: err}
	}
	kept := sealed{encoded, graph.Seal(s.hash(), encoded)}
	own, err := kept.open() // shares nothing with what the caller holds
	if err != nil {
		return err
	}
	commit.Hash = kept.hash
	s.lay(kept, own)
	return nil
}

// refuse says why a commit cannot come next.
func (s *Store) refuse(commit *graph.Commit) error {
	if r, used := s.operations[commit.OperationID]; used {
		return &graph.Error{Kind: graph.OpIDReused, Op: "append",
			Message: fmt.Sprintf("the operation id %q was used already, by revision %s", commit.OperationID, r)}
	}
	if head := s.head(); commit.Revision != head+1 {
		return &graph.Error{Kind: graph.Conflict, Op: "append",
			Message: fmt.Sprintf("the catalog is at revision %s, so %s cannot come next: read what changed and try again", head, commit.Revision)}
	}
	return nil
}

// lay puts a commit at the end of the log and its changes over the records, and wakes who waits.
func (s *Store) lay(kept sealed, commit *graph.Commit) {
	s.log = append(s.log, kept)
	s.last = commit.Time
	if commit.OperationID != "" {
		s.operations[commit.OperationID] = commit.Revision
	}
	for _, change := range commit.Changes {
		if change.After == nil {
			delete(s.records, change.Key())
		} else {
			s.records[change.Key()] = change.After
		}
	}
	close(s.moved)
	s.moved = make(chan struct{})
}

// Log implements [graph.Store]. All revisions are kept, so it is never RevisionCompacted.
func (s *Store) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	s.mu.Lock()
	defer s.mu.Unlock()
	log := s.log[min(after, s.head()):] // what is appended later lies beyond its end
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
	return s.log[r-1].open()
}

// Close does nothing: what the store holds is let go of with the last reference to it.
func (s *Store) Close() error { return nil }

func (s *Store) head() graph.Revision { return graph.Revision(len(s.log)) }

// hash returns the hash of the head's commit, zeros where there is none.
func (s *Store) hash() graph.Hash {
	if len(s.log) == 0 {
		return graph.Hash{}
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
