package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"iter"

	"github.com/headwater-catalog/headwater/graph"
)

// snapshot reads the state of one revision, in a transaction that sees nothing later.
type snapshot struct {
	store *Store
	tx    *sql.Tx
	base  graph.Base
	start checkpointRow // of the base
	point checkpointRow // the latest
	head  link
}

// Load implements [graph.Store]: the checkpoint, with the log since then laid over it. The sequence holds a snapshot of
// the file until it was read or the context is done; one of the two must happen.
func (s *Store) Load(ctx context.Context) (graph.Revision, iter.Seq2[*graph.Record, error]) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return 0, func(yield func(*graph.Record, error) bool) { yield(nil, s.fault("load", err)) }
	}
	return snap.head.revision, func(yield func(*graph.Record, error) bool) {
		defer snap.end()
		for record, err := range snap.records(ctx) {
			if !yield(record, s.fault("load", err)) {
				return
			}
		}
	}
}

func (s *Store) snapshot(ctx context.Context) (*snapshot, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	snap := &snapshot{store: s, tx: tx}
	if snap.base, snap.start, err = s.readBase(ctx, tx); err == nil {
		snap.point, err = readCheckpoint(ctx, tx, maxRevision)
	}
	if err == nil {
		snap.head, err = s.lastLink(ctx, tx, snap.start.link)
	}
	if err != nil {
		snap.end()
		return nil, err
	}
	return snap, nil
}

// lastLink returns the place of the last commit, that of the base where there is none after it.
func (s *Store) lastLink(ctx context.Context, db reader, base link) (link, error) {
	var r sql.NullInt64
	if err := db.QueryRowContext(ctx, `SELECT max(revision) FROM commits`).Scan(&r); err != nil {
		return link{}, err
	}
	if graph.Revision(r.Int64) <= base.revision {
		return base, nil
	}
	return s.hashAt(ctx, db, graph.Revision(r.Int64))
}

// end lets go of the transaction; there is nothing to commit.
func (snap *snapshot) end() { _ = snap.tx.Rollback() }

// records yields every record of the state. An error is the last element.
func (snap *snapshot) records(ctx context.Context) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		since, err := snap.since(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for chunk, err := range snap.chunks(ctx) {
			for i := range chunk {
				if _, later := since[chunk[i].Key]; !later && !yield(&chunk[i], nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
		for _, record := range since {
			if record != nil && !yield(record, nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// since folds the log after the checkpoint: what each record became, nil where it went.
func (snap *snapshot) since(ctx context.Context) (map[graph.Key]*graph.Record, error) {
	changed := map[graph.Key]*graph.Record{}
	err := snap.eachSince(ctx, func(c row) error {
		commit, err := snap.store.decode(c)
		if err != nil {
			return err
		}
		for _, change := range commit.Changes {
			changed[change.Key()] = change.After
		}
		return nil
	})
	return changed, err
}

// eachSince visits the commits after the checkpoint, each verified, and fails unless all of them are there.
func (snap *snapshot) eachSince(ctx context.Context, visit func(row) error) error {
	at := snap.point.link
	err := snap.store.walk(ctx, snap.tx, at, snap.head.revision, func(c row) error {
		at = c.link
		return visit(c)
	})
	if err == nil && at != snap.head {
		err = snap.store.damaged(at.revision+1, "it is missing")
	}
	return err
}

// chunks yields the records of the checkpoint, a chunk at a time, and an error unless all of them came.
func (snap *snapshot) chunks(ctx context.Context) iter.Seq2[[]graph.Record, error] {
	return func(yield func([]graph.Record, error) bool) {
		for content, err := range snap.contents(ctx) {
			var records []graph.Record
			if err == nil && json.Unmarshal(content, &records) != nil {
				err = snap.damaged("a part cannot be read")
			}
			if !yield(records, err) || err != nil {
				return
			}
		}
	}
}

// contents yields the chunks of the checkpoint as they stand in the file, each verified, and an error unless all of them came. A chunk
// is there until the next one.
func (snap *snapshot) contents(ctx context.Context) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		rows, err := snap.tx.QueryContext(ctx, `SELECT number, checksum, content FROM chunks WHERE revision = ? ORDER BY number`, int64(snap.point.revision))
		if err != nil {
			yield(nil, snap.unread(err))
			return
		}
		defer rows.Close()
		sums := newChecksums()
		for rows.Next() {
			content, err := snap.content(rows, sums)
			if !yield(content, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, snap.unread(err))
		} else if snap.point.checksum != sums.of(snap.point) {
			yield(nil, snap.damaged("its parts are not those that were written"))
		}
	}
}

// content reads the chunk of a row and verifies it.
func (snap *snapshot) content(rows *sql.Rows, sums *checksums) ([]byte, error) {
	var number int
	var checksum string
	var content sql.RawBytes
	if err := rows.Scan(&number, &checksum, &content); err != nil {
		return nil, snap.unread(err)
	}
	if sums.add(snap.point.revision, number, content) != checksum {
		return nil, snap.damaged("a part does not match its checksum")
	}
	return content, nil
}
