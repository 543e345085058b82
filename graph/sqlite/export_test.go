package sqlite

import (
	"context"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// CheckpointOften has checkpoints written as soon as the log is longer than the state.
func (s *Store) CheckpointOften() {
	s.mu.Lock()
	s.checkpoint.least = 1
	s.mu.Unlock()
	s.checkpointIfDue()
}

// Checkpoint writes a checkpoint of the head and returns its revision.
func (s *Store) Checkpoint() (graph.Revision, error) {
	point, err := s.writeCheckpoint(context.Background())
	return point.revision, err
}

// Limit lets the file grow no further than some pages more, as a full disk would; 0 lifts the limit.
func (s *Store) Limit(pages int) error {
	return s.write(func() error {
		var now, limit int
		row := s.writer.QueryRowContext(context.Background(), `PRAGMA page_count`)
		if err := row.Scan(&now); err != nil {
			return err
		}
		limit = now + pages
		if pages == 0 {
			limit = 1 << 30
		}
		_, err := s.writer.ExecContext(context.Background(), fmt.Sprintf(`PRAGMA max_page_count = %d`, limit))
		return err
	})
}

// Leave writes a chunk of a checkpoint that is never finished, as a killed process may.
func (s *Store) Leave(revision graph.Revision) error {
	return s.execute(context.Background(), `INSERT INTO chunks VALUES (?, 0, 'x', '[]')`, int64(revision))
}

// Chunks returns how many chunks the file has.
func (s *Store) Chunks() (n int, err error) {
	err = s.db.QueryRow(`SELECT count(*) FROM chunks`).Scan(&n)
	return n, err
}

// Checkpointed returns the revision of the checkpoint, 0 if there is none.
func (s *Store) Checkpointed(ctx context.Context) (graph.Revision, error) {
	point, err := readCheckpoint(ctx, s.db, maxRevision)
	return point.revision, err
}

// MoveLog has what the -wal file keeps moved into the catalog's file, as happens when it is long.
func (s *Store) MoveLog() error {
	return s.write(func() error {
		_, _, _, err := s.moveLog(context.Background(), "PASSIVE")
		return err
	})
}

// BeginPartial begins a copy, as a backup that goes on, and returns what ends it.
func BeginPartial(to string) (discard func(), err error) {
	p, err := beginPartial(to)
	if err != nil {
		return nil, err
	}
	return p.discard, nil
}

// OfferOften has every graph kept that is offered.
func (s *Store) OfferOften() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.image.least = -1
}

// Imaged returns the revision of the packed graph, 0 if there is none, and how many chunks of such there are.
func (s *Store) Imaged(ctx context.Context) (r graph.Revision, chunks int, err error) {
	image, err := readImage(ctx, s.db)
	if err == nil {
		err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM image_chunks`).Scan(&chunks)
	}
	return image.revision, chunks, err
}

// KeyOf returns the key that the encoding of a record begins with.
func KeyOf(record []byte) (graph.Key, bool) { return keyOf(record) }
