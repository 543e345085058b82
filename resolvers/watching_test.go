package resolvers

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// two are the graphs before and after a commit, and the commit, which describes domain:a.
func two(t *testing.T) (*graph.Commit, func(graph.Revision) (*graph.Graph, error)) {
	t.Helper()
	graphs := map[graph.Revision]*graph.Graph{}
	g, commit := graph.Empty(), &graph.Commit{}
	for _, text := range []string{"one", "two"} {
		edits := []graph.Edit{graph.Put{ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text}}}}
		changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: g.Revision() + 1, Edits: edits})
		require.NoError(t, err)
		commit = &graph.Commit{Revision: g.Revision() + 1, Changes: changes}
		g, err = g.With(commit.Revision, changes...)
		require.NoError(t, err)
		graphs[g.Revision()] = g
	}
	return commit, func(r graph.Revision) (*graph.Graph, error) { return graphs[r], nil }
}

func TestWhoWatchesTheSameJudgesACommitOnce(t *testing.T) {
	commit, at := two(t)
	var asked atomic.Int32
	counting := func(r graph.Revision) (*graph.Graph, error) { asked.Add(1); return at(r) }
	var w watching
	var all sync.WaitGroup
	watch := lineage.Watch{UpstreamOf: []graph.ID{"domain:a"}}
	_, last := w.join(watch) // somebody stays until the end
	for range 50 {
		joined, leave := w.join(watch)
		all.Go(func() {
			defer leave()
			concerns, err := joined.concerns(context.Background(), commit, counting)
			if !concerns || err != nil {
				t.Error(concerns, err)
			}
		})
	}
	all.Wait()
	last()
	require.Equal(t, int32(2), asked.Load(), "before and after, once")
	require.Empty(t, w.open, "all left")
}

// A stream that ends while it judges leaves it to the next.
func TestAVerdictThatFailedIsNobodyElses(t *testing.T) {
	commit, at := two(t)
	var w watching
	joined, leave := w.join(lineage.Watch{UpstreamOf: []graph.ID{"domain:a"}})
	defer leave()
	judging, gone := make(chan struct{}), make(chan error)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, err := joined.concerns(ctx, commit, func(r graph.Revision) (*graph.Graph, error) {
			close(judging)
			<-ctx.Done()
			return nil, ctx.Err()
		})
		gone <- err
	}()
	<-judging
	second := make(chan bool)
	go func() {
		concerns, err := joined.concerns(t.Context(), commit, at)
		second <- concerns && err == nil
	}()
	cancel()
	require.ErrorIs(t, <-gone, context.Canceled)
	require.True(t, <-second)
	concerns, err := joined.concerns(t.Context(), commit, nil)
	require.NoError(t, err, "it is known, and no graph is asked for")
	require.True(t, concerns)
}
