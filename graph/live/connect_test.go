package live_test

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

var away = &graph.Error{Kind: graph.Unavailable, Message: "Neo4j cannot be reached"}

func TestAServerStartsWithoutItsStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := memory.New()
		filled, err := live.Open(t.Context(), store)
		require.NoError(t, err)
		defer filled.Close()
		applied(t, filled, asks(t, "a -> b"))

		var down atomic.Bool
		down.Store(true)
		var reports []error
		c, err := live.Connect(t.Context(), func(context.Context) (graph.Store, error) {
			if down.Load() {
				return nil, away
			}
			return store, nil
		}, live.Report(func(trouble error) { reports = append(reports, trouble) }))
		require.NoError(t, err)
		defer c.Close()
		require.False(t, c.Loaded())
		require.Same(t, error(away), c.Trouble())
		_, err = c.AtLeast(t.Context(), 0)
		require.Equal(t, graph.Unavailable, graph.KindOf(err))
		require.ErrorContains(t, err, "Neo4j cannot be reached", "no empty catalog is made up")
		_, err = c.Apply(t.Context(), asks(t, "c"))
		require.Equal(t, graph.Unavailable, graph.KindOf(err))

		time.Sleep(time.Hour)
		require.False(t, c.Loaded())
		down.Store(false)
		time.Sleep(3 * time.Second)
		require.True(t, c.Loaded())
		require.NoError(t, c.Trouble())
		require.Equal(t, "a -> b", graphtest.String(c.Graph()))
		applied(t, c, asks(t, "c"))
		require.Equal(t, []error{away, nil}, reports, "each once")
	})
}

func TestWhatDoesNotPassEndsTheStart(t *testing.T) {
	wrong := &graph.Error{Kind: graph.BadUserInput, Message: "the password is wrong"}
	_, err := live.Connect(t.Context(), func(context.Context) (graph.Store, error) { return nil, wrong })
	require.Same(t, error(wrong), err)
}

func TestAStoreThatCannotBeLoadedIsClosedAndTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		opened := 0
		store := &graphtest.Faulty{Store: memory.New(), BeforeRead: func(method string) error {
			if method == "Load" && opened < 3 {
				return away
			}
			return nil
		}}
		c, err := live.Connect(t.Context(), func(context.Context) (graph.Store, error) {
			opened++
			return store, nil
		})
		require.NoError(t, err)
		defer c.Close()
		time.Sleep(time.Minute)
		require.True(t, c.Loaded())
		require.Equal(t, 3, opened)
	})
}

// When the store is back trouble is over, also if nobody has committed anything.
func TestTroubleEndsWithTheOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var down atomic.Bool
		store := &graphtest.Faulty{Store: memory.New(), BeforeRead: func(string) error {
			if down.Load() {
				return away
			}
			return nil
		}}
		c, err := live.Open(t.Context(), store)
		require.NoError(t, err)
		defer c.Close()
		applied(t, c, asks(t, "a"))
		down.Store(true)
		applied(t, c, asks(t, "b")) // ends the wait, and what follows fails
		time.Sleep(time.Minute)
		require.ErrorIs(t, c.Trouble(), away)
		require.Equal(t, "a\nb", graphtest.String(c.Graph()), "reading goes on")
		_, err = c.AtLeast(t.Context(), 7)
		require.Equal(t, graph.Unavailable, graph.KindOf(err), "whether there is a 7 nobody can say")
		down.Store(false)
		time.Sleep(3 * time.Second)
		require.NoError(t, c.Trouble())
	})
}
