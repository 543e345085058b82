package live_test

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(doomedVariable); path != "" {
		doomed(path) // never returns
	}
	if path := os.Getenv(victimVariable); path != "" {
		victim(path) // never returns
	}
	goleak.VerifyTestMain(m)
}

// open returns a catalog on a store; it is closed with the test.
func open(t testing.TB, store graph.Store, options ...live.Option) *live.Catalog {
	t.Helper()
	c, err := live.Open(t.Context(), store, options...)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.Close()) })
	return c
}

// asks returns a request of people for what a text of the notation shows.
func asks(t testing.TB, text string) live.Request {
	t.Helper()
	edits, err := graphtest.Edits(text)
	require.NoError(t, err)
	return live.Request{Actor: "ada", Source: graph.People, Edits: edits}
}

func applied(t testing.TB, c *live.Catalog, r live.Request) live.Applied {
	t.Helper()
	a, err := c.Apply(t.Context(), r)
	require.NoError(t, err)
	return a
}

func refused(t testing.TB, c *live.Catalog, r live.Request, kind graph.ErrorKind, words ...string) {
	t.Helper()
	before := c.Graph()
	_, err := c.Apply(t.Context(), r)
	require.Equal(t, kind, graph.KindOf(err), "%v", err)
	for _, word := range words {
		require.ErrorContains(t, err, word)
	}
	require.Same(t, before, c.Graph(), "what is refused changes nothing")
}

func history(t testing.TB, store graph.Store) []*graph.Commit {
	var commits []*graph.Commit
	for c, err := range store.Log(context.Background(), 0) {
		require.NoError(t, err)
		commits = append(commits, c)
	}
	return commits
}

func TestApply(t *testing.T) {
	store := memory.New()
	c := open(t, store)
	require.Equal(t, graph.Revision(0), c.Graph().Revision())

	r := asks(t, "stock -> planning")
	r.Message, r.OperationID = "as agreed", "op-1"
	a := applied(t, c, r)
	require.Equal(t, graph.Revision(0), a.Before.Revision())
	require.Same(t, c.Graph(), a.After)
	require.Equal(t, "stock -> planning", graphtest.String(c.Graph()))
	require.Equal(t, graph.Revision(1), c.Graph().Revision())

	log := history(t, store)
	require.Len(t, log, 1)
	require.Equal(t, a.Commit.Hash, log[0].Hash)
	require.Equal(t, []string{"ada", "people", "as agreed", "op-1"}, []string{log[0].Actor, log[0].Source.Name, log[0].Message, log[0].OperationID})
	require.Len(t, a.Changes, 3)
	require.Equal(t, len(a.Changes), len(log[0].Changes))
}

func TestOpenLoadsWhatWasApplied(t *testing.T) {
	store := memory.New()
	first := open(t, store)
	applied(t, first, asks(t, "a -> b\nb in c"))
	applied(t, first, asks(t, "finance owns c"))
	require.NoError(t, first.Close())
	second := open(t, store)
	require.Equal(t, graph.Revision(2), second.Graph().Revision())
	require.Equal(t, graphtest.String(first.Graph()), graphtest.String(second.Graph()))
}

func TestSayingNothingNewIsNoCommit(t *testing.T) {
	store := memory.New()
	c := open(t, store)
	applied(t, c, asks(t, "a -> b"))
	a := applied(t, c, asks(t, "a -> b"))
	require.Nil(t, a.Commit)
	require.Empty(t, a.Changes)
	require.Same(t, a.Before, a.After)
	require.Len(t, history(t, store), 1)
}

func TestDryRunDoesAllButAppend(t *testing.T) {
	store := memory.New()
	var seen []graph.Change
	c := open(t, store, live.Authorize(func(_ context.Context, _ *graph.Graph, _ live.Request, changes []graph.Change) error {
		seen = changes
		return nil
	}))
	before := c.Graph()
	r := asks(t, "a -> b")
	r.DryRun = true
	a := applied(t, c, r)
	require.Nil(t, a.Commit)
	require.Equal(t, "a -> b", graphtest.String(a.After))
	require.Equal(t, graph.Revision(1), a.After.Revision())
	require.Equal(t, a.Changes, seen)
	require.Same(t, before, c.Graph())
	require.Empty(t, history(t, store))
}

func TestFaultsOfTheEditsChangeNothing(t *testing.T) {
	c := open(t, memory.New())
	r := asks(t, "a -> b")
	r.Edits = append(r.Edits, graph.Put{Place: graph.Place{Path: []any{"changes", 2}}, ID: "domain:Not An ID"})
	_, err := c.Apply(t.Context(), r)
	var faults graph.Faults
	require.ErrorAs(t, err, &faults)
	require.Equal(t, graph.Revision(0), c.Graph().Revision())
}

func TestAuthorizeRefuses(t *testing.T) {
	store := memory.New()
	no := &graph.Error{Kind: graph.Forbidden, Message: "you own none of it"}
	c := open(t, store, live.Authorize(func(_ context.Context, g *graph.Graph, r live.Request, changes []graph.Change) error {
		require.Equal(t, graph.Revision(0), g.Revision())
		require.NotEmpty(t, changes)
		if r.Actor != "root" {
			return no
		}
		return nil
	}))
	refused(t, c, asks(t, "a -> b"), graph.Forbidden, "you own none")
	require.Empty(t, history(t, store))
	r := asks(t, "a -> b")
	r.Actor = "root"
	applied(t, c, r)
}

func TestIfRevision(t *testing.T) {
	c := open(t, memory.New())
	at := func(revision graph.Revision, text string) live.Request {
		r := asks(t, text)
		r.IfRevision = &revision
		return r
	}
	applied(t, c, at(0, "a"))
	applied(t, c, at(1, "b"))
	refused(t, c, at(1, "c"), graph.Conflict, "at revision 2", "no longer at 1")
	refused(t, c, at(0, "b"), graph.Conflict, "at revision 2") // although it says nothing new
	refused(t, c, at(3, "c"), graph.FutureRevision, "no revision 3 yet", "newest is 2")
	applied(t, c, at(2, "c"))
}

func TestTimeNeverDecreases(t *testing.T) {
	now := graphtest.Noon.Add(1234567 * time.Nanosecond)
	store := memory.New()
	clock := live.Clock(func() time.Time { return now })
	c := open(t, store, clock)
	require.Equal(t, graphtest.Noon.Add(time.Millisecond), applied(t, c, asks(t, "a")).Commit.Time, "to the millisecond")
	now = now.Add(-time.Hour)
	b := applied(t, c, asks(t, "b")).Commit
	require.Equal(t, graphtest.Noon.Add(time.Millisecond), b.Time)
	require.Equal(t, b.Time, b.Changes[0].After.Claims[0].FirstSeen, "claims and commit agree")

	other := open(t, store, clock) // a process that starts with a wrong clock
	b = applied(t, other, asks(t, "c")).Commit
	require.Equal(t, graphtest.Noon.Add(time.Millisecond), b.Changes[0].After.Claims[0].FirstSeen)
}

func TestAfterCloseEverythingIsUnavailable(t *testing.T) {
	c, err := live.Open(t.Context(), memory.New())
	require.NoError(t, err)
	applied(t, c, asks(t, "a"))
	require.NoError(t, c.Close())
	require.NoError(t, c.Close(), "twice is fine")
	_, err = c.Apply(t.Context(), asks(t, "b"))
	require.Equal(t, graph.Unavailable, graph.KindOf(err))
	_, err = c.AtLeast(t.Context(), 1)
	require.Equal(t, graph.Unavailable, graph.KindOf(err))
	require.Equal(t, "a", graphtest.String(c.Graph()))
}

func TestOpenFailsAsTheStoreDoes(t *testing.T) {
	broken := &graph.Error{Kind: graph.StoreCorrupt, Message: "at revision 7"}
	_, err := live.Open(t.Context(), &graphtest.Faulty{Store: memory.New(), BeforeRead: func(string) error { return broken }})
	require.ErrorIs(t, err, broken)
}

func TestReadersNeverTouchTheStore(t *testing.T) {
	store := memory.New()
	applied(t, open(t, store), asks(t, "a -> b"))
	var opened atomic.Bool
	c := open(t, &graphtest.Faulty{Store: store, BeforeRead: func(method string) error {
		if opened.Load() && method != "Wait" {
			panic("a reader came to the store: " + method)
		}
		return nil
	}})
	opened.Store(true)
	for range 100 {
		require.Equal(t, "a -> b", graphtest.String(c.Graph()))
		g, err := c.AtLeast(t.Context(), 1)
		require.NoError(t, err)
		require.Same(t, c.Graph(), g)
	}
}

func TestAFailedAppendLeavesTheGraphAsItWas(t *testing.T) {
	down := &graph.Error{Kind: graph.Unavailable, Message: "the disk is full", Err: errors.New("ENOSPC")}
	fails := true
	c := open(t, &graphtest.Faulty{Store: memory.New(), BeforeAppend: func(...*graph.Commit) error {
		if fails {
			return down
		}
		return nil
	}})
	refused(t, c, asks(t, "a -> b"), graph.Unavailable, "the disk is full")
	fails = false
	require.Equal(t, graph.Revision(1), applied(t, c, asks(t, "a -> b")).Commit.Revision)
}

func TestApplyDoesNotWaitLongerThanItsContext(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	c := open(t, &graphtest.Faulty{Store: memory.New(), BeforeAppend: func(...*graph.Commit) error {
		close(entered)
		<-leave
		return nil
	}})
	done := make(chan error)
	go func() {
		_, err := c.Apply(context.Background(), asks(t, "a"))
		done <- err
	}()
	<-entered
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := c.Apply(ctx, asks(t, "b"))
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, graph.Revision(0), c.Graph().Revision(), "a reader does not wait for the writer")
	close(leave)
	require.NoError(t, <-done)
}
