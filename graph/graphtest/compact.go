package graphtest

import (
	"context"
	"errors"
	"iter"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// compactor returns what every store can do besides.
func compactor(t require.TestingT, store graph.Store) graph.Compactor {
	c, can := store.(graph.Compactor)
	require.True(t, can, "a store can be compacted")
	return c
}

func compacted(t require.TestingT, store graph.Store, to graph.Revision) {
	require.NoError(t, compactor(t, store).Compact(context.Background(), to, "a test"), "compact to %s", to)
}

// beginning is where a store's log begins, in a form that can be compared.
func beginning(t require.TestingT, store graph.Store) (graph.Base, state) {
	base, records := compactor(t, store).LoadBase(context.Background())
	s := state{base.Revision, map[string]string{}}
	for record, err := range records {
		require.NoError(t, err, "load base")
		require.NotContains(t, s.Records, record.Key.String(), "a record comes once")
		s.Records[record.Key.String()] = encoded(t, record)
	}
	alone, err := compactor(t, store).Base(context.Background())
	require.NoError(t, err)
	require.Equal(t, base, alone)
	return base, s
}

// lifetime appends seven commits, in which an entity comes, changes and goes.
func lifetime(t *testing.T, store graph.Store) {
	a, b := entity("domain:a", "A"), entity("domain:a", "B")
	appended(t, store, commit(1, graph.Change{After: a}), operation(2, "op-2"), commit(3, graph.Change{Before: a, After: b}),
		operation(4, "op-4"), commit(5, graph.Change{Before: b}), operation(6, "op-6"), operation(7, "op-7"))
}

func baseOfAll(t *testing.T, store graph.Store) {
	for range 2 {
		base, s := beginning(t, store)
		require.Equal(t, graph.Base{}, base)
		require.Empty(t, s.Records)
		if loaded(t, store).Revision == 0 {
			lifetime(t, store)
		}
	}
}

func compactKeeps(t *testing.T, store graph.Store) {
	lifetime(t, store)
	now, log := loaded(t, store), logged(t, store, 0)
	for _, to := range []graph.Revision{1, 4, 5} {
		compacted(t, store, to)
		require.Equal(t, now, loaded(t, store), "the state of now")
		require.Equal(t, log[to:], logged(t, store, to), "the commits after the base")
		for after := range to {
			err := lastError(store.Log(t.Context(), after))
			kind(t, graph.RevisionCompacted, err)
			require.ErrorContains(t, err, "revision "+to.String(), "the oldest point that is kept")
			require.ErrorContains(t, err, "a test", "and why")
		}
		base, s := beginning(t, store)
		require.Equal(t, graph.Base{Revision: to, Hash: log[to-1].Hash, Time: log[to-1].Time, Why: "a test"}, base)
		require.Equal(t, folded(t, log[:to]), s)
	}
}

// folded is the naive fold of a log.
func folded(t require.TestingT, log []*graph.Commit) state {
	s := state{Records: map[string]string{}}
	for _, c := range log {
		s.Revision = c.Revision
		for _, change := range c.Changes {
			delete(s.Records, change.Key().String())
			if change.After != nil {
				s.Records[change.Key().String()] = encoded(t, change.After)
			}
		}
	}
	return s
}

func compactAgain(t *testing.T, store graph.Store) {
	lifetime(t, store)
	compacted(t, store, 3)
	before, _ := beginning(t, store)
	for _, to := range []graph.Revision{0, 1, 3} {
		require.NoError(t, compactor(t, store).Compact(t.Context(), to, "later"))
	}
	kind(t, graph.FutureRevision, compactor(t, store).Compact(t.Context(), 8, "later"))
	after, _ := beginning(t, store)
	require.Equal(t, before, after)
	require.Len(t, logged(t, store, 3), 4)
}

func compactedToHead(t *testing.T, store graph.Store) {
	lifetime(t, store)
	now, last := loaded(t, store), logged(t, store, 6)[0]
	compacted(t, store, 7)
	require.Equal(t, now, loaded(t, store))
	require.Empty(t, logged(t, store, 7))
	kind(t, graph.Conflict, store.Append(t.Context(), commit(1, created("domain:b", "B"))))
	early := commit(8, created("domain:b", "B"))
	early.Time = Noon
	appended(t, store, early)
	require.Equal(t, last.Time, early.Time, "never before the time of a commit that is gone")
	bytes, err := early.Encode()
	require.NoError(t, err)
	require.Equal(t, graph.Seal(last.Hash, bytes), early.Hash, "the chain goes on")
	require.Equal(t, []graph.Revision{8}, revisions(logged(t, store, 7)))
	require.Equal(t, graph.Revision(8), loaded(t, store).Revision)
}

func compactForgets(t *testing.T, store graph.Store) {
	lifetime(t, store)
	compacted(t, store, 4)
	for _, id := range []string{"op-2", "op-4"} {
		c, err := store.(graph.OperationFinder).Operation(t.Context(), id)
		require.NoError(t, err)
		require.Nil(t, c, "operation %q", id)
	}
	c, err := store.(graph.OperationFinder).Operation(t.Context(), "op-6")
	require.NoError(t, err)
	require.Equal(t, graph.Revision(6), c.Revision)
	kind(t, graph.OpIDReused, store.Append(t.Context(), operation(8, "op-6")))
	again := commit(8, created("domain:again", "again"))
	again.OperationID = "op-2"
	appended(t, store, again)
}

// compactedWhileRead compacts a log that is longer than any store reads at once, before the eyes of who reads it.
func compactedWhileRead(t *testing.T, store graph.Store) {
	const last = 600
	for r := graph.Revision(1); r <= last; r += 100 {
		var some []*graph.Commit
		for i := range graph.Revision(100) {
			some = append(some, operation(r+i, "op "+(r+i).String()))
		}
		require.NoError(t, store.Append(t.Context(), some...))
	}
	at := graph.Revision(0)
	var end error
	for c, err := range store.Log(t.Context(), 0) {
		if err != nil {
			end = err
			continue
		}
		require.Equal(t, at+1, c.Revision)
		if at = c.Revision; at == 10 {
			compacted(t, store, 550)
		}
	}
	if at < last {
		kind(t, graph.RevisionCompacted, end)
	}
	require.Len(t, logged(t, store, 550), 50)
}

func compactedTogether(t *testing.T, store graph.Store) {
	const last = 40
	var others sync.WaitGroup
	for range 2 {
		others.Go(func() {
			for at := graph.Revision(0); at < last-5 && !t.Failed(); {
				if !assert.NoError(t, store.Wait(t.Context(), at)) {
					return
				}
				at = loaded(t, store).Revision
				err := compactor(t, store).Compact(t.Context(), at-min(at, 3), "a test")
				if graph.KindOf(err) != graph.Unavailable { // another compacts as well
					assert.NoError(t, err)
				}
			}
		})
	}
	for r := graph.Revision(1); r <= last; r++ {
		appended(t, store, operation(r, "op "+r.String()))
	}
	others.Wait()
	compacted(t, store, last-3)
	base, s := beginning(t, store)
	for _, c := range logged(t, store, base.Revision) {
		s.Revision = c.Revision
		for _, change := range c.Changes {
			s.Records[change.Key().String()] = encoded(t, change.After)
		}
	}
	require.Equal(t, s, loaded(t, store))
	require.Len(t, s.Records, last)
}

// seed returns where the lifetime's log begins when compacted to 4, its records, and its commits.
func seed(t testing.TB) (graph.Base, []*graph.Record, []*graph.Commit) {
	m := model{operations: map[string]graph.Revision{}, records: map[graph.Key]*graph.Record{}}
	var hash graph.Hash
	var base graph.Base
	var log []*graph.Commit
	for r := graph.Revision(1); r <= 6; r++ {
		c := operation(r, "op "+r.String())
		if r == 3 {
			c.Changes = everything()
		}
		_, err := c.Follow(hash, m.last)
		require.NoError(t, err)
		hash = c.Hash
		log = append(log, c)
		if r <= 4 {
			m.append(t, c)
			base = graph.Base{Revision: r, Hash: c.Hash, Time: c.Time, Why: "another's retention"}
		}
	}
	var records []*graph.Record
	for _, record := range m.records {
		records = append(records, record)
	}
	return base, records, log
}

// each yields records, and then an error if there is one.
func each(records []*graph.Record, end error) iter.Seq2[*graph.Record, error] {
	return func(yield func(*graph.Record, error) bool) {
		for _, record := range records {
			if !yield(record, nil) {
				return
			}
		}
		if end != nil {
			yield(nil, end)
		}
	}
}

func beginSame(t *testing.T, store graph.Store) {
	base, records, log := seed(t)
	require.NoError(t, firstWait(t, store, 3, func() {
		require.NoError(t, compactor(t, store).Begin(context.Background(), base, each(records, nil)))
	}))
	checkBegun(t, store, base, log)
	appended(t, store, log[4], log[5])
	require.Equal(t, folded(t, log), loaded(t, store))
	require.Equal(t, log[4:], logged(t, store, 4), "with the same hashes")
}

func checkBegun(t *testing.T, store graph.Store, base graph.Base, log []*graph.Commit) {
	got, s := beginning(t, store)
	require.Equal(t, base, got)
	require.Equal(t, folded(t, log[:4]), s)
	require.Equal(t, s, loaded(t, store))
	require.Empty(t, logged(t, store, 4))
	kind(t, graph.RevisionCompacted, lastError(store.Log(t.Context(), 3)))
}

func beginRefused(t *testing.T, store graph.Store) {
	base, records, log := seed(t)
	appended(t, store, commit(1, created("domain:a", "A")))
	before := loaded(t, store)
	kind(t, graph.Conflict, compactor(t, store).Begin(t.Context(), base, each(records, nil)))
	require.Equal(t, before, loaded(t, store))
	require.Len(t, logged(t, store, 0), 1)
	require.NotEmpty(t, log)
}

func beginBroken(t *testing.T, store graph.Store) {
	base, records, log := seed(t)
	broken := errors.New("the source broke")
	require.ErrorIs(t, compactor(t, store).Begin(t.Context(), base, each(records[:2], broken)), broken)
	got, err := compactor(t, store).Base(t.Context())
	require.NoError(t, err)
	require.Equal(t, graph.Base{}, got)
	require.NoError(t, compactor(t, store).Begin(t.Context(), base, each(records, nil)), "it can be done again")
	checkBegun(t, store, base, log)
}
