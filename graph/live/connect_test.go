package live_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

var errDown = &graph.Error{Kind: graph.Unavailable, Message: "nobody answers"}

// network is a store behind a network that a test takes away.
type network struct {
	down  atomic.Bool
	tries atomic.Int32 // of reaching it
	store graph.Store
}

func newNetwork(within graph.Store) *network {
	n := &network{}
	answers := func() error {
		n.tries.Add(1)
		if n.down.Load() {
			return errDown
		}
		return nil
	}
	n.store = &graphtest.Faulty{Store: within,
		BeforeAppend: func(...*graph.Commit) error { return answers() },
		BeforeRead:   func(string) error { return answers() },
	}
	return n
}

func (n *network) open(context.Context) (graph.Store, error) {
	if n.down.Load() {
		return nil, errDown
	}
	return n.store, nil
}

func TestStartWithoutTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(memory.New())
		n.down.Store(true)
		c, err := live.Connect(t.Context(), n.open)
		require.NoError(t, err)
		for _, err := range c.Follow(t.Context(), nil) {
			require.Equal(t, graph.Unavailable, graph.KindOf(err))
		}
		defer c.Close()
		time.Sleep(time.Hour) // of the test's own clock
		require.Nil(t, c.Graph(), "no catalog is made up")
		require.ErrorIs(t, c.Trouble(), errDown)
		_, err = c.AtLeast(t.Context(), 0)
		require.Equal(t, graph.Unavailable, graph.KindOf(err))
		require.ErrorContains(t, err, "was not read yet since this server started: nobody answers")
		_, err = c.Apply(t.Context(), asks(t, "a"))
		require.Equal(t, graph.Unavailable, graph.KindOf(err))
		require.ErrorContains(t, err, "nothing was changed")

		n.down.Store(false)
		time.Sleep(5 * time.Second)
		require.NoError(t, c.Trouble())
		require.Equal(t, graph.Revision(1), applied(t, c, asks(t, "a")).Commit.Revision)
	})
}

func TestWhatWaitingDoesNotMendEndsTheStart(t *testing.T) {
	for _, kind := range []graph.ErrorKind{graph.BadUserInput, graph.StoreCorrupt} {
		wrong := &graph.Error{Kind: kind, Message: "set it right"}
		_, err := live.Connect(t.Context(), func(context.Context) (graph.Store, error) { return nil, wrong })
		require.ErrorIs(t, err, wrong)
		_, err = live.Connect(t.Context(), func(context.Context) (graph.Store, error) {
			return &graphtest.Faulty{Store: memory.New(), BeforeRead: func(string) error { return wrong }}, nil
		})
		require.ErrorIs(t, err, wrong)
	}
	_, err := live.Connect(t.Context(), func(context.Context) (graph.Store, error) { return nil, errors.New("a defect") })
	require.Error(t, err)
}

// Trouble ends with the outage, also where nobody committed anything meanwhile.
func TestTroubleEndsWithTheOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := newNetwork(memory.New())
		c, err := live.Connect(t.Context(), n.open)
		require.NoError(t, err)
		defer c.Close()
		other, err := live.Open(t.Context(), n.store)
		require.NoError(t, err)
		defer other.Close()
		n.down.Store(true)
		applied := make(chan error)
		go func() { // ends the store's Wait, which the network does not
			_, err := c.Apply(t.Context(), asks(t, "a"))
			applied <- err
		}()
		require.Equal(t, graph.Unavailable, graph.KindOf(<-applied))
		n.down.Store(false)
		time.Sleep(5 * time.Second)
		require.NoError(t, c.Trouble())
	})
}

// In an outage the store is tried once for all writers, and the first change after it succeeds.
func TestWritersOfAnOutageAreRefusedTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		within := memory.New()
		n := newNetwork(within)
		c, err := live.Connect(t.Context(), n.open)
		require.NoError(t, err)
		defer c.Close()
		n.down.Store(true)
		require.NoError(t, within.Append(t.Context(), &graph.Commit{Revision: 1, Changes: []graph.Change{ // ends the Wait under way
			{After: &graph.Record{Key: graph.EntityKey("domain:z"), Claims: []graph.Claim{{Source: "people", Rank: graph.Declared}}}},
		}}))
		time.Sleep(time.Minute)
		require.Error(t, c.Trouble())
		const writers, rounds = 64, 20
		synctest.Wait()
		goroutines, before := runtime.NumGoroutine(), n.tries.Load()
		for range rounds {
			var group sync.WaitGroup
			for i := range writers {
				group.Go(func() {
					_, err := c.Apply(t.Context(), asks(t, fmt.Sprint("w", i)))
					assert.Equal(t, graph.Unavailable, graph.KindOf(err))
				})
				group.Go(func() {
					g, err := c.AtLeast(t.Context(), 0)
					assert.NoError(t, err)
					assert.Equal(t, graph.Revision(0), g.Revision())
				})
			}
			group.Wait()
		}
		require.Less(t, n.tries.Load()-before, int32(2*writers), "of %d changes", writers*rounds)
		synctest.Wait()
		require.Less(t, runtime.NumGoroutine(), goroutines+writers, "nobody is left waiting") // others may run beside this test

		n.down.Store(false)
		require.Equal(t, graph.Revision(2), applied(t, c, asks(t, "a")).Commit.Revision)
		require.NoError(t, c.Trouble())
	})
}
