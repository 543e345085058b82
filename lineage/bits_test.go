package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
)

func TestTheGraphsFactsForLineageAreWhatTheyAreCalled(t *testing.T) {
	holds(t, 1, func(c *catalog, _ *rand.Rand) error {
		x := newTrial(c)
		for i, n := range x.nodes {
			out, in := x.nearest(i, func(f pair) int { return f.from }), x.nearest(i, func(f pair) int { return f.to })
			got := fmt.Sprint(x.g.IsLeaf(n), x.g.Leaves().Has(n), x.g.Bare().Has(n), x.g.NearOut(n), x.g.NearIn(n))
			if want := fmt.Sprint(c.isLeaf(i), c.isLeaf(i), x.bare(i), out, in); got != want {
				return fmt.Errorf("%s: want %s, got %s", c.names[i], want, got)
			}
		}
		return x.compareArcs()
	})
}

// nearest is the nearest container of x that is that end of a flow.
func (x *trial) nearest(i int, end func(pair) int) graph.Node {
	for i = x.container[i]; i >= 0; i = x.container[i] {
		for f := range x.recorded {
			if end(f) == i {
				return x.nodes[i]
			}
		}
	}
	return graph.None
}

func (x *trial) bare(i int) bool {
	for f := range x.recorded {
		if f.to == i {
			return false
		}
	}
	return x.isLeaf(i)
}

// compareArcs holds the arcs of both directions against the recorded flows.
func (x *trial) compareArcs() error {
	out, in := map[string]bool{}, map[string]bool{}
	for n := range x.g.Nodes() {
		for _, arc := range x.g.Out(graph.Feeds, n) {
			out[fmt.Sprint(x.entities[n], x.entities[arc.Node()], arc.Wide(), arc.Refined())] = true
		}
		for _, arc := range x.g.In(graph.Feeds, n) {
			in[fmt.Sprint(x.entities[arc.Node()], x.entities[n], arc.Wide(), arc.Refined())] = true
		}
	}
	wantOut, wantIn := map[string]bool{}, map[string]bool{}
	for f := range x.recorded {
		wantOut[fmt.Sprint(f.from, f.to, !x.isLeaf(f.to), x.refined(f))] = true
		wantIn[fmt.Sprint(f.from, f.to, !x.isLeaf(f.from), x.refined(f))] = true
	}
	got, want := fmt.Sprint(out, in, x.g.Count(graph.Feeds)), fmt.Sprint(wantOut, wantIn, len(x.recorded))
	if got != want {
		return fmt.Errorf("arcs: want %s\n got %s", want, got)
	}
	return nil
}
