package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

// Compact implements [graph.Compactor]. It writes the state at the revision as a checkpoint, says in one transaction that the
// log begins there, and then deletes what came before, some commits at a time so that no Append waits long. The room becomes
// free for what is appended; the file does not shrink. Linear in what is dropped and in the records.
func (s *Store) Compact(ctx context.Context, to graph.Revision, why string) error {
	return s.fault("compact", s.compact(ctx, to, why))
}

func (s *Store) compact(ctx context.Context, to graph.Revision, why string) error {
	s.chunking.Lock()
	defer s.chunking.Unlock()
	if err := graph.CheckCompact(s.at().revision, to); err != nil {
		return err
	}
	if to > s.begins().Revision {
		if err := s.beginAt(ctx, to, why); err != nil {
			return err
		}
	}
	err := s.dropOld(ctx)
	fault.Reach(fault.Compacted)
	return err
}

// beginAt makes the state at a revision the base. The note of the head is made durable first: after a power cut it must not
// name a commit that is gone.
func (s *Store) beginAt(ctx context.Context, to graph.Revision, why string) error {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	defer snap.end()
	at, err := snap.backTo(ctx, to)
	if err != nil {
		return err
	}
	w := s.newWriter(snap.head)
	known := snap.point.link == snap.head
	if known {
		w.point = snap.point
	} else if err := w.all(ctx, snap.encoded(ctx)); err != nil {
		return err
	}
	if err := s.syncSecondHead(); err != nil {
		return err
	}
	base := graph.Base{Revision: to, Hash: snap.head.hash, Time: at, Why: why}
	return s.write(func() error {
		if err := s.inOne(ctx, func() error {
			if known {
				return s.insertBase(ctx, base, w.point)
			}
			return w.publishBase(ctx, base)
		}); err != nil {
			return err
		}
		fault.Reach(fault.BaseNamed)
		s.rebase(base)
		return nil
	})
}

// backTo makes it a snapshot of an earlier revision, and returns the time of its commit. All commits from the base up to there
// are read and verified.
func (snap *snapshot) backTo(ctx context.Context, r graph.Revision) (at time.Time, err error) {
	if snap.head, err = snap.verified(ctx, r); err != nil {
		return at, err
	}
	if snap.point, err = readCheckpoint(ctx, snap.tx, r); err != nil {
		return at, err
	}
	return snap.store.timeAt(ctx, snap.tx, r)
}

// verified returns the place of a revision in the chain, once all commits up to it were read.
func (snap *snapshot) verified(ctx context.Context, r graph.Revision) (link, error) {
	s, at := snap.store, snap.start.link
	err := s.walk(ctx, snap.tx, at, r, func(c row) error {
		at = c.link
		return nil
	})
	if err == nil && at.revision != r {
		err = s.damaged(at.revision+1, "it is missing")
	}
	return at, err
}

// dropOld deletes what is of no use beside the base: the commits up to it, and other checkpoints but the latest.
func (s *Store) dropOld(ctx context.Context) error {
	for {
		n, err := s.delete(ctx, `DELETE FROM commits WHERE revision IN (SELECT revision FROM commits WHERE revision <= ? LIMIT 500)`,
			int64(s.begins().Revision))
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
		fault.Reach(fault.CommitsDropped)
	}
	if err := s.execute(ctx, `DELETE FROM image WHERE revision < ?`, int64(s.begins().Revision)); err != nil {
		return err
	}
	return errors.Join(s.sweepImages(ctx), s.sweep(ctx))
}

// delete does one statement that deletes, and returns how many rows it did.
func (s *Store) delete(ctx context.Context, statement string, arguments ...any) (n int64, err error) {
	err = s.write(func() error {
		var result sql.Result
		if result, err = s.writer.ExecContext(ctx, statement, arguments...); err != nil {
			return err
		}
		n, err = result.RowsAffected()
		return err
	})
	return n, err
}
