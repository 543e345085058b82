package main

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// answer is what all engines are compared by: how many were reached, which, and, where the engine knows, how far.
type answer struct{ count, ids, depths uint64 }

// same compares answers; one without depths is compared without.
func (a answer) same(b answer) bool {
	return a.count == b.count && a.ids == b.ids && (a.depths == b.depths || b.depths == 0)
}

func (a *answer) add(n uint32, depth int) {
	a.count++
	a.ids += uint64(n) * uint64(n%1009+1)
	a.depths += uint64(depth) * uint64(n%1013+1)
}

// opponent is an engine under comparison, ours as well. Its time ends when trace returns; what that returned sums up the
// answer.
type opponent interface {
	trace(ctx context.Context, start uint32, d lineage.Direction) (func() answer, error)
}

// engine is ours.
type engine struct{ g *graph.Graph }

func (e engine) trace(ctx context.Context, start uint32, d lineage.Direction) (func() answer, error) {
	c, err := lineage.TraceContext(ctx, e.g, []graph.Node{e.g.ByRank(start)}, lineage.Options{Direction: d})
	return func() (a answer) {
		c.Each(func(i lineage.Item) { a.add(e.g.Rank(i.Node), i.Depth) })
		return a
	}, err
}

// maps is what one writes first: neighbours by ID, and the visited in a map.
type maps struct {
	g            *graph.Graph // for the IDs alone
	feeds, fedBy map[graph.ID][]graph.ID
}

func newMaps(g *graph.Graph, flows []flow) maps {
	m := maps{g, map[graph.ID][]graph.ID{}, map[graph.ID][]graph.ID{}}
	for _, f := range flows {
		from, to := g.ID(g.ByRank(f.from)), g.ID(g.ByRank(f.to)) // entities are numbered by ID in the flows
		m.feeds[from] = append(m.feeds[from], to)
		m.fedBy[to] = append(m.fedBy[to], from)
	}
	return m
}

func (m maps) trace(_ context.Context, number uint32, d lineage.Direction) (func() answer, error) {
	start, next := m.g.ID(m.g.ByRank(number)), m.feeds
	if d == lineage.Upstream {
		next = m.fedBy
	}
	depths := map[graph.ID]int{start: 0}
	queue := []graph.ID{start}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, x := range next[n] {
			if _, seen := depths[x]; !seen {
				depths[x] = depths[n] + 1
				queue = append(queue, x)
			}
		}
	}
	delete(depths, start)
	return func() (a answer) {
		for id, depth := range depths {
			n, _ := m.g.Node(id)
			a.add(m.g.Rank(n), depth)
		}
		return a
	}, nil
}

// bare is a breadth-first search over the very rows that the engine reads, which knows nothing of coarse flows, keeps
// no way back, and gives nothing away that outlives it: the least that any engine over these rows must do.
type bare struct {
	g     *graph.Graph
	seen  graph.Bitmap
	queue []graph.Node
	ends  []int
}

func (b *bare) trace(_ context.Context, start uint32, d lineage.Direction) (func() answer, error) {
	for _, n := range b.queue {
		b.seen[n/64] = 0
	}
	b.queue, b.ends = append(b.queue[:0], b.g.ByRank(start)), b.ends[:0]
	b.seen.Set(b.g.ByRank(start))
	for at := 0; at < len(b.queue); {
		b.ends = append(b.ends, len(b.queue))
		for end := len(b.queue); at < end; at++ {
			for _, arc := range b.row(b.queue[at], d) {
				if n := arc.Node(); !b.seen.Has(n) {
					b.seen.Set(n)
					b.queue = append(b.queue, n)
				}
			}
		}
	}
	return b.summed, nil
}

func (b *bare) row(n graph.Node, d lineage.Direction) []graph.Arc {
	if d == lineage.Upstream {
		return b.g.In(graph.Feeds, n)
	}
	return b.g.Out(graph.Feeds, n)
}

func (b *bare) summed() (a answer) {
	depth := 0
	for at, n := range b.queue {
		if at >= b.ends[depth] {
			depth++
		}
		if depth > 0 {
			a.add(b.g.Rank(n), depth)
		}
	}
	return a
}
