package lineage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// shared writes shares: "team:finance 2: port:a port:b".
func shared(g *graph.Graph, shares []lineage.OwnerShare) string {
	var lines []string
	for _, s := range shares {
		lines = append(lines, fmt.Sprintf("%s %d: %s", ids(g, []graph.Node{s.Team}), s.Count, ids(g, s.Nodes)))
	}
	return strings.Join(lines, "\n")
}

func TestTheOwnersOfWhatGetProductFeeds(t *testing.T) {
	g := xclusiv(t)
	var counts []string
	for _, s := range downstream(t, g, "capability:division-x/product/get-product").Owners() {
		counts = append(counts, fmt.Sprintf("%s %d", g.ID(s.Team), s.Count))
		require.Len(t, s.Nodes, s.Count)
	}
	require.Equal(t, []string{
		"team:finance 4", "team:division-x/buying 3", "team:division-x/customer-relationship 3", "team:division-x/retail-operations 3",
	}, counts)
}

func TestInAConflictEachOwnerCountsAndTheUnownedComeLast(t *testing.T) {
	g := mesh(t, `
		port:a -> port:b
		port:a -> port:c
		port:c -> port:d
		port:c -> port:e
		port:c -> port:f
		team:s owns port:b
		team:t owns port:b
		team:t owns port:d`)
	require.Equal(t, text(`
		team:t 2: port:b port:d
		team:s 1: port:b
		- 3: port:c port:e port:f`), shared(g, downstream(t, g, "port:a").Owners()))
}

func TestPartsOfWhatRunsInManySystemsDontShareTheirOwn(t *testing.T) {
	g := mesh(t, `
		domain:d runs-in system:a
		domain:d runs-in system:b
		domain:d runs-in system:c
		product:p in domain:d
		product:q in domain:d
		product:p runs-in system:x
		product:q runs-in system:y
		port:p in product:p
		port:q in product:q
		port:p2 in product:p
		port:s -> port:p
		port:s -> port:q
		port:q -> port:p2`)
	counts := map[graph.ID]int{}
	for _, s := range downstream(t, g, "port:s").Systems() {
		counts[g.ID(s.System)] = s.Count
	}
	require.Equal(t, map[graph.ID]int{"system:a": 3, "system:b": 3, "system:c": 3, "system:x": 2, "system:y": 1}, counts)
}

func TestSharesAreWhatCountingOneByOneGives(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		if g.Len() == 0 {
			return
		}
		start := g.ByRank(uint32(rapid.IntRange(0, g.Len()-1).Draw(rt, "start")))
		c := lineage.Trace(g, []graph.Node{start}, lineage.Options{Direction: lineage.Upstream})
		behind, running := map[string]string{}, map[graph.Node]int{}
		for _, i := range c.Items() {
			owners := strings.Fields(ownershipOracle(g, i.Node))
			if len(owners) == 0 {
				owners = []string{"-"}
			}
			for _, team := range owners {
				behind[team] = strings.TrimSpace(behind[team] + " " + string(g.ID(i.Node)))
			}
			for system := range g.Of(graph.SourceSystem) {
				if runsOracle(g, i.Node, system) {
					running[system]++
				}
			}
		}
		last := lineage.OwnerShare{Count: g.Len(), Team: 0}
		for at, s := range c.Owners() {
			team := ids(g, []graph.Node{s.Team})
			require.Equal(rt, behind[team], ids(g, s.Nodes))
			delete(behind, team)
			require.True(rt, at == 0 || s.Team == graph.None || s.Count < last.Count || s.Count == last.Count && g.ID(s.Team) > g.ID(last.Team))
			last = s
		}
		require.Empty(rt, behind)
		for _, s := range c.Systems() {
			require.Equal(rt, running[s.System], s.Count)
			delete(running, s.System)
		}
		require.Empty(rt, running)
	})
}

func runsOracle(g *graph.Graph, n, system graph.Node) bool {
	for l := range g.Links(graph.RunsIn) {
		if l.To == system && g.Contains(l.From, n) {
			return true
		}
	}
	return false
}

func TestAnItemRunsInASystemItselfOrByAnyContainer(t *testing.T) {
	g := mesh(t, `
		domain:d runs-in system:pos
		product:p in domain:d
		product:p runs-in system:cloud
		product:p runs-in system:pos
		port:x in product:p
		port:y in domain:d
		port:a -> port:x
		port:a -> port:y`)
	shares := downstream(t, g, "port:a").Systems()
	require.Equal(t, []lineage.SystemShare{{System: at(t, g, "system:pos"), Count: 2}, {System: at(t, g, "system:cloud"), Count: 1}}, shares)
}
