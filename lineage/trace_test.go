package lineage_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/lineage"
)

// chain is n entities, each feeding the next, the last of them the first.
func chain(n int) *catalog {
	c := &catalog{}
	for i := range n {
		c.names, c.container = append(c.names, fmt.Sprintf("n%d", i)), append(c.container, -1)
		c.flows = append(c.flows, pair{i, (i + 1) % n})
	}
	return c
}

func TestALongChainIsFollowedToItsEnd(t *testing.T) {
	g := chain(5000).graph()
	c := lineage.Trace(g, nodesOf(g, "n0"), lineage.Options{Direction: lineage.Downstream, Depth: 1000})
	require.Equal(t, 1000, c.Total())
	require.Equal(t, 3999, c.Beyond())
	require.Len(t, c.ByDepth(), 1000)
	path, found := lineage.Shortest(g, nodesOf(g, "n1")[0], nodesOf(g, "n0")[0])
	require.True(t, found)
	require.Len(t, path.Flows, 4999)
}

// lapsing is a context that is done after it was asked a few times.
type lapsing struct {
	context.Context
	left int
}

func (l *lapsing) Err() error {
	if l.left--; l.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

func TestATraceIsGivenUpWhenItsContextIsDone(t *testing.T) {
	g := chain(1000).graph()
	o := lineage.Options{Direction: lineage.Upstream}
	_, err := lineage.TraceContext(&lapsing{t.Context(), 500}, g, nodesOf(g, "n0"), o)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	c, err := lineage.TraceContext(t.Context(), g, nodesOf(g, "n0"), o)
	require.NoError(t, err)
	require.Equal(t, 999, c.Total(), "what was given up left nothing behind")
}

func TestManyMayTraceAndReadAtOnce(t *testing.T) {
	c := nested(8, 5, 4)
	g := c.graph()
	shared := lineage.Trace(g, nodesOf(g, "d0"), lineage.Options{Direction: lineage.Downstream})
	want := shared.Items()
	var group sync.WaitGroup
	results := make([][]lineage.Item, 8)
	for i := range results {
		group.Go(func() {
			for _, item := range want {
				if _, found := shared.Path(item.Node); !found {
					return // the comparison below fails
				}
			}
			shared.Flows()
			own := lineage.Trace(g, nodesOf(g, "d0"), lineage.Options{Direction: lineage.Downstream})
			results[i] = own.Items()
		})
	}
	group.Wait()
	for _, got := range results {
		require.Equal(t, want, got)
	}
}

func TestAClosureOutlivesOtherTraces(t *testing.T) {
	small, large := chain(10).graph(), chain(3000).graph()
	c := lineage.Trace(small, nodesOf(small, "n0"), lineage.Options{Direction: lineage.Downstream})
	before := c.Items()
	for _, start := range []string{"n5", "n0"} {
		lineage.Trace(large, nodesOf(large, start), lineage.Options{Direction: lineage.Upstream})
	}
	require.Equal(t, before, c.Items())
	path, _ := c.Path(nodesOf(small, "n9")[0])
	require.Equal(t, nodesOf(small, "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9"), path.Entities)
}
