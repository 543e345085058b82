package sqlite

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/headwater-catalog/headwater/graph"
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

// writeCheckpoint writes the head's state beside the log. The chunks come in transactions of their own, between those of
// Append, and mean nothing until the last one names them: that makes it atomic.
func (s *Store) writeCheckpoint(ctx context.Context) (checkpointRow, error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return checkpointRow{}, err
	}
	defer snap.end()
	if snap.head == snap.point.link {
		return snap.point, nil
	}
	w := checkpointWriter{store: s, point: checkpointRow{link: snap.head}, sums: newChecksums()}
	if err := w.all(ctx, snap); err != nil {
		return checkpointRow{}, err
	}
	if err := w.publish(ctx); err != nil {
		return checkpointRow{}, err
	}
	return w.point, s.sweep(ctx, w.point.revision)
}

func (w *checkpointWriter) all(ctx context.Context, snap *snapshot) error {
	if err := w.store.sweep(ctx, snap.point.revision); err != nil {
		return err
	}
	for record, err := range snap.records(ctx) {
		if err != nil {
			return err
		}
		if err := w.add(ctx, record); err != nil {
			return err
		}
	}
	return w.flush(ctx)
}

func (w *checkpointWriter) add(ctx context.Context, record *graph.Record) error {
	encoded, err := json.Marshal(record)
	if err != nil {
		return err
	}
	opening := ",\n"
	if w.pending.Len() == 0 {
		opening = "[\n"
	}
	w.pending.WriteString(opening)
	w.pending.Write(encoded)
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
	w.pending.WriteString("\n]\n")
	content, number := w.pending.Bytes(), w.point.chunks
	checksum := w.sums.add(w.point.revision, number, content)
	err := w.store.execute(ctx, `INSERT INTO chunks (revision, number, checksum, content) VALUES (?, ?, ?, ?)`,
		int64(w.point.revision), number, checksum, string(content))
	w.point.chunks++
	w.point.bytes += int64(len(content))
	w.pending.Reset()
	return err
}

// publish makes the chunks that were written the checkpoint.
func (w *checkpointWriter) publish(ctx context.Context) error {
	p := &w.point
	p.checksum = w.sums.of(*p)
	if err := w.store.syncSecondHead(); err != nil {
		return err
	}
	return w.store.execute(ctx, `INSERT INTO checkpoint (revision, hash, records, chunks, bytes, checksum) VALUES (?, ?, ?, ?, ?, ?)`,
		int64(p.revision), p.hash.String(), p.records, p.chunks, p.bytes, p.checksum)
}

// sweep deletes what is of no use beside the checkpoint of a revision, a chunk at a time so that no Append waits long.
func (s *Store) sweep(ctx context.Context, keep graph.Revision) error {
	if err := s.execute(ctx, `DELETE FROM checkpoint WHERE revision < ?`, int64(keep)); err != nil {
		return err
	}
	for more := true; more; {
		err := s.write(func() error {
			result, err := s.writer.ExecContext(ctx,
				`DELETE FROM chunks WHERE rowid IN (SELECT rowid FROM chunks WHERE revision <> ? LIMIT 4)`, int64(keep))
			if err == nil {
				var n int64
				n, err = result.RowsAffected()
				more = n > 0
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// execute does one statement that changes the file.
func (s *Store) execute(ctx context.Context, statement string, arguments ...any) error {
	return s.write(func() error {
		_, err := s.writer.ExecContext(ctx, statement, arguments...)
		return err
	})
}

func (s *Store) syncSecondHead() error { return s.write(s.second.sync) }
