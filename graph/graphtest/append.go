package graphtest

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

func emptyStore(t *testing.T, store graph.Store) {
	require.Equal(t, state{Records: map[string]string{}}, loaded(t, store))
	require.Empty(t, logged(t, store, 0))
	require.Empty(t, logged(t, store, 7), "beyond the head there is nothing")
}

func roundTrip(t *testing.T, store graph.Store) {
	c := commit(1, everything()...)
	c.Message, c.OperationID, c.Fingerprint = "tout – \"alles\"", "op/1 ☃", "f"
	c.Source = graph.Source{Name: "dbt:shop", Rank: graph.Imported}
	appended(t, store, c, commit(2, created("domain:b", "B")))
	want, err := c.Encode()
	require.NoError(t, err)

	log := logged(t, store, 0)
	require.Len(t, log, 2)
	got, err := log[0].Encode()
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
	require.Equal(t, c.Hash, log[0].Hash)

	s := loaded(t, store)
	require.Equal(t, graph.Revision(2), s.Revision)
	require.Len(t, s.Records, len(c.Changes)+1)
	for _, change := range c.Changes {
		require.Equal(t, encoded(t, change.After), s.Records[change.Key().String()])
	}
}

func removal(t *testing.T, store graph.Store) {
	a, b := entity("domain:a", "A"), entity("domain:b", "B")
	appended(t, store,
		commit(1, graph.Change{After: a}, graph.Change{After: b}),
		commit(2, graph.Change{Before: a}),
	)
	require.Equal(t, map[string]string{"domain:b": encoded(t, b)}, loaded(t, store).Records)
	require.Equal(t, "A", logged(t, store, 1)[0].Changes[0].Before.Claims[0].Values[0].Text)

	appended(t, store, commit(3, graph.Change{After: a}))
	require.Contains(t, loaded(t, store).Records, "domain:a", "what was removed can come back")
}

func appendSets(t *testing.T, store graph.Store) {
	c := commit(1, created("domain:a", "A"))
	c.Time = Noon.In(time.FixedZone("far east", 9*60*60))
	appended(t, store, c)
	require.Equal(t, Noon, c.Time, "in UTC")
	bytes, err := c.Encode()
	require.NoError(t, err)
	require.Equal(t, graph.Seal(graph.Hash{}, bytes), c.Hash)
}

func timeNeverDecreases(t *testing.T, store graph.Store) {
	early := commit(2, created("domain:b", "B"))
	early.Time = Noon.Add(-time.Hour)
	appended(t, store, commit(1, created("domain:a", "A")), early)
	require.Equal(t, Noon.Add(time.Minute), early.Time, "the caller hears of it")
	require.Equal(t, Noon.Add(time.Minute), logged(t, store, 1)[0].Time)
}

func timesTold(t *testing.T, store graph.Store) {
	keeper, keeps := store.(graph.Timekeeper)
	if !keeps {
		return // the log tells them as well
	}
	appended(t, store, commit(1, created("domain:a", "A")), commit(2, created("domain:b", "B")), commit(3, created("domain:c", "C")))
	for _, c := range logged(t, store, 0) {
		told, err := keeper.TimeOf(t.Context(), c.Revision)
		require.NoError(t, err)
		require.Equal(t, c.Time, told)
	}
	compacted(t, store, 2)
	_, err := keeper.TimeOf(t.Context(), 1)
	kind(t, graph.RevisionCompacted, err)
}

func conflict(t *testing.T, store graph.Store) {
	appended(t, store, commit(1, created("domain:a", "A")), commit(2, created("domain:b", "B")))
	before := loaded(t, store)
	for _, r := range []graph.Revision{0, 1, 2, 4, 100} {
		c := commit(r, created("domain:c", "C"))
		c.OperationID = "unused"
		kind(t, graph.Conflict, store.Append(t.Context(), c))
	}
	require.Equal(t, before, loaded(t, store))
	require.Equal(t, []graph.Revision{1, 2}, revisions(logged(t, store, 0)))
	appended(t, store, operation(3, "unused")) // a refused commit leaves no trace of its operation id
}

func operationReused(t *testing.T, store graph.Store) {
	appended(t, store, operation(1, "op-1"), operation(2, "op-2"))
	for _, r := range []graph.Revision{1, 2, 3, 9} {
		kind(t, graph.OpIDReused, store.Append(t.Context(), operation(r, "op-1")))
	}
	require.Equal(t, []graph.Revision{1, 2}, revisions(logged(t, store, 0)))
	appended(t, store, operation(3, "OP-1")) // ids are compared as bytes
}

func operationFound(t *testing.T, store graph.Store) {
	appended(t, store, operation(1, "op-1"), commit(2, created("domain:a", "A")), operation(3, "op-3 ☃"))
	finder, ok := store.(graph.OperationFinder)
	require.True(t, ok, "a store finds operations by their id")
	for r, id := range map[graph.Revision]string{1: "op-1", 3: "op-3 ☃"} {
		c, err := finder.Operation(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, logged(t, store, r-1)[0], c)
	}
	for _, id := range []string{"", "op-2", "op-1 ", "OP-1"} {
		c, err := finder.Operation(t.Context(), id)
		require.NoError(t, err)
		require.Nil(t, c, "operation %q", id)
	}
}

func operationNone(t *testing.T, store graph.Store) {
	for r := graph.Revision(1); r <= 3; r++ {
		appended(t, store, commit(r, created(graph.ID("domain:d"+r.String()), "D")))
	}
	require.Len(t, logged(t, store, 0), 3)
}

func nothingShared(t *testing.T, store graph.Store) {
	c := commit(1, created("domain:a", "A"))
	appended(t, store, c)
	before := loaded(t, store)
	c.Changes[0].After.Claims[0].Values[0].Text = "changed behind the store's back"
	require.Equal(t, before, loaded(t, store))
	require.Equal(t, "A", logged(t, store, 0)[0].Changes[0].After.Claims[0].Values[0].Text)
}

func chain(t *testing.T, store graph.Store) {
	for r := graph.Revision(1); r <= 20; r++ {
		appended(t, store, operation(r, "op "+r.String()))
	}
	checkChain(t, logged(t, store, 0))
}

func doneContext(t *testing.T, store graph.Store) {
	appended(t, store, commit(1, created("domain:a", "A")))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, store.Append(ctx, commit(2, created("domain:b", "B"))), context.Canceled)
	require.ErrorIs(t, store.Wait(ctx, 1), context.Canceled)
	_, records := store.Load(ctx)
	require.ErrorIs(t, lastError(records), context.Canceled)
	require.ErrorIs(t, lastError(store.Log(ctx, 0)), context.Canceled)
	_, err := store.(graph.OperationFinder).Operation(ctx, "op")
	require.ErrorIs(t, err, context.Canceled)
	require.Len(t, logged(t, store, 0), 1)
}

// lastError returns the error that a sequence ends with; further elements after one are an error of the store.
func lastError[T any](sequence func(func(T, error) bool)) error {
	var last error
	sequence(func(_ T, err error) bool {
		last = err
		return true
	})
	return last
}
