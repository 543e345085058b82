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

// parsed reads catalogs as they are written in the table: "D1 {f1 f2}", and flows "f1 → g1".
func parsed(entities string, flows ...string) *catalog {
	c := &catalog{}
	at := map[string]int{}
	container := -1
	for _, word := range strings.Fields(strings.NewReplacer("{", " { ", "}", " } ").Replace(entities)) {
		switch word {
		case "{":
			container = len(c.names) - 1
		case "}":
			container = -1
		default:
			at[word] = len(c.names)
			c.names, c.container = append(c.names, word), append(c.container, container)
		}
	}
	for _, flow := range flows {
		from, to, _ := strings.Cut(flow, "→")
		c.flows = append(c.flows, pair{at[from], at[to]})
	}
	return c
}

// TestTheExamplesOfTheDefinition is the table of examples in docs: what is recorded, and what is downstream of what.
func TestTheExamplesOfTheDefinition(t *testing.T) {
	const entities = "d1 {f1 f2} d2 {g1 g2} d3 {h1} l"
	for _, example := range []struct{ recorded, of, downstream string }{
		{"d1→d2", "f1", "g1 1 COARSE, g2 1 COARSE"},
		{"d1→d2", "d1", "d2 1 EXACT, g1 1 COARSE, g2 1 COARSE"},
		{"d1→d2 f1→g1", "f1", "g1 1 EXACT, g2 1 COARSE"},
		{"d1→d2 f1→g1", "f2", "g2 1 COARSE"},
		{"d1→d2 f1→g1 f2→g2", "f1", "g1 1 EXACT"},
		{"d1→d2 f1→g1 f2→g2", "f2", "g2 1 EXACT"},
		{"d1→d2 f1→g1 f2→g2 d3→d2", "h1", "g1 1 COARSE, g2 1 COARSE"},
		{"d1→l", "f1", "l 1 COARSE"},
		{"d1→l", "d1", "l 1 EXACT"},
		{"d1→l f1→l", "f2", ""},
	} {
		c := parsed(entities, strings.Fields(example.recorded)...)
		require.Equal(t, example.downstream, answer(c, lineage.Downstream, example.of), "%s, %s", example.recorded, example.of)
	}
}

// answer writes a closure's items in their order.
func answer(c *catalog, d lineage.Direction, of ...string) string {
	g := c.graph()
	var items []string
	x := &trial{oracle: newOracle(c), numbers: c.numbers(g), g: g}
	for _, i := range lineage.Trace(g, nodesOf(g, of...), lineage.Options{Direction: d}).Items() {
		items = append(items, strings.TrimSuffix(x.text([]lineage.Item{i}), ", "))
	}
	return strings.Join(items, ", ")
}

func nodesOf(g *graph.Graph, names ...string) []graph.Node {
	var nodes []graph.Node
	for _, name := range names {
		n, found := g.Node(graph.ID("domain:" + name))
		if !found {
			panic("there is no " + name)
		}
		nodes = append(nodes, n)
	}
	return nodes
}

func TestUpstreamAContainerIsReachedOnlyWhereAFlowWasRecordedFromIt(t *testing.T) {
	c := parsed("d1 {f1 f2} d2 {g1 g2}", "d1→d2", "f1→g1")
	require.Equal(t, "d1 1 COARSE, f1 1 COARSE, f2 1 COARSE", answer(c, lineage.Upstream, "g2"))
	require.Equal(t, "f1 1 EXACT", answer(c, lineage.Upstream, "g1"))
	require.Equal(t, "d1 1 EXACT, f1 1 EXACT, f2 1 COARSE", answer(c, lineage.Upstream, "d2"))
}

func TestACycleIsVisitedOnce(t *testing.T) {
	c := parsed("a b c", "a→b", "b→c", "c→a", "b→b")
	require.Equal(t, "b 1 EXACT, c 2 EXACT", answer(c, lineage.Downstream, "a"))
	require.Equal(t, "c 1 EXACT, b 2 EXACT", answer(c, lineage.Upstream, "a"))
	require.Empty(t, answer(c, lineage.Downstream, "a", "b", "c"))
}

func TestAnExactItemsPathMayBeLongerThanItsDepth(t *testing.T) {
	c := parsed("d {f} e {y} a b", "d→e", "f→a", "a→b", "b→y", "d→a")
	g := c.graph()
	closure := lineage.Trace(g, nodesOf(g, "f"), lineage.Options{Direction: lineage.Downstream})
	y := nodesOf(g, "y")[0]
	item, _ := closure.Item(y)
	require.Equal(t, lineage.Exact, item.Precision)
	path, _ := closure.Path(y)
	require.Len(t, path.Flows, 3)
}

func TestNothingIsWithinANegativeDepthAndAllIsBeyond(t *testing.T) {
	g := parsed("a b c", "a→b", "b→c").graph()
	c := lineage.Trace(g, nodesOf(g, "a", "a"), lineage.Options{Direction: lineage.Downstream, Depth: -1})
	require.Zero(t, c.Total())
	require.Equal(t, 2, c.Beyond())
	require.False(t, c.Complete())
	require.Empty(t, c.Items())
	require.Empty(t, c.Flows())
	require.Equal(t, nodesOf(g, "a"), c.Start())
}

func TestNothingIsReachedFromNothing(t *testing.T) {
	c := lineage.Trace(parsed("a b", "a→b").graph(), nil, lineage.Options{Direction: lineage.Upstream})
	require.Zero(t, c.Total())
	require.True(t, c.Complete())
	require.Empty(t, c.Items())
	_, found := c.Path(0)
	require.False(t, found)
}

func TestLargeDepthsAreInOrderToo(t *testing.T) {
	c := &catalog{names: []string{"hub"}, container: []int{-1}}
	for i := range 70_000 {
		c.names, c.container = append(c.names, fmt.Sprintf("n%d", i*7919%70_000)), append(c.container, -1)
		c.flows = append(c.flows, pair{0, i + 1})
	}
	g := c.graph()
	closure := lineage.Trace(g, nodesOf(g, "hub"), lineage.Options{Direction: lineage.Downstream})
	items := closure.Items()
	require.Len(t, items, 70_000)
	require.True(t, slices.IsSortedFunc(items, func(a, b lineage.Item) int { return g.CompareID(a.Node, b.Node) }))
	require.Equal(t, items[66_000:66_050], closure.Page(items[65_999], 50))
	for _, i := range items {
		item, found := closure.Item(i.Node)
		require.True(t, found)
		require.Equal(t, i, item)
	}
}
