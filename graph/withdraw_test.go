package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

func TestWithdrawTakesBackWhatTheSourceSaysAndNobodyElse(t *testing.T) {
	events, files := graph.Source{Name: "events", Rank: graph.Observed}, graph.Source{Name: "files", Rank: graph.Declared}
	flow := graph.Key{Relation: graph.Feeds, From: "dataset:w/a", To: "dataset:w/b"}
	say := []graph.Edit{put("dataset:w/a"), put("dataset:w/b"), graph.Join{Relation: graph.Feeds, From: "dataset:w/a", To: "dataset:w/b", Note: "mine"}}
	g := after(t, after(t, graph.Empty(), events, say...), files, say...)
	require.Len(t, g.Record(flow).Claims, 2)

	g = after(t, g, events, graph.Withdraw{Key: flow}, graph.Withdraw{Key: graph.EntityKey("dataset:w/a")})
	require.Len(t, g.Record(flow).Claims, 1)
	require.Equal(t, "files", g.Record(flow).Claims[0].Source)
	require.Equal(t, g, after(t, g, events, graph.Withdraw{Key: flow}), "what is not claimed is not there to take back")

	g = after(t, g, files, graph.Withdraw{Key: flow}, graph.Withdraw{Key: graph.EntityKey("dataset:w/a")})
	require.Nil(t, g.Record(flow))
	require.Nil(t, g.Record(graph.EntityKey("dataset:w/a")), "nobody claims it and no link needs it")
}

func TestANoteIsTheSourcesOwnAndNeverEffective(t *testing.T) {
	events := graph.Source{Name: "events", Rank: graph.Observed}
	g := after(t, graph.Empty(), events, put("dataset:w/a", graph.Value{Attribute: graph.AttrNote, Text: "heard at noon"}, graph.Value{Attribute: graph.AttrType, Text: "TABLE"}))
	r := g.Record(graph.EntityKey("dataset:w/a"))
	require.Len(t, r.Effective(), 1)
	note, kept := r.Claims[0].Value(graph.AttrNote)
	require.True(t, kept)
	require.Equal(t, "heard at noon", note.Text)
	require.Empty(t, r.Entity().Properties)
}

// after returns a graph with what a source says laid over it; the same graph where that changes nothing.
func after(t *testing.T, g *graph.Graph, source graph.Source, edits ...graph.Edit) *graph.Graph {
	t.Helper()
	changes, err := g.Draft(graph.Draft{Source: source, Revision: g.Revision() + 1, Time: noon, Edits: edits})
	require.NoError(t, err)
	if len(changes) == 0 {
		return g
	}
	g, err = g.With(g.Revision()+1, changes...)
	require.NoError(t, err)
	return g
}
