package lineage

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

func findCycles(g *graph.Graph) []Finding {
	var found []Finding
	for _, members := range components(g) {
		slices.SortFunc(members, g.CompareID)
		first, others := members[0], members[1:]
		message := fmt.Sprintf("The %s feeds itself: if that is not meant, deny the flow.", named(g, first))
		if len(others) > 0 {
			message = fmt.Sprintf("The %s feeds itself through %s: if that is not meant, deny the flow that is wrong.",
				named(g, first), listed(names(g, others), 3))
		}
		found = append(found, Finding{Node: first, Others: others, Message: message})
	}
	return found
}

// components returns the strongly connected components of the recorded flows that have a cycle: more than one member,
// or one that feeds itself. Tarjan's algorithm with a stack of its own, as chains of flows may be longer than the
// stack of a goroutine should grow. Linear.
func components(g *graph.Graph) [][]graph.Node {
	t := tarjan{g: g, order: make([]uint32, g.Bound()), low: make([]uint32, g.Bound()), open: graph.NewBitmap(g.Bound())}
	for n := range g.Nodes() {
		if t.order[n] == 0 && len(g.Out(graph.Feeds, n)) > 0 {
			t.visit(n)
		}
	}
	return t.found
}

type tarjan struct {
	g          *graph.Graph
	order, low []uint32 // by node: when it was entered, from 1; the earliest open node it is known to reach
	entered    uint32
	open       graph.Bitmap // what is on the stack
	stack      []graph.Node
	way        []turn
	found      [][]graph.Node
}

// turn is a node on the way from where the visit began, and which of its flows is next.
type turn struct {
	node graph.Node
	next int
}

func (t *tarjan) enter(n graph.Node) {
	t.entered++
	t.order[n], t.low[n] = t.entered, t.entered
	t.open.Set(n)
	t.stack, t.way = append(t.stack, n), append(t.way, turn{node: n})
}

func (t *tarjan) visit(start graph.Node) {
	t.enter(start)
	for len(t.way) > 0 {
		at := &t.way[len(t.way)-1]
		if row := t.g.Out(graph.Feeds, at.node); at.next < len(row) {
			to := row[at.next].Node()
			at.next++
			switch {
			case t.order[to] == 0:
				t.enter(to)
			case t.open.Has(to):
				t.low[at.node] = min(t.low[at.node], t.order[to])
			}
			continue
		}
		n := at.node
		t.way = t.way[:len(t.way)-1]
		if len(t.way) > 0 {
			back := t.way[len(t.way)-1].node
			t.low[back] = min(t.low[back], t.low[n])
		}
		if t.low[n] == t.order[n] {
			t.close(n)
		}
	}
}

// close takes the component that was entered at n off the stack.
func (t *tarjan) close(n graph.Node) {
	at := len(t.stack) - 1
	for t.stack[at] != n {
		at--
	}
	members := t.stack[at:]
	for _, m := range members {
		t.open.Clear(m)
	}
	if len(members) > 1 || feedsItself(t.g, n) {
		t.found = append(t.found, slices.Clone(members))
	}
	t.stack = t.stack[:at]
}

func feedsItself(g *graph.Graph, n graph.Node) bool {
	for _, arc := range g.Out(graph.Feeds, n) {
		if arc.Node() == n {
			return true
		}
	}
	return false
}
