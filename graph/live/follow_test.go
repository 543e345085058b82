package live_test

import (
	"context"
	"fmt"
	"iter"
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

func TestTwoServersOnOneStoreSeeEachOther(t *testing.T) {
	store := memory.New()
	one, two := open(t, store), open(t, store)
	a := applied(t, one, asks(t, "a -> b"))
	g, err := two.AtLeast(t.Context(), a.Commit.Revision)
	require.NoError(t, err)
	require.Equal(t, "a -> b", graphtest.String(g))

	b := applied(t, two, asks(t, "b -> c"))
	g, err = one.AtLeast(t.Context(), b.Commit.Revision)
	require.NoError(t, err)
	require.Equal(t, "a -> b\nb -> c", graphtest.String(g))
}

// TestWritersOnTwoServers has writers race on both of two servers: nothing is lost, each sees its own change, and no
// reader ever sees an older graph after a newer one.
func TestWritersOnTwoServers(t *testing.T) {
	store := memory.New()
	servers := []*live.Catalog{open(t, store), open(t, store)}
	const writers, each = 6, 12
	var writing, reading sync.WaitGroup
	var stop atomic.Bool
	for _, c := range servers {
		reading.Go(func() {
			for last := graph.Revision(0); !stop.Load(); {
				g := c.Graph()
				assert.GreaterOrEqual(t, g.Revision(), last, "never back")
				assert.Equal(t, int(g.Revision()), g.Len(), "each revision added one entity, whole")
				last = g.Revision()
			}
		})
	}
	for w := range writers {
		c := servers[w%len(servers)]
		writing.Go(func() {
			for i := range each {
				name := fmt.Sprintf("w%d-%d", w, i)
				a, err := c.Apply(context.Background(), asks(t, name))
				if !assert.NoError(t, err) {
					return
				}
				_, there := c.Graph().Node(graph.ID("domain:" + name))
				assert.True(t, there, "%s sees its own change", name)
				assert.GreaterOrEqual(t, c.Graph().Revision(), a.Commit.Revision)
			}
		})
	}
	writing.Wait()
	stop.Store(true)
	reading.Wait()
	log := history(t, store)
	require.Len(t, log, writers*each)
	for i, commit := range log {
		require.Equal(t, graph.Revision(i+1), commit.Revision)
	}
	for _, c := range servers {
		g, err := c.AtLeast(t.Context(), writers*each)
		require.NoError(t, err)
		require.Equal(t, writers*each, g.Len())
	}
}

func TestIfRevisionThatAnotherServerMade(t *testing.T) {
	store := memory.New()
	stalled := open(t, &graphtest.Faulty{Store: store, BeforeRead: stallWait(t)})
	made := applied(t, open(t, store), asks(t, "a")).Commit.Revision
	r := asks(t, "b")
	r.IfRevision = &made
	require.Equal(t, graph.Revision(2), applied(t, stalled, r).Commit.Revision)
}

func TestAnOperationThatAnotherServerDid(t *testing.T) {
	store := memory.New()
	stalled := open(t, &graphtest.Faulty{Store: store, BeforeRead: stallWait(t)})
	first := applied(t, open(t, store), operation(t, "op-1", "a")).Commit
	a := applied(t, stalled, operation(t, "op-1", "a"))
	require.Equal(t, first.Hash, a.Commit.Hash)
	require.Equal(t, first.Revision, stalled.Graph().Revision(), "who is told of a commit sees it")
}

// stallWait is a hook by which a store never wakes who waits, until the test is over.
func stallWait(t *testing.T) func(string) error {
	return func(method string) error {
		if method == "Wait" {
			<-t.Context().Done()
			return t.Context().Err()
		}
		return nil
	}
}

func TestAtLeast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := live.Open(t.Context(), memory.New())
		require.NoError(t, err)
		defer c.Close()
		applied(t, c, asks(t, "a"))
		for r := range graph.Revision(2) {
			g, err := c.AtLeast(t.Context(), r)
			require.NoError(t, err)
			require.Same(t, c.Graph(), g)
		}
		begun := time.Now()
		_, err = c.AtLeast(t.Context(), 2)
		require.Equal(t, 2*time.Second, time.Since(begun))
		require.Equal(t, graph.FutureRevision, graph.KindOf(err))
		require.ErrorContains(t, err, "no revision 2 yet; the newest is 1")

		go func() {
			time.Sleep(time.Second) // of the test's own clock
			applied(t, c, asks(t, "b"))
		}()
		g, err := c.AtLeast(t.Context(), 2)
		require.NoError(t, err)
		require.Equal(t, graph.Revision(2), g.Revision())
	})
}

func TestAServerThatIsBehindSaysSoAfterTwoSeconds(t *testing.T) {
	for words, fails := range map[string]func(*testing.T) func(string) error{
		"has revision 0 and is behind 1": stallWait,
		"cannot say whether there is a 1: nobody answers": func(*testing.T) func(string) error {
			return func(method string) error {
				if method == "Load" {
					return nil
				}
				return &graph.Error{Kind: graph.Unavailable, Message: "nobody answers"}
			}
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			store := memory.New()
			behind, err := live.Open(t.Context(), &graphtest.Faulty{Store: store, BeforeRead: fails(t)})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, behind.Close()) })
			require.NoError(t, store.Append(t.Context(), &graph.Commit{Revision: 1, Changes: []graph.Change{
				{After: &graph.Record{Key: graph.EntityKey("domain:a"), Claims: []graph.Claim{{Source: "people", Rank: graph.Declared}}}},
			}}))
			begun := time.Now()
			_, err = behind.AtLeast(t.Context(), 1)
			require.Equal(t, 2*time.Second, time.Since(begun))
			require.Equal(t, graph.Unavailable, graph.KindOf(err))
			require.ErrorContains(t, err, words)

			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err = behind.AtLeast(ctx, 1)
			require.ErrorIs(t, err, context.DeadlineExceeded)
		})
	}
}

func TestFollowingGoesOnAfterTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := memory.New()
		var down atomic.Bool
		c, err := live.Open(t.Context(), &graphtest.Faulty{Store: store, BeforeRead: func(string) error {
			if down.Load() {
				return &graph.Error{Kind: graph.Unavailable, Message: "nobody answers"}
			}
			return nil
		}})
		require.NoError(t, err)
		defer c.Close()
		other, err := live.Open(t.Context(), store)
		require.NoError(t, err)
		defer other.Close()

		down.Store(true)
		applied(t, other, asks(t, "a"))
		time.Sleep(time.Minute) // of the test's own clock
		require.Error(t, c.Trouble())
		require.Equal(t, graph.Revision(0), c.Graph().Revision())
		down.Store(false)
		time.Sleep(5 * time.Second)
		require.NoError(t, c.Trouble())
		require.Equal(t, graph.Revision(1), c.Graph().Revision())
	})
}

func TestALogThatIsNoLongerKeptIsLoadedAnew(t *testing.T) {
	store := memory.New()
	c := open(t, &graphtest.Faulty{Store: store, BeforeRead: func(method string) error {
		if method == "Log" {
			return &graph.Error{Kind: graph.RevisionCompacted, Message: "not kept any more"}
		}
		return nil
	}})
	other := open(t, store)
	applied(t, other, asks(t, "a -> b"))
	applied(t, other, asks(t, "b -> c"))
	require.Equal(t, graph.Revision(3), applied(t, c, asks(t, "c -> d")).Commit.Revision)
	require.Equal(t, "a -> b\nb -> c\nc -> d", graphtest.String(c.Graph()))
}

func TestALogWithAGapIsNotFollowed(t *testing.T) {
	store := memory.New()
	c := open(t, gap{store})
	other := open(t, store)
	applied(t, other, asks(t, "a"))
	applied(t, other, asks(t, "b"))
	_, err := c.Apply(t.Context(), asks(t, "c"))
	require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
	require.ErrorContains(t, err, "from revision 0 to 2")
	require.Equal(t, graph.Revision(0), c.Graph().Revision())
}

// gap is a store that has lost its first commit, and wakes nobody.
type gap struct{ *memory.Store }

func (g gap) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	return g.Store.Log(ctx, max(after, 1))
}

func (g gap) Wait(ctx context.Context, _ graph.Revision) error {
	<-ctx.Done()
	return ctx.Err()
}
