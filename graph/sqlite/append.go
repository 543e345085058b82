package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	codes "modernc.org/sqlite/lib"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

// Append implements [graph.Store]. It costs one sync of the disk, however many commits. A context that is done meanwhile
// does not interrupt it.
func (s *Store) Append(ctx context.Context, commits ...*graph.Commit) error {
	if err := ctx.Err(); err != nil || len(commits) == 0 {
		return s.fault("append", err)
	}
	s.checkpointIfDue()              // of what was appended before: whoever offers graphs has offered one by now
	ctx = context.WithoutCancel(ctx) // an outcome that nobody knows helps nobody
	err := s.write(func() error { return s.append(ctx, commits) })
	if err != nil {
		return s.fault("append", err)
	}
	return nil
}

// append writes commits, a row each, in one transaction of SQLite.
func (s *Store) append(ctx context.Context, commits []*graph.Commit) error {
	if err := graph.CheckOrder(s.at().revision, commits); err != nil {
		return s.orReused(ctx, commits, err)
	}
	at, last := s.at(), s.last
	var bytes, longest int
	err := s.inOne(ctx, func() error {
		for _, c := range commits {
			content, err := c.Follow(at.hash, last)
			if err != nil {
				return err
			}
			makeRoomFor(content)
			operation := sql.NullString{String: c.OperationID, Valid: c.OperationID != ""}
			if _, err := s.statements.insert.ExecContext(ctx, int64(c.Revision), written(c.Time), operation, c.Hash.String(), content); err != nil {
				return err
			}
			at, last = link{c.Revision, c.Hash}, c.Time
			bytes, longest = bytes+len(content), max(longest, len(content))
			fault.Reach(fault.RowWritten)
		}
		fault.Reach(fault.RowsWritten)
		return nil
	})
	if err != nil {
		return s.orReused(ctx, commits, err)
	}
	fault.Reach(fault.Synced)
	s.last = last
	s.advance(at, bytes, longest)
	return nil
}

// inOne makes one transaction of what is written: all of it is durable at its end, or nothing is there.
func (s *Store) inOne(ctx context.Context, write func() error) error {
	if _, err := s.statements.begin.ExecContext(ctx); err != nil {
		return err
	}
	fault.Reach(fault.Begun)
	err := write()
	if err == nil {
		if _, err = s.statements.commit.ExecContext(ctx); err != nil && !passes(err) {
			err = unknown{err}
		}
	}
	if err != nil {
		_, _ = s.writer.ExecContext(ctx, `ROLLBACK`) // fails where SQLite did so by itself
	}
	return err
}

// advance moves the head to a commit that is durable, and wakes who waits. The commits up to it have so many bytes, the longest of them so many.
func (s *Store) advance(to link, bytes, longest int) {
	if err := s.second.note(mark{to, s.second.last.shelvings}); err != nil { // the commit is there all the same
		s.latch(err)
	}
	fault.Reach(fault.HeadNoted)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.head = to
	s.checkpoint.grow(int64(bytes), int64(longest))
	s.image.log += int64(bytes)
	if !s.closed {
		close(s.moved)
		s.moved = make(chan struct{})
	}
}

// orReused returns the error of an operation id that the log has where that is why commits cannot come, else the error that
// there is. Of those that can come nothing is looked up: the index of operation ids lets none in twice.
func (s *Store) orReused(ctx context.Context, commits []*graph.Commit, because error) error {
	var refused *graph.Error
	if !errors.As(because, &refused) && code(because) != codes.SQLITE_CONSTRAINT {
		return because
	}
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
	return because
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
	s.noteRoom(err)
	s.latchUnlessPasses(err)
	if err == nil { // what was asked for is durable; that it cannot be moved is not its error
		s.latchUnlessPasses(s.moveLogIfDue(context.Background()))
	}
	return err
}

// latchUnlessPasses ends writing after an error that may have left anything behind. The caller holds writing.
func (s *Store) latchUnlessPasses(err error) {
	var told *graph.Error
	if err != nil && !errors.As(err, &told) && !passes(err) {
		s.latch(err)
	}
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
