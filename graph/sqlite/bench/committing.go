package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// writing is a way to commit.
type writing struct {
	what                  string
	writers, each, change int // how many writers, commits of each, changes of a commit
}

// writer makes changes durable, in one step, and tells what is there.
type writer interface {
	// describe gives entities a description each, and returns when all of them are durable.
	describe(ctx context.Context, operation string, ids []graph.ID, text string) error
	// descriptions returns what is recorded, by entity.
	descriptions(ctx context.Context) (map[graph.ID]string, error)
	close() error
}

// committing compares durable commits with those of each opponent.
func (b *bench) committing(ctx context.Context) (err error) {
	sides := map[string]writer{}
	defer func() {
		for _, side := range sides {
			err = errors.Join(err, side.close())
		}
	}()
	for name, open := range map[string]func(ctx context.Context, path string, ids []graph.ID) (writer, error){
		ours: openCatalog, stateAlone: openState, stateAndHistory: openHistory,
	} {
		if sides[name], err = open(ctx, filepath.Join(b.folder, name+".db"), ids(b.catalog)); err != nil {
			delete(sides, name)
			return err
		}
	}
	for _, w := range []writing{
		{"1 writer", 1, b.commits, 1}, {"64 writers at the same time", 64, max(1, b.commits/16), 1}, {"1 writer, 1,000 changes a commit", 1, max(3, b.commits/40), 1000},
	} {
		if err := b.commit(ctx, sides, w); err != nil {
			return err
		}
	}
	return nil
}

// commit has all sides make the same commits, in turns, and compares what is there afterwards.
func (b *bench) commit(ctx context.Context, sides map[string]writer, w writing) error {
	spent := map[string]*latencies{ours: {}, stateAlone: {}, stateAndHistory: {}}
	for round := range b.rounds {
		for name, side := range sides {
			b.say("%s: %s, round %d", name, w.what, round+1)
			runtime.GC()
			if err := b.round(ctx, side, w, round, spent[name]); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	want, err := sides[ours].descriptions(ctx)
	if err != nil {
		return err
	}
	for _, opponent := range []string{stateAlone, stateAndHistory} {
		got, err := sides[opponent].descriptions(ctx)
		if err != nil {
			return err
		}
		if err := same(want, got); err != nil {
			return fmt.Errorf("%s: %w", opponent, err)
		}
		b.report.commits = append(b.report.commits, commits{writing: w, against: opponent, ours: spent[ours], theirs: spent[opponent]})
	}
	return nil
}

// same compares what two sides have.
func same(want, got map[graph.ID]string) error {
	if len(want) != len(got) {
		return fmt.Errorf("the answers differ: %d entities, not %d", len(got), len(want))
	}
	for id, text := range want {
		if got[id] != text {
			return fmt.Errorf("the answers differ: of %s it has %q, not %q", id, got[id], text)
		}
	}
	return nil
}

// latencies are how long commits took, each, and all of them together.
type latencies struct {
	each []time.Duration
	all  time.Duration
}

// p returns what a part of the commits were faster than.
func (l *latencies) p(part float64) time.Duration {
	sorted := slices.Sorted(slices.Values(l.each))
	return sorted[min(len(sorted)-1, int(part*float64(len(sorted))))]
}

// rate is how many commits there were in a second.
func (l *latencies) rate() float64 { return float64(len(l.each)) / l.all.Seconds() }

// round has all writers of one side commit.
func (b *bench) round(ctx context.Context, side writer, w writing, round int, spent *latencies) error {
	all, share := ids(b.catalog), b.catalog/w.writers // no two writers describe the same entity, so that order changes nothing
	each, failed := make([][]time.Duration, w.writers), make([]error, w.writers)
	var group sync.WaitGroup
	began := time.Now()
	for n := range w.writers {
		group.Go(func() {
			own := all[n*share : (n+1)*share]
			for i := range w.each {
				start := time.Now()
				operation := fmt.Sprintf("%s %d %d %d", w.what, round, n, i)
				if failed[n] = side.describe(ctx, operation, chosen(own, i, w.change), "what it is for, as of "+operation); failed[n] != nil {
					return
				}
				each[n] = append(each[n], time.Since(start))
			}
		})
	}
	group.Wait()
	spent.all += time.Since(began)
	spent.each = append(spent.each, slices.Concat(each...)...)
	return errors.Join(failed...)
}

// chosen returns some of a writer's entities, far from each other as those of one request often are.
func chosen(own []graph.ID, i, many int) []graph.ID {
	const stride = 7919 // a prime, so that all have their turn
	some := make([]graph.ID, 0, many)
	for j := range min(many, len(own)) {
		some = append(some, own[(i*many+j)*stride%len(own)])
	}
	return some
}

func ids(many int) []graph.ID {
	all := make([]graph.ID, many)
	for n := range all {
		all[n] = graph.ID(fmt.Sprintf("domain:area-%d/part-%d", n%97, n))
	}
	return all
}
