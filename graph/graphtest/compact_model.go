package graphtest

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// compact makes some state the base, perhaps one that is too old or too new.
func (m *machine) compact(t *rapid.T) {
	to := graph.Revision(rapid.Uint64Range(0, uint64(m.head())+1).Draw(t, "compact to"))
	err := compactor(t, m.store).Compact(context.Background(), to, "a test")
	if to > m.head() {
		kind(t, graph.FutureRevision, err)
		return
	}
	require.NoError(t, err)
	m.base = max(m.base, to)
	maps.DeleteFunc(m.operations, func(_ string, r graph.Revision) bool { return r <= m.base })
}

// checkPast compares every state that is kept with the naive fold of all commits up to it: it is folded forwards from the
// base, and backwards from now, by what each commit says was before.
func (m *machine) checkPast(t *rapid.T) {
	base, forwards := beginning(t, m.store)
	require.Equal(t, m.base, base.Revision)
	kept := logged(t, m.store, m.base)
	require.Len(t, kept, int(m.head()-m.base))
	hash := base.Hash
	for i, c := range kept {
		bytes, err := c.Encode()
		require.NoError(t, err)
		require.Equal(t, m.log[int(m.base)+i], string(bytes))
		hash = graph.Seal(hash, bytes)
		require.Equal(t, hash, c.Hash, "hash of revision %s", c.Revision)
	}
	for r := m.base; ; r++ {
		want := m.at(t, r)
		require.Equal(t, want, forwards, "as of %s, forwards", r)
		backwards := loaded(t, m.store)
		for _, c := range slices.Backward(kept[r-m.base:]) {
			takeBack(t, &backwards, c)
		}
		require.Equal(t, want, backwards, "as of %s, backwards", r)
		if r == m.head() {
			return
		}
		forwards = laid(t, forwards, kept[r-m.base])
	}
}

// at is the naive fold of all commits up to a revision.
func (m *machine) at(t require.TestingT, r graph.Revision) state {
	var log []*graph.Commit
	for _, encoded := range m.log[:r] {
		c, err := graph.DecodeCommit([]byte(encoded))
		require.NoError(t, err)
		log = append(log, c)
	}
	return folded(t, log)
}

func laid(t require.TestingT, s state, c *graph.Commit) state {
	next := state{c.Revision, maps.Clone(s.Records)}
	for _, change := range c.Changes {
		delete(next.Records, change.Key().String())
		if change.After != nil {
			next.Records[change.Key().String()] = encoded(t, change.After)
		}
	}
	return next
}

func takeBack(t require.TestingT, s *state, c *graph.Commit) {
	s.Revision = c.Revision - 1
	for _, change := range c.Changes {
		delete(s.Records, change.Key().String())
		if change.Before != nil {
			s.Records[change.Key().String()] = encoded(t, change.Before)
		}
	}
}

func reopenedCompacted(t *testing.T, open func() graph.Store) {
	store := open()
	lifetime(t, store)
	compacted(t, store, 4)
	base, first := beginning(t, store)
	state, log := loaded(t, store), logged(t, store, 4)
	closed(t, store)

	store = open()
	again, firstAgain := beginning(t, store)
	require.Equal(t, base, again)
	require.Equal(t, first, firstAgain)
	require.Equal(t, state, loaded(t, store))
	require.Equal(t, log, logged(t, store, 4))
	kind(t, graph.RevisionCompacted, lastError(store.Log(t.Context(), 3)))
	compacted(t, store, 7)
	closed(t, store)

	store = open()
	defer closed(t, store)
	require.Equal(t, state, loaded(t, store))
	appended(t, store, operation(8, "op-8"))
}

func reopenedBegun(t *testing.T, open func() graph.Store) {
	base, records, log := seed(t)
	store := open()
	require.NoError(t, compactor(t, store).Begin(t.Context(), base, each(records, nil)))
	closed(t, store)

	store = open()
	defer closed(t, store)
	checkBegun(t, store, base, log)
	appended(t, store, log[4], log[5])
	require.Equal(t, folded(t, log), loaded(t, store))
}
