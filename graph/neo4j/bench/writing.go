package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j"
)

// writing is a way to commit.
type writing struct {
	what                  string
	writers, each, change int // how many writers, commits of each, changes of a commit
}

// committing compares commits, as Headwater makes them, with the bare driver running the same statements with the same
// parameters in the same transactions, one after the other, as the head's lock has them. It empties Neo4j.
func (b *bench) committing(ctx context.Context) error {
	for _, w := range []writing{
		{"commits of 1 writer", 1, b.commits, 1}, {"commits of 64 writers", 64, max(1, b.commits/16), 1}, {"commits of 1,000 changes", 1, max(1, b.commits/40), 1000},
	} {
		r := row{what: fmt.Sprintf("%s, each of %d", w.what, w.writers*w.each), against: "the bare driver, same statements", goal: "at least 0.8 times as many a second", least: 0.8}
		b.say("%s against %s", r.what, r.against)
		for range b.sizes.rounds + 1 { // the first, which finds Neo4j's plans unmade, does not count
			if err := b.write(ctx, w, &r); err != nil {
				return err
			}
		}
		r.ours, r.theirs = r.ours[1:], r.theirs[1:]
		for i := range r.ours {
			r.ours[i] /= time.Duration(w.writers * w.each)
			r.theirs[i] /= time.Duration(w.writers * w.each)
		}
		b.report.rows = append(b.report.rows, r)
	}
	return nil
}

// write is one round: the commits in an empty catalog, then the same again in another.
func (b *bench) write(ctx context.Context, w writing, r *row) error {
	if err := b.bare.empty(ctx); err != nil {
		return err
	}
	transactions, took, err := b.ours(ctx, w)
	if err != nil {
		return err
	}
	kept, err := b.bare.counted(ctx)
	if err != nil {
		return err
	}
	if err := b.bare.empty(ctx); err != nil {
		return err
	}
	if err := b.begin(ctx); err != nil { // the empty catalog
		return err
	}
	r.ours = append(r.ours, took)
	began := time.Now()
	for _, statements := range transactions {
		if err := b.bare.transact(ctx, statements); err != nil {
			return err
		}
	}
	r.theirs = append(r.theirs, time.Since(began))
	again, err := b.bare.counted(ctx)
	if err == nil && again != kept {
		err = fmt.Errorf("%s: Headwater left %v, the bare driver %v", w.what, kept, again)
	}
	return err
}

// begin makes an empty catalog.
func (b *bench) begin(ctx context.Context) error {
	store, err := b.store(ctx)
	if err != nil {
		return err
	}
	return store.Close()
}

// ours makes the commits and returns the transactions that wrote.
func (b *bench) ours(ctx context.Context, w writing) (writes [][]neo4j.Statement, took time.Duration, err error) {
	store, err := b.store(ctx)
	if err != nil {
		return nil, 0, err
	}
	var mu sync.Mutex
	store.Observe(func(transaction []neo4j.Statement) {
		if len(transaction) < 3 { // a look at the head, or at the log: who writes has the lock, the commit and the changes
			return
		}
		mu.Lock()
		defer mu.Unlock()
		writes = append(writes, transaction)
	})
	c, err := live.Open(ctx, store)
	if err != nil {
		return nil, 0, errors.Join(err, store.Close())
	}
	writes = nil // what Load ran
	began := time.Now()
	err = b.commit(ctx, c, w)
	took = time.Since(began)
	return writes, took, errors.Join(err, c.Close())
}

// commit has all writers commit.
func (b *bench) commit(ctx context.Context, c *live.Catalog, w writing) error {
	failed := make([]error, w.writers)
	var group sync.WaitGroup
	for writer := range w.writers {
		group.Go(func() {
			for n := range w.each {
				var edits []graph.Edit
				for e := range w.change {
					edits = append(edits, graph.Put{ID: graph.ID(fmt.Sprintf("domain:w-%d-%d-%d", writer, n, e))})
				}
				if err := b.apply(ctx, c, edits); err != nil {
					failed[writer] = err
					return
				}
			}
		})
	}
	group.Wait()
	return errors.Join(failed...)
}

// transact runs statements in one transaction.
func (b bare) transact(ctx context.Context, statements []neo4j.Statement) error {
	session := b.NewSession(ctx, driver.SessionConfig{FetchSize: 10_000})
	defer session.Close(ctx) //nolint:errcheck // whatever was wrong was said before
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		for _, s := range statements {
			result, err := tx.Run(ctx, s.Text, s.Parameters)
			if err != nil {
				return nil, err
			}
			if _, err := result.Consume(ctx); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}

// empty deletes everything, some at a time.
func (b bare) empty(ctx context.Context) error {
	session := b.NewSession(ctx, driver.SessionConfig{})
	defer session.Close(ctx) //nolint:errcheck // whatever was wrong was said before
	result, err := session.Run(ctx, `MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS`, nil)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}

// counted returns how many entities and commits there are, and the head's revision.
func (b bare) counted(ctx context.Context) (counts [3]int64, err error) {
	err = b.each(ctx, `MATCH (h:HeadwaterHead) RETURN COUNT { (:HeadwaterEntity) }, COUNT { (:HeadwaterCommit) }, h.revision`, nil, func(row []any) {
		for i := range counts {
			counts[i], _ = row[i].(int64)
		}
	})
	return counts, err
}
