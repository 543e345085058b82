package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
)

// becomes holds what a graph is after people's edits.
func becomes(t *testing.T, before, after string, edits ...graph.Edit) {
	t.Helper()
	g, _ := laid(t, graphtest.Parse(t, before), "people", false, edits...)
	require.Equal(t, graphtest.String(graphtest.Parse(t, after)), graphtest.String(g))
}

func TestAMoveTakesThePartsAlongAndKeepsTheirIDs(t *testing.T) {
	before := `
		sale in division:x
		capability:sale/create in sale
		division:v`
	becomes(t, before, `
		sale in division:v
		capability:sale/create in sale
		division:x`, graph.Move{ID: "domain:sale", To: "division:v"})
	becomes(t, before, `
		sale
		capability:sale/create in sale
		division:x
		division:v`, graph.Move{ID: "domain:sale"})
}

func TestAMoveWithdrawsEverySourcesContainer(t *testing.T) {
	in := func(container graph.ID) graph.Edit {
		return graph.Join{Relation: graph.PartOf, From: "domain:a", To: container}
	}
	g, _ := laid(t, graph.Empty(), "files", false, put("domain:a"), put("domain:b"), put("domain:c"), put("domain:d"), in("domain:b"))
	g, _ = laid(t, g, "others", false, in("domain:c"))
	g, _ = laid(t, g, "people", false, graph.Move{ID: "domain:a", To: "domain:d"})
	n, _ := g.Node("domain:a")
	for _, c := range g.Entity(n).Claims {
		_, says := c.Value(graph.AttrContainer)
		require.Equal(t, c.Source == "people", says, c.Source)
	}
	g, _ = laid(t, g, "files", false, in("domain:b"))
	n, _ = g.Node("domain:a")
	require.Equal(t, graph.ID("domain:b"), g.Entity(n).Container, "a source that says it again brings it back")
}

func TestNothingMovesIntoItselfOrItsParts(t *testing.T) {
	g := graphtest.Parse(t, `
		b in a
		c in b
		field:n/d/f in dataset:n/d
		dataset:n/e
		team:t`)
	for to, round := range map[graph.ID]string{"domain:c": "domain:a in domain:c in domain:b in domain:a", "domain:a": "domain:a in domain:a"} {
		require.Equal(t, []string{"[changes 0 to] BAD_USER_INPUT domain:a would be part of itself: " + round},
			faultsOf(t, g, graph.Move{Place: at(0), ID: "domain:a", To: to}))
	}
	faults := refused(t, g,
		graph.Move{Place: at(0), ID: "domain:none", To: "domain:a"},
		graph.Move{Place: at(1), ID: "domain:a", To: "domain:none"},
		graph.Move{Place: at(2), ID: "team:t", To: "domain:a"},
		graph.Move{Place: at(3), ID: "field:n/d/f", To: "dataset:n/e"},
		graph.Move{Place: at(4), ID: "domain:c", To: "c"})
	require.Len(t, faults, 5)
	require.Equal(t, []any{"changes", 0, "id"}, faults[0].Path)
	require.Equal(t, []any{"changes", 1, "to"}, faults[1].Path)
	require.Contains(t, faults[2].Message, "a team is part of nothing")
	require.Contains(t, faults[3].Message, "a field's ID says")
	require.Equal(t, []any{"changes", 4, "to"}, faults[4].Path)
}

func TestHandingOverReplacesAllOwnersOfThatPlaceAlone(t *testing.T) {
	becomes(t, `
		capability:sale/create in sale
		one owns sale
		two owns sale
		one owns capability:sale/create
		three consumes sale`, `
		capability:sale/create in sale
		three owns sale
		one owns capability:sale/create
		three consumes sale
		team:two`, graph.HandOver{Entity: "domain:sale", To: "team:three"})
}

func TestHandingOverSeesEarlierEdits(t *testing.T) {
	becomes(t, `
		one owns sale`, `
		new owns sale
		team:one`,
		put("team:new"), graph.HandOver{Entity: "domain:sale", To: "team:one"}, graph.HandOver{Entity: "domain:sale", To: "team:new"})
}

func TestOnlyATeamTakesOver(t *testing.T) {
	faults := refused(t, graphtest.Parse(t, "finance owns sale"),
		graph.HandOver{Place: at(0), Entity: "domain:sale", To: "domain:sale"},
		graph.HandOver{Place: at(1), Entity: "domain:sale", To: "team:finanec"},
		graph.HandOver{Place: at(2), Entity: "team:finance", To: "team:finance"})
	require.Len(t, faults, 3)
	require.Equal(t, []any{"changes", 0, "to"}, faults[0].Path)
	require.Equal(t, "domain:sale is not a team", faults[0].Message)
	require.Equal(t, []graph.ID{"team:finance"}, faults[1].Candidates)
	require.Equal(t, []any{"changes", 2, "entity"}, faults[2].Path)
}

const tills = `
	system:pos serves market:france
	system:pos serves market:japan
	system:pos serves division:x
	sale runs-in pos
	dataset:n/tickets in system:pos
	system:pos -> system:dwh
	shops operates pos
	system:till`

func TestASystemIsReplacedMarketByMarket(t *testing.T) {
	becomes(t, tills, `
	system:till serves market:france
	system:pos serves market:japan
	system:pos serves division:x
	sale runs-in pos
	sale runs-in till
	dataset:n/tickets in system:pos
	system:pos -> system:dwh
	shops operates pos`, graph.ReplaceSystem{System: "system:pos", By: "system:till", Markets: []graph.ID{"market:france"}})
}

func TestASystemWithoutAMarketLeftGoesWithItsLinks(t *testing.T) {
	after := `
	system:till serves market:france
	system:till serves market:japan
	division:x
	sale runs-in till
	system:dwh
	team:shops`
	becomes(t, tills, after, graph.ReplaceSystem{System: "system:pos", By: "system:till"})
	becomes(t, tills, after, graph.ReplaceSystem{System: "system:pos", By: "system:till", Markets: []graph.ID{"market:japan", "market:france", "market:japan"}})
	becomes(t, tills, after,
		graph.ReplaceSystem{System: "system:pos", By: "system:till", Markets: []graph.ID{"market:japan"}},
		graph.ReplaceSystem{System: "system:pos", By: "system:till", Markets: []graph.ID{"market:france"}})
}

func TestWhatCannotReplaceASystem(t *testing.T) {
	faults := refused(t, graphtest.Parse(t, tills+"\nmarket:spain"),
		graph.ReplaceSystem{Place: at(0), System: "system:pos", By: "system:pos"},
		graph.ReplaceSystem{Place: at(1), System: "system:pos", By: "domain:sale"},
		graph.ReplaceSystem{Place: at(2), System: "system:po", By: "system:till"},
		graph.ReplaceSystem{Place: at(3), System: "system:pos", By: "system:till", Markets: []graph.ID{"market:france", "market:spain", "market:none", "division:x"}})
	require.Len(t, faults, 6)
	require.Equal(t, []any{"changes", 0, "by"}, faults[0].Path)
	require.Contains(t, faults[0].Message, "cannot replace itself")
	require.Equal(t, "domain:sale is not a source system", faults[1].Message)
	require.Equal(t, []graph.ID{"system:pos"}, faults[2].Candidates)
	require.Equal(t, []any{"changes", 3, "markets", 1}, faults[3].Path)
	require.Contains(t, faults[3].Message, "nobody says that system:pos SERVES market:spain")
	require.Equal(t, graph.NotFound, faults[4].Kind)
	require.Equal(t, "division:x is not a market", faults[5].Message)
}

const divisions = `
	x/sale in division:x
	port:x/sale/new in domain:x/sale
	domain:other in division:x
	dataset:warehouse/sales in domain:x/sale
	field:warehouse/sales/amount in dataset:warehouse/sales
	job:airflow/load in domain:x/sale
	x/shops serves division:x
	finance serves division:x
	finance serves division:v
	system:x-only serves division:x
	system:pos serves division:x
	system:pos serves division:v
	system:pos serves market:france
	x/sale runs-in pos
	x/shops operates pos
	x/shops owns x/sale
	finance owns other
	port:x/sale/new -> domain:other via job:airflow/load
	port:x/sale/new -> v/sale
	v/sale -/> other
	v/sale in division:v
	v/sale variant-of x/sale`

func TestDivestingTakesWhatServesNoOtherDivision(t *testing.T) {
	becomes(t, divisions, `
	finance serves division:v
	system:pos serves division:v
	system:pos serves market:france
	v/sale in division:v`, graph.Divest{Division: "division:x"})
}

func TestOnlyDivisionsAreDivested(t *testing.T) {
	faults := refused(t, graphtest.Parse(t, divisions), graph.Divest{Place: at(0), Division: "market:france"}, graph.Divest{Place: at(1), Division: "division:w"})
	require.Len(t, faults, 2)
	require.Equal(t, "market:france is not a division", faults[0].Message)
	require.Equal(t, []any{"changes", 1, "division"}, faults[1].Path)
	require.NotEmpty(t, faults[1].Candidates)
}

func TestAnAcquiredDivisionIsLikeItsModel(t *testing.T) {
	becomes(t, divisions, divisions+`
	w/sale in division:w
	port:w/sale/new in domain:w/sale
	domain:w/other in division:w
	dataset:w%2Fwarehouse/sales in domain:w/sale
	field:w%2Fwarehouse/sales/amount in dataset:w%2Fwarehouse/sales
	job:w%2Fairflow/load in domain:w/sale
	w/shops serves division:w
	finance serves division:w
	system:x-only serves division:w
	system:pos serves division:w
	w/sale runs-in pos
	w/shops operates pos
	w/shops owns w/sale
	finance owns w/other
	port:w/sale/new -> domain:w/other via job:w%2Fairflow/load
	port:w/sale/new -> v/sale
	division:w variant-of division:x
	w/sale variant-of x/sale
	w/other variant-of other
	port:w/sale/new variant-of port:x/sale/new
	dataset:w%2Fwarehouse/sales variant-of dataset:warehouse/sales
	field:w%2Fwarehouse/sales/amount variant-of field:warehouse/sales/amount
	job:w%2Fairflow/load variant-of job:airflow/load
	team:w/shops variant-of team:x/shops`, graph.Acquire{Division: "division:w", Like: "division:x"})
}

func TestACopyKeepsNamesAndReasons(t *testing.T) {
	g, _ := laid(t, graph.Empty(), "files", false, named("division:x", "Division X"), named("domain:x/sale", "Sale"),
		graph.Join{Relation: graph.PartOf, From: "domain:x/sale", To: "division:x"}, put("team:finance"),
		graph.Join{Relation: graph.Owns, From: "team:finance", To: "domain:x/sale", Reason: "they decide"})
	g, _ = laid(t, g, "people", false, graph.Acquire{Division: "division:w", Name: "Division W", Like: "division:x"})
	require.Equal(t, "Division W", nameOf(t, g, "division:w"))
	require.Equal(t, "Sale", nameOf(t, g, "domain:w/sale"))
	finance, _ := g.Node("team:finance")
	sale, _ := g.Node("domain:w/sale")
	link, found := g.Link(graph.Owns, finance, sale)
	require.True(t, found)
	require.Equal(t, "they decide", link.Reason)
}

func TestWhatCannotBeAcquired(t *testing.T) {
	g := graphtest.Parse(t, divisions+"\ndomain:u/sale")
	faults := refused(t, g,
		graph.Acquire{Place: at(0), Division: "division:v", Like: "division:x"},
		graph.Acquire{Place: at(1), Division: "division:w", Like: "team:finance"},
		graph.Acquire{Place: at(2), Division: "division:W", Like: "division:x"},
		graph.Acquire{Place: at(3), Division: "domain:w", Like: "division:x"},
		graph.Acquire{Place: at(4), Division: "division:u", Like: "division:x"})
	require.Len(t, faults, 5)
	require.Equal(t, graph.AlreadyExists, faults[0].Kind)
	require.Equal(t, []any{"changes", 0, "division"}, faults[0].Path)
	require.Equal(t, []any{"changes", 1, "like"}, faults[1].Path)
	require.Equal(t, graph.BadUserInput, faults[2].Kind)
	require.Contains(t, faults[3].Message, "domain:w is not a division")
	require.Equal(t, graph.AlreadyExists, faults[4].Kind)
	require.Contains(t, faults[4].Message, "the copy of domain:x/sale would be domain:u/sale, which is there already")
}

func TestAlteringIsForPlans(t *testing.T) {
	g := graphtest.Parse(t, "a -> b")
	faults := refused(t, g, graph.Alter{Place: at(0), ID: "domain:a"})
	require.Equal(t, graph.BadUserInput, faults[0].Kind)
	require.Contains(t, faults[0].Message, "plan it")

	plan := func(edits ...graph.Edit) ([]graph.Change, error) {
		return g.Draft(graph.Draft{Source: graph.People, Planned: true, Revision: 2, Time: noon, Edits: edits})
	}
	changes, err := plan(graph.Alter{ID: "domain:a", Note: "longer codes"})
	require.NoError(t, err)
	require.Empty(t, changes)
	_, err = plan(graph.Remove{ID: "domain:a", Cascade: true}, graph.Alter{ID: "domain:a"})
	require.Equal(t, graph.NotFound, graph.KindOf(err))
}
