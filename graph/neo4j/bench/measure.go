package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/lineage"
)

// bench is the data of one run.
type bench struct {
	sizes
	server   *neo4jtest.Server
	catalog  *live.Catalog
	bare     bare
	starts   map[string]graph.ID // by what they are called
	progress io.Writer
	report   *report
}

// measure fills Neo4j and takes all measures.
func measure(ctx context.Context, server *neo4jtest.Server, s sizes, progress io.Writer) (r *report, err error) {
	b := &bench{sizes: s, server: server, progress: progress, report: &report{sizes: s}}
	if b.bare.DriverWithContext, err = driver.NewDriverWithContext(server.Address(), driver.BasicAuth(neo4jtest.User, neo4jtest.Password, "")); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.bare.Close(ctx)) }()
	if b.catalog, err = b.open(ctx); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.catalog.Close()) }()
	for _, step := range []func(context.Context) error{b.fill, b.closures, b.overHTTP, b.loading, b.seeing, b.committing} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return b.report, nil
}

func (b *bench) say(format string, args ...any) { _, _ = fmt.Fprintf(b.progress, format+"\n", args...) }

func (b *bench) store(ctx context.Context) (*neo4j.Store, error) {
	return neo4j.Open(ctx, b.server.Address(), neo4j.Login{User: neo4jtest.User, Password: neo4jtest.Password})
}

func (b *bench) open(ctx context.Context) (*live.Catalog, error) {
	store, err := b.store(ctx)
	if err != nil {
		return nil, err
	}
	c, err := live.Open(ctx, store)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return c, nil
}

func (b *bench) apply(ctx context.Context, c *live.Catalog, edits []graph.Edit) error {
	_, err := c.Apply(ctx, live.Request{Actor: "bench", Source: graph.Source{Name: "bench", Rank: graph.Imported}, Edits: edits})
	return err
}

// fill writes the graph, some thousand changes a commit, and chooses where closures start.
func (b *bench) fill(ctx context.Context) error {
	b.say("writing %d entities and %d flows", b.entities, b.flowCount)
	for some := range slices.Chunk(b.edits(), 10_000) {
		if err := b.apply(ctx, b.catalog, some); err != nil {
			return err
		}
	}
	b.starts = map[string]graph.ID{"a hub": id(0)}
	best := b.entities
	for n := range min(b.entities, 3000) { // the one that reaches a 64th of all most nearly
		if off := max(b.reached(n)-b.entities/64, b.entities/64-b.reached(n)); off < best {
			best, b.starts["a node in the middle"] = off, id(n)
		}
	}
	return nil
}

func (b *bench) reached(n int) int { return b.trace(id(n)).Total() }

func (b *bench) trace(of graph.ID) *lineage.Closure {
	g := b.catalog.Graph()
	n, _ := g.Node(of)
	return lineage.Trace(g, []graph.Node{n}, lineage.Options{Direction: lineage.Downstream})
}

// rounds has both sides take turns.
func (b *bench) rounds(r *row, ours, theirs func() error) error {
	b.say("%s against %s", r.what, r.against)
	for range b.sizes.rounds {
		for _, side := range []struct {
			work  func() error
			spent *[]time.Duration
		}{{ours, &r.ours}, {theirs, &r.theirs}} {
			runtime.GC()
			began := time.Now()
			if err := side.work(); err != nil {
				return err
			}
			*side.spent = append(*side.spent, time.Since(began))
		}
	}
	b.report.rows = append(b.report.rows, *r)
	return nil
}

// closures compares whole downstream closures with each form of Cypher; the fastest is the one that counts.
func (b *bench) closures(ctx context.Context) error {
	for _, form := range slices.Sorted(maps.Keys(closures)) {
		plan, err := b.bare.plan(ctx, closures[form])
		if err != nil {
			return err
		}
		b.report.plans = append(b.report.plans, form+": "+plan)
	}
	plan, err := b.bare.plan(ctx, firstThousand)
	if err != nil {
		return err
	}
	b.report.plans = append(b.report.plans, "with depth and order: "+plan)
	for _, start := range slices.Sorted(maps.Keys(b.starts)) {
		for _, form := range slices.Sorted(maps.Keys(closures)) {
			if err := b.closure(ctx, start, form); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bench) closure(ctx context.Context, start, form string) error {
	of := b.starts[start]
	var items []string
	b.trace(of).Each(func(i lineage.Item) { items = append(items, string(b.catalog.Graph().ID(i.Node))) })
	ids, err := b.bare.closure(ctx, form, string(of))
	if err != nil {
		return err
	}
	slices.Sort(ids)
	slices.Sort(items)
	if !slices.Equal(ids, items) {
		return fmt.Errorf("downstream of %s: the answers differ: %d, not %d", of, len(items), len(ids))
	}
	r := row{what: fmt.Sprintf("downstream of %s, %d reached", start, len(items)), against: "Cypher, " + form, goal: "at least 200 times as fast", least: 200}
	const times = 20 // one alone is shorter than the clock's noise
	err = b.rounds(&r, func() error {
		for range times {
			b.trace(of)
		}
		return nil
	}, func() error { _, err := b.bare.closure(ctx, form, string(of)); return err })
	last := &b.report.rows[len(b.report.rows)-1]
	for i := range last.ours {
		last.ours[i] /= times
	}
	return err
}
