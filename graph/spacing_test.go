package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// row is a catalog of domains that are part of nothing, d00000 and so on.
func row(t *testing.T, many int) *graph.Graph {
	var changes []graph.Change
	for n := range many {
		changes = append(changes, comes(inRow(n)))
	}
	g, err := graph.Empty().With(1, changes...)
	require.NoError(t, err)
	return g
}

func inRow(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:d%05d", n)) }

func comes(id graph.ID) graph.Change {
	return graph.Change{After: &graph.Record{Key: graph.EntityKey(id), Claims: claimed()}}
}

// oneByOne adds entities one by one and returns how many others had another number after each, at most and in all.
func oneByOne(t *testing.T, g *graph.Graph, ids []graph.ID) (after *graph.Graph, most, all int) {
	for _, id := range ids {
		next, err := g.With(g.Revision()+1, comes(id))
		require.NoError(t, err)
		renumbered := 0
		for n := range g.Nodes() {
			if now, _ := next.Node(g.ID(n)); now != n {
				renumbered++
			}
		}
		g, most, all = next, max(most, renumbered), all+renumbered
	}
	return g, most, all
}

func TestWhatComesHereAndThereGivesAFewNeighboursAnotherNumber(t *testing.T) {
	var ids []graph.ID
	for n := range 40 {
		ids = append(ids, inRow(n*50)+"-x")
	}
	g, most, _ := oneByOne(t, row(t, 2000), ids)
	require.LessOrEqual(t, most, 7, "every eighth number is free")
	require.Equal(t, row(t, 2000).Bound(), g.Bound(), "free numbers were taken")
}

func TestWhatComesToOnePlaceTimeAndAgainDoesNotRenumberTheCatalogEachTime(t *testing.T) {
	for name, id := range map[string]func(n int) graph.ID{
		"after the last one":  func(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:d01000-%05d", n)) },
		"before the last one": func(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:d01000-%05d", 1000-n)) },
		"at the end":          func(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:e%05d", n)) },
	} {
		t.Run(name, func(t *testing.T) {
			var ids []graph.ID
			for n := range 200 {
				ids = append(ids, id(n))
			}
			g, _, all := oneByOne(t, row(t, 2000), ids)
			require.Less(t, all/len(ids), 300, "of 2000")
			want, err := graph.New(g.Revision(), everyRecord(g))
			require.NoError(t, err)
			sameGraph(t, want, g)
		})
	}
}

func everyRecord(g *graph.Graph) func(yield func(*graph.Record, error) bool) {
	return func(yield func(*graph.Record, error) bool) {
		for r := range g.Records() {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestWhereMostGoTheirNumbersDoNotStay(t *testing.T) {
	g := row(t, 5000)
	var changes []graph.Change
	for n := range 4990 {
		changes = append(changes, graph.Change{Before: g.Record(graph.EntityKey(inRow(n)))})
	}
	g, err := g.With(2, changes...)
	require.NoError(t, err)
	require.Equal(t, 10, g.Len())
	require.Equal(t, row(t, 10).Bound(), g.Bound())
}

// TestNodesAreTheNumbersThatEntitiesHave holds what passes over free numbers against looking at each number.
func TestNodesAreTheNumbersThatEntitiesHave(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &growing{graph.Empty(), map[graph.Key]*graph.Record{}}
		c.lay(t, c.plant(rapid.IntRange(1, 300).Draw(t, "entities")))
		for range rapid.IntRange(0, 3).Draw(t, "commits") {
			c.lay(t, onceEach(append(c.shuffled(t), c.change(t)...)))
		}
		var nodes []graph.Node
		for n := range c.g.Of() {
			nodes = append(nodes, n)
		}
		slices.Sort(nodes)
		require.Equal(t, nodes, slices.Collect(c.g.Nodes()))
		for _, n := range nodes {
			require.Less(t, int(n), c.g.Bound())
			within := slices.DeleteFunc(slices.Clone(nodes), func(m graph.Node) bool { return !c.g.Contains(n, m) })
			require.Equal(t, within, slices.Collect(c.g.Within(n)))
			require.Equal(t, slices.DeleteFunc(within, func(m graph.Node) bool { return c.g.Container(m) != n }), slices.AppendSeq([]graph.Node{}, c.g.Parts(n)))
		}
		for n := range graph.Node(c.g.Bound() + 70) {
			next := c.g.Next(n)
			at, _ := slices.BinarySearch(nodes, n)
			if at < len(nodes) {
				require.Equal(t, nodes[at], next)
			} else {
				require.GreaterOrEqual(t, int(next), c.g.Bound())
			}
		}
	})
}
