package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// What one request asks for is looked at when all of it is done: what it leads to must be sound, not each step on the way.
func TestEditsAreCheckedWhenAllAreDone(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), in("domain:b", "domain:a"))
	for name, edits := range map[string][]graph.Edit{
		"into its own part, which then goes elsewhere": {graph.Move{ID: "domain:a", To: "domain:b"}, graph.Move{ID: "domain:b"}},
		"into its own part and out again":              {graph.Move{ID: "domain:a", To: "domain:b"}, graph.Move{ID: "domain:a"}},
		"into what comes later":                        {graph.Move{ID: "domain:b", To: "domain:m"}, put("domain:m")},
		"to a team that comes later":                   {graph.HandOver{Entity: "domain:b", To: "team:m"}, put("team:m")},
		"of what comes later":                          {graph.HandOver{Entity: "domain:m", To: "team:m"}, put("team:m"), put("domain:m")},
		"into what goes and comes again":               {graph.Remove{ID: "domain:a", Cascade: true}, put("domain:c"), graph.Move{ID: "domain:c", To: "domain:a"}, put("domain:a")},
	} {
		laid(t, g, "people", false, edits...)
		_, err := g.Draft(graph.Draft{Source: graph.People, Planned: true, Revision: g.Revision() + 1, Time: noon, Edits: edits})
		require.NoError(t, err, name)
	}
}

// A fault that shows at the end alone stands all the same at the edit that is at fault, by the name of the field there.
func TestWhatIsWrongAtTheEndIsToldWhereItWasAsked(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), in("domain:b", "domain:a"), put("team:t"))
	for want, edits := range map[string][]graph.Edit{
		"[changes 0 to] BAD_USER_INPUT domain:a would be part of itself: domain:a in domain:b in domain:a": {
			graph.Join{Place: at(0), Relation: graph.PartOf, From: "domain:a", To: "domain:b"}, graph.Put{Place: at(1), ID: "domain:a"}, graph.Put{Place: at(2), ID: "domain:b"}},
		"[changes 0 to] BAD_USER_INPUT domain:a would be part of itself: domain:a in domain:a": {graph.Move{Place: at(0), ID: "domain:a", To: "domain:a"}},
		"[changes 0 to] NOT_FOUND no domain is called \"domain:nowhere\"": {
			graph.Move{Place: at(0), ID: "domain:a", To: "domain:nowhere"}, graph.Put{Place: at(1), ID: "domain:a"}},
		"[changes 0 to] NOT_FOUND no team is called \"team:nobody\"":          {graph.HandOver{Place: at(0), Entity: "domain:a", To: "team:nobody"}},
		"[changes 0 entity] NOT_FOUND no domain is called \"domain:nothing\"": {graph.HandOver{Place: at(0), Entity: "domain:nothing", To: "team:t"}},
		"[changes 0 id] NOT_FOUND no domain is called \"domain:nothing\"":     {graph.Move{Place: at(0), ID: "domain:nothing", To: "domain:a"}},
		"[changes 0 to] NOT_FOUND no domain is called \"domain:elsewhere\"":   {graph.Join{Place: at(0), Relation: graph.PartOf, From: "domain:a", To: "domain:elsewhere"}},
		"[changes 0 to] BAD_USER_INPUT field:n/d/f is part of dataset:n/d, as its ID says": {
			graph.Join{Place: at(0), Relation: graph.PartOf, From: "field:n/d/f", To: "dataset:n/e"}},
		"[changes 1 to] NOT_FOUND domain:a is not there any more: changes[0] takes it away": {
			graph.Remove{Place: at(0), ID: "domain:a", Cascade: true}, graph.Move{Place: at(1), ID: "domain:c", To: "domain:a"}},
	} {
		faults := faultsOf(t, with(t, g, put("domain:c")), edits...)
		require.Len(t, faults, 1, want)
		require.Contains(t, faults[0], want)
	}
}

func in(part, container graph.ID) graph.Edit {
	return graph.Join{Relation: graph.PartOf, From: part, To: container}
}

func with(t *testing.T, g *graph.Graph, edits ...graph.Edit) *graph.Graph {
	t.Helper()
	g, _ = laid(t, g, "files", false, edits...)
	return g
}

// drawOrdered draws edits of a few names, each of which may need what another, earlier or later, brings.
func drawOrdered(t *rapid.T) []graph.Edit {
	domain := func(what string) graph.ID {
		return rapid.SampledFrom([]graph.ID{"domain:a", "domain:b", "domain:c", "domain:d", "domain:e"}).Draw(t, what)
	}
	team := func() graph.ID { return rapid.SampledFrom([]graph.ID{"team:s", "team:t", "team:u"}).Draw(t, "team") }
	edits := make([]graph.Edit, rapid.IntRange(1, 8).Draw(t, "edits"))
	for i := range edits {
		switch rapid.IntRange(0, 7).Draw(t, "edit") {
		case 0:
			edits[i] = graph.Put{Place: at(i), ID: domain("put")}
		case 1:
			edits[i] = graph.Put{Place: at(i), ID: team()}
		case 2:
			edits[i] = graph.Put{Place: at(i), ID: domain("part"), Values: []graph.Value{{Attribute: graph.AttrContainer, Text: string(domain("container"))}}}
		case 3:
			edits[i] = graph.Move{Place: at(i), ID: domain("moved"), To: domain("into")}
		case 4:
			edits[i] = graph.Move{Place: at(i), ID: domain("moved")}
		case 5:
			edits[i] = graph.HandOver{Place: at(i), Entity: domain("entity"), To: team()}
		case 6:
			edits[i] = graph.Join{Place: at(i), Relation: graph.PartOf, From: domain("part"), To: domain("container")}
		case 7:
			edits[i] = graph.Join{Place: at(i), Relation: graph.Owns, From: team(), To: domain("owned")}
		}
	}
	return edits
}

// fieldsOf returns the fields of an edit that name an entity, as the caller calls them.
func fieldsOf(e graph.Edit) []string {
	switch e.(type) {
	case graph.Put:
		return []string{"container"}
	case graph.Move:
		return []string{"id", "to"}
	case graph.HandOver:
		return []string{"entity", "to"}
	}
	return []string{"from", "to"}
}

// unsound says why edits cannot be carried out, "" if they can: what is moved must be there by then, and when all is done every end
// of a link and every container, and nothing may be part of itself. Where they can, m is what they lead to.
func (m *model) unsound(edits []graph.Edit) string {
	for _, e := range edits {
		if move, is := e.(graph.Move); is && m.claims[graph.EntityKey(move.ID)] == nil {
			return "nothing to move: " + string(move.ID)
		}
		if join, is := e.(graph.Join); is && join.Relation == graph.PartOf {
			e = put(join.From, graph.Value{Attribute: graph.AttrContainer, Text: string(join.To)})
		}
		m.apply(graph.People, false, []graph.Edit{e})
	}
	for _, id := range m.entities() {
		if m.claims[graph.EntityKey(id)] == nil {
			return "not there: " + string(id)
		}
		var way []graph.ID
		for at := id; at != ""; at = graph.ID(m.effective(graph.EntityKey(at), graph.AttrContainer)) {
			if slices.Contains(way, at) {
				return "part of itself: " + string(at)
			}
			way = append(way, at)
		}
	}
	return ""
}

func TestEditsAreRefusedOnlyForWhatTheyLeadTo(t *testing.T) {
	files := graph.Source{Name: "files", Rank: graph.Declared}
	base := []graph.Edit{put("domain:a"), put("domain:b", graph.Value{Attribute: graph.AttrContainer, Text: "domain:a"}), put("domain:c"),
		put("team:s"), graph.Join{Relation: graph.Owns, From: "team:s", To: "domain:b"}}
	rapid.Check(t, func(rt *rapid.T) {
		g := said(t, graph.Empty(), files, noon, base...)
		m := newModel()
		m.apply(files, false, base)
		edits := drawOrdered(rt)
		unsound := m.unsound(edits)
		changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: g.Revision() + 1, Time: noon, Edits: edits})
		if unsound != "" {
			var faults graph.Faults
			require.ErrorAs(rt, err, &faults, unsound)
			for _, fault := range faults {
				require.Len(rt, fault.Path, 3, "%v", fault)
				require.Contains(rt, fieldsOf(edits[fault.Path[1].(int)]), fault.Path[2], "%v", fault)
			}
			return
		}
		require.NoError(rt, err)
		g, err = g.With(g.Revision()+1, changes...)
		require.NoError(rt, err)
		require.Equal(rt, m.String(), told(g))
	})
}

// What is moved about within one request ends where the last edit put it, whatever it was in on the way.
func TestAMoveWithinARequestIsAPut(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := said(t, graph.Empty(), graph.People, noon, put("domain:a"), put("domain:b"), put("domain:c"), put("domain:d"))
		var moves, puts []graph.Edit
		for i := range rapid.IntRange(1, 8).Draw(rt, "moves") {
			domain := func(what string) graph.ID {
				return graph.ID(fmt.Sprint("domain:", rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(rt, what)))
			}
			id, to := domain("moved"), domain("into")
			moves = append(moves, graph.Move{Place: at(i), ID: id, To: to})
			puts = append(puts, graph.Put{Place: at(i), ID: id, Values: []graph.Value{{Attribute: graph.AttrContainer, Text: string(to)}}})
		}
		draft := func(edits []graph.Edit) ([]graph.Change, error) {
			return g.Draft(graph.Draft{Source: graph.People, Revision: g.Revision() + 1, Time: noon, Edits: edits})
		}
		moved, refused := draft(moves)
		put, wrong := draft(puts)
		require.Equal(rt, wrong == nil, refused == nil, "%v; %v", refused, wrong)
		require.Equal(rt, put, moved)
	})
}

// A copy that a later change puts into itself is at fault where the change stands, and the division that would bring it.
func TestACopyThatIsPartOfItselfIsToldAtItsDivision(t *testing.T) {
	g := with(t, graph.Empty(), put("division:x"), in("domain:x/a", "division:x"), in("domain:x/b", "domain:x/a"))
	require.Equal(t, []string{
		"[changes 0 division] BAD_USER_INPUT domain:w/b would be part of itself: domain:w/b in domain:w/a in domain:w/b",
		"[changes 1 to] BAD_USER_INPUT domain:w/a would be part of itself: domain:w/a in domain:w/b in domain:w/a",
	}, faultsOf(t, g, graph.Acquire{Place: at(0), Division: "division:w", Like: "division:x"}, graph.Move{Place: at(1), ID: "domain:w/a", To: "domain:w/b"}))
}
