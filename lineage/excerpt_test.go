package lineage_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

func TestAnExcerptIsTheLineageWithItsSurroundings(t *testing.T) {
	g := xclusiv(t)
	c := lineage.Trace(g, []graph.Node{at(t, g, "domain:division-x/sales-planning")}, lineage.Options{Direction: lineage.Upstream})
	x, err := c.Excerpt()
	require.NoError(t, err)
	require.Equal(t, len(c.Flows()), x.Count(graph.Feeds))
	for _, id := range []graph.ID{"capability:division-x/customer/get-customer", "division:division-x", "team:finance", "port:division-x/sales-planning/input"} {
		_, found := x.Node(id)
		require.True(t, found, id)
	}
	for _, id := range []graph.ID{"division:division-v", "domain:division-x/stock", "port:division-x/sale/weekly-sales-report"} {
		_, found := x.Node(id)
		require.False(t, found, id)
	}
	n, _ := x.Node("port:division-x/sale/new-sales")
	require.Equal(t, "division-x / sale / new-sales", x.FullName(n))
}

func TestAnExcerptHoldsEveryItemAndEveryFlowThatWasWalked(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		g := randomCatalog(r).graph()
		c := lineage.Trace(g, []graph.Node{g.ByRank(uint32(r.IntN(g.Len())))}, lineage.Options{Direction: lineage.Direction(1 + r.IntN(2))})
		x, err := c.Excerpt()
		require.NoError(t, err)
		for _, i := range c.Items() {
			_, found := x.Node(g.ID(i.Node))
			require.True(t, found)
		}
		var walked, kept []string
		for _, f := range c.Flows() {
			walked = append(walked, string(g.ID(f.From)+" "+g.ID(f.To)))
		}
		for l := range x.Links(graph.Feeds) {
			kept = append(kept, string(x.ID(l.From)+" "+x.ID(l.To)))
		}
		slices.Sort(walked)
		slices.Sort(kept)
		require.Equal(t, walked, kept)
	}
}
