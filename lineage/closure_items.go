package lineage

import (
	"math"
	"sort"

	"github.com/headwater-catalog/headwater/graph"
)

// Each visits the items by depth, within a depth in an order that depends on the graph alone. Linear.
func (c *Closure) Each(visit func(Item)) {
	for depth := 1; depth < len(c.levels); depth++ {
		for at := c.levels[depth-1]; at < min(c.levels[depth], c.within); at++ {
			if c.lists(at) {
				visit(c.item(at, depth))
			}
		}
	}
}

// lists reports whether what is at a position within the depth is an item.
func (c *Closure) lists(at int) bool { return c.listed == nil || c.listed.Has(graph.Node(at)) }

func (c *Closure) item(at, depth int) Item {
	i := Item{Node: c.nodes[at], Depth: depth, Precision: Coarse}
	if c.arrivals[at].exact() {
		i.Precision = Exact
	}
	return i
}

// Items returns all items in order: by depth, then by ID.
func (c *Closure) Items() []Item { return c.page(1, 0, c.total) }

// Page returns the items after a position in the order, at most first of them. The position is the Depth and the Node of
// an item; the zero Item is before all. Only the depths that the page touches are put in order.
func (c *Closure) Page(after Item, first int) []Item {
	if after.Depth < 1 {
		return c.page(1, 0, first)
	}
	return c.page(after.Depth, c.g.Rank(after.Node)+1, first)
}

// PageAfter is Page after an entity that may have gone since, or may be at another depth now: what counts is where it
// would stand.
func (c *Closure) PageAfter(depth int, id graph.ID, first int) []Item {
	n := c.g.Len()
	rank := sort.Search(n, func(i int) bool { return c.g.ID(c.g.ByRank(uint32(i))) > id })
	if depth < 1 {
		depth, rank = 1, 0
	}
	return c.page(depth, uint32(rank), first)
}

// page returns the items from a rank at a depth on.
func (c *Closure) page(depth int, rank uint32, first int) []Item {
	first = max(0, min(first, c.total))
	items := make([]Item, 0, first)
	for ; depth < len(c.levels) && c.levels[depth-1] < c.within && len(items) < first; depth++ {
		items = c.appendLevel(items, depth, rank, first)
		rank = 0
	}
	return items
}

// appendLevel appends the items of one depth from a rank on, until there are so many.
func (c *Closure) appendLevel(items []Item, depth int, rank uint32, most int) []Item {
	f := firsts{most: most - len(items), below: math.MaxUint64}
	for at := c.levels[depth-1]; at < c.levels[depth]; at++ {
		if r := c.g.Rank(c.nodes[at]); r >= rank && c.lists(at) {
			f.add(uint64(r)<<32 | uint64(at))
		}
	}
	for _, key := range f.sorted() {
		items = append(items, c.item(int(uint32(key)), depth))
	}
	return items
}

// Item returns what is known of an entity if it is an item. The first call is linear in the closure, any other O(1).
func (c *Closure) Item(n graph.Node) (Item, bool) {
	at, found := c.position(n)
	if !found || at < c.levels[0] || at >= c.within || !c.lists(at) {
		return Item{}, false
	}
	return c.item(at, sort.SearchInts(c.levels, at+1)), true
}

// position returns where in nodes a node is.
func (c *Closure) position(n graph.Node) (int, bool) {
	c.indexing.Do(func() { c.places = newIndex(c.nodes) })
	return c.places.find(c.nodes, n)
}
