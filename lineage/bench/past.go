package main

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/lineage"
)

// ago is how many commits lie between the catalog and the point of the past that is asked; then is the point, far from the
// beginning.
const (
	ago  = 1000
	then = 100 * ago
)

// aged is a store of a catalog and the commits that made it of an earlier one, encoded as every store keeps them. What
// came before them is compacted, and nothing is appended.
type aged struct {
	now *graph.Graph
	log [][]byte // log[i] made revision then+i+1
}

// age makes commits over the graph of then, each of which describes an entity, brings or takes a flow, or brings an
// entity with a flow: of each as many.
func (b *bench) age(g *graph.Graph) (*aged, error) {
	s := &aged{}
	var all []graph.Change
	for i := range ago {
		changes := b.change(g, i)
		all = append(all, changes...)
		commit := graph.Commit{Revision: graph.Revision(then + i + 1), Time: time.Unix(int64(i), 0).UTC(), Actor: "bench", Changes: changes}
		encoded, err := commit.Encode()
		if err != nil {
			return nil, err
		}
		s.log = append(s.log, encoded)
	}
	var err error
	s.now, err = g.With(then+ago, all...)
	return s, err
}

func (b *bench) change(g *graph.Graph, i int) []graph.Change {
	claims := []graph.Claim{{Source: "warehouse", Rank: graph.Imported}}
	old, fresh := id(uint32(i*b.entities/ago)), id(uint32(b.entities+i))
	switch f := b.flows[i*len(b.flows)/ago]; i % 4 {
	case 0:
		said := []graph.Claim{{Source: "warehouse", Rank: graph.Imported, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: "Described"}}}}
		return []graph.Change{{Before: g.Record(graph.EntityKey(old)), After: &graph.Record{Key: graph.EntityKey(old), Claims: said}}}
	case 1:
		return []graph.Change{{Before: g.Record(graph.Key{Relation: graph.Feeds, From: id(f.from), To: id(f.to)})}}
	case 2: // against the layers, so it is new
		return []graph.Change{{After: &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: id(f.to), To: id(f.from)}, Claims: claims}}}
	}
	return []graph.Change{
		{After: &graph.Record{Key: graph.EntityKey(fresh), Claims: claims}},
		{After: &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: fresh, To: old}, Claims: claims}},
	}
}

// Load implements [graph.Store].
func (s *aged) Load(context.Context) (graph.Revision, iter.Seq2[*graph.Record, error]) {
	return s.now.Revision(), func(yield func(*graph.Record, error) bool) {
		for r := range s.now.Records() {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Log implements [graph.Store].
func (s *aged) Log(_ context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	return func(yield func(*graph.Commit, error) bool) {
		if after < then {
			yield(nil, &graph.Error{Kind: graph.RevisionCompacted, Message: "no commit before then is kept"})
			return
		}
		for _, encoded := range s.log[min(int(after)-then, len(s.log)):] {
			if commit, err := graph.DecodeCommit(encoded); !yield(commit, err) || err != nil {
				return
			}
		}
	}
}

// Append implements [graph.Store].
func (s *aged) Append(context.Context, ...*graph.Commit) error {
	return &graph.Error{Kind: graph.Forbidden, Message: "this store is only read"}
}

// Wait implements [graph.Store].
func (s *aged) Wait(ctx context.Context, _ graph.Revision) error {
	<-ctx.Done()
	return ctx.Err()
}

// Close implements [graph.Store].
func (s *aged) Close() error { return nil }

// past is told of a point of the past, which is looked up each time.
type past struct {
	catalog *live.Catalog
	at      graph.Revision
}

func (p past) trace(ctx context.Context, start uint32, d lineage.Direction) (func() answer, error) {
	g, err := p.catalog.At(ctx, live.Point{Revision: &p.at})
	if err != nil {
		return nil, err
	}
	return told{g}.trace(ctx, start, d)
}

// againstNow compares answers as of 1,000 commits ago with those that the catalog of then gave when it was the newest, and
// takes the time of the very first.
func (b *bench) againstNow(ctx context.Context) error {
	b.say("making %d commits", ago)
	old, err := graph.New(then, owned(b.entities, b.flows))
	if err != nil {
		return err
	}
	store, err := b.age(old)
	if err != nil {
		return err
	}
	catalog, err := live.Open(ctx, store)
	if err != nil {
		return err
	}
	defer func() { _ = catalog.Close() }() // it was only read
	p := past{catalog, then}
	runtime.GC()
	began := time.Now()
	first, err := p.trace(ctx, b.starts[0], lineage.Downstream)
	b.report.firstThen = time.Since(began)
	if err != nil {
		return err
	}
	was, err := told{old}.trace(ctx, b.starts[0], lineage.Downstream)
	if err != nil {
		return err
	}
	if first() != was() {
		return fmt.Errorf("the first answer as of %d commits ago differs: %+v, not %+v", ago, first(), was())
	}
	return b.compare(ctx, p, told{old}, row{against: "the same as of 1,000 commits ago, against the catalog of then when it was the newest",
		goal: "at most 1.3× its time", most: 1.3, count: b.closures})
}
