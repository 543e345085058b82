package neo4j

import (
	"context"
	"iter"
	"math"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// atOnce is how many commits are read in one transaction.
const atOnce = 256

// Log implements [graph.Store]. It reads some commits at a time, so that one who reads slowly holds nothing up.
func (s *Store) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	head, err := s.head(ctx, pollTime)
	return func(yield func(*graph.Commit, error) bool) {
		if err != nil {
			yield(nil, s.fault(ctx, "log", err))
			return
		}
		if after >= head.revision {
			return
		}
		for commit, err := range s.after(ctx, after, head.revision) {
			if !yield(commit, s.fault(ctx, "log", err)) {
				return
			}
		}
	}
}

// after yields the commits after a revision up to another, verified against the chain. An error is the last element.
func (s *Store) after(ctx context.Context, r, to graph.Revision) iter.Seq2[*graph.Commit, error] {
	at, err := s.linkAt(ctx, r, pollTime, func(transaction) error { return nil })
	if graph.KindOf(err) == graph.StoreCorrupt { // see commits
		at, err = s.linkAt(ctx, r, callTime, func(tx transaction) error {
			_, err := s.lock(tx)
			return err
		})
	}
	if err == nil && contradicts(s.witness.newest(), at) {
		err = s.setBack(at)
	}
	if err != nil {
		return func(yield func(*graph.Commit, error) bool) { yield(nil, err) }
	}
	return s.commits(ctx, at, to)
}

// linkAt returns the place of a revision in the chain, RevisionCompacted for one before the base, after something was done
// in the same transaction.
func (s *Store) linkAt(ctx context.Context, r graph.Revision, within time.Duration, first func(transaction) error) (at link, err error) {
	err = s.transact(ctx, within, func(tx transaction) error {
		if err := first(tx); err != nil {
			return err
		}
		var hash string
		var begins baseColumns
		p := map[string]any{"revision": int64(min(r, math.MaxInt64))}
		if err := tx.run(hashAndBase, p, into(append([]any{&hash}, begins.into()...)...)); err != nil {
			return err
		}
		at, err = s.place(r, hash, &begins)
		return err
	})
	return at, err
}

// place returns the place of a revision in the chain by the hash that its commit has, "" where there is none.
func (s *Store) place(r graph.Revision, text string, begins *baseColumns) (link, error) {
	from, err := s.baseOf(begins)
	if err != nil {
		return link{}, err
	}
	if err := from.Check(r); err != nil {
		return link{}, err
	}
	if r == from.Revision {
		return from.link(), nil
	}
	hash, readable := parseHash(text)
	switch {
	case text == "":
		return link{}, s.damaged(r, "it is missing")
	case !readable:
		return link{}, s.damaged(r, "its hash cannot be read")
	}
	return link{revision: r, hash: hash}, nil
}

// commits yields the commits after a place in the chain up to a revision.
//
// A commit that was made this moment may not be seen in full. So what seems damaged is looked at again under the head's
// lock, which nobody has while a commit is on its way.
func (s *Store) commits(ctx context.Context, at link, to graph.Revision) iter.Seq2[*graph.Commit, error] {
	return func(yield func(*graph.Commit, error) bool) {
		for at.revision < to {
			some, err := s.some(ctx, at, to, readHead)
			if graph.KindOf(err) == graph.StoreCorrupt {
				some, err = s.some(ctx, at, to, lockHead)
			}
			for _, commit := range some {
				if !yield(commit, nil) {
					return
				}
				at = link{revision: commit.Revision, hash: commit.Hash}
				s.witness.note(at.revision, at.hash)
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// some reads the next commits, after a look at the head of one kind or the other. Those before an error are returned with it.
func (s *Store) some(ctx context.Context, at link, to graph.Revision, look cypher) ([]*graph.Commit, error) {
	var commits []*graph.Commit
	err := s.transact(ctx, callTime, func(tx transaction) error {
		commits = nil
		head, err := s.headBy(tx, look)
		if err != nil {
			return err
		}
		if err := head.base.Check(at.revision); err != nil {
			return err
		}
		next, p := at, map[string]any{"after": int64(at.revision), "to": int64(to), "limit": atOnce}
		if err := tx.run(someCommits, p, func(row []any) error {
			commit, err := s.decode(row, next)
			if err == nil {
				commits = append(commits, commit)
				next = link{revision: commit.Revision, hash: commit.Hash}
			}
			return err
		}); err != nil {
			return err
		}
		if next == at {
			return s.damaged(at.revision+1, "it is missing")
		}
		return nil
	})
	return commits, err
}

// decode reads the commit of a row and verifies that it follows a place in the chain.
func (s *Store) decode(row []any, previous link) (*graph.Commit, error) {
	var revision int64
	var hash, content string
	r := previous.revision + 1
	if err := into(&revision, &hash, &content)(row); err != nil {
		return nil, s.damaged(r, "it cannot be read")
	}
	if graph.Revision(revision) != r {
		return nil, s.damaged(r, "it is missing")
	}
	sealed := graph.Seal(previous.hash, []byte(content))
	if sealed.String() != hash {
		return nil, s.damaged(r, "it does not match its hash")
	}
	commit, err := graph.DecodeCommit([]byte(content))
	if err != nil || commit.Revision != r {
		return nil, s.damaged(r, "it cannot be read")
	}
	commit.Hash = sealed
	return commit, nil
}

// Operation implements [graph.OperationFinder]: a look into an index.
func (s *Store) Operation(ctx context.Context, id string) (*graph.Commit, error) {
	if id == "" {
		return nil, s.fault(ctx, "operation", ctx.Err())
	}
	var r graph.Revision
	err := s.transact(ctx, callTime, func(tx transaction) (err error) {
		r, err = revisionOf(tx, id)
		return err
	})
	if err != nil || r == 0 {
		return nil, s.fault(ctx, "operation", err)
	}
	for commit, err := range s.after(ctx, r-1, r) {
		if graph.KindOf(err) == graph.RevisionCompacted { // dropped, and about to be deleted
			return nil, nil //nolint:nilnil // there is none
		}
		if err == nil && commit.OperationID != id {
			err = s.damaged(r, "its operation id is another than its content says")
		}
		return commit, s.fault(ctx, "operation", err)
	}
	return nil, s.fault(ctx, "operation", s.damaged(r, "it is missing"))
}

// Wait implements [graph.Store]. It looks at the head every 100 ms; an error of looking ends it.
func (s *Store) Wait(ctx context.Context, after graph.Revision) error {
	again := time.NewTicker(pollPause)
	defer again.Stop()
	for {
		if ctx.Err() != nil {
			return s.fault(ctx, "wait", ctx.Err())
		}
		seen := s.witness.newest() // before the look, or it might be newer than the head
		head, err := s.head(ctx, pollTime)
		if err == nil && goesBack(seen, head) {
			err = s.setBack(head)
		}
		if err != nil || head.revision > after {
			return s.fault(ctx, "wait", err)
		}
		select {
		case <-again.C:
		case <-ctx.Done():
		}
	}
}
