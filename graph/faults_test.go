package graph_test

import (
	"errors"
	"fmt"
	"strings"
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

// Where IDs are written in full, the end of one or a name is refused, and answered with what it may have been meant for.
func TestARefThatIsNoIDIsAnsweredWithIDs(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:x/sales"), put("domain:y/sales"), put("team:finance"), put("domain:plan"))
	faults := refused(t, g,
		graph.Join{Place: at(0), Relation: graph.Owns, From: "finance", To: "x/sales"},
		graph.Put{Place: at(1), ID: "Sales"},
		graph.Put{Place: at(2), ID: "domain:plan", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "x/sale"}}},
		graph.Deny{Place: at(3), From: "nowhere", To: "domain:plan"},
	)
	var told []string
	for _, f := range faults {
		_, meant, _ := strings.Cut(f.Message, "; ")
		told = append(told, fmt.Sprint(f.Path, " ", meant))
	}
	require.Equal(t, []string{
		"[changes 0 from] did you mean team:finance?",
		"[changes 0 to] did you mean domain:x/sales?",
		"[changes 1 id] did you mean domain:x/sales, domain:y/sales?",
		"[changes 2 container] did you mean domain:x/sales, domain:y/sales?",
		"[changes 3 from] ",
	}, told)
	require.Equal(t, []graph.ID{"team:finance"}, faults[0].Candidates)
}

func TestWhatHasPartsOrFlowsIsRemovedOnlyByCascade(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("domain:b"),
		put("port:a/out", graph.Value{Attribute: graph.AttrContainer, Text: "domain:a"}), feeds("port:a/out", "domain:b"),
		feeds("domain:b", "domain:a"), put("team:t"), graph.Join{Relation: graph.Owns, From: "team:t", To: "domain:a"})
	faults := refused(t, g, graph.Remove{ID: "domain:a"})
	require.Equal(t, graph.HasDependents, faults[0].Kind)
	require.Contains(t, faults[0].Message, "2 dependents (1 part, 1 flow)")

	g, _ = laid(t, g, "people", false, graph.Remove{ID: "domain:a", Cascade: true})
	require.Equal(t, 2, g.Len())
	require.Zero(t, g.Count(graph.Feeds)+g.Count(graph.Owns))
}

// What is left of a denied flow that nobody claims is the denial: no dependent, and it goes with either end. So does what only it kept.
func TestADenialGoesWithItsEnds(t *testing.T) {
	deny := graph.Deny{From: "domain:a", To: "domain:b"}
	claimed, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("domain:b"), feeds("domain:a", "domain:b"))
	claimed, _ = laid(t, claimed, "people", false, deny)
	require.Contains(t, refused(t, claimed, graph.Remove{ID: "domain:b"})[0].Message, "1 dependent (0 parts, 1 flow)", "it is recorded as before")

	denied, _ := laid(t, claimed, "files", true)
	require.Equal(t, 2, denied.Len(), "the denial keeps what nobody claims")
	for g, remove := range map[*graph.Graph]graph.Remove{claimed: {ID: "domain:b", Cascade: true}, denied: {ID: "domain:b"}} {
		g, _ = laid(t, g, "people", false, remove)
		g, _ = laid(t, g, "files", true, put("domain:a"), put("domain:b"), feeds("domain:a", "domain:b"))
		require.Nil(t, g.Record(graph.Key{Relation: graph.Feeds, From: "domain:a", To: "domain:b"}).Denial, "it is said anew")
	}
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
	for _, name := range []string{"", "  ", "a\x00b", "a\nb", "a\rb", "a\u2028b", "\x1b[2J", "a\u0085b", "a\u202eb", "a\u061cb", "a\u200fb", "a\u2066b", "\xff",
		strings.Repeat("a", graph.MaxName+1)} {
		faults := refused(t, graph.Empty(), named("domain:a", name))
		require.Equal(t, graph.BadUserInput, faults[0].Kind, "%q", name)
		require.Equal(t, []any{"name"}, faults[0].Path)
	}
}

// A text may have lines, and nothing that a terminal acts on or that reorders it.
func TestHostileTextsAreRefused(t *testing.T) {
	described := func(text string) graph.Edit {
		return graph.Put{ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text}}}
	}
	for _, text := range []string{"a\x00b", "\x1b[2J", "a\u009bb", "a\u202eb", "a\u061cb", "\xff", strings.Repeat("a", graph.MaxText+1)} {
		require.Equal(t, graph.BadUserInput, refused(t, graph.Empty(), described(text))[0].Kind, "%q", text)
		require.Error(t, graph.CheckText(text))
	}
	laid(t, graph.Empty(), "files", false, described("one\r\n\ttwo\n\nÅ 日本"))
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

func TestOfManyFaultsTheLastCountsTheRest(t *testing.T) {
	var edits []graph.Edit
	for i := range 120 {
		edits = append(edits, graph.Remove{Place: at(i), ID: "domain:none"})
	}
	faults := refused(t, graph.Empty(), edits...)
	require.Len(t, faults, graph.MaxFaults)
	require.Equal(t, []any{"changes", graph.MaxFaults - 2, "id"}, faults[graph.MaxFaults-2].Path)
	require.Contains(t, faults[graph.MaxFaults-1].Message, "71 more faults")
	require.Len(t, refused(t, graph.Empty(), edits[:graph.MaxFaults]...), graph.MaxFaults, "as many as fit are all told")
}

func TestAFaultOfTheSourceStandsWhereTheRequestStands(t *testing.T) {
	_, err := graph.Empty().Draft(graph.Draft{Revision: 1, Time: noon, Path: []any{"input"}})
	var faults graph.Faults
	require.ErrorAs(t, err, &faults)
	require.Equal(t, []any{"input", "source", "name"}, faults[0].Path)
}

func TestAFlowGoesThroughAJobThatIsThere(t *testing.T) {
	job := graph.JobID("airflow", "load")
	through := graph.Join{Relation: graph.Feeds, From: "domain:a", To: "domain:b", Via: job}
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("domain:b"))
	require.Equal(t, []any{"via"}, refused(t, g, through)[0].Path)
	g, _ = laid(t, g, "files", false, through, put(job))
	a, _ := g.Node("domain:a")
	b, _ := g.Node("domain:b")
	link, _ := g.Link(graph.Feeds, a, b)
	require.Equal(t, job, link.Via)
}

func TestNothingIsAVariantOfItself(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"))
	require.Contains(t, refused(t, g, graph.Join{Relation: graph.VariantOf, From: "domain:a", To: "domain:a"})[0].Message, "variant of itself")
}

func TestATagIsKeptOnce(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a", graph.Value{Attribute: graph.AttrTags, List: []string{"b", "a", "b"}}))
	a, _ := g.Node("domain:a")
	require.Equal(t, []string{"b", "a"}, g.Entity(a).Tags)
}

func TestARefThatMeansSeveralListsThemAll(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("team:pricing"), named("domain:px", "pricing"), named("domain:py", "PRICING"),
		put("domain:px/sub", graph.Value{Attribute: graph.AttrContainer, Text: "domain:px"}))
	for ref, want := range map[string][]graph.ID{
		"team:pricing": {"team:pricing"}, "pricing": {"domain:px", "team:pricing"}, "Pricing": {"domain:px", "domain:py", "team:pricing"},
		"px/sub": {"domain:px/sub"}, "pricing / sub": {"domain:px/sub"},
	} {
		n, err := g.Find(ref)
		if len(want) == 1 {
			require.NoError(t, err, ref)
			require.Equal(t, want[0], g.ID(n), ref)
			continue
		}
		var e *graph.Error
		require.ErrorAs(t, err, &e, ref)
		require.Equal(t, graph.BadUserInput, e.Kind, ref)
		require.Equal(t, want, e.Candidates, ref)
	}
}
