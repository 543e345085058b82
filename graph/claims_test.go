package graph_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// said lays edits of a source of any rank over g, at a revision and a time of their own.
func said(t *testing.T, g *graph.Graph, source graph.Source, at time.Time, edits ...graph.Edit) *graph.Graph {
	t.Helper()
	changes, err := g.Draft(graph.Draft{Source: source, Revision: g.Revision() + 1, Time: at, Edits: edits})
	require.NoError(t, err)
	after, err := g.With(g.Revision()+1, changes...)
	require.NoError(t, err)
	return after
}

func named(id graph.ID, name string) graph.Put {
	return put(id, graph.Value{Attribute: graph.AttrName, Text: name})
}

func nameOf(t *testing.T, g *graph.Graph, id graph.ID) string {
	t.Helper()
	n, found := g.Node(id)
	require.True(t, found, "%s is not there", id)
	return g.Entity(n).Name
}

func TestDeclaredBeatsImportedBeatsObserved(t *testing.T) {
	declared := graph.Source{Name: "files", Rank: graph.Declared}
	imported := graph.Source{Name: "dbt", Rank: graph.Imported}
	observed := graph.Source{Name: "events", Rank: graph.Observed}
	g := said(t, graph.Empty(), declared, noon, named("domain:a", "Declared"))
	g = said(t, g, imported, noon, named("domain:a", "Imported"))
	g = said(t, g, observed, noon, named("domain:a", "Observed"))
	require.Equal(t, "Declared", nameOf(t, g, "domain:a"))

	g = said(t, g, declared, noon, graph.Put{ID: "domain:a", Clear: []string{graph.AttrName}})
	require.Equal(t, "Imported", nameOf(t, g, "domain:a"))
}

func TestWithinARankTheValueThatChangedLastWins(t *testing.T) {
	first, second := graph.Source{Name: "a", Rank: graph.Declared}, graph.Source{Name: "b", Rank: graph.Declared}
	g := said(t, graph.Empty(), second, noon, named("domain:a", "Second"))
	g = said(t, g, first, noon, named("domain:a", "First"))
	require.Equal(t, "First", nameOf(t, g, "domain:a"))

	g = said(t, g, second, noon, named("domain:a", "Second"))
	require.Equal(t, "First", nameOf(t, g, "domain:a"), "saying the same again changes nothing")
	g = said(t, g, second, noon, named("domain:a", "Third"))
	require.Equal(t, "Third", nameOf(t, g, "domain:a"))
}

func TestAContainerIsDecidedAsAnAttributeIs(t *testing.T) {
	declared := graph.Source{Name: "files", Rank: graph.Declared}
	observed := graph.Source{Name: "events", Rank: graph.Observed}
	g := said(t, graph.Empty(), declared, noon, put("domain:x"), put("domain:y"), put("domain:a"),
		graph.Join{Relation: graph.PartOf, From: "domain:a", To: "domain:x"})
	g = said(t, g, observed, noon, graph.Join{Relation: graph.PartOf, From: "domain:a", To: "domain:y"})
	a, _ := g.Node("domain:a")
	require.Equal(t, graph.ID("domain:x"), g.ID(g.Container(a)))
}

func TestRepeatingAClaimIsNotedOnceADay(t *testing.T) {
	source := graph.Source{Name: "events", Rank: graph.Observed}
	g := said(t, graph.Empty(), source, noon, put("domain:a"))
	repeat := func(at time.Time) []graph.Change {
		changes, err := g.Draft(graph.Draft{Source: source, Revision: 2, Time: at, Edits: []graph.Edit{put("domain:a")}})
		require.NoError(t, err)
		return changes
	}
	require.Empty(t, repeat(noon.Add(11*time.Hour)))
	changes := repeat(noon.Add(13 * time.Hour))
	require.Len(t, changes, 1)
	require.Equal(t, noon, changes[0].After.Claims[0].FirstSeen)
	require.Equal(t, noon.Add(13*time.Hour), changes[0].After.Claims[0].LastSeen)
}

func TestADeniedFlowStaysDeniedHoweverOftenItIsObserved(t *testing.T) {
	observed := graph.Source{Name: "events", Rank: graph.Observed}
	g := said(t, graph.Empty(), observed, noon, put("domain:a"), put("domain:b"), feeds("domain:a", "domain:b"))
	g = said(t, g, graph.People, noon, graph.Deny{From: "domain:a", To: "domain:b", Reason: "test data"})
	require.Zero(t, g.Count(graph.Feeds))
	g = said(t, g, observed, noon.AddDate(0, 0, 1), feeds("domain:a", "domain:b"))
	require.Zero(t, g.Count(graph.Feeds))
	a, _ := g.Node("domain:a")
	b, _ := g.Node("domain:b")
	link, found := g.Link(graph.Feeds, a, b)
	require.True(t, found)
	require.Equal(t, "test data", link.Denial.Reason)

	g = said(t, g, graph.People, noon, graph.Allow{From: "domain:a", To: "domain:b"})
	require.Equal(t, 1, g.Count(graph.Feeds))
}

func TestAFieldBringsItsDataset(t *testing.T) {
	field := graph.FieldID("postgres://db", "public.Orders", "id")
	g := said(t, graph.Empty(), graph.People, noon, put(field))
	n, found := g.Node(field)
	require.True(t, found)
	require.Equal(t, graph.DatasetID("postgres://db", "public.Orders"), g.ID(g.Container(n)))
}

func TestAllPropertiesOfASourceAreClearedAtOnce(t *testing.T) {
	property := func(key string) graph.Value {
		return graph.Value{Attribute: graph.PropertyPrefix + key, Text: "said"}
	}
	g := said(t, graph.Empty(), graph.People, noon, put("domain:a", property("x"), property("y")))
	g = said(t, g, graph.Source{Name: "dbt", Rank: graph.Imported}, noon, put("domain:a", property("z")))
	g = said(t, g, graph.People, noon, graph.Put{ID: "domain:a", Clear: []string{graph.PropertyPrefix}})
	a, _ := g.Node("domain:a")
	require.Equal(t, []graph.Property{{Key: "z", Value: "said"}}, g.Entity(a).Properties)
}

// A source says a bounded number of attributes of an entity, also in several edits; and tags each once, in the order in which they come.
func TestWhatASourceSaysOfAnEntityIsBounded(t *testing.T) {
	property := func(i int) graph.Value {
		return graph.Value{Attribute: fmt.Sprint(graph.PropertyPrefix, i), Text: "said"}
	}
	var values []graph.Value
	for i := range graph.MaxValues {
		values = append(values, property(i))
	}
	g := said(t, graph.Empty(), graph.People, noon, put("domain:a", values[:600]...), put("domain:a", values[500:]...), put("domain:a", values...))
	faults := refused(t, g, put("domain:a", append(values, property(graph.MaxValues))...), graph.Put{ID: "domain:a", Values: []graph.Value{property(-1), property(-2)}})
	require.Len(t, faults, 2)
	require.Contains(t, faults[0].Message, "domain:a would have more than 1000 attributes of one source")
	said(t, g, graph.Source{Name: "other", Rank: graph.Imported}, noon, put("domain:a", property(-1)))
	said(t, g, graph.People, noon, graph.Put{ID: "domain:a", Clear: []string{graph.PropertyPrefix}}, put("domain:a", property(-1)))

	g = said(t, g, graph.People, noon, put("domain:b", graph.Value{Attribute: graph.AttrTags, List: []string{"z", "a", "z", "m", "a"}}))
	n, _ := g.Node("domain:b")
	require.Equal(t, []string{"z", "a", "m"}, g.Entity(n).Tags)
}
