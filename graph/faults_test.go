package graph_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// refused returns the faults of edits that people make to g.
func refused(t *testing.T, g *graph.Graph, edits ...graph.Edit) graph.Faults {
	t.Helper()
	changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: g.Revision() + 1, Time: noon, Edits: edits})
	require.Empty(t, changes)
	var faults graph.Faults
	require.True(t, errors.As(err, &faults), "%v", err)
	return faults
}

func at(i int) graph.Place { return graph.Place{Path: []any{"changes", i}} }

func TestFaultsComeTogetherEachWithItsPlace(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:sales"), put("team:finance"))
	faults := refused(t, g,
		graph.Put{Place: at(0), ID: "domain:Sale"},
		graph.Join{Place: at(1), Relation: graph.Feeds, From: "domain:salse", To: "domain:sales"},
		graph.Join{Place: at(2), Relation: graph.Owns, From: "domain:sales", To: "team:finance"},
		graph.Remove{Place: at(3), ID: "domain:none"},
	)
	require.Len(t, faults, 4)
	require.Equal(t, []any{"changes", 0, "id"}, faults[0].Path)
	require.Equal(t, []any{"changes", 1, "from"}, faults[1].Path)
	require.Equal(t, graph.NotFound, faults[1].Kind)
	require.Equal(t, []graph.ID{"domain:sales"}, faults[1].Candidates)
	require.Contains(t, faults[2].Message, "OWNS leads from a team, not from a domain")
	require.Equal(t, graph.NotFound, faults[3].Kind)
}

func TestWhatHasPartsOrFlowsIsRemovedOnlyByCascade(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("domain:b"),
		put("port:a/out", graph.Value{Attribute: graph.AttrContainer, Text: "domain:a"}), feeds("port:a/out", "domain:b"),
		feeds("domain:b", "domain:a"), put("team:t"), graph.Join{Relation: graph.Owns, From: "team:t", To: "domain:a"})
	faults := refused(t, g, graph.Remove{ID: "domain:a"})
	require.Equal(t, graph.HasDependents, faults[0].Kind)
	require.Contains(t, faults[0].Message, "2 dependents (1 parts, 1 flows)")

	g, _ = laid(t, g, "people", false, graph.Remove{ID: "domain:a", Cascade: true})
	require.Equal(t, 2, g.Len())
	require.Zero(t, g.Count(graph.Feeds)+g.Count(graph.Owns))
}

func TestRemovingThePartsInTheSameDraftIsEnough(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("port:a/out", graph.Value{Attribute: graph.AttrContainer, Text: "domain:a"}))
	g, _ = laid(t, g, "people", false, graph.Remove{ID: "domain:a"}, graph.Remove{ID: "port:a/out"})
	require.Zero(t, g.Len())
}

func TestATeamGoesWithItsLinks(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("team:t"), graph.Join{Relation: graph.Owns, From: "team:t", To: "domain:a"})
	g, _ = laid(t, g, "people", false, graph.Remove{ID: "team:t"})
	require.Equal(t, 1, g.Len())
}

func TestAnEntityIsNeverPartOfItself(t *testing.T) {
	in := func(part, container graph.ID) graph.Edit {
		return graph.Join{Relation: graph.PartOf, From: part, To: container}
	}
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("domain:b"), put("domain:c"), in("domain:a", "domain:b"), in("domain:b", "domain:c"))
	faults := refused(t, g, in("domain:c", "domain:a"))
	require.Equal(t, graph.BadUserInput, faults[0].Kind)
	require.Contains(t, faults[0].Message, "would be part of itself")
	refused(t, g, in("domain:a", "domain:a"))
}

func TestTwoNamesCanBeSwapped(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, named("domain:a", "A"), named("domain:b", "B"))
	g, _ = laid(t, g, "files", false, named("domain:a", "B"), named("domain:b", "A"))
	require.Equal(t, "B", nameOf(t, g, "domain:a"))
}

func TestHostileNamesAreRefused(t *testing.T) {
	for _, name := range []string{"", "  ", "a\x00b", "a\nb", "a\u202eb", "\xff"} {
		faults := refused(t, graph.Empty(), named("domain:a", name))
		require.Equal(t, graph.BadUserInput, faults[0].Kind, "%q", name)
		require.Equal(t, []any{"name"}, faults[0].Path)
	}
}

func TestIDsAreReadable(t *testing.T) {
	for id, ok := range map[graph.ID]bool{
		"domain:division-x/sales-planning": true, "system:dwh": true, "product:a/b": true,
		"domain:": false, "domain:a//b": false, "domain:a-": false, "domain:A": false, "table:a": false, "DOMAIN:a": false,
		"dataset:ns/name": true, "dataset:Post%20gres/T": true, "dataset:a": false, "dataset:a/b/c": false, "dataset:a%2fb/c": false,
		"field:ns/name/f": true, graph.FieldID("s3://b", "a/b", "ü"): true,
	} {
		require.Equal(t, ok, id.Check() == nil, "%s: %v", id, id.Check())
	}
}
