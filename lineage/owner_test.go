package lineage_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

const owned = `
	domain:sale in division:x
	product:orders in domain:sale
	port:new in product:orders
	port:old in domain:sale
	team:finance owns division:x, it pays
	team:sales owns product:orders, it sells
	team:buying owns port:old
	team:retail owns port:old`

func TestTheNearestOwnerIsAccountable(t *testing.T) {
	g := mesh(t, owned)
	for _, test := range []struct {
		entity, team, at graph.ID
		reason           string
	}{
		{"division:x", "team:finance", "division:x", "it pays"},
		{"domain:sale", "team:finance", "division:x", "it pays"},
		{"product:orders", "team:sales", "product:orders", "it sells"},
		{"port:new", "team:sales", "product:orders", "it sells"},
	} {
		n := at(t, g, test.entity)
		o := lineage.OwnershipOf(g, n)
		require.Equal(t, lineage.Owned, o.Status)
		require.Equal(t, test.team, g.ID(o.Team), test.entity)
		require.Equal(t, test.at, g.ID(o.At), test.entity)
		require.Equal(t, test.reason, o.Reason)
		require.Equal(t, test.entity != test.at, o.Inherited(n))
		require.Len(t, o.Claims, 1)
		require.Equal(t, "files", o.Claims[0].Source)
		require.Equal(t, o.Team, o.Claims[0].Team)
	}
}

func TestTwoOwnersAtTheSamePlaceAreAConflict(t *testing.T) {
	g := mesh(t, owned)
	o := lineage.OwnershipOf(g, at(t, g, "port:old"))
	require.Equal(t, lineage.Conflict, o.Status)
	require.Equal(t, "CONFLICT", o.Status.String())
	require.Equal(t, graph.None, o.Team)
	require.Equal(t, "team:buying team:retail", ids(g, o.Teams))
	require.Len(t, o.Claims, 2)
	require.Empty(t, o.Reason)
}

func TestWhatNobodyOwnsIsUnowned(t *testing.T) {
	g := mesh(t, "domain:a in division:x")
	o := lineage.OwnershipOf(g, at(t, g, "domain:a"))
	require.Equal(t, lineage.Ownership{Status: lineage.Unowned, Team: graph.None, At: graph.None}, o)
	require.False(t, o.Inherited(at(t, g, "domain:a")))
}

// ownershipOracle writes the teams at the nearest place that has any, from all OWNS links.
func ownershipOracle(g *graph.Graph, n graph.Node) string {
	for ; n != graph.None; n = g.Container(n) {
		var teams []graph.Node
		for l := range g.Links(graph.Owns) {
			if l.To == n {
				teams = append(teams, l.From)
			}
		}
		if teams != nil {
			slices.SortFunc(teams, g.CompareID)
			return ids(g, teams)
		}
	}
	return ""
}

func TestOwnershipIsTheNearestLink(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		conflicts := map[graph.Node]bool{}
		for n := range g.Nodes() {
			o := lineage.OwnershipOf(g, n)
			require.Equal(rt, ownershipOracle(g, n), ids(g, o.Teams), g.ID(n))
			require.Equal(rt, o.Status == lineage.Owned, o.Team != graph.None)
			require.Equal(rt, o.Status == lineage.Conflict, len(o.Teams) > 1)
			require.Equal(rt, o.Status == lineage.Unowned, o.At == graph.None)
			if o.Status == lineage.Conflict {
				conflicts[o.At] = true
			}
		}
		var want [][]graph.Node
		for n := range conflicts {
			want = append(want, append([]graph.Node{n}, lineage.OwnershipOf(g, n).Teams...))
		}
		require.Equal(rt, sortedByID(g, want), found(g, everywhere(g, lineage.FindingOwnerConflict)))
	})
}

func TestConsumersAreThoseOfTheEntityAndOfItsContainers(t *testing.T) {
	g := mesh(t, `
		domain:sale in division:x
		port:new in domain:sale
		team:b consumes domain:sale, targets
		team:b consumes port:new, counting
		team:a consumes division:x
		team:c consumes port:other`)
	consumptions := lineage.Consumers(g, at(t, g, "port:new"))
	var teams, entities []graph.Node
	var purposes []string
	for _, c := range consumptions {
		teams, entities, purposes = append(teams, c.Team), append(entities, c.Entity), append(purposes, c.Purpose)
	}
	require.Equal(t, "team:a team:b team:b", ids(g, teams))
	require.Equal(t, "division:x port:new domain:sale", ids(g, entities))
	require.Equal(t, []string{"", "counting", "targets"}, purposes)
	require.Empty(t, lineage.Consumers(g, at(t, g, "team:a")))
}
