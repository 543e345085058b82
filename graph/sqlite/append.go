package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	codes "modernc.org/sqlite/lib"

	"github.com/headwater-catalog/headwater/graph"
)

const insertCommit = `INSERT INTO commits (revision, time, operation_id, hash, content) VALUES (?, ?, ?, ?, ?)`

// Append implements [graph.Store]. It costs one sync of the disk. A context that is done meanwhile does not interrupt it.
func (s *Store) Append(ctx context.Context, commit *graph.Commit) error {
	if err := ctx.Err(); err != nil {
		return s.fault("append", err)
	}
	ctx = context.WithoutCancel(ctx) // an outcome that nobody knows helps nobody
	err := s.write(func() error { return s.append(ctx, commit) })
	if err != nil {
		return s.fault("append", err)
	}
	s.checkpointIfDue()
	return nil
}

func (s *Store) append(ctx context.Context, commit *graph.Commit) error {
	head := s.at()
	if commit.Revision != head.revision+1 {
		return s.refuse(ctx, commit)
	}
	commit.Time = commit.Time.Round(0).UTC()
	if commit.Time.Before(s.last) {
		commit.Time = s.last
	}
	content, err := commit.Encode()
	if err != nil {
		return &graph.Error{Kind: graph.Internal, Err: err}
	}
	commit.Hash = graph.Seal(head.hash, content)
	operation := sql.NullString{String: commit.OperationID, Valid: commit.OperationID != ""}
	_, err = s.insert.ExecContext(ctx, int64(commit.Revision), written(commit.Time), operation, commit.Hash.String(), string(content))
	if code(err) == codes.SQLITE_CONSTRAINT {
		return s.refuse(ctx, commit)
	}
	if err != nil {
		return err
	}
	s.last = commit.Time
	s.advance(link{commit.Revision, commit.Hash}, len(content))
	return nil
}

// advance moves the head to a commit that is durable, and wakes who waits.
func (s *Store) advance(to link, bytes int) {
	if err := s.second.note(to); err != nil { // the commit is there all the same
		s.broken = s.latched(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head = to
	s.checkpoint.log += int64(bytes)
	if !s.closed {
		close(s.moved)
		s.moved = make(chan struct{})
	}
}

// refuse says why a commit cannot come next.
func (s *Store) refuse(ctx context.Context, commit *graph.Commit) error {
	if commit.OperationID != "" {
		earlier, err := s.Operation(ctx, commit.OperationID)
		if err != nil {
			return err
		}
		if earlier != nil {
			return &graph.Error{Kind: graph.OpIDReused, Message: fmt.Sprintf(
				"the operation id %q was used already, by revision %s", commit.OperationID, earlier.Revision)}
		}
	}
	return &graph.Error{Kind: graph.Conflict, Message: fmt.Sprintf(
		"the catalog is at revision %s, so %s cannot come next: read what changed and try again", s.at().revision, commit.Revision)}
}

// write does something to the file, one at a time. After an error that may have left anything behind nothing is written
// any more: trying again could make a torn state look whole.
func (s *Store) write(do func() error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.broken != nil {
		return s.broken
	}
	err := do()
	var told *graph.Error
	if err != nil && !errors.As(err, &told) && !passes(err) {
		s.broken = s.latched(err)
	}
	return err
}

// Wait implements [graph.Store]. Since one process has the file, nobody else appends. Closing the store ends it.
func (s *Store) Wait(ctx context.Context, after graph.Revision) error {
	for {
		s.mu.Lock()
		head, moved, closed := s.head.revision, s.moved, s.closed
		s.mu.Unlock()
		switch {
		case ctx.Err() != nil:
			return s.fault("wait", ctx.Err())
		case head > after:
			return nil
		case closed:
			return &graph.Error{Kind: graph.Unavailable, Op: "wait", Message: s.path + " is closed"}
		}
		select {
		case <-moved:
		case <-ctx.Done():
		}
	}
}

// at returns the head.
func (s *Store) at() link {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.head
}

// written is a time as it stands in the file.
func written(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
