package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

const insertCommit = `INSERT INTO commits (revision, time, operation_id, hash, content) VALUES (?, ?, ?, ?, ?)`

// Append implements [graph.Store]. It costs one sync of the disk, however many commits. A context that is done meanwhile
// does not interrupt it.
func (s *Store) Append(ctx context.Context, commits ...*graph.Commit) error {
	if err := ctx.Err(); err != nil || len(commits) == 0 {
		return s.fault("append", err)
	}
	ctx = context.WithoutCancel(ctx) // an outcome that nobody knows helps nobody
	err := s.write(func() error { return s.append(ctx, commits) })
	if err != nil {
		return s.fault("append", err)
	}
	s.checkpointIfDue()
	return nil
}

// append writes commits, a row each, in one transaction of SQLite.
func (s *Store) append(ctx context.Context, commits []*graph.Commit) error {
	if err := s.refuse(ctx, commits); err != nil {
		return err
	}
	at, last, bytes := s.at(), s.last, 0
	err := s.inOne(ctx, func() error {
		for _, c := range commits {
			content, err := c.Follow(at.hash, last)
			if err != nil {
				return err
			}
			operation := sql.NullString{String: c.OperationID, Valid: c.OperationID != ""}
			if _, err := s.insert.ExecContext(ctx, int64(c.Revision), written(c.Time), operation, c.Hash.String(), string(content)); err != nil {
				return err
			}
			at, last, bytes = link{c.Revision, c.Hash}, c.Time, bytes+len(content)
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.last = last
	s.advance(at, bytes)
	return nil
}

// inOne makes one transaction of what is written: all of it is durable at its end, or nothing is there.
func (s *Store) inOne(ctx context.Context, write func() error) error {
	if _, err := s.writer.ExecContext(ctx, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	err := write()
	if err == nil {
		_, err = s.writer.ExecContext(ctx, `COMMIT`)
	}
	if err != nil {
		_, _ = s.writer.ExecContext(ctx, `ROLLBACK`) // fails where SQLite did so by itself
	}
	return err
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

// refuse says why commits cannot come next.
func (s *Store) refuse(ctx context.Context, commits []*graph.Commit) error {
	for _, c := range commits {
		if c.OperationID == "" {
			continue
		}
		earlier, err := s.revisionOf(ctx, c.OperationID)
		if err != nil {
			return err
		}
		if earlier > 0 {
			return graph.Reused(c.OperationID, earlier)
		}
	}
	return graph.CheckOrder(s.at().revision, commits)
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
