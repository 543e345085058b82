package neo4j_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// BenchmarkWriters is one durable change, by writers that each wait for theirs: alone, and many at the same time, on one
// server and on three.
func BenchmarkWriters(b *testing.B) {
	for _, writers := range []int{1, 64} {
		for _, servers := range []int{1, 3} {
			if writers < servers {
				continue
			}
			b.Run(fmt.Sprintf("%d writers on %d servers", writers, servers), func(b *testing.B) {
				server := neo4jtest.Shared(b)
				var catalogs []*live.Catalog
				for range servers {
					c, err := live.Open(b.Context(), open(b, server))
					require.NoError(b, err)
					defer c.Close()
					catalogs = append(catalogs, c)
				}
				benchmarkWriters(b, catalogs, writers)
			})
		}
	}
}

// benchmarkWriters has writers describe some of 1,000 entities anew, under operation ids, until b.N commits are durable.
func benchmarkWriters(b *testing.B, catalogs []*live.Catalog, writers int) {
	all := live.Request{Actor: "ada", Source: graph.People}
	for i := range 1000 {
		all.Edits = append(all.Edits, graph.Put{ID: part(i)})
	}
	_, err := catalogs[0].Apply(b.Context(), all)
	require.NoError(b, err)
	var n atomic.Int64
	var group sync.WaitGroup
	b.ResetTimer()
	for w := range writers {
		c := catalogs[w%len(catalogs)]
		group.Go(func() {
			for i := n.Add(1); i <= int64(b.N); i = n.Add(1) {
				_, err := c.Apply(context.Background(), live.Request{
					Actor: "ada", Source: graph.People, OperationID: fmt.Sprint("op ", i),
					Edits: []graph.Edit{graph.Put{ID: part(int(i % 1000)), Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint("as of ", i)}}}},
				})
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

func part(i int) graph.ID { return graph.ID(fmt.Sprintf("domain:area-%d/part-%d", i%97, i)) }
