package lineage

import (
	"math/bits"

	"github.com/headwater-catalog/headwater/graph"
)

// hiddenWays are the flows from groups into what does not stay, within that, and out of it again.
type hiddenWays struct {
	into   [][]graph.Node // by group
	within map[graph.Node][]graph.Node
	out    map[graph.Node][]way
}

// way is a flow out of what does not stay.
type way struct {
	to        int // the group
	precision Precision
}

func newHiddenWays(groups int) *hiddenWays {
	return &hiddenWays{into: make([][]graph.Node, groups), within: map[graph.Node][]graph.Node{}, out: map[graph.Node][]way{}}
}

// add adds a flow, of which at least one end does not stay.
func (w *hiddenWays) add(f Flow, from, to int, precision Precision) {
	switch {
	case from >= 0:
		w.into[from] = append(w.into[from], f.To)
	case from == hiddenEnd && to == hiddenEnd:
		w.within[f.From] = append(w.within[f.From], f.To)
	case from == hiddenEnd && to >= 0:
		w.out[f.From] = append(w.out[f.From], way{to, precision})
	}
}

// walk tells of each two groups that such ways join, once, how many entities a shortest one leads through, and how precise the
// last flow of one so short is. It goes breadth first from 64 groups at a time, a bit for each.
func (w *hiddenWays) walk(tell func(from, to, between int, precision Precision)) {
	for first := 0; first < len(w.into); first += 64 {
		walk := hiddenWalk{w, first, map[graph.Node]uint64{}, map[int]uint64{}, tell}
		walk.run(min(first+64, len(w.into)))
	}
}

// hiddenWalk is the walk from up to 64 groups.
type hiddenWalk struct {
	*hiddenWays
	first int // the group of the lowest bit
	seen  map[graph.Node]uint64
	told  map[int]uint64 // by the group that was arrived at
	tell  func(from, to, between int, precision Precision)
}

func (w hiddenWalk) run(end int) {
	level := map[graph.Node]uint64{}
	for from := w.first; from < end; from++ {
		for _, n := range w.into[from] {
			w.enter(level, n, 1<<(from-w.first))
		}
	}
	for between := 1; len(level) > 0; between++ {
		w.leave(level, between)
		next := map[graph.Node]uint64{}
		for n, who := range level {
			for _, to := range w.within[n] {
				w.enter(next, to, who)
			}
		}
		level = next
	}
}

// enter takes to a level who has not been at an entity before.
func (w hiddenWalk) enter(level map[graph.Node]uint64, n graph.Node, who uint64) {
	if who &^= w.seen[n]; who != 0 {
		w.seen[n] |= who
		level[n] |= who
	}
}

// leave tells who arrives at which group from a level: of equally short ways the surer.
func (w hiddenWalk) leave(level map[graph.Node]uint64, between int) {
	arrived := map[way]uint64{}
	for n, who := range level {
		for _, out := range w.out[n] {
			arrived[out] |= who
		}
	}
	for _, precision := range []Precision{Exact, Coarse} {
		for out, who := range arrived {
			if out.precision == precision {
				w.arrive(out, who&^w.told[out.to], between)
			}
		}
	}
}

func (w hiddenWalk) arrive(at way, who uint64, between int) {
	w.told[at.to] |= who
	for ; who != 0; who &= who - 1 {
		if from := w.first + bits.TrailingZeros64(who); from != at.to {
			w.tell(from, at.to, between, at.precision)
		}
	}
}
