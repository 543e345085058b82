package lineage

import (
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// classCounts is how many entities there are of each class. It is kept for the next count, and what was counted is cleared
// with it.
type classCounts struct{ of, met []uint32 }

var countsPool = sync.Pool{New: func() any { return &classCounts{} }}

func newClassCounts(classes int) *classCounts {
	c := countsPool.Get().(*classCounts)
	if len(c.of) < classes {
		c.of = make([]uint32, classes)
	}
	return c
}

func (c *classCounts) release() {
	for _, class := range c.met {
		c.of[class] = 0
	}
	c.met = c.met[:0]
	countsPool.Put(c)
}

// add counts nodes by their class and returns those that cannot be counted so. The classes of several are fetched at once:
// in a large graph most are not in the processor's cache, and so they are waited for together.
func (c *classCounts) add(classes []uint32, nodes []graph.Node, shifted graph.Bitmap) (others []graph.Node) {
	var fetched [32]uint32
	for len(nodes) > 0 {
		many := min(len(fetched), len(nodes))
		for i, n := range nodes[:many] {
			fetched[i] = classes[n]
		}
		for i, class := range fetched[:many] {
			switch n := nodes[i]; {
			case class&apart != 0 || shifted != nil && shifted.Has(n):
				others = append(others, n)
			default:
				if c.of[class] == 0 {
					c.met = append(c.met, class)
				}
				c.of[class]++
			}
		}
		nodes = nodes[many:]
	}
	return others
}
