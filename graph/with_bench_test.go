package graph_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// BenchmarkWith is the next graph after one change: of a catalog of a million entities and five million flows with HEADWATER_SOAK, else of
// a hundredth.
func BenchmarkWith(b *testing.B) {
	many := 10_000
	if os.Getenv("HEADWATER_SOAK") != "" {
		many = 1_000_000
	}
	g := broad(b, many)
	middle := many / 2
	for name, change := range map[string]func(i int) []graph.Change{
		"attribute": func(i int) []graph.Change {
			return []graph.Change{{After: &graph.Record{Key: graph.EntityKey(member(middle)), Claims: claimed(
				graph.Value{Attribute: graph.AttrContainer, Text: string(g.Entity(nodeOf(g, middle)).Container)},
				graph.Value{Attribute: graph.AttrDescription, Text: fmt.Sprint(i)})}}}
		},
		"flow": func(i int) []graph.Change {
			return []graph.Change{{After: &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: member(i % many), To: member(many - 1)}, Claims: claimed()}}}
		},
		"owner": func(i int) []graph.Change {
			return []graph.Change{{After: &graph.Record{Key: graph.Key{Relation: graph.Owns, From: "team:a", To: member(i % many)}, Claims: claimed()}}}
		},
		"entity": func(i int) []graph.Change {
			return []graph.Change{{After: &graph.Record{Key: graph.EntityKey(member(middle) + "x"), Claims: claimed(
				graph.Value{Attribute: graph.AttrContainer, Text: string(member(middle / 100 * 100))})}}}
		},
		"move": func(i int) []graph.Change {
			return []graph.Change{{After: &graph.Record{Key: graph.EntityKey(member(middle + 1)), Claims: claimed(
				graph.Value{Attribute: graph.AttrContainer, Text: string(member(0))})}}}
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				i++
				_, err := g.With(2, change(i)...)
				require.NoError(b, err)
			}
		})
	}
}

func member(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:m%08d", n)) }

func nodeOf(g *graph.Graph, n int) graph.Node {
	found, _ := g.Node(member(n))
	return found
}

// broad is a catalog in which every hundredth entity holds those after it, and each is fed by five.
func broad(b *testing.B, many int) *graph.Graph {
	g, err := graph.New(1, func(yield func(*graph.Record, error) bool) {
		says := claimed()
		yield(&graph.Record{Key: graph.EntityKey("team:a"), Claims: says}, nil)
		for n := range many {
			r := &graph.Record{Key: graph.EntityKey(member(n)), Claims: says}
			if n%100 != 0 {
				r.Claims = claimed(graph.Value{Attribute: graph.AttrContainer, Text: string(member(n / 100 * 100))})
			}
			yield(r, nil)
			yield(&graph.Record{Key: graph.Key{Relation: graph.Owns, From: "team:a", To: member(n)}, Claims: says}, nil)
			for i := range 5 {
				yield(&graph.Record{Key: graph.Key{Relation: graph.Feeds, From: member((n*7919 + i*31) % many), To: member(n)}, Claims: says}, nil)
			}
		}
	})
	require.NoError(b, err)
	return g
}
