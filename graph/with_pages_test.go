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

// sameGraph compares everything that graphs show. Nodes may have other numbers, but are in the same order: what is compared is their places.
func sameGraph(t require.TestingT, want, got *graph.Graph) {
	require.Equal(t, want.Len(), got.Len())
	wanted, found := placesOf(want), placesOf(got)
	require.Len(t, found.nodes, got.Len())
	for place, n := range wanted.nodes {
		if m := found.nodes[place]; wanted.facts(n) != found.facts(m) {
			require.Equal(t, wanted.facts(n), found.facts(m), "at place %d", place)
		}
	}
	require.Equal(t, bits(want.Leaves()), bits(got.Leaves()), "a free number is no leaf")
	require.Equal(t, bits(want.Bare()), bits(got.Bare()))
	for _, r := range graph.Relations {
		require.Equal(t, want.Count(r), got.Count(r), r)
		sameArcs(t, wanted, found, func(g *graph.Graph, n graph.Node) []graph.Arc { return g.Out(r, n) })
		sameArcs(t, wanted, found, func(g *graph.Graph, n graph.Node) []graph.Arc { return g.In(r, n) })
		sameLinks(t, want, got, r)
	}
	sameArcs(t, wanted, found, (*graph.Graph).DeniedOut)
	sameArcs(t, wanted, found, (*graph.Graph).DeniedIn)
}

func sameLinks(t require.TestingT, want, got *graph.Graph, r graph.Relation) {
	var links []graph.Link
	for l := range want.Links(r) {
		links = append(links, l)
	}
	for l := range got.Links(r) {
		require.NotEmpty(t, links)
		if f := links[0]; want.ID(f.From) != got.ID(l.From) || want.ID(f.To) != got.ID(l.To) || f.Reason != l.Reason {
			require.Equal(t, want.ID(f.From), got.ID(l.From))
			require.Equal(t, f, l)
		}
		links = links[1:]
	}
	require.Empty(t, links)
}

func bits(set graph.Bitmap) (many int) {
	for n := range graph.Node(64 * len(set)) {
		if set.Has(n) {
			many++
		}
	}
	return many
}

// places are the places of nodes in their order.
type places struct {
	g     *graph.Graph
	nodes []graph.Node
	place []graph.Node // by number, one more than there are: how many nodes are below it
}

func placesOf(g *graph.Graph) *places {
	p := &places{g: g, nodes: slices.Collect(g.Nodes()), place: make([]graph.Node, g.Bound()+1)}
	for place, n := range p.nodes {
		p.place[n+1] = graph.Node(place) + 1
	}
	for n := range g.Bound() {
		p.place[n+1] = max(p.place[n], p.place[n+1])
	}
	return p
}

func (p *places) of(n graph.Node) graph.Node {
	if n == graph.None {
		return n
	}
	return p.place[n]
}

// factsOfNode is what a graph knows of a node beside its links.
type factsOfNode struct {
	id, container               graph.ID
	whole, end, ranked, out, in graph.Node
	rank                        uint32
	last, leaf, leafy, bare     bool
}

func (p *places) facts(n graph.Node) factsOfNode {
	g, e := p.g, p.g.Entity(n)
	return factsOfNode{e.ID, e.Container, p.of(g.Container(n)), p.of(g.End(n)), p.of(g.ByRank(g.Rank(n))), p.of(g.NearOut(n)), p.of(g.NearIn(n)), g.Rank(n),
		g.Next(g.End(n)-1) == g.End(n)-1, g.IsLeaf(n), g.Leaves().Has(n), g.Bare().Has(n)}
}

func sameArcs(t require.TestingT, want, got *places, of func(*graph.Graph, graph.Node) []graph.Arc) {
	for place, n := range want.nodes {
		wanted, found := of(want.g, n), of(got.g, got.nodes[place])
		same := slices.EqualFunc(wanted, found, func(a, b graph.Arc) bool {
			return want.of(a.Node()) == got.of(b.Node()) && a.Wide() == b.Wide() && a.Refined() == b.Refined()
		})
		if !same {
			require.Equal(t, wanted, found, "at place %d", place)
			require.True(t, same, "at place %d", place)
		}
	}
}
