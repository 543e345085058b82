package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

func TestAPictureShowsWhatItsClosuresListAndCountsWhatOneStepMoreWouldBring(t *testing.T) {
	holds(t, 3, func(c *catalog, r *rand.Rand) error {
		x := newTrial(c)
		var closures []*lineage.Closure
		drawn := set{}
		for range 1 + r.IntN(3) {
			x.ask(r)
			depth, choose := limits(r, len(c.names))
			closures = append(closures, x.trace(lineage.Options{Depth: depth, Choose: x.chooser(choose)}))
			for i := range x.whole(x.start...) {
				drawn[i] = true
			}
			for _, i := range x.expected(depth, choose) {
				drawn[x.entities[i.Node]] = true
			}
		}
		return x.comparePicture(lineage.Draw(x.g, closures...), drawn)
	})
}

func TestWhatOpeningAnEntityBringsIsCountedBefore(t *testing.T) {
	holds(t, 3, func(c *catalog, r *rand.Rand) error {
		x := newTrial(c)
		x.ask(r)
		depth, _ := limits(r, len(c.names))
		asked := x.trace(lineage.Options{Depth: depth})
		for i, n := range x.nodes {
			for _, d := range []lineage.Direction{lineage.Upstream, lineage.Downstream} {
				if err := compareOpening(asked, n, d); err != nil {
					return fmt.Errorf("%s %s: %w", x.names[i], d, err)
				}
			}
		}
		return nil
	})
}

// compareOpening opens an entity beside a closure, one step and all steps, and compares what came with what was foretold.
func compareOpening(asked *lineage.Closure, n graph.Node, d lineage.Direction) error {
	g := asked.Graph()
	before := lineage.Draw(g, asked)
	came := func(depth int) int {
		opened := lineage.Trace(g, []graph.Node{n}, lineage.Options{Direction: d, Depth: depth})
		return len(lineage.Draw(g, asked, opened).Entities()) - len(before.Entities())
	}
	foretold := before.Brings(n, d)
	sum := 0
	for steps, more := range foretold {
		if sum += more; steps > 0 && came(steps) != sum {
			return fmt.Errorf("%d steps bring %d, and were to bring %v", steps, came(steps), foretold)
		}
	}
	if came(0) != sum {
		return fmt.Errorf("all steps bring %d, and were to bring %v", came(0), foretold)
	}
	if hidden := before.Hidden(n, d); hidden > 0 && hidden != came(1) {
		return fmt.Errorf("one step brings %d, and the handle said %d", came(1), hidden)
	}
	return nil
}

func TestAPictureOfWhatLiesBetweenTwoHasItsWaysAndBothTheirEnds(t *testing.T) {
	holds(t, 3, func(c *catalog, r *rand.Rand) error {
		x := newTrial(c)
		a, b := r.IntN(len(c.names)), r.IntN(len(c.names))
		drawn := set{}
		for _, ways := range []set{x.onWays(a, b), x.onWays(b, a)} {
			for i, on := range ways {
				if on {
					drawn[i] = true
				}
			}
		}
		there, back := lineage.Between(x.g, x.nodes[a], x.nodes[b]), lineage.Between(x.g, x.nodes[b], x.nodes[a])
		return x.comparePicture(lineage.Draw(x.g, there, back), drawn)
	})
}

func (x *trial) comparePicture(p *lineage.Picture, drawn set) error {
	got := p.Entities()
	if len(got) != len(drawn) || slices.ContainsFunc(got, func(n graph.Node) bool { return !drawn[x.entities[n]] }) {
		return fmt.Errorf("drawn are %v of %v", got, drawn)
	}
	places := set{}
	for i := range drawn {
		for at := x.container[i]; at >= 0; at = x.container[at] {
			places[at] = true
		}
	}
	if got := p.Places(); len(got) != len(places) || slices.ContainsFunc(got, func(n graph.Node) bool { return !places[x.entities[n]] }) {
		return fmt.Errorf("places are %v of %v", got, places)
	}
	for i, n := range x.nodes {
		if got, want := p.Undrawn(n), x.undrawn(i, drawn); got != want {
			return fmt.Errorf("of %s and its parts %d are not drawn, not %d", x.names[i], want, got)
		}
		for _, d := range []lineage.Direction{lineage.Upstream, lineage.Downstream} {
			if got, want := p.Hidden(n, d), x.hidden(i, d == lineage.Downstream, drawn); got != want {
				return fmt.Errorf("%s hides %d %s, not %d", x.names[i], want, d, got)
			}
		}
	}
	if got, want := x.pairs(p.Flows()), x.joining(drawn); got != want {
		return fmt.Errorf("flows: want %s\n got %s", want, got)
	}
	return nil
}

// hidden counts what is not drawn one effective flow from an entity or its parts and, where there is any, of these.
func (x *trial) hidden(i int, down bool, drawn set) int {
	near := 0
	for q, d := range distances(x.effective, x.whole(i), down) {
		if d == 1 && !drawn[q] {
			near++
		}
	}
	if near == 0 {
		return 0
	}
	return x.undrawn(i, drawn) + near
}

// undrawn counts what is not drawn of an entity and its parts.
func (x *trial) undrawn(i int, drawn set) int {
	count := 0
	for q := range x.whole(i) {
		if !drawn[q] {
			count++
		}
	}
	return count
}

// joining are the recorded flows that put a pair of two drawn entities into the effective flow.
func (x *trial) joining(drawn set) string {
	flows := map[pair]bool{}
	for step, because := range x.because {
		if drawn[step.from] && drawn[step.to] {
			for _, f := range because {
				flows[f] = true
			}
		}
	}
	return fmt.Sprint(flows)
}

func (x *trial) pairs(flows []lineage.Flow) string {
	all := map[pair]bool{}
	for _, f := range flows {
		all[pair{x.entities[f.From], x.entities[f.To]}] = true
	}
	return fmt.Sprint(all)
}

func TestAnOpenedNeighbourBringsTheFlowsThatNoSingleClosureWalked(t *testing.T) {
	g := mesh(t, `
		capability:a -> port:b
		port:b -> port:c
		capability:a -> port:d
		port:b -> port:d
		port:c in domain:sink
		port:d in domain:aside
	`)
	node := func(id graph.ID) graph.Node {
		n, found := g.Node(id)
		require.True(t, found, id)
		return n
	}
	up := lineage.Trace(g, []graph.Node{node("domain:sink")}, lineage.Options{Direction: lineage.Upstream})
	opened := lineage.Trace(g, []graph.Node{node("capability:a")}, lineage.Options{Direction: lineage.Downstream, Depth: 1})

	closed := lineage.Draw(g, up)
	require.Equal(t, 1, closed.Hidden(node("capability:a"), lineage.Downstream))
	require.Equal(t, 1, closed.Hidden(node("port:b"), lineage.Downstream))
	require.Len(t, closed.Flows(), 2)

	open := lineage.Draw(g, up, opened)
	require.Zero(t, open.Hidden(node("capability:a"), lineage.Downstream))
	require.Zero(t, open.Hidden(node("port:b"), lineage.Downstream))
	require.Len(t, open.Flows(), 4)

	rolled := open.RollUp(graph.Domain)
	require.Len(t, rolled.Entities, 2)
	require.Empty(t, rolled.Flows, "no recorded flow joins the two domains")
}
