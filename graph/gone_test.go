package graph_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
)

// faultsOf returns the faults of a list of changes, each with its place.
func faultsOf(t *testing.T, g *graph.Graph, edits ...graph.Edit) (lines []string) {
	t.Helper()
	for _, fault := range refused(t, g, edits...) {
		lines = append(lines, fmt.Sprint(fault.Path, " ", fault.Kind, " ", fault.Message))
	}
	return lines
}

// What a refused removal would have taken away is there for the edits that follow.
func TestARefusedRemovalIsNotDone(t *testing.T) {
	g := graphtest.Parse(t, "a -> b\nf owns a\nt owns b\ndomain:p in a")
	still := "[changes 0 id] HAS_DEPENDENTS domain:a still has 2 dependents (1 part, 1 flow): remove these first, or cascade"
	for _, next := range []graph.Edit{
		graph.HandOver{Place: at(1), Entity: "domain:a", To: "team:t"},
		graph.Join{Place: at(1), Relation: graph.Owns, From: "team:t", To: "domain:a"},
		graph.Part{Place: at(1), Relation: graph.Owns, From: "team:f", To: "domain:a"},
		graph.Remove{Place: at(1), ID: "domain:a"},
		graph.Put{Place: at(1), ID: "domain:c", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "domain:a"}}},
	} {
		require.Equal(t, []string{still}, faultsOf(t, g, graph.Remove{Place: at(0), ID: "domain:a"}, next), "%T", next)
	}
	require.Equal(t, []string{still, "[changes 1 to] NOT_FOUND no team is called \"team:u\"; did you mean team:f, team:t?"},
		faultsOf(t, g, graph.Remove{Place: at(0), ID: "domain:a"}, graph.HandOver{Place: at(1), Entity: "domain:b", To: "team:u"}),
		"what is wrong besides is told")
}

// What an earlier edit takes away is said to be so, at the edit that still needs it.
func TestWhatAnEarlierEditTakesAwayIsSaidToBe(t *testing.T) {
	g := graphtest.Parse(t, "a -> b\nf owns a\nt owns b")
	gone := " NOT_FOUND domain:a is not there any more: changes[0] takes it away"
	for where, next := range map[string]graph.Edit{
		"entity":    graph.HandOver{Place: at(1), Entity: "domain:a", To: "team:t"},
		"id":        graph.Remove{Place: at(1), ID: "domain:a"},
		"to":        graph.Join{Place: at(1), Relation: graph.Owns, From: "team:t", To: "domain:a"},
		"from":      graph.Join{Place: at(1), Relation: graph.Feeds, From: "domain:a", To: "domain:b"},
		"container": graph.Put{Place: at(1), ID: "domain:c", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "domain:a"}}},
	} {
		require.Equal(t, []string{"[changes 1 " + where + "]" + gone},
			faultsOf(t, g, graph.Remove{Place: at(0), ID: "domain:a", Cascade: true}, next), "%T", next)
	}
	require.Equal(t, []string{"[changes 1]" + gone},
		faultsOf(t, g, graph.Remove{Place: at(0), ID: "domain:a", Cascade: true}, graph.Part{Place: at(1), Relation: graph.Owns, From: "team:f", To: "domain:a"}))
}

// Nor is it suggested for another ID that was mistyped.
func TestWhatIsGoneIsNotSuggested(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:sales"), put("domain:sale"), put("team:t"))
	require.Equal(t, []string{`[changes 1 entity] NOT_FOUND no domain is called "domain:salse"; did you mean domain:sale?`},
		faultsOf(t, g, graph.Remove{Place: at(0), ID: "domain:sales"}, graph.HandOver{Place: at(1), Entity: "domain:salse", To: "team:t"}))
	faults := refused(t, g, graph.Remove{Place: at(0), ID: "domain:sales"}, graph.HandOver{Place: at(1), Entity: "sales", To: "team:t"})
	require.NotContains(t, faults[0].Candidates, graph.ID("domain:sales"))
}

// What a question would have found by a ref is told with the ID to write: changes take IDs.
func TestARefInAChangeIsToldWithItsID(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false,
		graph.Put{ID: "division:x", Values: []graph.Value{{Attribute: graph.AttrName, Text: "Division X"}}},
		graph.Put{ID: "domain:x/sale", Values: []graph.Value{{Attribute: graph.AttrName, Text: "Sale"}, {Attribute: graph.AttrContainer, Text: "division:x"}}},
		put("domain:y/sale"), put("team:t"))
	for ref, ids := range map[graph.ID]string{
		"x/sale": "domain:x/sale", "Division X": "division:x", "division x": "division:x", "Division X / Sale": "domain:x/sale",
		"sale": "domain:x/sale, domain:y/sale",
	} {
		n, err := g.Find(string(ref))
		require.Equal(t, ids == "domain:x/sale, domain:y/sale", err != nil, "as a question finds it: %v", n)
		says := fmt.Sprintf("NOT_FOUND %q is a ref, and changes take IDs; did you mean %s?", ref, ids)
		for where, edit := range map[string]graph.Edit{
			"id":     graph.Remove{Place: at(0), ID: ref},
			"entity": graph.HandOver{Place: at(0), Entity: ref, To: "team:t"},
		} {
			require.Equal(t, []string{"[changes 0 " + where + "] " + says}, faultsOf(t, g, edit))
		}
	}
	require.Equal(t, []string{`[changes 0 id] NOT_FOUND nothing is called "nowhere"`}, faultsOf(t, g, graph.Remove{Place: at(0), ID: "nowhere"}))
}

// What is removed and put again is there.
func TestWhatIsPutAgainIsThere(t *testing.T) {
	g := graphtest.Parse(t, "a -> b\nf owns a")
	changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: g.Revision() + 1, Time: noon, Edits: []graph.Edit{
		graph.Remove{Place: at(0), ID: "domain:a", Cascade: true},
		graph.Join{Place: at(1), Relation: graph.Owns, From: "team:f", To: "domain:a"},
		graph.Put{Place: at(2), ID: "domain:a"},
	}})
	require.NoError(t, err)
	require.NotEmpty(t, changes)
}
