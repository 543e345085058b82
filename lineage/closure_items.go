package lineage

import (
	"math"
	"math/bits"
	"slices"
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

// firsts keeps the lowest of many keys, so that a page of a large depth doesn't cost the order of all of it. Keys are a
// rank and below it a position; they differ.
type firsts struct {
	most  int
	below uint64 // a key that is not below this one is not among the lowest
	keys  []uint64
}

func (f *firsts) add(key uint64) {
	if key >= f.below {
		return
	}
	f.keys = append(f.keys, key)
	if len(f.keys) >= 4*f.most+64 {
		f.keys = f.sorted()
		f.below = f.keys[f.most-1]
	}
}

func (f *firsts) sorted() []uint64 {
	sortKeys(f.keys)
	return f.keys[:min(len(f.keys), f.most)]
}

// sortKeys sorts by the upper halves, which differ: short lists by comparing, long ones a byte at a time, because
// comparing a million would take longer than it took to reach them.
func sortKeys(keys []uint64) {
	const long = 1 << 10
	if len(keys) < long {
		slices.Sort(keys)
		return
	}
	var highest uint64
	for _, k := range keys {
		highest |= k >> 32
	}
	scratch := make([]uint64, len(keys))
	for shift := 32; shift < 32+bits.Len64(highest); shift += 8 {
		countByte(scratch, keys, shift)
		copy(keys, scratch)
	}
}

// countByte puts the keys into dst by one byte of them, stably.
func countByte(dst, keys []uint64, shift int) {
	var starts [257]int
	for _, k := range keys {
		starts[int(byte(k>>shift))+1]++
	}
	for i := range 256 {
		starts[i+1] += starts[i]
	}
	for _, k := range keys {
		b := byte(k >> shift)
		dst[starts[b]] = k
		starts[b]++
	}
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

// index is a hash table from nodes to their positions: open addressing, half full at most.
type index struct {
	slots []uint32 // position and 1; 0: free
	shift int
}

func newIndex(nodes []graph.Node) index {
	size := bits.Len(uint(2 * len(nodes)))
	x := index{make([]uint32, 1<<size), 32 - size}
	for at, n := range nodes {
		slot := x.slot(n)
		for x.slots[slot] != 0 {
			slot = (slot + 1) % len(x.slots)
		}
		x.slots[slot] = uint32(at) + 1
	}
	return x
}

// slot is where the search for n begins: Fibonacci hashing, which spreads neighbouring numbers.
func (x index) slot(n graph.Node) int { return int(uint32(n) * 2654435769 >> x.shift) }

func (x index) find(nodes []graph.Node, n graph.Node) (int, bool) {
	for slot := x.slot(n); x.slots[slot] != 0; slot = (slot + 1) % len(x.slots) {
		if at := int(x.slots[slot] - 1); nodes[at] == n {
			return at, true
		}
	}
	return 0, false
}
