package live_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// A point of the past is what the log says up to there, whichever points were asked for before.
func TestThenIsTheLogFoldedUpToThere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store, clock := memory.New(), time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)
		c, err := live.Open(t.Context(), store, live.Clock(func() time.Time { return clock }))
		require.NoError(rt, err)
		defer func() { require.NoError(rt, c.Close()) }()
		for range rapid.IntRange(1, 30).Draw(rt, "requests") {
			clock = clock.Add(time.Duration(rapid.IntRange(0, 2).Draw(rt, "seconds")) * time.Second)
			request := live.Request{Actor: "ada", Source: graph.People, Edits: []graph.Edit{randomEdit(rt)}}
			_, _ = c.Apply(t.Context(), request) // what is refused is no part of the history
		}
		states, times := naiveHistory(rt, store)
		head := c.Graph().Revision()
		require.Len(rt, states, int(head)+1)
		for range 2 * len(states) {
			r := graph.Revision(rapid.IntRange(0, int(head)).Draw(rt, "revision"))
			g, err := c.At(t.Context(), live.Point{Revision: &r})
			require.NoError(rt, err)
			require.Equal(rt, r, g.Revision())
			require.Equal(rt, states[r], recordsOf(rt, g), "revision %s", r)

			at := times[r].Add(time.Duration(rapid.IntRange(-1, 1).Draw(rt, "around")) * time.Second)
			g, err = c.At(t.Context(), live.Point{Time: &at})
			require.NoError(rt, err)
			require.Equal(rt, lastNotLater(times, at), g.Revision(), "%s", at)
		}
	})
}

func TestTheFutureIsRefusedAndNamed(t *testing.T) {
	c := open(t, memory.New())
	applied(t, c, asks(t, "a -> b"))
	future := graph.Revision(2)
	_, err := c.At(t.Context(), live.Point{Revision: &future})
	require.Equal(t, graph.FutureRevision, graph.KindOf(err))
	require.ErrorContains(t, err, "the newest is 1")

	later := time.Now().AddDate(10, 0, 0)
	g, err := c.At(t.Context(), live.Point{Time: &later})
	require.NoError(t, err, "the last commit not later than the future is the newest")
	require.Same(t, c.Graph(), g)
}

// What is gone is found by its ID, as an end of a link and as a container, too.
func TestCommitsThatTouch(t *testing.T) {
	c := open(t, memory.New())
	applied(t, c, asks(t, "a -> b\nb in c"))
	applied(t, c, asks(t, "d -> e"))
	applied(t, c, live.Request{Source: graph.People, Edits: []graph.Edit{graph.Remove{ID: "domain:c", Cascade: true}}})
	for id, want := range map[graph.ID][]graph.Revision{
		"domain:a": {1, 3}, "domain:b": {1, 3}, "domain:c": {1, 3}, "domain:d": {2}, "domain:e": {2}, "domain:f": nil,
	} {
		filter := live.CommitFilter{Touching: []graph.ID{id}}
		got, more, err := c.Commits(t.Context(), filter, live.CommitPage{Limit: 10}, c.Graph().Revision())
		require.NoError(t, err)
		require.False(t, more)
		require.Equal(t, want, revisionsOf(got), id)
	}
}

// A commit is passed over once, however many entities are asked for.
func TestCommitsThatTouchAnyOfMany(t *testing.T) {
	c := open(t, memory.New())
	const many = 500
	var edits []graph.Edit
	var asked []graph.ID
	for i := range many {
		edits = append(edits, graph.Put{ID: graph.ID(fmt.Sprintf("domain:d%d", i))})
		asked = append(asked, graph.ID(fmt.Sprintf("domain:gone-%d", i)))
	}
	applied(t, c, live.Request{Source: graph.People, Edits: edits})
	find := func(ids ...graph.ID) []*graph.Commit {
		got, _, err := c.Commits(t.Context(), live.CommitFilter{Touching: ids}, live.CommitPage{Limit: 10}, c.Graph().Revision())
		require.NoError(t, err)
		return got
	}
	require.Empty(t, find(asked...))
	require.Len(t, find(append(asked, "domain:d7")...), 1)
	require.Less(t, testing.AllocsPerRun(1, func() { find(asked...) }), 10.0*many)
}

func randomEdit(t *rapid.T) graph.Edit {
	id := rapid.SampledFrom([]graph.ID{"domain:a", "domain:b", "domain:c", "port:d", "port:e", "team:f"})
	from, to := id.Draw(t, "from"), id.Draw(t, "to")
	switch rapid.IntRange(0, 7).Draw(t, "edit") {
	case 0, 1:
		text := rapid.StringMatching("[a-c]?").Draw(t, "text")
		return graph.Put{ID: from, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text}}}
	case 2:
		return graph.Remove{ID: from, Cascade: rapid.Bool().Draw(t, "cascade")}
	case 3, 4:
		return graph.Join{Relation: relation(t), From: from, To: to}
	case 5:
		return graph.Part{Relation: relation(t), From: from, To: to}
	case 6:
		return graph.Deny{From: from, To: to}
	}
	return graph.Allow{From: from, To: to}
}

func relation(t *rapid.T) graph.Relation {
	return rapid.SampledFrom([]graph.Relation{graph.Feeds, graph.PartOf, graph.Owns}).Draw(t, "relation")
}

// naiveHistory folds the log commit by commit: the records and the time of every revision.
func naiveHistory(t require.TestingT, store graph.Store) (states []map[string]string, times []time.Time) {
	state := map[string]string{}
	states, times = append(states, copied(state)), append(times, time.Time{})
	for commit, err := range store.Log(context.Background(), 0) {
		require.NoError(t, err)
		for _, change := range commit.Changes {
			delete(state, change.Key().String())
			if change.After != nil {
				state[change.Key().String()] = inJSON(t, change.After)
			}
		}
		states, times = append(states, copied(state)), append(times, commit.Time)
	}
	return states, times
}

func lastNotLater(times []time.Time, at time.Time) (r graph.Revision) {
	for i, t := range times {
		if !t.After(at) {
			r = graph.Revision(i)
		}
	}
	return r
}

func recordsOf(t require.TestingT, g *graph.Graph) map[string]string {
	records := map[string]string{}
	for record := range g.Records() {
		records[record.Key.String()] = inJSON(t, record)
	}
	return records
}

func inJSON(t require.TestingT, v any) string {
	encoded, err := json.Marshal(v)
	require.NoError(t, err)
	return string(encoded)
}

func copied(m map[string]string) map[string]string {
	c := make(map[string]string, len(m))
	for k, v := range m {
		c[k] = v
	}
	return c
}
