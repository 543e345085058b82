package lineage

import (
	"math/bits"
	"slices"
	"sort"
)

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

// byRank returns the ranks and positions of all items, by ID.
func (c *Closure) byRank() []uint64 {
	keys := make([]uint64, 0, c.total)
	for at := c.levels[0]; at < c.within; at++ {
		if c.lists(at) {
			keys = append(keys, uint64(c.g.Rank(c.nodes[at]))<<32|uint64(at))
		}
	}
	sortKeys(keys)
	return keys
}

// itemAt returns the item of a key: what its lower half is the position of.
func (c *Closure) itemAt(key uint64) Item {
	at := int(uint32(key))
	return c.item(at, sort.SearchInts(c.levels, at+1))
}
