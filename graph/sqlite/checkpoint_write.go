package sqlite

import (
	"bytes"
	"context"
	"iter"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

// chunkBytes is about the size of a chunk. One is written in a few milliseconds, for which an Append may have to wait.
const chunkBytes = 256 << 10

// checkpointWriter writes the state of a snapshot as a new checkpoint.
type checkpointWriter struct {
	store   *Store
	point   checkpointRow
	sums    *checksums
	pending bytes.Buffer
}

func (s *Store) newWriter(of link) *checkpointWriter {
	return &checkpointWriter{store: s, point: checkpointRow{link: of}, sums: newChecksums()}
}

// writeCheckpoint writes the head's state, as the log has it, beside the log. The chunks come in transactions of their own, between those of
// Append, and mean nothing until the last one names them: that makes it atomic.
func (s *Store) writeCheckpoint(ctx context.Context) (checkpointRow, error) {
	s.chunking.Lock()
	defer s.chunking.Unlock()
	snap, err := s.snapshot(ctx)
	if err != nil {
		return checkpointRow{}, err
	}
	defer snap.end()
	if snap.head == snap.point.link {
		return snap.point, nil
	}
	return s.writeRecords(ctx, snap.head, snap.encoded(ctx))
}

// writeCheckpointOf is writeCheckpoint of the state that a graph has at its revision, which is durable.
func (s *Store) writeCheckpointOf(ctx context.Context, g *graph.Graph) (checkpointRow, error) {
	s.chunking.Lock()
	defer s.chunking.Unlock()
	point, err := readCheckpoint(ctx, s.db, maxRevision)
	if err != nil || point.revision >= g.Revision() {
		return point, err
	}
	at, err := s.linkAt(ctx, s.db, g.Revision())
	if err != nil {
		return checkpointRow{}, err
	}
	return s.writeRecords(ctx, at, encodings(func(yield func(*graph.Record, error) bool) {
		for record := range g.Records() {
			if !yield(record, nil) {
				return
			}
		}
	}))
}

// writeRecords writes the records of the state at a place in the chain of commits, encoded, as a checkpoint.
func (s *Store) writeRecords(ctx context.Context, at link, records iter.Seq2[[]byte, error]) (checkpointRow, error) {
	w := s.newWriter(at)
	if err := w.all(ctx, records); err != nil {
		return checkpointRow{}, err
	}
	if err := w.publish(ctx); err != nil {
		return checkpointRow{}, err
	}
	fault.Reach(fault.CheckpointNamed)
	return w.point, s.sweep(ctx)
}

// all writes the chunks of a checkpoint, of records that are encoded.
func (w *checkpointWriter) all(ctx context.Context, records iter.Seq2[[]byte, error]) error {
	if err := w.store.sweep(ctx); err != nil {
		return err
	}
	for record, err := range records {
		if err != nil {
			return err
		}
		if err := w.add(ctx, record); err != nil {
			return err
		}
	}
	return w.flush(ctx)
}

// encodings returns records as they are written.
func encodings(records iter.Seq2[*graph.Record, error]) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var encoded []byte
		for record, err := range records {
			if err == nil {
				encoded, err = record.AppendTo(encoded[:0])
			}
			if !yield(encoded, err) || err != nil {
				return
			}
		}
	}
}

func (w *checkpointWriter) add(ctx context.Context, record []byte) error {
	opening := chunkBetween
	if w.pending.Len() == 0 {
		opening = chunkOpening
	}
	w.pending.WriteString(opening)
	w.pending.Write(record)
	w.point.records++
	if w.pending.Len() < chunkBytes {
		return nil
	}
	return w.flush(ctx)
}

// flush writes a chunk of what is pending.
func (w *checkpointWriter) flush(ctx context.Context) error {
	if w.pending.Len() == 0 {
		return nil
	}
	w.pending.WriteString(chunkClosing)
	content, number := w.pending.Bytes(), w.point.chunks
	checksum := w.sums.add(w.point.revision, number, content)
	err := w.store.execute(ctx, `INSERT INTO chunks (revision, number, checksum, content) VALUES (?, ?, ?, CAST(? AS TEXT))`,
		int64(w.point.revision), number, checksum, content)
	w.point.chunks++
	w.point.bytes += int64(len(content))
	w.pending.Reset()
	fault.Reach(fault.ChunkWritten)
	return err
}

// publish makes the chunks that were written the checkpoint.
func (w *checkpointWriter) publish(ctx context.Context) error {
	if err := w.store.syncSecondHead(); err != nil {
		return err
	}
	fault.Reach(fault.NoteSynced)
	return w.store.write(func() error { return w.insert(ctx) })
}

// publishBase makes them the checkpoint that the log begins with, in a transaction of the caller's.
func (w *checkpointWriter) publishBase(ctx context.Context, base graph.Base) error {
	if err := w.insert(ctx); err != nil {
		return err
	}
	return w.store.insertBase(ctx, base, w.point)
}

func (w *checkpointWriter) insert(ctx context.Context) error {
	p := &w.point
	p.checksum = w.sums.of(*p)
	_, err := w.store.writer.ExecContext(ctx, `INSERT INTO checkpoint (revision, hash, records, chunks, bytes, checksum) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(p.revision), p.hash.String(), p.records, p.chunks, p.bytes, p.checksum)
	return err
}

// sweep deletes what is of no use beside the latest checkpoint and that of the base, some chunks at a time so that no Append
// waits long.
func (s *Store) sweep(ctx context.Context) error {
	if err := s.execute(ctx, `DELETE FROM checkpoint WHERE revision <> (SELECT max(revision) FROM checkpoint)
		AND revision NOT IN (SELECT revision FROM base)`); err != nil {
		return err
	}
	for {
		n, err := s.delete(ctx, `DELETE FROM chunks WHERE rowid IN (
			SELECT rowid FROM chunks WHERE revision NOT IN (SELECT revision FROM checkpoint) LIMIT 4)`)
		if err != nil || n == 0 {
			return err
		}
		fault.Reach(fault.ChunksSwept)
	}
}

// execute does one statement that changes the file.
func (s *Store) execute(ctx context.Context, statement string, arguments ...any) error {
	return s.write(func() error {
		_, err := s.writer.ExecContext(ctx, statement, arguments...)
		return err
	})
}

func (s *Store) syncSecondHead() error { return s.write(s.second.sync) }
