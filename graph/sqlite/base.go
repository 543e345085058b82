package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

//go:embed base.sql
var baseSchema string

// baseChecksum is the checksum of the row of a base whose records are those of a checkpoint.
func baseChecksum(r graph.Revision, time, why, checkpoint string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %q %s\n", r, time, why, checkpoint))
	return hex.EncodeToString(sum[:])
}

// readBase returns where the log begins, and the checkpoint that has its records.
func (s *Store) readBase(ctx context.Context, db reader) (graph.Base, checkpointRow, error) {
	var r graph.Revision
	var at, why, checksum string
	err := db.QueryRowContext(ctx, `SELECT revision, time, why, checksum FROM base ORDER BY revision DESC LIMIT 1`).Scan(&r, &at, &why, &checksum)
	if errors.Is(err, sql.ErrNoRows) {
		return graph.Base{}, emptyCheckpoint(), nil
	}
	if err != nil {
		return graph.Base{}, checkpointRow{}, err
	}
	point, err := readCheckpoint(ctx, db, r)
	if err != nil {
		return graph.Base{}, checkpointRow{}, err
	}
	t, err := time.Parse(time.RFC3339Nano, at)
	if err != nil || point.revision != r || checksum != baseChecksum(r, at, why, point.checksum) {
		return graph.Base{}, checkpointRow{}, &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
			"%s is damaged: what it says of revision %s, where its log begins, is not what was written. Restore it from a backup", s.path, r)}
	}
	return graph.Base{Revision: r, Hash: point.hash, Time: t, Why: why}, point, nil
}

// begins returns where the log begins.
func (s *Store) begins() graph.Base {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.base
}

// Base implements [graph.Compactor]. It reads nothing.
func (s *Store) Base(ctx context.Context) (graph.Base, error) {
	return s.begins(), s.fault("base", ctx.Err())
}

// LoadBase implements [graph.Compactor]. As Load does, it holds a snapshot of the file.
func (s *Store) LoadBase(ctx context.Context) (graph.Base, iter.Seq2[*graph.Record, error]) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return graph.Base{}, func(yield func(*graph.Record, error) bool) { yield(nil, s.fault("load base", err)) }
	}
	snap.point, snap.head = snap.start, snap.start.link
	return snap.base, func(yield func(*graph.Record, error) bool) {
		defer snap.end()
		for record, err := range snap.records(ctx) {
			if !yield(record, s.fault("load base", err)) {
				return
			}
		}
	}
}

// insertBase says in the file, in a transaction of the caller's, that the log begins at a checkpoint. From then on programs
// that know only of logs that are whole refuse the file.
func (s *Store) insertBase(ctx context.Context, base graph.Base, point checkpointRow) error {
	at := written(base.Time)
	for _, step := range []struct {
		statement string
		arguments []any
	}{
		{`DELETE FROM base`, nil},
		{`INSERT INTO base (revision, time, why, checksum) VALUES (?, ?, ?, ?)`,
			[]any{int64(base.Revision), at, base.Why, baseChecksum(base.Revision, at, base.Why, point.checksum)}},
		{fmt.Sprintf(`PRAGMA user_version = %d`, compactedVersion), nil},
	} {
		if _, err := s.writer.ExecContext(ctx, step.statement, step.arguments...); err != nil {
			return err
		}
	}
	fault.Reach(fault.BaseWritten)
	return nil
}

// Begin implements [graph.Compactor].
func (s *Store) Begin(ctx context.Context, base graph.Base, records iter.Seq2[*graph.Record, error]) error {
	return s.fault("begin", s.begin(ctx, base, records))
}

func (s *Store) begin(ctx context.Context, base graph.Base, records iter.Seq2[*graph.Record, error]) error {
	s.chunking.Lock()
	defer s.chunking.Unlock()
	if err := errors.Join(ctx.Err(), graph.CheckBegin(s.at().revision)); err != nil {
		return err
	}
	w := s.newWriter(link{base.Revision, base.Hash})
	if err := w.all(ctx, encodings(records)); err != nil {
		return err
	}
	return s.write(func() error {
		if err := graph.CheckBegin(s.at().revision); err != nil {
			return err
		}
		if err := s.inOne(ctx, func() error { return w.publishBase(ctx, base) }); err != nil {
			return err
		}
		s.last = base.Time
		s.rebase(base)
		s.advance(w.point.link, 0, 0)
		return nil
	})
}

// rebase moves where the log begins, once that is durable.
func (s *Store) rebase(base graph.Base) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.base = base
}
