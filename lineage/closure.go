package lineage

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// Direction says which way the effective flow is followed from the start.
type Direction uint8

// The directions.
const (
	Upstream   Direction = iota + 1 // to what feeds the start
	Downstream                      // to what the start feeds
)

// String returns the direction's name as in GraphQL: "UPSTREAM".
func (d Direction) String() string {
	switch d {
	case Upstream:
		return "UPSTREAM"
	case Downstream:
		return "DOWNSTREAM"
	}
	return ""
}

// Precision says how an entity is known to be reached.
type Precision uint8

// The precisions.
const (
	Exact  Precision = iota + 1 // over recorded flows alone
	Coarse                      // only with the help of what coarse flows stand for
)

// String returns the precision's name as in GraphQL: "EXACT".
func (p Precision) String() string {
	switch p {
	case Exact:
		return "EXACT"
	case Coarse:
		return "COARSE"
	}
	return ""
}

// Item is an entity that was reached.
type Item struct {
	Node      graph.Node
	Depth     int // the fewest effective flows from the start, 1 or more
	Precision Precision
}

// Options say what is traced and which part of it is counted and listed.
type Options struct {
	Direction Direction
	// Depth is how many effective flows away from the start an item may be. 0 is no limit; below 0, nothing is within.
	Depth int
	// Choose says what is counted and listed, never what is traversed; nil chooses all. It is asked once for each
	// entity within the depth, before Trace returns.
	Choose func(graph.Node) bool
}

// Closure is everything upstream or downstream of a start. It never changes, may be read by any number of goroutines,
// and takes 8 bytes for an entity of the whole closure and for a part of the start.
//
// What is counted and listed, its items, may be fewer than the whole closure: see [Options]. Precision, depth and paths
// are always those in the whole closure.
type Closure struct {
	g         *graph.Graph
	direction Direction
	start     []graph.Node
	nodes     []graph.Node // the start and its parts, then what was reached by depth; an index into it is a position
	arrivals  []arrival    // by position: how it was reached first
	levels    []int        // by depth: the position after its last
	detours   []detour     // by position
	within    int          // the position after the last one that the depth limit lets in
	listed    graph.Bitmap // of positions; nil: all that are within
	ways      graph.Bitmap // of positions: where flows count as walked; nil: all that are within
	total     int
	beyond    int

	indexing sync.Once
	places   index
}

// Trace follows the effective flow from entities and all their parts, to its end whatever depth is asked, because
// totals and precision are those of the whole closure. Linear in the parts of the start, and in the flows and parts of
// all that it reaches. The same entity may be given more than once, and be part of another.
func Trace(g *graph.Graph, of []graph.Node, o Options) *Closure {
	c, err := TraceContext(context.Background(), g, of, o)
	if err != nil {
		panic(err) // nobody cancels the background
	}
	return c
}

// TraceContext is Trace, given up with the context's error at the next depth after the context is done.
func TraceContext(ctx context.Context, g *graph.Graph, of []graph.Node, o Options) (*Closure, error) {
	w := newWorkspace(g)
	defer w.release()
	if err := w.trace(ctx, of, o.Direction); err != nil {
		return nil, err
	}
	c := w.closure()
	c.start, c.direction = distinct(of), o.Direction
	c.limit(o)
	return c, nil
}

// distinct returns the nodes in their order, each once.
func distinct(of []graph.Node) []graph.Node {
	known := make(map[graph.Node]bool, len(of))
	var once []graph.Node
	for _, n := range of {
		if !known[n] {
			known[n] = true
			once = append(once, n)
		}
	}
	return once
}

// limit decides what is counted and listed.
func (c *Closure) limit(o Options) {
	depth := o.Depth
	if depth == 0 {
		depth = math.MaxInt
	}
	c.within = c.levels[max(0, min(depth, len(c.levels)-1))]
	c.total = c.within - c.levels[0]
	if o.Choose != nil {
		c.list(func(at int) bool { return o.Choose(c.nodes[at]) })
	}
	c.beyond = len(c.nodes) - c.levels[0] - c.total
}

// list keeps of what is within the depth only the positions that are chosen.
func (c *Closure) list(choose func(at int) bool) {
	c.listed, c.total = graph.NewBitmap(c.within), 0
	for at := c.levels[0]; at < c.within; at++ {
		if choose(at) {
			c.listed.Set(graph.Node(at))
			c.total++
		}
	}
}

// Graph returns the graph that was traced.
func (c *Closure) Graph() *graph.Graph { return c.g }

// Start returns what was traced from, as given, each once. Its parts started as well.
func (c *Closure) Start() []graph.Node { return slices.Clone(c.start) }

// Direction returns the direction in which was traced.
func (c *Closure) Direction() Direction { return c.direction }

// Total returns the number of items, whatever page of them is read.
func (c *Closure) Total() int { return c.total }

// Beyond returns how many entities the depth and the choice left out: Total and Beyond are the whole closure.
func (c *Closure) Beyond() int { return c.beyond }

// Complete reports whether nothing was left out.
func (c *Closure) Complete() bool { return c.beyond == 0 }

// ByDepth returns the number of items at each depth: at index 0 those at depth 1. It ends with the last depth that has
// any.
func (c *Closure) ByDepth() []int {
	var counts []int
	c.Each(func(i Item) {
		for len(counts) < i.Depth {
			counts = append(counts, 0)
		}
		counts[i.Depth-1]++
	})
	return counts
}

// ByKind returns the number of items of each kind that has any.
func (c *Closure) ByKind() map[graph.Kind]int {
	var counts [graph.Job + 1]int
	c.Each(func(i Item) { counts[c.g.Kind(i.Node)]++ })
	byKind := map[graph.Kind]int{}
	for k, count := range counts {
		if count > 0 {
			byKind[graph.Kind(k)] = count
		}
	}
	return byKind
}

// ByPrecision returns the number of items that are EXACT and of those that are COARSE.
func (c *Closure) ByPrecision() (exact, coarse int) {
	c.Each(func(i Item) {
		if i.Precision == Exact {
			exact++
		}
	})
	return exact, c.total - exact
}
