package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"iter"

	"github.com/headwater-catalog/headwater/graph"
)

//go:embed image.sql
var imageSchema string

// imageRow is a packed graph. It is no part of what the store promises to keep: where it is missing, old or damaged the graph is made
// of its records, which takes longer.
type imageRow struct {
	checkpointRow
	form int
}

// readImage returns the latest image; the zero value where there is none.
func readImage(ctx context.Context, db reader) (imageRow, error) {
	var p imageRow
	var text string
	row := db.QueryRowContext(ctx, `SELECT revision, hash, form, chunks, bytes, checksum FROM image ORDER BY revision DESC LIMIT 1`)
	err := row.Scan(&p.revision, &text, &p.form, &p.chunks, &p.bytes, &p.checksum)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil
	}
	p.records = p.form          // so that the checksum is over it too
	p.hash, _ = parseHash(text) // one that cannot be read matches no commit
	return p, err
}

// isReadable reports whether there is an image, of a form that this program knows.
func (p imageRow) isReadable() bool { return p.form == graph.PackedForm }

// LoadGraph implements [graph.Packer]: the image, with the log since then laid over it; the graph of all records where there is no
// image that can be used.
func (s *Store) LoadGraph(ctx context.Context) (*graph.Graph, error) {
	g, err := s.loadGraph(ctx)
	return g, s.fault("load", err)
}

func (s *Store) loadGraph(ctx context.Context) (*graph.Graph, error) {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.end()
	g, err := snap.imaged(ctx)
	if err == nil {
		err = snap.noteImage(ctx, g != nil)
	}
	if err != nil || g != nil {
		return g, err
	}
	return graph.New(snap.head.revision, snap.records(ctx))
}

// imaged returns the graph that the image leads to, nil where there is none that can be used. Of its damage Verify tells: all that
// matters is in the records.
func (snap *snapshot) imaged(ctx context.Context) (*graph.Graph, error) {
	image, err := readImage(ctx, snap.tx)
	if err != nil || !image.isReadable() || !snap.store.leads(ctx, snap.tx, snap.start.link, image.link) {
		return nil, err
	}
	var g *graph.Graph
	withoutCollecting(func() { g, err = graph.Unpack(image.revision, snap.imageChunks(ctx, image)) })
	if err != nil {
		return nil, ctx.Err()
	}
	from := *snap
	from.point = image.checkpointRow
	since, err := from.since(ctx)
	if err != nil {
		return nil, err
	}
	changes := make([]graph.Change, 0, len(since))
	for key, record := range since {
		change := graph.Change{After: record}
		if record == nil {
			change.Before = &graph.Record{Key: key}
		}
		changes = append(changes, change)
	}
	return g.With(snap.head.revision, changes...)
}

// leads reports whether a log that begins at base goes on from a place.
func (s *Store) leads(ctx context.Context, db reader, base, from link) bool {
	if from.revision <= base.revision {
		return from == base
	}
	at, err := s.hashAt(ctx, db, from.revision)
	return err == nil && at == from
}

// imageChunks yields the chunks of an image, each verified, and an error unless all of them came.
func (snap *snapshot) imageChunks(ctx context.Context, image imageRow) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		rows, err := snap.tx.QueryContext(ctx, `SELECT number, checksum, content FROM image_chunks WHERE revision = ? ORDER BY number`, int64(image.revision))
		if err != nil {
			yield("", err)
			return
		}
		defer rows.Close()
		sums := newChecksums()
		for rows.Next() {
			var number int
			var checksum string
			var content sql.RawBytes
			if err := rows.Scan(&number, &checksum, &content); err != nil {
				yield("", err)
				return
			}
			if sums.add(image.revision, number, content) != checksum {
				yield("", snap.damagedImage(image))
				return
			}
			if !yield(string(content), nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield("", err)
		} else if image.checksum != sums.of(image.checkpointRow) {
			yield("", snap.damagedImage(image))
		}
	}
}
