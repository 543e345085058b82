package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Flows returns the recorded flows that were walked, each once, by the IDs of their ends: those that justify a step
// between two entities that were started from or reached within the depth. A coarse flow is among them where it stands
// for such a step. The choice leaves none out, since it chooses nothing that is traversed. Of [Between], only the steps on
// the ways count. Linear in the flows and parts of what was reached, times log f for the order of f flows.
func (c *Closure) Flows() []Flow {
	return flowsAmong(c.g, func(reach func(graph.Node)) {
		for at, n := range c.nodes[:c.within] {
			if c.ways == nil || c.ways.Has(graph.Node(at)) {
				reach(n)
			}
		}
	})
}

// flowsAmong returns the recorded flows that justify a step between two of the entities that each reaches, which must
// all be different, by the IDs of their ends.
func flowsAmong(g *graph.Graph, each func(reach func(graph.Node))) []Flow {
	w := newWorkspace(g)
	defer w.release()
	s := newSpan(w)
	each(func(n graph.Node) { s.reach(w, n) })
	var flows []Flow
	for _, p := range s.sources.list {
		for _, arc := range g.Out(graph.Feeds, p) {
			if s.walks(p, arc) {
				flows = append(flows, Flow{p, arc.Node()})
			}
		}
	}
	slices.SortFunc(flows, func(a, b Flow) int {
		return cmp.Or(g.CompareID(a.From, b.From), g.CompareID(a.To, b.To))
	})
	return flows
}

// span is the entities between which flows count as walked, and the containers whose flows may stand for such steps.
type span struct {
	reached  graph.Bitmap
	sources  *nodeSet // reached, or with a reached leaf
	carrying *nodeSet // containers with a reached leaf
	leafy    *nodeSet // containers with flows into them and a reached leaf
	open     *nodeSet // containers with flows into them and a reached leaf that nothing finer accounts for
}

// newSpan borrows the sets of a workspace, which clears them.
func newSpan(w *workspace) *span {
	return &span{reached: w.seen, sources: &w.refinedClimb, carrying: &w.climbed, leafy: &w.spread, open: &w.unaccounted}
}

// reach adds an entity to the span.
func (s *span) reach(w *workspace, n graph.Node) {
	w.seen.Set(n)
	w.nodes = append(w.nodes, n) // to be cleared
	s.sources.add(n)
	s.climb(w.g, n)
}

// climb notes the containers of a reached leaf.
func (s *span) climb(g *graph.Graph, n graph.Node) {
	if !g.IsLeaf(n) {
		return
	}
	for p := g.NearOut(n); p != graph.None && s.carrying.add(p); p = g.NearOut(p) {
		s.sources.add(p)
	}
	if m := g.NearIn(n); m != graph.None && g.Bare().Has(n) {
		s.open.add(m)
	}
	for m := g.NearIn(n); m != graph.None && s.leafy.add(m); m = g.NearIn(m) {
	}
}

// walks reports whether the recorded flow from a source along an arc justifies a step between two of the span. What is
// no source itself has a reached leaf.
func (s *span) walks(p graph.Node, arc graph.Arc) bool {
	switch m := arc.Node(); {
	case s.reached.Has(p) && s.reached.Has(m):
		return true
	case !arc.Wide():
		return !arc.Refined() && s.reached.Has(m)
	case arc.Refined():
		return s.open.has(m)
	default:
		return s.leafy.has(m)
	}
}
