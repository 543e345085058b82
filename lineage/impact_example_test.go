package lineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// is holds what a plan does: its items, who is told, and the sentence.
func is(t *testing.T, i *lineage.Impact, items, told, summary string) {
	t.Helper()
	require.Equal(t, lines(items), itemsOf(i))
	require.Equal(t, lines(told), toldOf(i))
	require.Equal(t, summary, i.Summary())
}

func TestAlteringGetProduct(t *testing.T) {
	g := xclusiv(t)
	_, impact := planned(t, g, graph.Alter{ID: "capability:division-x/product/get-product"})
	require.Equal(t, 13, impact.BySeverity(lineage.Breaking))
	is(t, impact, `
		capability:division-x/sale/create-sale BREAKING 1
		capability:division-x/stock/deplete-stock BREAKING 1
		port:division-x/inventory-planning/input BREAKING 1
		port:division-x/sales-planning/input BREAKING 1
		port:division-x/inventory-planning/inventory-forecast BREAKING 2
		port:division-x/inventory-planning/top-products BREAKING 2
		port:division-x/sale/new-sales BREAKING 2
		port:division-x/sales-planning/sales-forecast BREAKING 2
		port:division-x/sales-planning/top-products BREAKING 2
		port:division-x/sales-planning/top-stores BREAKING 2
		port:division-x/crm/input BREAKING 3
		port:division-x/crm/rfm-analysis BREAKING 4
		port:division-x/crm/top-customer BREAKING 4`, `
		team:division-x/marketing [OWNER_OF_CHANGED CONSUMER] 5
		team:division-x/buying [OWNER_OF_AFFECTED CONSUMER] 4
		team:division-x/sales [CONSUMER] 4
		team:finance [OWNER_OF_AFFECTED] 4
		team:division-x/customer-relationship [OWNER_OF_AFFECTED] 3
		team:division-x/retail-operations [OWNER_OF_AFFECTED] 3`,
		"Changing Get Product breaks 13 parts of 5 domains; 6 teams are to be told.")
}

func TestHandingOverTellsTheOldOwnerAndTheNew(t *testing.T) {
	p, impact := planned(t, xclusiv(t), graph.HandOver{Entity: "domain:division-x/sales-planning", To: "team:division-x/sales"})
	is(t, impact, `
		port:division-x/sales-planning/input INFORM 0
		port:division-x/sales-planning/sales-forecast INFORM 0
		port:division-x/sales-planning/top-products INFORM 0
		port:division-x/sales-planning/top-stores INFORM 0`, `
		team:division-x/marketing [CONSUMER] 5
		team:division-x/sales [OWNER_OF_CHANGED OWNER_OF_AFFECTED CONSUMER] 5
		team:finance [OWNER_OF_CHANGED OWNER_OF_AFFECTED] 5`,
		"Changing Sales Planning gives 4 parts of 1 domain another owner, place or source; 3 teams are to be told.")
	require.Equal(t, []graph.ID{"domain:division-x/sales-planning"}, impact.Behind("team:finance", lineage.OwnerOfChanged))
	require.Equal(t, []graph.ID{"team:division-x/sales"}, owners(p.After, "port:division-x/sales-planning/input"))
}

const rollout = `
	port:a/p in a
	port:b/q in b
	port:b/r in b
	port:c/s in c
	port:a/p -> port:b/q
	a -> b
	port:b/q -> port:c/s
	port:c/s -> port:a/p
	port:a/p -> domain:other
	t owns b`

func TestACutFlowLosesWhatItStoodForAndNoMore(t *testing.T) {
	g := mesh(t, rollout)
	_, impact := planned(t, g, graph.Deny{From: "domain:a", To: "domain:b"})
	is(t, impact, `
		domain:b BREAKING 1
		port:b/r POSSIBLE 1`, `
		team:t [OWNER_OF_AFFECTED] 2
		[OWNER_OF_CHANGED] 1`,
		"Changing a breaks 1 domain and may affect 1 part of 1 domain; 1 team is to be told.")

	_, impact = planned(t, g, graph.Part{Relation: graph.Feeds, From: "port:a/p", To: "port:b/q"})
	require.Equal(t, lines(`
		port:b/q BREAKING 1
		port:c/s BREAKING 2
		domain:other BREAKING 4
		port:b/r POSSIBLE 4`), itemsOf(impact), "a cycle leads back to the source, which is changed, and on to its other flows")
}

func TestANewFlowInformsOfItsTarget(t *testing.T) {
	p, impact := planned(t, mesh(t, rollout), graph.Join{Relation: graph.Feeds, From: "domain:other", To: "port:b/r"})
	is(t, impact, `
		port:b/r INFORM 1`, `
		team:t [OWNER_OF_AFFECTED] 1`,
		"This change gives 1 part of 1 domain another owner, place or source; 1 team is to be told.")
	g, path, found := impact.Path(impact.Items()[0])
	require.True(t, found)
	require.Same(t, p.After, g)
	require.Equal(t, "domain:other port:b/r", ids(g, path.Entities))
}

func TestTheWorstSeverityWins(t *testing.T) {
	_, impact := planned(t, mesh(t, rollout),
		graph.Join{Relation: graph.Feeds, From: "domain:other", To: "port:b/r"},
		graph.HandOver{Entity: "domain:b", To: "team:t"},
		graph.Part{Relation: graph.Owns, From: "team:t", To: "domain:b"},
		graph.Alter{ID: "domain:a"})
	require.Equal(t, lines(`
		domain:other BREAKING 1
		port:b/q BREAKING 1
		port:b/r POSSIBLE 1
		port:c/s BREAKING 2`), itemsOf(impact), "b itself is changed")
}

func TestAMovedDomainInformsOfItsParts(t *testing.T) {
	p, impact := planned(t, mesh(t, rollout+"\ndivision:new"), graph.Move{ID: "domain:b", To: "division:new"})
	is(t, impact, `
		port:b/q INFORM 0
		port:b/r INFORM 0`, `
		team:t [OWNER_OF_CHANGED OWNER_OF_AFFECTED] 3`,
		"Changing b gives 2 parts of 1 domain another owner, place or source; 1 team is to be told.")
	require.Equal(t, []graph.ID{"domain:b", "division:new"}, wholesOf(p.After, "port:b/q"))
}

// What loses a link because its other end goes is not changed by that; what gains one, or has one taken away, is.
func TestASharedSystemIsChangedByAnAcquisitionAndNotByADivestment(t *testing.T) {
	g := mesh(t, `
		v/sale in division:v
		system:dwh serves division:v
		system:dwh serves division:x
		data operates dwh`)
	for name, edit := range map[string]struct {
		graph.Edit
		told bool
	}{
		"unlink":  {graph.Part{Relation: graph.Serves, From: "system:dwh", To: "division:v"}, true},
		"acquire": {graph.Acquire{Division: "division:w", Like: "division:v"}, true},
		"divest":  {graph.Divest{Division: "division:v"}, false},
	} {
		_, impact := planned(t, g, edit.Edit)
		require.Equal(t, edit.told, slices.Contains(impact.Changed(), "system:dwh"), name)
		require.Equal(t, edit.told, len(impact.Behind("team:data", lineage.Operator)) == 1, name)
	}
}

func TestRenamingChangesTheEntityAlone(t *testing.T) {
	_, impact := planned(t, mesh(t, rollout), graph.Put{ID: "domain:b", Values: []graph.Value{{Attribute: graph.AttrName, Text: "Orders"}}})
	is(t, impact, "", `team:t [OWNER_OF_CHANGED] 1`, "Changing b affects nothing else; 1 team is to be told.")
}

func TestAnEntityThatIsNewIsChangedAndNoItem(t *testing.T) {
	_, impact := planned(t, mesh(t, rollout), graph.Put{ID: "domain:new"},
		graph.Join{Relation: graph.Feeds, From: "domain:other", To: "domain:new"},
		graph.Join{Relation: graph.Owns, From: "team:t", To: "domain:new"},
		graph.Alter{ID: "domain:new"})
	is(t, impact, "", `team:t [OWNER_OF_CHANGED] 1`, "Changing new affects nothing else; 1 team is to be told.")
	require.Equal(t, []graph.ID{"domain:new"}, impact.Changed())
}

func TestATeamThatGoesLeavesItsDomainsUnowned(t *testing.T) {
	p, impact := planned(t, mesh(t, rollout), graph.Remove{ID: "team:t"})
	is(t, impact, `
		domain:b INFORM 0
		port:b/q INFORM 0
		port:b/r INFORM 0`, `
		team:t [OWNER_OF_AFFECTED] 3`,
		"Changing t gives 2 parts of 1 domain and 1 domain another owner, place or source; 1 team is to be told.")
	require.Equal(t, "domain:b", found(p.After, impact.Findings()))
}

func TestAlteringASystemChangesWhatRunsInIt(t *testing.T) {
	g := mesh(t, `
		b runs-in pos
		port:b/q in b
		port:b/q -> port:c/s
		shops operates pos
		system:pos -> system:dwh
		it operates dwh`)
	_, impact := planned(t, g, graph.Alter{ID: "system:pos"})
	is(t, impact, `
		port:c/s BREAKING 1
		system:dwh BREAKING 1`, `
		team:it [OPERATOR] 1
		team:shops [OPERATOR] 1
		[OWNER_OF_CHANGED OWNER_OF_AFFECTED] 5`,
		"Changing pos breaks 1 source system and 1 port; 2 teams are to be told.")
	require.Equal(t, []graph.ID{"port:c/s", "system:dwh"}, impact.Behind("", lineage.OwnerOfAffected))
	_, removed := planned(t, g, graph.Remove{ID: "system:pos", Cascade: true})
	require.Equal(t, itemsOf(impact), itemsOf(removed), "so does retiring it")
}

func TestAnImpactIsDrawnFromWhatIsChanged(t *testing.T) {
	_, impact := planned(t, mesh(t, rollout), graph.Alter{ID: "domain:other"}, graph.Join{Relation: graph.Feeds, From: "domain:other", To: "port:b/r"})
	require.Equal(t, `flowchart LR
  subgraph g1["b"]
    n2["r"]
  end
  n1["other"]
  n1 -->|new| n2
  classDef start stroke-width:3px
  class n1 start
`, impact.Mermaid())
}

func TestARollUpCountsWhatIsOnlyToInformAbout(t *testing.T) {
	g := mesh(t, rollout)
	_, impact := planned(t, g, graph.HandOver{Entity: "domain:b", To: "team:t"}, graph.Part{Relation: graph.Owns, From: "team:t", To: "domain:b"},
		graph.Alter{ID: "port:a/p"}, graph.Part{Relation: graph.Feeds, From: "domain:a", To: "domain:b"})
	up := impact.RollUp(graph.Domain)
	var rolled []string
	for _, e := range up.Entities {
		rolled = append(rolled, ids(g, []graph.Node{e.Node}))
	}
	require.Equal(t, []string{"domain:b", "domain:other", "domain:c"}, rolled)
	require.Equal(t, lineage.RolledUp{Node: at(t, g, "domain:b"), Reached: 2, Parts: 2, Depth: 1, Precision: lineage.Exact}, up.Entities[0])

	_, impact = planned(t, g, graph.Move{ID: "domain:b", To: "domain:c"})
	require.Equal(t, []lineage.RolledUp{{Node: at(t, g, "domain:b"), Reached: 2, Parts: 2, Precision: lineage.Exact}}, impact.RollUp(graph.Domain).Entities)
}

// What is too much to draw one by one is drawn by its domains, also what is only to inform about.
func TestALargeImpactIsDrawnByDomains(t *testing.T) {
	var text strings.Builder
	for i := range 200 {
		fmt.Fprintf(&text, "port:lost%[1]d in domain:lost\nport:start -> port:lost%[1]d\nport:moved%[1]d in domain:moved\n", i)
	}
	g := mesh(t, text.String()+"port:start in domain:start\nport:fed in domain:fed\nport:loose\nteam:t")
	_, impact := planned(t, g, graph.Alter{ID: "port:start"}, graph.HandOver{Entity: "domain:moved", To: "team:t"},
		graph.Join{Relation: graph.Feeds, From: "domain:lost", To: "port:fed"}, graph.Join{Relation: graph.Feeds, From: "port:start", To: "port:loose"})
	require.Equal(t, 402, impact.Total())
	require.Equal(t, `flowchart LR
  %% too much to draw one by one (402 entities from 2 starts), so drawn are the domains that they are part of
  %% 1 entity is part of no domain and not drawn
  %% new flows to 2 entities are not drawn
  n1["moved"]
  n2["start"]
  n3["fed"]
  n4["lost"]
  n2 -->|200| n4
  classDef start stroke-width:3px
  class n1,n2 start
`, impact.Mermaid())
}
