package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// changing is what the next graph after one change of a kind took, in the processor's time.
type changing struct {
	what string
	each []time.Duration
}

// next measures the next graph after one change to the large catalog, each laid over the one before, and looks the change up.
func (b *bench) next(context.Context) error {
	size := warehouse{b.entities, b.flows}
	fields, domains := size.datasets()*fieldsEach, size.domains()
	for what, change := range map[string]func(g *graph.Graph, i int) graph.Change{
		"an attribute": func(g *graph.Graph, i int) graph.Change {
			return b.put(g, field(i*fields/100), graph.Value{Attribute: graph.AttrDescription, Text: fmt.Sprint("as of ", i), Since: 2})
		},
		"a flow between fields comes": func(_ *graph.Graph, i int) graph.Change {
			return graph.Change{After: &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: field(fields - 1 - i), To: field(i * 977 % fields)}, Claims: says("openlineage", i)}}
		},
		"a flow between datasets comes": func(_ *graph.Graph, i int) graph.Change {
			return graph.Change{After: &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: dataset(i), To: dataset(i + 17)}, Claims: says("openlineage", i)}}
		},
		"a flow between domains comes": func(_ *graph.Graph, i int) graph.Change {
			return graph.Change{After: &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: domain(i % domains), To: domain((i + 3) % domains)}, Claims: says("openlineage", i)}}
		},
		"a flow goes": func(g *graph.Graph, i int) graph.Change {
			n, _ := g.Node(field(i * fields / 100))
			key := graph.Key{Relation: graph.Feeds, From: g.ID(g.In(graph.Feeds, n)[0].Node()), To: g.ID(n)}
			return graph.Change{Before: g.Record(key)}
		},
		"an owner": func(_ *graph.Graph, i int) graph.Change {
			return graph.Change{After: &graph.Record{Key: graph.Key{Relation: graph.Owns, From: teamOf(i), To: dataset(i * 31 % size.datasets())}, Claims: says("people", i)}}
		},
		"an entity comes": func(_ *graph.Graph, i int) graph.Change {
			return graph.Change{After: &graph.Record{Key: graph.EntityKey(field(i*fields/100) + "x"), Claims: says("warehouse", i)}}
		},
		"an entity with parts moves": func(g *graph.Graph, i int) graph.Change {
			return b.put(g, dataset(i*977%size.datasets()), graph.Value{Attribute: graph.AttrContainer, Text: string(domain(i % domains)), Since: 2})
		},
	} {
		b.say("the next graph: %s", what)
		c := changing{what: what}
		for i, g := 0, b.large; i < times; i++ {
			made := change(g, i)
			began := spent()
			after, err := g.With(g.Revision()+1, made)
			c.each = append(c.each, spent()-began)
			if err != nil {
				return err
			}
			if (after.Record(made.Key()) != nil) != (made.After != nil) {
				return fmt.Errorf("%s: the graph does not show it", what)
			}
			g = after
		}
		b.say("  %s, at most %s", milliseconds(median(c.each)), milliseconds(slices.Max(c.each)))
		b.report.changing = append(b.report.changing, c)
	}
	slices.SortFunc(b.report.changing, func(a, c changing) int { return int(median(a.each) - median(c.each)) })
	return nil
}

// times is how often each change is made.
const times = 40

// put changes a value of what an entity's first source says.
func (b *bench) put(g *graph.Graph, id graph.ID, v graph.Value) graph.Change {
	before := g.Record(graph.EntityKey(id))
	claim := before.Claims[0]
	values := slices.DeleteFunc(slices.Clone(claim.Values), func(w graph.Value) bool { return w.Attribute == v.Attribute })
	claim.Values = append(values, v)
	slices.SortFunc(claim.Values, func(a, b graph.Value) int {
		if a.Attribute < b.Attribute {
			return -1
		}
		return 1
	})
	return graph.Change{Before: before, After: &graph.Record{Key: before.Key, Claims: []graph.Claim{claim}}}
}
