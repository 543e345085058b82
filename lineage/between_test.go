package lineage_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

func TestBetweenIsWhatIsDownstreamOfTheOneAndUpstreamOfTheOther(t *testing.T) {
	holds(t, 2, func(c *catalog, r *rand.Rand) error {
		x := newTrial(c)
		for range 6 {
			x.start, x.down = []int{r.IntN(len(c.names))}, true
			to := r.IntN(len(c.names))
			if err := x.compareBetween(to); err != nil {
				return fmt.Errorf("between %s and %s: %w", c.names[x.start[0]], c.names[to], err)
			}
		}
		return nil
	})
}

func (x *trial) compareBetween(to int) error {
	goal := x.whole(to)
	above := distances(x.effective, goal, false)
	below, _ := x.answer()
	both := set{}
	for i := range x.names {
		_, isBelow := below[i]
		_, isAbove := above[i]
		both[i] = isBelow && isAbove
	}
	members := x.onWays(x.start[0], to)
	c := lineage.Between(x.g, x.nodes[x.start[0]], x.nodes[to])
	want := x.expected(0, both)
	if got := x.text(c.Items()); got != x.text(want) {
		return fmt.Errorf("want %s\n got %s", x.text(want), got)
	}
	if c.Total() != len(want) || !c.Complete() || c.Direction() != lineage.Downstream {
		return fmt.Errorf("total %d, complete %v", c.Total(), c.Complete())
	}
	if err := x.compareLookups(c, want); err != nil {
		return err
	}
	return x.sameFlows(c.Flows(), x.walked(members))
}

// onWays are what is downstream of the one and upstream of the other, both with their parts.
func (x *trial) onWays(from, to int) set {
	above, below := distances(x.effective, x.whole(to), false), distances(x.effective, x.whole(from), true)
	members := set{}
	for i := range x.names {
		_, isBelow := below[i]
		_, isAbove := above[i]
		members[i] = (isBelow || x.whole(from)[i]) && (isAbove || x.whole(to)[i])
	}
	return members
}

func TestShortestIsAWayOfTheLeastLength(t *testing.T) {
	holds(t, 2, func(c *catalog, r *rand.Rand) error {
		x := newTrial(c)
		for range 10 {
			from, to := r.IntN(len(c.names)), r.IntN(len(c.names))
			if err := x.compareShortest(from, to); err != nil {
				return fmt.Errorf("from %s to %s: %w", c.names[from], c.names[to], err)
			}
		}
		return nil
	})
}

func (x *trial) compareShortest(from, to int) error {
	length := x.length(x.effective, x.whole(from), x.whole(to))
	p, found := lineage.Shortest(x.g, x.nodes[from], x.nodes[to])
	if !found || length == 0 {
		if found != (length > 0) {
			return fmt.Errorf("found %v, its length is %d", p, length)
		}
		return nil
	}
	first, last := x.entities[p.Entities[0]], x.entities[p.Entities[len(p.Entities)-1]]
	if len(p.Flows) != length || !x.within(first, from) || !x.within(last, to) {
		return fmt.Errorf("%v, its length is %d", x.letters(p.Entities), length)
	}
	relation := x.effective
	if x.length(x.recorded, x.whole(from), x.whole(to)) == length {
		relation = x.recorded // there is one over recorded flows, so it is one of them
	}
	return x.checkSteps(p, relation)
}

func TestALeafIsDownstreamOfAnotherWhereThatIsUpstreamOfIt(t *testing.T) {
	holds(t, 3, func(c *catalog, _ *rand.Rand) error {
		x := newTrial(c)
		up, down := map[pair]bool{}, map[pair]bool{}
		for n := range x.g.Nodes() {
			if x.g.IsLeaf(n) {
				x.collect(n, lineage.Upstream, func(y int) { up[pair{y, x.entities[n]}] = true })
				x.collect(n, lineage.Downstream, func(y int) { down[pair{x.entities[n], y}] = true })
			}
		}
		if fmt.Sprint(up) != fmt.Sprint(down) {
			return fmt.Errorf("upstream says %v, downstream %v", up, down)
		}
		return nil
	})
}

// collect visits the leaves of a closure.
func (x *trial) collect(n graph.Node, d lineage.Direction, visit func(int)) {
	lineage.Trace(x.g, []graph.Node{n}, lineage.Options{Direction: d}).Each(func(i lineage.Item) {
		if x.g.IsLeaf(i.Node) {
			visit(x.entities[i.Node])
		}
	})
}

func TestOneMoreFlowNeverShrinksWhatIsReachedExact(t *testing.T) {
	holds(t, 3, func(c *catalog, r *rand.Rand) error {
		more := *c
		flow := pair{r.IntN(len(c.names)), r.IntN(len(c.names))}
		if !slices.Contains(c.flows, flow) {
			more.flows = append([]pair{flow}, c.flows...)
		}
		x, y := newTrial(c), newTrial(&more)
		for range 6 {
			x.ask(r)
			y.start, y.down = x.start, x.down
			after := y.trace(lineage.Options{})
			for _, i := range x.trace(lineage.Options{}).Items() {
				now, found := after.Item(y.nodes[x.entities[i.Node]])
				if i.Precision == lineage.Exact && (!found || now.Precision != lineage.Exact) {
					return fmt.Errorf("%s: %s was EXACT before %v", x.question(), x.g.ID(i.Node), flow)
				}
			}
		}
		return nil
	})
}
