package lineage

import (
	"iter"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Picture is what somebody looks at: the entities of some closures together, the flows among them, and how much more each
// of them could show. What is drawn are the starts of the closures with their parts, and their items; of what lies between
// two entities, only what is on the ways, of both ends too. It never changes.
//
// A closure alone does not say that. Who opens one more entity of a drawing adds a closure to it, and from then on flows
// join what no single closure reached.
type Picture struct {
	g     *graph.Graph
	nodes []graph.Node
	drawn graph.Bitmap
}

// Draw returns the picture of some closures of one graph, in their order. Linear in what they list, and in the graph for
// the set of what is drawn: a bit for each entity.
func Draw(g *graph.Graph, closures ...*Closure) *Picture {
	p := &Picture{g: g, drawn: graph.NewBitmap(g.Bound())}
	for _, c := range closures {
		if c.ways != nil {
			p.drawWays(c)
			continue
		}
		p.drawSorted(c.nodes[:c.levels[0]])
		for _, i := range c.Items() {
			p.draw(i.Node)
		}
	}
	return p
}

// drawWays draws what is on the ways between two entities, depth by depth, there by ID.
func (p *Picture) drawWays(c *Closure) {
	begin := 0
	for _, end := range c.levels {
		var level []graph.Node
		for at := begin; at < end; at++ {
			if c.ways.Has(graph.Node(at)) {
				level = append(level, c.nodes[at])
			}
		}
		p.drawSorted(level)
		begin = end
	}
}

// drawSorted draws entities by ID.
func (p *Picture) drawSorted(nodes []graph.Node) {
	nodes = slices.Clone(nodes)
	slices.SortFunc(nodes, p.g.CompareID)
	for _, n := range nodes {
		p.draw(n)
	}
}

func (p *Picture) draw(n graph.Node) {
	if !p.drawn.Has(n) {
		p.drawn.Set(n)
		p.nodes = append(p.nodes, n)
	}
}

// Graph returns the graph that is drawn from.
func (p *Picture) Graph() *graph.Graph { return p.g }

// Entities returns what is drawn, each once: closure by closure the start with its parts by ID, then the items by depth
// and ID.
func (p *Picture) Entities() []graph.Node { return slices.Clone(p.nodes) }

// Places returns all that the drawn entities are part of, the whole way up, each once and by ID. They need not be drawn.
func (p *Picture) Places() []graph.Node { return placesOf(p.g, slices.Values(p.nodes)) }

func placesOf(g *graph.Graph, nodes iter.Seq[graph.Node]) []graph.Node {
	seen := map[graph.Node]bool{}
	var places []graph.Node
	for n := range nodes {
		for at := g.Container(n); at != graph.None && !seen[at]; at = g.Container(at) {
			seen[at] = true
			places = append(places, at)
		}
	}
	slices.SortFunc(places, g.CompareID)
	return places
}

// Flows returns the recorded flows that justify a step between two entities that are drawn, by the IDs of their ends. A
// coarse flow is among them where it stands for such a step, even if what it was recorded at is not drawn. Linear in the
// flows and parts of what is drawn, times log f for the order of f flows.
func (p *Picture) Flows() []Flow {
	return flowsAmong(p.g, func(reach func(graph.Node)) {
		for _, n := range p.nodes {
			reach(n)
		}
	})
}

// Hidden returns how many entities that are not drawn would be, were an entity opened one step in a direction: what one
// effective flow leads to, from it or a part of it, and of itself and its parts whatever is not drawn, since what is opened is
// drawn with its parts. 0 where no flow leads to anything that is not drawn: then there is nothing to open. Linear in the
// parts of the entity, in the flows of these, and in what they stand for.
func (p *Picture) Hidden(n graph.Node, d Direction) int {
	w := newWorkspace(p.g)
	defer w.release()
	w.begin([]graph.Node{n})
	start := len(w.nodes)
	w.advance(d)
	near := p.undrawn(w.nodes[start:])
	if near == 0 {
		return 0
	}
	return near + p.undrawn(w.nodes[:start])
}

// Undrawn returns how many of an entity and its parts are not drawn: what Hidden counts beside what a flow leads to. Linear in its
// parts.
func (p *Picture) Undrawn(n graph.Node) int {
	count := 0
	for part := range p.g.Within(n) {
		if !p.drawn.Has(part) {
			count++
		}
	}
	return count
}

// Brings returns how many entities that are not drawn would be, were an entity opened in a direction: at index 0 of itself
// and its parts, then of what lies so many effective flows away. Opening it so many steps brings the sum up to there. It
// ends with the last step that brings any. Linear in the closure.
func (p *Picture) Brings(n graph.Node, d Direction) []int {
	c := Trace(p.g, []graph.Node{n}, Options{Direction: d})
	var counts []int
	begin, last := 0, 0
	for _, end := range c.levels {
		counts = append(counts, p.undrawn(c.nodes[begin:end]))
		if counts[len(counts)-1] > 0 {
			last = len(counts)
		}
		begin = end
	}
	return counts[:last]
}

// undrawn returns how many of some different entities are not drawn.
func (p *Picture) undrawn(nodes []graph.Node) int {
	count := 0
	for _, n := range nodes {
		if !p.drawn.Has(n) {
			count++
		}
	}
	return count
}

// RollUp counts what is drawn at its containers of a kind, and the flows between these. All of it counts as reached, EXACT
// and at no depth, as in a [Map].
func (p *Picture) RollUp(k graph.Kind) RollUp {
	r := newRoller(p.g, k)
	for _, n := range p.nodes {
		r.count(Item{Node: n, Precision: Exact})
	}
	for _, f := range p.Flows() {
		r.flow(f, p.g.Nearest(f.From, k), p.g.Nearest(f.To, k))
	}
	return r.rollUp()
}
