package lineage_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// lineageChanged writes what differs, a line each: "ADDED domain:a domain:b EXACT 1|COARSE 2".
func lineageChanged(t require.TestingT, before, after *graph.Graph, d lineage.Direction, of ...graph.ID) []string {
	diff, err := lineage.DiffLineage(context.Background(), before, after, of, d)
	require.NoError(t, err)
	changes, err := diff.Page(context.Background(), "", "", 1_000)
	require.NoError(t, err)
	var lines []string
	for _, c := range changes {
		lines = append(lines, fmt.Sprintf("%s %s %s %s|%s", c.Action, c.Of, c.To, reached(c.Before), reached(c.After)))
	}
	return lines
}

func reached(i lineage.Item) string {
	if i == (lineage.Item{}) {
		return ""
	}
	return fmt.Sprintf("%s %d", i.Precision, i.Depth)
}

func TestPairsAreGainedLostAndReachedOtherwise(t *testing.T) {
	before := mesh(t, `
		a -> b
		b -> c
		a -> gone
		port:d/1 in domain:d
		c -> d`)
	after := mesh(t, `
		a -> b
		a -> c
		port:d/1 in domain:d
		c -> port:d/1
		c -> new`)
	require.Equal(t, []string{
		"CHANGED domain:a domain:c EXACT 2|EXACT 1",
		"REMOVED domain:a domain:d EXACT 3|",
		"REMOVED domain:a domain:gone EXACT 1|",
		"ADDED domain:a domain:new |EXACT 2",
		"CHANGED domain:a port:d/1 COARSE 3|EXACT 2",
		"ADDED domain:new domain:a |EXACT 2",
	}, append(lineageChanged(t, before, after, lineage.Downstream, "domain:a"),
		lineageChanged(t, before, after, lineage.Upstream, "domain:new")[0]))
	require.Empty(t, lineageChanged(t, before, after, lineage.Downstream, "domain:nowhere"))
}

// naiveReach is what an entity reaches by the oracle: precision and depth.
func naiveReach(g *graph.Graph, of graph.ID, down bool) map[graph.ID]string {
	all := map[graph.ID]string{}
	n, found := g.Node(of)
	if !found {
		return all
	}
	o := oracleOf(g)
	from := o.whole(int(g.Rank(n)))
	exact := distances(o.recorded, from, down)
	for x, depth := range distances(o.effective, from, down) {
		precision := lineage.Coarse
		if _, is := exact[x]; is {
			precision = lineage.Exact
		}
		all[graph.ID(o.names[x])] = fmt.Sprintf("%s %d", precision, depth)
	}
	return all
}

// twoMeshes draws two graphs: one and what changes make of it, or two that have little to do with each other.
func twoMeshes(t *rapid.T) (before, after *graph.Graph) {
	first := randomMesh(t)
	before = mesh(t, first)
	if rapid.Bool().Draw(t, "planned") {
		p, err := lineage.NewPlan(before, drawEdits(t, before), noon)
		require.NoError(t, err)
		return before, p.After
	}
	second := randomMesh(t)
	t.Logf("%s\nthen\n%s", first, second)
	return before, mesh(t, second)
}

func TestALineageDifferenceIsWhatTwoClosuresTell(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before, after := twoMeshes(rt)
		direction := rapid.SampledFrom([]lineage.Direction{lineage.Upstream, lineage.Downstream}).Draw(rt, "direction")
		of, want := []graph.ID{"domain:nowhere"}, map[[2]graph.ID]string{}
		for _, id := range slices.Sorted(maps.Keys(entities(before, after))) {
			if rapid.IntRange(0, 2).Draw(rt, "asked") > 0 {
				continue
			}
			of = append(of, id, id) // twice is once
			down := direction == lineage.Downstream
			was, is := naiveReach(before, id, down), naiveReach(after, id, down)
			for to := range entities(before, after) {
				if was[to] != is[to] {
					want[[2]graph.ID{id, to}] = was[to] + "|" + is[to]
				}
			}
		}
		defer lineage.KeepAtMost(rapid.IntRange(0, 20).Draw(rt, "kept"))() // the others are traced again
		diff, err := lineage.DiffLineage(context.Background(), before, after, of, direction)
		require.NoError(rt, err)
		got, counts := map[[2]graph.ID]string{}, map[lineage.Action]int{}
		size, last := rapid.IntRange(1, 4).Draw(rt, "size"), [2]graph.ID{}
		for {
			page, err := diff.Page(context.Background(), last[0], last[1], size)
			require.NoError(rt, err)
			for _, c := range page {
				pair := [2]graph.ID{c.Of, c.To}
				require.True(rt, last[0] < pair[0] || last[0] == pair[0] && last[1] < pair[1], "in order, each once")
				last, got[pair] = pair, reached(c.Before)+"|"+reached(c.After)
				counts[c.Action]++
				leads(rt, c, direction)
			}
			if len(page) < size {
				break
			}
		}
		require.Equal(rt, want, got)
		for _, a := range []lineage.Action{lineage.Added, lineage.Removed, lineage.Changed} {
			require.Equal(rt, counts[a], diff.Count(a))
			only, err := diff.Page(context.Background(), "", "", 1_000, a)
			require.NoError(rt, err)
			require.Len(rt, only, counts[a])
		}
	})
}

// leads holds that a change has its ways, between its ends, where they hold; and none where they do not.
func leads(t require.TestingT, c lineage.LineageChange, d lineage.Direction) {
	before, after := c.Ways()
	for closure, item := range map[*lineage.Closure]lineage.Item{before: c.Before, after: c.After} {
		if item == (lineage.Item{}) {
			continue
		}
		path, found := closure.Path(item.Node)
		require.True(t, found)
		from, to := path.Entities[0], path.Entities[len(path.Entities)-1]
		if d == lineage.Upstream {
			from, to = to, from
		}
		of, _ := closure.Graph().Node(c.Of)
		require.True(t, closure.Graph().Contains(of, from))
		require.Equal(t, c.To, closure.Graph().ID(to))
	}
}

func TestALineageDifferenceIsGivenUpWithItsContext(t *testing.T) {
	g := mesh(t, "a -> b")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := lineage.DiffLineage(ctx, g, g, []graph.ID{"domain:a"}, lineage.Downstream)
	require.ErrorIs(t, err, context.Canceled)
}
