package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// nested is a catalog of several grains: domains of datasets of fields. Each domain feeds the next two, its datasets
// feed some datasets there, and of some of these pairs the fields are known.
func nested(domains, datasets, fields int) *catalog {
	c := &catalog{}
	add := func(name string, container int) int {
		c.names, c.container = append(c.names, name), append(c.container, container)
		return len(c.names) - 1
	}
	r := rand.New(rand.NewPCG(1, 3))
	all := make([][][]int, domains) // by domain and dataset: the domain, then per dataset itself and its fields
	for i := range all {
		domain := add(fmt.Sprintf("d%d", i), -1)
		all[i] = [][]int{{domain}}
		for j := range datasets {
			entities := []int{add(fmt.Sprintf("d%ds%d", i, j), domain)}
			for k := range fields {
				entities = append(entities, add(fmt.Sprintf("d%ds%df%d", i, j, k), entities[0]))
			}
			all[i] = append(all[i], entities)
		}
	}
	for i := range domains - 2 {
		c.flows = append(c.flows, pair{all[i][0][0], all[i+1][0][0]}, pair{all[i][0][0], all[i+2][0][0]})
		for _, from := range all[i][1:] {
			to := all[i+1][1+r.IntN(datasets)]
			c.flows = append(c.flows, pair{from[0], to[0]})
			for k := range r.IntN(fields) {
				c.flows = append(c.flows, pair{from[k+1], to[1+r.IntN(fields)]})
			}
		}
	}
	return c.once()
}

// once leaves each flow in once.
func (c *catalog) once() *catalog {
	known, flows := map[pair]bool{}, c.flows
	c.flows = nil
	for _, f := range flows {
		if !known[f] {
			known[f] = true
			c.flows = append(c.flows, f)
		}
	}
	return c
}

// TestASmallClosureAllocatesNextToNothingInALargeGraph holds a warm closure of five entities to a handful of allocations,
// all of them its own result, however large the graph.
func TestASmallClosureAllocatesNextToNothingInALargeGraph(t *testing.T) {
	c := nested(60, 20, 10)
	c.names, c.container = append(c.names, "x", "y"), append(c.container, -1, -1)
	c.flows = append(c.flows, pair{len(c.names) - 2, len(c.names) - 1})
	g := c.graph()
	start := nodesOf(g, "x")
	allocated := testing.AllocsPerRun(100, func() {
		if lineage.Trace(g, start, lineage.Options{Direction: lineage.Downstream}).Total() != 1 {
			panic("y is downstream of x")
		}
	})
	require.LessOrEqual(t, allocated, 12.0)
}

// BenchmarkSeveralGrains traces all that is downstream of a field, dataset or domain, and reports the time for each
// entity reached.
func BenchmarkSeveralGrains(b *testing.B) {
	g := nested(60, 40, 20).graph()
	for _, start := range []string{"d0s0f0", "d0s0", "d0"} {
		b.Run(start, func(b *testing.B) {
			of, reached := nodesOf(g, start), 0
			b.ReportAllocs()
			for b.Loop() {
				reached = lineage.Trace(g, of, lineage.Options{Direction: lineage.Downstream}).Total()
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(reached), "ns/entity")
		})
	}
}

// BenchmarkPage reads the first page of a large closure, and all of it in order.
func BenchmarkPage(b *testing.B) {
	g := nested(60, 40, 20).graph()
	c := lineage.Trace(g, nodesOf(g, "d0"), lineage.Options{Direction: lineage.Downstream})
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			c.Page(lineage.Item{}, 50)
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			c.Items()
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(c.Total()), "ns/item")
	})
}

// BenchmarkBuild builds a graph of several grains from its records.
func BenchmarkBuild(b *testing.B) {
	c := nested(60, 40, 20)
	var g *graph.Graph
	for b.Loop() {
		g = c.graph()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(g.Count(graph.Feeds)), "ns/flow")
}
