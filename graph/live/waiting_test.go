package live_test

import (
	"context"
	"fmt"
	"runtime"
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

// TestManyWriters has them go on without pause: far fewer Appends than commits.
func TestManyWriters(t *testing.T) {
	const writers, each = 64, 10
	var appends atomic.Int32
	store := memory.New()
	c := open(t, &graphtest.Faulty{Store: store, BeforeAppend: func(...*graph.Commit) error {
		if appends.Add(1) == 1 {
			return nil
		}
		for range 1000 { // as a disk or a server would
			runtime.Gosched()
		}
		return nil
	}})
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				name := fmt.Sprintf("w%d-%d", w, i)
				a, err := c.Apply(context.Background(), operation(t, name, name))
				if assert.NoError(t, err) {
					_, there := c.Graph().Node(graph.ID("domain:" + name))
					assert.True(t, there, "who is answered sees its change")
					assert.Equal(t, name, a.Commit.OperationID)
				}
			}
		})
	}
	group.Wait()
	log := history(t, store)
	require.Len(t, log, writers*each)
	for i, commit := range log {
		require.Equal(t, graph.Revision(i+1), commit.Revision)
	}
	require.Less(t, int(appends.Load()), writers*each/4)
	t.Logf("%d commits by %d appends", len(log), appends.Load())
}

func TestAnotherServerThatIsFasterHasTheGroupJudgedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := memory.New()
		other, err := live.Open(t.Context(), store)
		require.NoError(t, err)
		defer other.Close()
		var once sync.Once
		g := newGate(store)
		inner := g.BeforeAppend
		g.BeforeRead = stallWait(t)
		g.BeforeAppend = func(commits ...*graph.Commit) error {
			if err := inner(commits...); err != nil || commits[0].Revision == 1 {
				return err
			}
			once.Do(func() { applied(t, other, operation(t, "op-2", "b")) })
			return nil
		}
		c, err := live.Open(t.Context(), g)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, c.Close()) })
		stale := asks(t, "c")
		two := graph.Revision(2)
		stale.IfRevision = &two
		as := lineUp(t, g, c, operation(t, "op-1", "a"), operation(t, "op-2", "b"), stale, operation(t, "op-3", "d"))
		require.Equal(t, graph.Revision(3), as[0].applied.Commit.Revision)
		require.Equal(t, graph.Revision(2), as[1].applied.Commit.Revision, "the other server's")
		require.Equal(t, graph.Conflict, graph.KindOf(as[2].err))
		require.Equal(t, graph.Revision(4), as[3].applied.Commit.Revision)
		require.Equal(t, "a\nb\nd\nfirst", graphtest.String(c.Graph()))
		require.Len(t, history(t, store), 4)
	})
}

func TestWhoWaitsCanLeave(t *testing.T) {
	inGroup(t, func(t *testing.T, store *memory.Store, g *gate, c *live.Catalog) {
		first, gone := make(chan error, 1), make(chan error, 1)
		begun, stop := context.WithCancel(t.Context())
		go func() {
			_, err := c.Apply(begun, asks(t, "first"))
			first <- err
		}()
		<-g.entered
		waiting, cancel := context.WithCancel(t.Context())
		go func() {
			_, err := c.Apply(waiting, asks(t, "second"))
			gone <- err
		}()
		synctest.Wait()
		cancel()
		err := <-gone
		require.ErrorIs(t, err, context.Canceled)
		require.Equal(t, graph.Timeout, graph.KindOf(err))
		stop()
		synctest.Wait()
		require.Empty(t, first, "what is being made durable is not interrupted")
		close(g.leave)
		require.NoError(t, <-first)
		require.Equal(t, "first", graphtest.String(c.Graph()))
		require.Len(t, history(t, store), 1)
	})
}

func TestCloseAnswersWhoWaits(t *testing.T) {
	inGroup(t, func(t *testing.T, _ *memory.Store, g *gate, c *live.Catalog) {
		answers := make(chan error, 9)
		for i := range cap(answers) {
			go func() {
				_, err := c.Apply(context.Background(), asks(t, fmt.Sprint("w", i)))
				answers <- err
			}()
			if i == 0 {
				<-g.entered // alone: those who come together would be made durable together
			}
		}
		synctest.Wait()
		closed := make(chan error, 1)
		go func() { closed <- c.Close() }()
		synctest.Wait()
		require.Len(t, answers, cap(answers)-1, "all but the one whose commit is being made")
		close(g.leave)
		require.NoError(t, <-closed)
		done := 0
		for range cap(answers) {
			if err := <-answers; err == nil {
				done++
			} else {
				require.Equal(t, graph.Unavailable, graph.KindOf(err))
			}
		}
		require.Equal(t, 1, done)
	})
}

func TestGroupsAreBounded(t *testing.T) {
	inGroup(t, func(t *testing.T, store *memory.Store, g *gate, c *live.Catalog) {
		large := func(name string) live.Request {
			r := live.Request{Actor: "ada", Source: graph.People}
			for i := range 6_000 {
				r.Edits = append(r.Edits, graph.Put{ID: graph.ID(fmt.Sprintf("domain:%s-%d", name, i))})
			}
			return r
		}
		for _, a := range lineUp(t, g, c, large("a"), asks(t, "b"), large("c")) {
			require.NoError(t, a.err)
		}
		require.Equal(t, int32(3), g.appends.Load(), "two large ones do not go together")
		require.Len(t, history(t, store), 4)
	})
}

// TestWhoIsPutBackIsAnswered has a request that is put back, because its operation id is in the group, find its context done
// and nobody else there to serve it.
func TestWhoIsPutBackIsAnswered(t *testing.T) {
	waiting, cancel := context.WithCancel(t.Context())
	defer cancel()
	authorize := live.Authorize(func(_ context.Context, _ *graph.Graph, r live.Request, _ []graph.Change) error {
		if r.OperationID == "op-1" {
			cancel()
			synctest.Wait() // who waits has seen it
		}
		return nil
	})
	inGroup(t, func(t *testing.T, store *memory.Store, g *gate, c *live.Catalog) {
		var group sync.WaitGroup
		group.Go(func() { applied(t, c, asks(t, "first")) })
		<-g.entered
		group.Go(func() { applied(t, c, operation(t, "op-1", "a")) })
		synctest.Wait()
		group.Go(func() {
			_, err := c.Apply(waiting, operation(t, "op-1", "a"))
			if err != nil { // it may also be answered as repeated
				assert.Equal(t, graph.Timeout, graph.KindOf(err))
			}
		})
		synctest.Wait()
		close(g.leave)
		group.Wait()
		require.Len(t, history(t, store), 2)
	}, authorize)
}
