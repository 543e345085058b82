package graphtest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// durableProperties hold over reopenings. Each is given what opens the store over one place for data, empty at first.
var durableProperties = []struct {
	name  string
	holds func(t *testing.T, open func() graph.Store)
}{
	{"an empty store is empty again", func(t *testing.T, open func() graph.Store) {
		closed(t, open())
		store := open()
		defer closed(t, store)
		emptyStore(t, store)
	}},
	{"state, log and hashes are the same", reopenedSame},
	{"documents are there again", documentsStay},
	{"revisions, operation ids and time go on", reopenedGoesOn},
	{"commits appended together are the same", func(t *testing.T, open func() graph.Store) {
		store := open()
		require.NoError(t, store.Append(t.Context(), overlapping()...))
		state, log := loaded(t, store), logged(t, store, 0)
		closed(t, store)
		store = open()
		defer closed(t, store)
		require.Equal(t, state, loaded(t, store))
		require.Equal(t, log, logged(t, store, 0))
	}},
	{"a store opened many times is the same as one opened once", reopenedOften},
	{"a compacted store is the same", reopenedCompacted},
	{"a store that began with a base is the same", reopenedBegun},
}

func reopenedSame(t *testing.T, open func() graph.Store) {
	store := open()
	appended(t, store, commit(1, everything()...), operation(2, "op 2"),
		commit(3, graph.Change{Before: operation(2, "op 2").Changes[0].After}))
	state, log := loaded(t, store), logged(t, store, 0)
	closed(t, store)

	store = open()
	defer closed(t, store)
	require.Equal(t, state, loaded(t, store))
	require.Equal(t, log, logged(t, store, 0))
	checkChain(t, log)
}

func reopenedGoesOn(t *testing.T, open func() graph.Store) {
	store := open()
	appended(t, store, operation(1, "op 1"), operation(2, "op 2"))
	closed(t, store)

	store = open()
	defer closed(t, store)
	kind(t, graph.Conflict, store.Append(t.Context(), operation(2, "new")))
	kind(t, graph.OpIDReused, store.Append(t.Context(), operation(3, "op 1")))
	early := operation(3, "op 3")
	early.Time = Noon.Add(-time.Hour)
	appended(t, store, early)
	require.Equal(t, Noon.Add(2*time.Minute), early.Time)
	checkChain(t, logged(t, store, 0))
}

func reopenedOften(t *testing.T, open func() graph.Store) {
	const last = 10
	for r := graph.Revision(1); r <= last; r++ {
		store := open()
		appended(t, store, operation(r, "op "+r.String()))
		closed(t, store)
	}
	store := open()
	defer closed(t, store)
	require.Len(t, loaded(t, store).Records, last)
	checkChain(t, logged(t, store, 0))
}
