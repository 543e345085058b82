package lineage

import (
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// arrival is how an entity was reached first: the position of the entity before it, and whether it is EXACT.
type arrival uint32

const (
	// exactBit: reached over recorded flows, at this depth or at a greater one.
	exactBit arrival = 1 << 30
	// firmBit: reached over recorded flows at this very depth. Entities that were reached over recorded flows only
	// later are exact and not firm: what follows them is one deeper than their depth says.
	firmBit arrival = 1 << 31

	positionMask = exactBit - 1
)

func (a arrival) from() int   { return int(a & positionMask) }
func (a arrival) exact() bool { return a&exactBit != 0 }
func (a arrival) firm() bool  { return a&firmBit != 0 }

// detour is the step over a recorded flow, by positions, of an entity that was first reached without one.
type detour struct{ at, from uint32 }

// workspace is the memory of a traversal. It is kept for the next one, and what a traversal touched is cleared with it:
// a small closure in a large graph costs what it touches. A warm traversal allocates nothing.
type workspace struct {
	g        *graph.Graph
	leaf     graph.Bitmap
	nodes    []graph.Node // the queue: see Closure
	arrivals []arrival
	ends     []int // by depth: the position after its last

	seen      graph.Bitmap
	coarse    graph.Bitmap // seen, and not over recorded flows so far
	doubtful  int          // how many are coarse; 0 while only one grain was met, which is then a bare search
	positions []uint32     // by node; valid for coarse ones only

	detours []detour
	late    []uint32 // positions that a detour reached at the present depth, to be followed at the next
	due     []uint32
	touched graph.Arc // so that fetching is not optimized away

	climbed      nodeSet // containers whose own flows were followed from or to their leaves
	unaccounted  nodeSet // containers whose unaccounted leaves were reached
	refinedClimb nodeSet // upstream: containers whose refined flows were followed from unaccounted leaves
	spread       nodeSet // containers all of whose leaves were reached
}

var workspaces = sync.Pool{New: func() any { return &workspace{} }}

// newWorkspace takes one from the pool and makes it large enough. Growing is linear in the graph; all else is not.
func newWorkspace(g *graph.Graph) *workspace {
	w := workspaces.Get().(*workspace)
	w.g, w.leaf = g, g.Leaves()
	if len(w.positions) < g.Bound() {
		w.positions = make([]uint32, g.Bound())
		w.seen, w.coarse = graph.NewBitmap(g.Bound()), graph.NewBitmap(g.Bound())
		for _, s := range w.sets() {
			s.bits = graph.NewBitmap(g.Bound())
		}
	}
	return w
}

func (w *workspace) sets() [4]*nodeSet {
	return [...]*nodeSet{&w.climbed, &w.unaccounted, &w.refinedClimb, &w.spread}
}

// release clears what was touched and gives the workspace back.
func (w *workspace) release() {
	for _, n := range w.nodes {
		w.seen[n/64], w.coarse[n/64] = 0, 0
	}
	for _, s := range w.sets() {
		s.clear()
	}
	w.nodes, w.arrivals, w.ends = w.nodes[:0], w.arrivals[:0], w.ends[:0]
	w.detours, w.late, w.due, w.doubtful = w.detours[:0], w.late[:0], w.due[:0], 0
	w.g, w.leaf = nil, nil // don't keep a graph alive
	workspaces.Put(w)
}

// closure returns what was traced in memory of its own.
func (w *workspace) closure() *Closure {
	slices.SortFunc(w.detours, func(a, b detour) int { return int(a.at) - int(b.at) })
	return &Closure{
		g: w.g, nodes: slices.Clone(w.nodes), arrivals: slices.Clone(w.arrivals), levels: slices.Clone(w.ends),
		detours: slices.Clone(w.detours),
	}
}

// nodeSet is a set that is cleared in the time it took to fill.
type nodeSet struct {
	bits graph.Bitmap
	list []graph.Node
}

// add puts n into the set and reports whether it was not in it.
func (s *nodeSet) add(n graph.Node) bool {
	if s.bits.Has(n) {
		return false
	}
	s.bits.Set(n)
	s.list = append(s.list, n)
	return true
}

func (s *nodeSet) has(n graph.Node) bool { return s.bits.Has(n) }

func (s *nodeSet) clear() {
	for _, n := range s.list {
		s.bits[n/64] = 0
	}
	s.list = s.list[:0]
}
