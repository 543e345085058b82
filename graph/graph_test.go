package graph_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// laid returns g with the edits of a source laid over it, and what they change.
func laid(t *testing.T, g *graph.Graph, source string, whole bool, edits ...graph.Edit) (*graph.Graph, []graph.Change) {
	t.Helper()
	revision := g.Revision() + 1
	changes, err := g.Draft(graph.Draft{
		Source: graph.Source{Name: source, Rank: graph.Declared}, Whole: whole, Revision: revision, Time: noon, Edits: edits,
	})
	require.NoError(t, err)
	after, err := g.With(revision, changes...)
	require.NoError(t, err)
	return after, changes
}

func put(id graph.ID, values ...graph.Value) graph.Put { return graph.Put{ID: id, Values: values} }

func feeds(from, to graph.ID) graph.Join {
	return graph.Join{Relation: graph.Feeds, From: from, To: to}
}

func TestAPutCreatesAnEntityNamedAfterItsID(t *testing.T) {
	g, changes := laid(t, graph.Empty(), "people", false, put("domain:division-x/sale"))
	require.Len(t, changes, 1)
	n, found := g.Node("domain:division-x/sale")
	require.True(t, found)
	require.Equal(t, "sale", g.Entity(n).Name)
	require.Equal(t, graph.Revision(1), g.Revision())
}

func TestAWholeSourceWithdrawsWhatItNoLongerSaysAndNothingElse(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", true, put("domain:a"), put("domain:b"), put("domain:c"), feeds("domain:a", "domain:b"))
	g, _ = laid(t, g, "people", false, put("domain:c"))
	g, changes := laid(t, g, "files", true, put("domain:a"))
	require.Len(t, changes, 3)
	require.Equal(t, 2, g.Len())
	require.Zero(t, g.Count(graph.Feeds))
	_, changes = laid(t, g, "files", true, put("domain:a"))
	require.Empty(t, changes)
}

func TestWhileAClaimOnALinkRemainsItsEndsRemain(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", true, put("domain:a"), put("domain:b"))
	g, _ = laid(t, g, "people", false, feeds("domain:a", "domain:b"))
	g, _ = laid(t, g, "files", true, put("domain:b"))
	n, found := g.Node("domain:a")
	require.True(t, found)
	require.Empty(t, g.Entity(n).Claims)
	g, _ = laid(t, g, "people", false, graph.Part{Relation: graph.Feeds, From: "domain:a", To: "domain:b"})
	_, found = g.Node("domain:a")
	require.False(t, found)
}
