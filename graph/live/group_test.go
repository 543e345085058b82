package live_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// told is what a request was told.
type told struct {
	applied live.Applied
	err     error
}

// together has requests wait behind one that is being made durable, in their order, and returns what each is told and how
// many appends it took beside the first. failing is what the store says to those appends. It runs in a bubble of synctest.
func together(t testing.TB, c *live.Catalog, store *graphtest.Faulty, requests []live.Request, failing error) ([]told, int) {
	entered, leave, appends := make(chan struct{}), make(chan struct{}), 0
	store.BeforeAppend = func(...*graph.Commit) error {
		if appends++; appends == 1 {
			close(entered)
			<-leave
			return nil
		}
		return failing
	}
	answers := make([]told, len(requests))
	var group sync.WaitGroup
	group.Go(func() {
		_, err := c.Apply(context.Background(), puts("domain:first"))
		assert.NoError(t, err)
	})
	<-entered
	for i, r := range requests {
		group.Go(func() { answers[i].applied, answers[i].err = c.Apply(context.Background(), r) })
		synctest.Wait() // it waits in the queue
	}
	close(leave)
	group.Wait()
	return answers, appends - 1
}

// faulty opens a catalog whose store a test can have fail, with a clock that stands still.
func faulty(t testing.TB, options ...live.Option) (*live.Catalog, *graphtest.Faulty) {
	store := &graphtest.Faulty{Store: memory.New()}
	options = append(options, live.Clock(func() time.Time { return graphtest.Noon }))
	c, err := live.Open(t.Context(), store, options...)
	require.NoError(t, err)
	return c, store
}

func puts(id graph.ID) live.Request {
	return live.Request{Actor: "ada", Source: graph.People, Edits: []graph.Edit{graph.Put{ID: id}}}
}

func TestWritersThatWaitShareOneAppend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, store := faulty(t)
		defer c.Close()
		var requests []live.Request
		for i := range 64 {
			requests = append(requests, puts(graph.ID(fmt.Sprintf("domain:d%d", i))))
		}
		answers, appends := together(t, c, store, requests, nil)
		require.Equal(t, 1, appends)
		for i, a := range answers {
			require.NoError(t, a.err)
			require.Equal(t, graph.Revision(i+2), a.applied.Commit.Revision, "in the order of asking")
			require.Equal(t, graph.Revision(i+1), a.applied.Before.Revision())
			require.Equal(t, i+2, a.applied.After.Len())
		}
		require.Len(t, history(t, store), 65)
		require.Same(t, answers[63].applied.After, c.Graph())
	})
}

func TestARequestThatFailsFailsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		forbidden := &graph.Error{Kind: graph.Forbidden, Message: "not yours"}
		c, store := faulty(t, live.Authorize(func(_ context.Context, _ *graph.Graph, r live.Request, _ []graph.Change) error {
			if r.Actor == "mallory" {
				return forbidden
			}
			return nil
		}))
		defer c.Close()
		stale, dry, mallory := graph.Revision(0), puts("domain:d"), puts("domain:e")
		dry.DryRun, mallory.Actor = true, "mallory"
		late := puts("domain:f")
		late.IfRevision = &stale
		answers, appends := together(t, c, store, []live.Request{
			puts("domain:a"), puts("domain:Not An ID"), mallory, late, puts("domain:first"), dry, puts("domain:b"),
		}, nil)
		require.Equal(t, 1, appends)
		for i, kind := range []graph.ErrorKind{"", graph.BadUserInput, graph.Forbidden, graph.Conflict, "", "", ""} {
			require.Equal(t, kind, graph.KindOf(answers[i].err), "request %d: %v", i, answers[i].err)
		}
		require.Nil(t, answers[4].applied.Commit, "it said nothing new")
		require.Nil(t, answers[5].applied.Commit, "it was only tried")
		require.Equal(t, 2, answers[5].applied.After.Len(), "on what was there before the others")
		require.Equal(t, "a\nb\nfirst", graphtest.String(c.Graph()))
	})
}

func TestWhenTheStoreFailsTheWholeGroupHearsOfIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, store := faulty(t)
		defer c.Close()
		down := &graph.Error{Kind: graph.Unavailable, Message: "the disk is full", Err: errors.New("ENOSPC")}
		answers, appends := together(t, c, store, []live.Request{
			puts("domain:Not An ID"), puts("domain:first"), puts("domain:a"), puts("domain:a"), puts("domain:b"), puts("domain:Not An ID"),
		}, down)
		require.Equal(t, 1, appends, "the store is not pestered by each of them")
		require.Equal(t, graph.BadUserInput, graph.KindOf(answers[0].err), "what rests on nothing that failed holds")
		require.NoError(t, answers[1].err)
		for _, a := range answers[2:] {
			require.Equal(t, graph.Unavailable, graph.KindOf(a.err), "also who was told nothing new, or of a fault, on the word of one that failed")
		}
		require.Equal(t, "first", graphtest.String(c.Graph()))
		store.BeforeAppend = nil
		require.Equal(t, graph.Revision(2), applied(t, c, puts("domain:a")).Commit.Revision)
	})
}

func TestADefectInOneRequestLeavesTheCatalogUsable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, store := faulty(t, live.Authorize(func(_ context.Context, _ *graph.Graph, r live.Request, _ []graph.Change) error {
			if r.Actor == "defect" {
				panic("struck")
			}
			return nil
		}))
		defer c.Close()
		entered, leave := make(chan struct{}), make(chan struct{})
		store.BeforeAppend = func(...*graph.Commit) error {
			close(entered)
			<-leave
			return nil
		}
		var group sync.WaitGroup
		group.Go(func() { _, _ = c.Apply(context.Background(), puts("domain:first")) })
		<-entered
		outcomes := make(chan string, 2)
		for _, actor := range []string{"ada", "defect"} {
			r := puts("domain:a")
			r.Actor = actor
			group.Go(func() {
				defer func() {
					if value := recover(); value != nil {
						outcomes <- fmt.Sprint(value)
					}
				}()
				_, err := c.Apply(context.Background(), r)
				outcomes <- string(graph.KindOf(err))
			})
			synctest.Wait()
		}
		close(leave)
		group.Wait()
		require.ElementsMatch(t, []string{"struck", string(graph.Internal)}, []string{<-outcomes, <-outcomes}, "whoever serves, nobody waits for ever")
		store.BeforeAppend = nil
		require.Equal(t, graph.Revision(2), applied(t, c, puts("domain:b")).Commit.Revision)
	})
}

// A group ends where an operation id comes again: what became of the first is known to the next group.
func TestAnOperationAskedForTwiceAtOnceHappensOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, store := faulty(t)
		defer c.Close()
		once := puts("domain:a")
		once.OperationID = "op-1"
		other := puts("domain:b")
		other.OperationID = "op-1"
		answers, appends := together(t, c, store, []live.Request{once, once, other}, nil)
		require.Equal(t, 2, appends, "the store itself refuses the last")
		require.NoError(t, answers[1].err)
		require.Equal(t, answers[0].applied.Commit.Hash, answers[1].applied.Commit.Hash)
		require.Equal(t, graph.OpIDReused, graph.KindOf(answers[2].err))
		require.Len(t, history(t, store), 2)
	})
}

// Whatever is asked at once comes out as if it had been asked one after the other.
func TestTogetherIsAsOneByOne(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		requests := rapid.SliceOfN(rapid.Custom(drawRequest), 1, 10).Draw(rt, "requests")
		var got, want []string
		synctest.Test(t, func(t *testing.T) { // nothing is compared here: rapid must not be left from another goroutine
			c, store := faulty(t)
			defer c.Close()
			answers, _ := together(t, c, store, requests, nil)
			one, _ := faulty(t)
			defer one.Close()
			applied(t, one, puts("domain:first"))
			for i, r := range requests {
				a, err := one.Apply(t.Context(), r)
				want, got = append(want, said(told{a, err})), append(got, said(answers[i]))
			}
			want, got = append(want, graphtest.String(one.Graph())), append(got, graphtest.String(c.Graph()))
		})
		require.Equal(rt, want, got)
	})
}

// said is what somebody was told, without what graph it was told on.
func said(a told) string {
	if a.err != nil || a.applied.Commit == nil {
		return "no commit " + string(graph.KindOf(a.err))
	}
	return a.applied.Commit.Hash.String()
}

// drawRequest draws a request that may well be refused, say nothing new, or come twice.
func drawRequest(t *rapid.T) live.Request {
	id := rapid.SampledFrom([]graph.ID{"domain:a", "domain:b", "domain:c", "domain:Wrong"})
	r := live.Request{Actor: "ada", Source: graph.People}
	switch from, to := id.Draw(t, "from"), id.Draw(t, "to"); rapid.IntRange(0, 4).Draw(t, "does") {
	case 0:
		r.Edits = []graph.Edit{graph.Put{ID: from, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: rapid.StringN(0, 2, -1).Draw(t, "text")}}}}
	case 1:
		r.Edits = []graph.Edit{graph.Join{Relation: graph.Feeds, From: from, To: to}}
	case 2:
		r.Edits = []graph.Edit{graph.Remove{ID: from, Cascade: rapid.Bool().Draw(t, "cascade")}}
	case 3:
		r.Edits = []graph.Edit{graph.Join{Relation: graph.PartOf, From: from, To: to}}
	case 4:
		r.Edits = []graph.Edit{graph.Deny{From: from, To: to}}
	}
	if rapid.Bool().Draw(t, "with operation id") {
		r.OperationID = rapid.SampledFrom([]string{"op-1", "op-2"}).Draw(t, "operation")
	}
	if rapid.IntRange(0, 3).Draw(t, "if") == 0 {
		at := graph.Revision(rapid.IntRange(0, 4).Draw(t, "revision"))
		r.IfRevision = &at
	}
	return r
}
