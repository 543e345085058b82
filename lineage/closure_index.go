package lineage

import (
	"math/bits"

	"github.com/headwater-catalog/headwater/graph"
)

// index is a hash table from nodes to their positions: open addressing, half full at most. Most closures are counted and
// paged and never asked for one entity, so it is made when somebody does.
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
