package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// opening is what the opening of the large catalog took, in the processor's time.
type opening struct {
	entities, flows int
	records         time.Duration // of its records, once
	reading         time.Duration // SQLite's part: all bytes of the packed graph
	rounds          []time.Duration
	packed, file    int64 // bytes
	heap            int64 // bytes of the graph, after a collection
}

// opened writes the large catalog and opens it, from its records and from the graph that the store packed, and compares the two.
func (b *bench) opened(ctx context.Context) error {
	path := filepath.Join(b.folder, "large.db")
	b.say("writing %d entities and about %d flows", b.entities, b.flows)
	if err := b.fill(ctx, path); err != nil {
		return err
	}
	b.say("opening them from their records")
	want, err := b.openOnce(ctx, path, &b.report.opening.records)
	if err != nil {
		return err
	}
	b.say("opening them packed")
	for range b.rounds {
		b.large = nil // the last one's room is free
		var took time.Duration
		got, err := b.openOnce(ctx, path, &took)
		if err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("the answers differ: the packed graph shows %x, the records %x", got, want)
		}
		b.report.opening.rounds = append(b.report.opening.rounds, took)
	}
	return b.weigh(ctx, path)
}

// fill makes the catalog the state that a log begins with.
func (b *bench) fill(ctx context.Context, path string) error {
	store, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	base := graph.Base{Revision: 1, Hash: graph.Seal(graph.Hash{}, nil), Time: noon, Why: "a benchmark"}
	err = store.Begin(ctx, base, warehouse{b.entities, b.flows}.records())
	return errors.Join(err, store.Close())
}

// openOnce opens the catalog, keeps its graph, and returns what it shows. It waits for the store to pack the graph where that is due.
func (b *bench) openOnce(ctx context.Context, path string, took *time.Duration) (shown uint64, err error) {
	before := heap()
	began := spent()
	store, err := sqlite.Open(ctx, path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	g, err := store.LoadGraph(ctx)
	*took = spent() - began
	if err != nil {
		return 0, err
	}
	b.say("  %s", milliseconds(*took))
	b.report.opening.heap = heap() - before
	store.OfferGraph(g)
	b.large = g
	b.report.opening.entities, b.report.opening.flows = g.Len(), g.Count(graph.Feeds)
	return fingerprint(g), nil
}

// heap is how much memory is in use.
func heap() int64 {
	runtime.GC()
	runtime.GC() // what the first found unused is free now
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// fingerprint stands for everything that a graph shows.
func fingerprint(g *graph.Graph) uint64 {
	h := fnv.New64a()
	for r := range g.Records() {
		_, _ = io.WriteString(h, string(r.From)+"\x00"+string(r.To)+"\x00"+r.Relation.String()) // a hash does not fail
		for _, c := range r.Claims {
			_, _ = fmt.Fprint(h, c.Source, c.Rank, c.Origin, c.FirstSeen.UnixNano(), c.LastSeen.UnixNano(), len(c.Values))
			for _, v := range c.Values {
				_, _ = io.WriteString(h, v.Attribute+"\x00"+v.Text+v.Since.String())
			}
		}
	}
	return h.Sum64()
}

// weigh measures what SQLite takes to hand the bytes over, and the sizes.
func (b *bench) weigh(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // it was only read
	began := spent()
	rows, err := db.QueryContext(ctx, `SELECT content FROM image_chunks ORDER BY revision, number`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var content sql.RawBytes
		if err := rows.Scan(&content); err != nil {
			return err
		}
		b.report.opening.packed += int64(len(content))
	}
	b.report.opening.reading = spent() - began
	info, err := os.Stat(path)
	if err == nil {
		b.report.opening.file, err = info.Size(), rows.Err()
	}
	return err
}

func median(rounds []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(rounds))
	return sorted[len(sorted)/2]
}
