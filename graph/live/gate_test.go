package live_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// gate is a store whose first Append is held up until it is opened: what is asked meanwhile becomes the next group.
type gate struct {
	*graphtest.Faulty
	entered, leave chan struct{}
	appends        atomic.Int32
	failing        atomic.Pointer[graph.Error] // of Appends after the first
}

func newGate(store graph.Store) *gate {
	g := &gate{entered: make(chan struct{}), leave: make(chan struct{})}
	g.Faulty = &graphtest.Faulty{Store: store, BeforeAppend: func(...*graph.Commit) error {
		if g.appends.Add(1) == 1 {
			close(g.entered)
			<-g.leave
		} else if err := g.failing.Load(); err != nil {
			return err
		}
		return nil
	}}
	return g
}

// answer is what Apply returned.
type answer struct {
	applied live.Applied
	err     error
}

// lineUp has the requests of a group wait, in their order, while the commit of one that is named "first" is made, and
// returns what they were answered.
func lineUp(t *testing.T, g *gate, c *live.Catalog, rs ...live.Request) []answer {
	var group sync.WaitGroup
	group.Go(func() {
		_, err := c.Apply(context.Background(), asks(t, "first"))
		assert.NoError(t, err)
	})
	<-g.entered
	answers := make([]answer, len(rs))
	for i, r := range rs {
		group.Go(func() { answers[i].applied, answers[i].err = c.Apply(context.Background(), r) })
		synctest.Wait() // it has its place
	}
	close(g.leave)
	group.Wait()
	return answers
}

// inGroup runs a test on a catalog whose store is held up. The clock is the test's own.
func inGroup(t *testing.T, check func(t *testing.T, store *memory.Store, g *gate, c *live.Catalog), options ...live.Option) {
	synctest.Test(t, func(t *testing.T) {
		store := memory.New()
		g := newGate(store)
		c, err := live.Open(t.Context(), g, options...)
		require.NoError(t, err)
		defer c.Close()
		check(t, store, g, c)
	})
}
