package graph_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
)

var (
	sourceA = graph.Source{Name: "a", Rank: graph.Imported}
	sourceB = graph.Source{Name: "b", Rank: graph.Imported}
)

// read lays what a source that is read whole says over g.
func read(t *testing.T, g *graph.Graph, source graph.Source, at time.Time, edits ...graph.Edit) *graph.Graph {
	t.Helper()
	changes, err := g.Draft(graph.Draft{Source: source, Whole: true, Revision: g.Revision() + 1, Time: at, Edits: edits})
	require.NoError(t, err)
	after, err := g.With(g.Revision()+1, changes...)
	require.NoError(t, err)
	return after
}

func claimsOf(g *graph.Graph, k graph.Key) (sources []string) {
	if r := g.Record(k); r != nil {
		for _, c := range r.Claims {
			sources = append(sources, c.Source)
		}
	}
	return sources
}

var flow = graph.Key{Relation: graph.Feeds, From: "domain:x", To: "domain:y"}

func TestWhatAWithdrawsLeavesWhatBSays(t *testing.T) {
	both := []graph.Edit{named("domain:x", "X"), put("domain:y"), feeds("domain:x", "domain:y")}
	g := read(t, graph.Empty(), sourceA, noon, both...)
	g = read(t, g, sourceB, noon, both...)
	require.Equal(t, []string{"a", "b"}, claimsOf(g, flow))
	before := g.Record(graph.EntityKey("domain:x")).Claims[1]

	g = read(t, g, sourceA, noon.Add(48*time.Hour))
	require.Equal(t, []string{"b"}, claimsOf(g, flow))
	require.Equal(t, []graph.Claim{before}, g.Record(graph.EntityKey("domain:x")).Claims, "B's claim is as it was, to the letter")
	require.Equal(t, 1, g.Count(graph.Feeds))

	g = read(t, g, sourceB, noon.Add(72*time.Hour))
	require.Zero(t, g.Len(), "the last claim is gone, and so is what was claimed")
}

func TestASourceThatIsNotReadWholeWithdrawsNothing(t *testing.T) {
	g := said(t, graph.Empty(), sourceA, noon, put("domain:x"), put("domain:y"), feeds("domain:x", "domain:y"))
	g = said(t, g, sourceA, noon, put("domain:x"))
	require.Equal(t, []string{"a"}, claimsOf(g, flow))
}

func TestAnAttributeThatIsNoLongerSaidIsWithdrawnAlone(t *testing.T) {
	described := put("domain:x", graph.Value{Attribute: graph.AttrName, Text: "X of A"}, graph.Value{Attribute: graph.AttrDescription, Text: "as A says"})
	g := read(t, graph.Empty(), sourceA, noon, described)
	g = read(t, g, sourceB, noon, named("domain:x", "X of B"))
	g = read(t, g, sourceA, noon, put("domain:x", graph.Value{Attribute: graph.AttrDescription, Text: "as A says"}))
	require.Equal(t, "X of B", nameOf(t, g, "domain:x"))
	require.Equal(t, []string{"a", "b"}, claimsOf(g, graph.EntityKey("domain:x")))
}

func TestLinksAreTheUnionOfWhatSourcesSay(t *testing.T) {
	observed := graph.Source{Name: "runs", Rank: graph.Observed}
	g := read(t, graph.Empty(), sourceA, noon, put("domain:x"), put("domain:y"), feeds("domain:x", "domain:y"))
	g = said(t, g, observed, noon, put("domain:z"), feeds("domain:x", "domain:z"))
	require.Equal(t, 2, g.Count(graph.Feeds), "a higher rank does not silence other links")
}

func TestADenialOutlivesTheClaimsAndIsSeen(t *testing.T) {
	observed := graph.Source{Name: "runs", Rank: graph.Observed}
	say := []graph.Edit{put("domain:x"), put("domain:y"), feeds("domain:x", "domain:y")}
	g := read(t, graph.Empty(), observed, noon, say...)
	g = said(t, g, graph.People, noon, graph.Deny{From: "domain:x", To: "domain:y", Reason: "test data"})

	g = read(t, g, observed, noon)
	require.Empty(t, claimsOf(g, flow))
	require.Equal(t, &graph.Denial{Source: "people", Reason: "test data", Time: noon}, g.Record(flow).Denial)
	require.Equal(t, 2, g.Len(), "its ends stay as well")

	g = read(t, g, observed, noon.Add(24*time.Hour), say...)
	require.Equal(t, []string{"runs"}, claimsOf(g, flow))
	require.Zero(t, g.Count(graph.Feeds))
}

func TestAWholeSourceSaidAgainIsOneTouchAClaimAndDay(t *testing.T) {
	say := []graph.Edit{named("domain:x", "X"), named("domain:y", "Y"), feeds("domain:x", "domain:y")}
	g := read(t, graph.Empty(), sourceA, noon, say...)
	again := func(g *graph.Graph, at time.Time) []graph.Change {
		changes, err := g.Draft(graph.Draft{Source: sourceA, Whole: true, Revision: g.Revision() + 1, Time: at, Edits: append(say, say...)})
		require.NoError(t, err)
		return changes
	}
	require.Empty(t, again(g, noon.Add(time.Hour)), "nothing is touched twice on one day")

	next := noon.Add(24 * time.Hour)
	changes := again(g, next)
	require.Len(t, changes, 3, "each claim is touched, however often it is said")
	for _, c := range changes {
		require.Equal(t, noon, c.After.Claims[0].FirstSeen)
		require.Equal(t, next, c.After.Claims[0].LastSeen)
	}
	g, err := g.With(g.Revision()+1, changes...)
	require.NoError(t, err)
	require.Empty(t, again(g, next.Add(time.Hour)))
	require.Equal(t, graph.Revision(1), g.Record(graph.EntityKey("domain:x")).Claims[0].Values[0].Since, "a touch is no later change")
}

func TestTheOriginIsThatOfWhenTheClaimWasRenewed(t *testing.T) {
	from := func(origin string) graph.Edit {
		return graph.Put{Place: graph.Place{Origin: origin}, ID: "domain:x"}
	}
	origin := func(g *graph.Graph) string { return g.Record(graph.EntityKey("domain:x")).Claims[0].Origin }
	g := said(t, graph.Empty(), sourceA, noon, from("run 1"))
	require.Equal(t, "run 1", origin(g))
	g = said(t, g, sourceA, noon.Add(24*time.Hour), from("run 2"))
	require.Equal(t, "run 2", origin(g))
}

func TestTheOriginIsAnotherTheSameDayWhereThatIsAskedFor(t *testing.T) {
	for _, at := range []func(graph.Place) graph.Edit{
		func(p graph.Place) graph.Edit { return graph.Put{Place: p, ID: "domain:y"} },
		func(p graph.Place) graph.Edit {
			return graph.Join{Place: p, Relation: graph.Feeds, From: "domain:x", To: "domain:y", Reason: "why"}
		},
	} {
		g := said(t, graph.Empty(), sourceA, noon, graph.Put{ID: "domain:x"}, graph.Put{ID: "domain:y"}, at(graph.Place{Origin: "run 1"}))
		draft := func(p graph.Place) []graph.Change {
			changes, err := g.Draft(graph.Draft{Source: sourceA, Revision: g.Revision() + 1, Time: noon.Add(time.Hour), Edits: []graph.Edit{at(p)}})
			require.NoError(t, err)
			return changes
		}
		before := draft(graph.Place{Origin: "run 2"})
		require.Empty(t, before)
		anew := draft(graph.Place{Origin: "run 2", Anew: true})
		require.Len(t, anew, 1)
		is, was := anew[0].After.Claims[0], anew[0].Before.Claims[0]
		require.Equal(t, "run 2", is.Origin)
		require.Equal(t, was.Values, is.Values)
		require.Equal(t, was.FirstSeen, is.FirstSeen)
		require.Empty(t, draft(graph.Place{Origin: was.Origin, Anew: true}))
	}
}

// A source that is read whole withdraws a denial with all else that it no longer says; anybody else's stays.
func TestAWholeSourceWithdrawsADenialThatItNoLongerSays(t *testing.T) {
	deny := func(reason string) graph.Edit { return graph.Deny{From: "domain:x", To: "domain:y", Reason: reason} }
	denied := func(g *graph.Graph) string {
		if r := g.Record(flow); r != nil && r.Denial != nil {
			return r.Denial.Source + ": " + r.Denial.Reason
		}
		return ""
	}
	flows := said(t, graph.Empty(), sourceA, noon, put("domain:x"), put("domain:y"), feeds("domain:x", "domain:y"))
	g := read(t, flows, sourceB, noon, deny("a test"))
	require.Equal(t, "b: a test", denied(g))
	require.Equal(t, "b: a test", denied(read(t, g, sourceB, noon.Add(time.Hour), deny("a test"))), "it says so again")
	require.Equal(t, "b: a test", denied(said(t, g, sourceB, noon)), "it is not read whole")
	require.Equal(t, "b: a test", denied(read(t, g, sourceA, noon, put("domain:x"), put("domain:y"), feeds("domain:x", "domain:y"))), "it is not the other's")
	require.Empty(t, denied(read(t, g, sourceB, noon)))
	require.Equal(t, graphtest.String(flows), graphtest.String(read(t, g, sourceB, noon)))

	g = said(t, read(t, flows, sourceB, noon, deny("a test")), graph.People, noon, deny("we looked"))
	require.Equal(t, "people: we looked", denied(g))
	require.Equal(t, "people: we looked", denied(read(t, g, sourceB, noon, deny("a test"))), "what is read whole takes no denial over")
	require.Equal(t, "people: we looked", denied(read(t, g, sourceB, noon)))
}

// Nothing is left of a flow that only a withdrawn denial kept, nor of its ends.
func TestAWithdrawnDenialTakesItsEndsAlong(t *testing.T) {
	g := said(t, graph.Empty(), sourceA, noon, put("domain:x"), put("domain:y"), feeds("domain:x", "domain:y"))
	g = read(t, g, sourceB, noon, graph.Deny{From: "domain:x", To: "domain:y"})
	g = read(t, g, sourceA, noon)
	require.Equal(t, 2, g.Len(), "a denial keeps the ends that nobody else claims")
	require.Zero(t, read(t, g, sourceB, noon).Len())
}
