package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// growing is a catalog of several pages under random change: the graph that With keeps up to date, and the records it should show.
type growing struct {
	g       *graph.Graph
	records map[graph.Key]*graph.Record
}

// TestAGraphOfManyPagesWithChangesIsTheGraphOfTheChangedRecords makes chains of changes in a catalog that takes several pages.
func TestAGraphOfManyPagesWithChangesIsTheGraphOfTheChangedRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &growing{graph.Empty(), map[graph.Key]*graph.Record{}}
		c.lay(t, c.plant(rapid.IntRange(900, 2500).Draw(t, "entities")))
		for range rapid.IntRange(1, 8).Draw(t, "commits") {
			var changes []graph.Change
			for range rapid.IntRange(1, 6).Draw(t, "changes") {
				changes = append(changes, c.change(t)...)
			}
			c.lay(t, changes)
		}
	})
}

func node(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:n%d", n)) }

func claimed(values ...graph.Value) []graph.Claim {
	return []graph.Claim{{Source: "people", Rank: graph.Declared, Values: values}}
}

func placed(n, container int) *graph.Record {
	r := &graph.Record{Key: graph.EntityKey(node(n)), Claims: claimed()}
	if container >= 0 {
		r.Claims = claimed(graph.Value{Attribute: graph.AttrContainer, Text: string(node(container))})
	}
	return r
}

func flows(from, to int, reason string) *graph.Record {
	return &graph.Record{Key: graph.Key{Relation: graph.Feeds, From: node(from), To: node(to)},
		Claims: claimed(graph.Value{Attribute: graph.AttrReason, Text: reason})}
}

// plant is a catalog whose parts and wholes are far from each other in the order of IDs, with flows of all grains.
func (c *growing) plant(many int) (changes []graph.Change) {
	known := map[graph.Key]bool{}
	for n := range many {
		container := -1
		if n > 20 {
			container = n / 7
		}
		changes = append(changes, graph.Change{After: placed(n, container)})
		for _, to := range []int{n * 31 % many, n / 3, 5 % many} {
			f := flows(n, to, []string{"", "seen"}[n%97/96])
			if !known[f.Key] {
				known[f.Key] = true
				changes = append(changes, graph.Change{After: f})
			}
		}
	}
	return changes
}

// change is a random change that leaves a catalog.
func (c *growing) change(t *rapid.T) []graph.Change {
	one := rapid.IntRange(0, 2700)
	n, m := one.Draw(t, "n"), one.Draw(t, "m")
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0: // a flow, also a denied one
		f := flows(n, m, "new")
		if rapid.Bool().Draw(t, "denied") {
			f.Denial = &graph.Denial{Source: "people"}
		}
		return c.ended(f)
	case 1:
		return c.gone(func(k graph.Key) bool { return k.IsLink() && k.From == node(n) })
	case 2: // an entity moves, or comes
		return []graph.Change{{After: placed(n, -1)}, {After: placed(m, n)}}
	case 3:
		return []graph.Change{{After: placed(n, -1)}}
	case 4: // an owner
		return c.ended(&graph.Record{Key: graph.Key{Relation: graph.Owns, From: node(n), To: node(m)}, Claims: claimed()})
	}
	if c.records[graph.EntityKey(node(n))] == nil {
		return nil
	}
	changes := c.gone(func(k graph.Key) bool { return k.From == node(n) || k.To == node(n) })
	for k, r := range c.records { // what is part of it goes to the top
		if !k.IsLink() && r.Entity().Container == node(n) {
			changes = append(changes, graph.Change{After: &graph.Record{Key: k, Claims: claimed()}})
		}
	}
	return changes
}

// ended is a link with both of its ends.
func (c *growing) ended(link *graph.Record) []graph.Change {
	changes := []graph.Change{{After: link}}
	for _, end := range []graph.ID{link.From, link.To} {
		if c.records[graph.EntityKey(end)] == nil {
			changes = append(changes, graph.Change{After: &graph.Record{Key: graph.EntityKey(end), Claims: claimed()}})
		}
	}
	return changes
}

func (c *growing) gone(chosen func(graph.Key) bool) (changes []graph.Change) {
	for k, r := range c.records {
		if chosen(k) {
			changes = append(changes, graph.Change{Before: r})
		}
	}
	return changes
}

// lay lays changes over the graph, where that leaves a catalog, and compares it with one of the records.
func (c *growing) lay(t *rapid.T, changes []graph.Change) {
	records := map[graph.Key]*graph.Record{}
	for k, r := range c.records {
		records[k] = r
	}
	for _, change := range changes {
		if records[change.Key()] = change.After; change.After == nil {
			delete(records, change.Key())
		}
	}
	want, broken := graph.New(c.g.Revision()+1, func(yield func(*graph.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	})
	got, err := c.g.With(c.g.Revision()+1, changes...)
	require.Equal(t, broken == nil, err == nil, "%v, %v", broken, err)
	if err != nil {
		return
	}
	sameGraph(t, want, got)
	c.g, c.records = got, records
}

// sameGraph compares everything that graphs show.
func sameGraph(t require.TestingT, want, got *graph.Graph) {
	require.Equal(t, want.Len(), got.Len())
	require.Equal(t, want.Leaves(), got.Leaves())
	require.Equal(t, want.Bare(), got.Bare())
	for n := range graph.Node(want.Len()) {
		if facts(want, n) != facts(got, n) {
			require.Equal(t, facts(want, n), facts(got, n), "of node %d", n)
		}
	}
	for _, r := range graph.Relations {
		require.Equal(t, want.Count(r), got.Count(r), r)
		for n := range graph.Node(want.Len()) {
			sameArcs(t, n, want.Out(r, n), got.Out(r, n))
			sameArcs(t, n, want.In(r, n), got.In(r, n))
		}
		var links []graph.Link
		for l := range want.Links(r) {
			links = append(links, l)
		}
		for l := range got.Links(r) {
			require.NotEmpty(t, links)
			if links[0].From != l.From || links[0].To != l.To || links[0].Reason != l.Reason {
				require.Equal(t, links[0], l)
			}
			links = links[1:]
		}
		require.Empty(t, links)
	}
	for n := range graph.Node(want.Len()) {
		sameArcs(t, n, want.DeniedOut(n), got.DeniedOut(n))
		sameArcs(t, n, want.DeniedIn(n), got.DeniedIn(n))
	}
}

// factsOfNode is what a graph knows of a node beside its links.
type factsOfNode struct {
	id, container               graph.ID
	whole, end, ranked, out, in graph.Node
	rank                        uint32
}

func facts(g *graph.Graph, n graph.Node) factsOfNode {
	e := g.Entity(n)
	return factsOfNode{e.ID, e.Container, g.Container(n), g.End(n), g.ByRank(g.Rank(n)), g.NearOut(n), g.NearIn(n), g.Rank(n)}
}

func sameArcs(t require.TestingT, n graph.Node, want, got []graph.Arc) {
	if !slices.Equal(want, got) {
		require.Equal(t, want, got, "of node %d", n)
	}
}
