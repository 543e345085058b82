package live_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// BenchmarkApply is one durable change from each of eight writers in turn: of a description, of a link, and of a new
// entity, in catalogs of several sizes.
func BenchmarkApply(b *testing.B) {
	for _, size := range []int{100, 100_000} {
		for name, edit := range map[string]func(i int) graph.Edit{
			"description": func(i int) graph.Edit {
				return graph.Put{ID: domain(i % size), Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint("as of ", i)}}}
			},
			"link": func(i int) graph.Edit {
				return graph.Join{Relation: graph.Feeds, From: domain(i % size), To: domain(i * 7 % size), Reason: fmt.Sprint(i)}
			},
			"entity": func(i int) graph.Edit { return graph.Put{ID: domain(size + i)} },
		} {
			b.Run(fmt.Sprintf("sqlite of %d/%s", size, name), func(b *testing.B) {
				c, err := openSQLite(filepath.Join(b.TempDir(), "catalog.db"))
				require.NoError(b, err)
				benchmarkApply(b, c, size, edit)
			})
			b.Run(fmt.Sprintf("memory of %d/%s", size, name), func(b *testing.B) {
				c, err := live.Open(b.Context(), memory.New())
				require.NoError(b, err)
				benchmarkApply(b, c, size, edit)
			})
		}
	}
}

func benchmarkApply(b *testing.B, c *live.Catalog, size int, edit func(int) graph.Edit) {
	defer c.Close()
	r := live.Request{Actor: "ada", Source: graph.People}
	for i := range size {
		r.Edits = append(r.Edits, graph.Put{ID: domain(i)})
	}
	applied(b, c, r)
	var n atomic.Int64
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := int(n.Add(1))
			_, err := c.Apply(context.Background(), live.Request{
				Actor: "ada", Source: graph.People, OperationID: fmt.Sprint("op ", i), Edits: []graph.Edit{edit(i)},
			})
			if err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
}

func domain(i int) graph.ID { return graph.ID(fmt.Sprintf("domain:area-%d/part-%d", i%97, i)) }

// BenchmarkWriters is one durable change, by writers that each wait for theirs: alone, and many at the same time.
func BenchmarkWriters(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("sqlite/%d writers", writers), func(b *testing.B) {
			c, err := openSQLite(filepath.Join(b.TempDir(), "catalog.db"))
			require.NoError(b, err)
			defer c.Close()
			benchmarkWriters(b, c, writers)
		})
	}
}

// benchmarkWriters has writers describe some of 1,000 entities anew, under operation ids, until b.N commits are durable.
func benchmarkWriters(b *testing.B, c *live.Catalog, writers int) {
	all := live.Request{Actor: "ada", Source: graph.People}
	for i := range 1000 {
		all.Edits = append(all.Edits, graph.Put{ID: domain(i)})
	}
	_, err := c.Apply(b.Context(), all)
	require.NoError(b, err)
	var n atomic.Int64
	var group sync.WaitGroup
	b.ResetTimer()
	for range writers {
		group.Go(func() {
			for i := n.Add(1); i <= int64(b.N); i = n.Add(1) {
				_, err := c.Apply(context.Background(), live.Request{
					Actor: "ada", Source: graph.People, OperationID: fmt.Sprint("op ", i),
					Edits: []graph.Edit{graph.Put{ID: domain(int(i % 1000)), Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint("as of ", i)}}}},
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
