package graphtest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// What holds of commits that are appended together.

// overlapping are commits of which several change one record: it comes, changes, goes, and comes again.
func overlapping() []*graph.Commit {
	first, second := entity("domain:a", "first"), entity("domain:a", "second")
	early := commit(3, graph.Change{Before: second}, created("domain:c", "C"))
	early.Time = Noon
	return []*graph.Commit{
		commit(1, graph.Change{After: first}, created("domain:b", "B")),
		commit(2, graph.Change{Before: first, After: second}),
		early,
		commit(4, graph.Change{After: first}, graph.Change{Before: entity("domain:c", "C")}),
	}
}

func togetherAsOneByOne(t *testing.T, store graph.Store) {
	require.NoError(t, store.Append(t.Context(), overlapping()...))
	s, log := loaded(t, store), logged(t, store, 0)
	require.Equal(t, graph.Revision(4), s.Revision)
	require.Equal(t, map[string]string{
		"domain:a": encoded(t, entity("domain:a", "first")), "domain:b": encoded(t, entity("domain:b", "B")),
	}, s.Records)
	checkChain(t, log)
	require.Equal(t, Noon.Add(2*time.Minute), log[2].Time, "never before the one before")
	for i, c := range overlapping() {
		require.Equal(t, encoded(t, c.Changes), encoded(t, log[i].Changes), "the log keeps each change")
	}
}

func togetherTells(t *testing.T, store graph.Store) {
	commits := overlapping()
	require.NoError(t, store.Append(t.Context(), commits...))
	for i, c := range logged(t, store, 0) {
		require.Equal(t, c.Time, commits[i].Time)
		require.Equal(t, c.Hash, commits[i].Hash)
	}
}

func togetherOrNotAtAll(t *testing.T, store graph.Store) {
	appended(t, store, operation(1, "op-1"))
	before := loaded(t, store)
	for name, c := range map[string]struct {
		kind    graph.ErrorKind
		commits []*graph.Commit
	}{
		"a gap":                    {graph.Conflict, []*graph.Commit{operation(2, "op-2"), operation(4, "op-4")}},
		"twice the same revision":  {graph.Conflict, []*graph.Commit{operation(2, "op-2"), operation(2, "op-3")}},
		"backwards":                {graph.Conflict, []*graph.Commit{operation(3, "op-3"), operation(2, "op-2")}},
		"behind the head":          {graph.Conflict, []*graph.Commit{operation(1, "op-2"), operation(2, "op-3")}},
		"an operation of the log":  {graph.OpIDReused, []*graph.Commit{operation(2, "op-2"), operation(3, "op-1")}},
		"one operation twice":      {graph.OpIDReused, []*graph.Commit{operation(2, "op-2"), operation(3, "op-2")}},
		"an operation, and a gap":  {graph.OpIDReused, []*graph.Commit{operation(2, "op-2"), operation(9, "op-1")}},
		"the operation at the end": {graph.OpIDReused, []*graph.Commit{operation(2, "op-2"), operation(3, "op-3"), operation(4, "op-1")}},
	} {
		kind(t, c.kind, store.Append(t.Context(), c.commits...))
		require.Equal(t, before, loaded(t, store), name)
		require.Len(t, logged(t, store, 0), 1, name)
	}
	appended(t, store, operation(2, "op-2")) // what was refused left no trace
}

func nothingAppended(t *testing.T, store graph.Store) {
	require.NoError(t, store.Append(t.Context()))
	require.Equal(t, graph.Revision(0), loaded(t, store).Revision)
}

func togetherWakes(t *testing.T, store graph.Store) {
	require.NoError(t, firstWait(t, store, 3, func() { require.NoError(t, store.Append(t.Context(), overlapping()...)) }))
}

// appendTogether appends a few random commits in one step.
func (m *machine) appendTogether(t *rapid.T) {
	commits := make([]*graph.Commit, rapid.IntRange(0, 4).Draw(t, "commits together"))
	fold := model{log: append([]string(nil), m.log...), named: m.named, operations: map[string]graph.Revision{}, records: map[graph.Key]*graph.Record{}}
	for id, r := range m.operations {
		fold.operations[id] = r
	}
	for key, record := range m.records {
		fold.records[key] = record
	}
	drawing := machine{model: fold}
	for i := range commits {
		commits[i] = drawing.draw(t, drawing.head()+1)
		drawing.append(t, commits[i])
	}
	require.NoError(t, m.store.Append(context.Background(), commits...))
	for _, c := range commits {
		m.append(t, c)
	}
}

// togetherMoves has an entity go from container to container within a group.
func togetherMoves(t *testing.T, store graph.Store) {
	at := func(container string) *graph.Record {
		r := entity("domain:part", "P")
		r.Claims[0].Values = append([]graph.Value{{Attribute: graph.AttrContainer, Text: container, Since: 1}}, r.Claims[0].Values...)
		return r
	}
	one, two, three := at("domain:one"), at("domain:two"), at("domain:three")
	require.NoError(t, store.Append(t.Context(),
		commit(1, created("domain:one", "1"), graph.Change{After: one}),
		commit(2, graph.Change{Before: one, After: two}, created("domain:two", "2")),
		commit(3, graph.Change{Before: two, After: three}, graph.Change{Before: entity("domain:two", "2")}, created("domain:three", "3")),
	))
	require.Equal(t, map[string]string{
		"domain:one": encoded(t, entity("domain:one", "1")), "domain:three": encoded(t, entity("domain:three", "3")), "domain:part": encoded(t, three),
	}, loaded(t, store).Records)
}

// togetherSeenWhole appends groups of three commits, each of one entity, and loads while it does.
func togetherSeenWhole(t *testing.T, store graph.Store) {
	const size, last = 3, 45
	var reading sync.WaitGroup
	for range 2 {
		reading.Go(func() {
			for seen := graph.Revision(0); seen < last && !t.Failed(); {
				if !assert.NoError(t, store.Wait(t.Context(), seen)) {
					return
				}
				s := loaded(t, store)
				assert.Zero(t, s.Revision%size, "the whole group")
				assert.Len(t, s.Records, int(s.Revision))
				seen = s.Revision
			}
		})
	}
	for r := graph.Revision(1); r <= last; r += size {
		assert.NoError(t, store.Append(context.Background(), operation(r, "op "+r.String()), operation(r+1, "op "+(r+1).String()), operation(r+2, "op "+(r+2).String())))
	}
	reading.Wait()
}
