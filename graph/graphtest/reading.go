package graphtest

import (
	"context"
	"iter"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// patience is how long a test waits for what must come. It is not waited for where all is well.
const patience = 30 * time.Second

func logAfter(t *testing.T, store graph.Store) {
	for r := graph.Revision(1); r <= 5; r++ {
		appended(t, store, operation(r, "op "+r.String()))
	}
	all := logged(t, store, 0)
	require.Equal(t, []graph.Revision{1, 2, 3, 4, 5}, revisions(all))
	for after := graph.Revision(1); after <= 5; after++ {
		require.Equal(t, all[after:], append([]*graph.Commit{}, logged(t, store, after)...), "after %s", after)
	}
	require.Empty(t, logged(t, store, 6))
	require.Empty(t, logged(t, store, 1<<62))
}

func logLeft(t *testing.T, store graph.Store) {
	for r := graph.Revision(1); r <= 5; r++ {
		appended(t, store, operation(r, "op "+r.String()))
	}
	for c, err := range store.Log(t.Context(), 1) {
		require.NoError(t, err)
		require.Equal(t, graph.Revision(2), c.Revision)
		break
	}
	appended(t, store, operation(6, "after leaving")) // what was left holds nothing up
}

func logIsFinite(t *testing.T, store graph.Store) {
	appended(t, store, operation(1, "op 1"), operation(2, "op 2"))
	next := graph.Revision(3)
	for _, err := range store.Log(t.Context(), 0) {
		require.NoError(t, err)
		require.LessOrEqual(t, next, graph.Revision(4), "the log grows as fast as it is read")
		appended(t, store, operation(next, "op "+next.String()))
		next++
	}
	require.Equal(t, graph.Revision(5), next)
}

func loadIsSnapshot(t *testing.T, store graph.Store) {
	appended(t, store, commit(1, created("domain:a", "A"), created("domain:b", "B")))
	before := loaded(t, store)
	revision, records := store.Load(t.Context())
	appended(t, store, commit(2, graph.Change{Before: entity("domain:a", "A")}, created("domain:c", "C")))
	got := state{revision, map[string]string{}}
	for record, err := range records {
		require.NoError(t, err)
		got.Records[record.Key.String()] = encoded(t, record)
	}
	require.Equal(t, before, got)
}

func waitWakes(t *testing.T, store graph.Store) {
	require.NoError(t, firstWait(t, store, 0, func() { appended(t, store, operation(1, "op 1")) }))
	require.NoError(t, store.Wait(t.Context(), 0), "what is beyond already is not waited for")
	require.NoError(t, firstWait(t, store, 2, func() { appended(t, store, operation(2, "op 2"), operation(3, "op 3")) }))
}

// firstWait waits beyond a revision in a goroutine while something is done.
func firstWait(t *testing.T, store graph.Store, after graph.Revision, meanwhile func()) error {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	woken := make(chan error, 1)
	go func() { woken <- store.Wait(ctx, after) }()
	meanwhile()
	return <-woken
}

func waitEnds(t *testing.T, store graph.Store) {
	appended(t, store, operation(1, "op 1"))
	ctx, cancel := context.WithCancel(t.Context())
	woken := make(chan error, 1)
	go func() { woken <- store.Wait(ctx, 1) }()
	cancel()
	require.ErrorIs(t, <-woken, context.Canceled)

	ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	require.ErrorIs(t, store.Wait(ctx, 1), context.DeadlineExceeded)
}

// next returns the first element of a sequence of commits.
func next(commits iter.Seq2[*graph.Commit, error]) (*graph.Commit, error) {
	for c, err := range commits {
		return c, err
	}
	return nil, nil
}
