package live_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// A point of the past is the naive fold up to there or, before where the log begins, RevisionCompacted: whenever it was
// compacted, by this server or another, and whichever points were asked for before.
func TestThenIsTheFoldOrCompacted(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store, clock := memory.New(), graphtest.Noon
		c, err := live.Open(t.Context(), store, live.Clock(func() time.Time { return clock }))
		require.NoError(rt, err)
		defer func() { require.NoError(rt, c.Close()) }()
		for range rapid.IntRange(2, 30).Draw(rt, "requests") {
			clock = clock.Add(time.Duration(rapid.IntRange(0, 2).Draw(rt, "seconds")) * time.Second)
			_, _ = c.Apply(t.Context(), live.Request{Actor: "ada", Source: graph.People, Edits: []graph.Edit{randomEdit(rt)}})
		}
		states, times := naiveHistory(rt, store)
		head, base := c.Graph().Revision(), graph.Revision(0)
		for range 2 * len(states) {
			r := graph.Revision(rapid.IntRange(0, int(head)).Draw(rt, "revision"))
			switch rapid.IntRange(0, 5).Draw(rt, "what happens first") {
			case 0:
				base = max(base, r)
				_, err := c.Compact(t.Context(), r, "a test")
				require.NoError(rt, err)
			case 1:
				p := graph.Revision(rapid.IntRange(int(base), int(head)).Draw(rt, "asked for by somebody"))
				_, err := c.At(t.Context(), live.Point{Revision: &p})
				require.NoError(rt, err)
			}
			g, err := c.At(t.Context(), live.Point{Revision: &r})
			at := times[r].Add(time.Duration(rapid.IntRange(-1, 1).Draw(rt, "around")) * time.Second)
			then, thenErr := c.At(t.Context(), live.Point{Time: &at})
			if base > 0 && at.Before(times[base]) {
				require.Equal(rt, graph.RevisionCompacted, graph.KindOf(thenErr))
			} else {
				require.NoError(rt, thenErr)
				require.Equal(rt, lastNotLater(times, at), then.Revision(), "%s", at)
			}
			if r < base {
				require.Equal(rt, graph.RevisionCompacted, graph.KindOf(err))
				require.ErrorContains(rt, err, "revision "+base.String())
				continue
			}
			require.NoError(rt, err)
			require.Equal(rt, states[r], recordsOf(rt, g), "revision %s", r)
		}
	})
}

// Another server's compaction keeps nobody from a point that is still kept, although it was folded from one that is not.
func TestAnotherServerCompacts(t *testing.T) {
	store := memory.New()
	one, two := open(t, store), open(t, store)
	for _, text := range []string{"a -> b", "b -> c", "c -> d", "d -> e", "e -> f", "f -> g"} {
		applied(t, one, asks(t, text))
	}
	_, err := two.AtLeast(t.Context(), 6)
	require.NoError(t, err)
	first, third := graph.Revision(1), graph.Revision(3)
	_, err = two.At(t.Context(), live.Point{Revision: &first})
	require.NoError(t, err)
	_, err = one.Compact(t.Context(), 2, "a test")
	require.NoError(t, err)
	g, err := two.At(t.Context(), live.Point{Revision: &third})
	require.NoError(t, err)
	require.Equal(t, "a -> b\nb -> c\nc -> d", graphtest.String(g))
	zero := graph.Revision(0)
	_, err = two.At(t.Context(), live.Point{Revision: &zero})
	require.Equal(t, graph.RevisionCompacted, graph.KindOf(err))
}

// A server that keeps three hours drops what is older once it is a tenth older, and never the newest state.
func TestRetention(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := live.Open(t.Context(), memory.New(), live.Retain(3*time.Hour, nil))
		require.NoError(t, err)
		begins := func() graph.Revision {
			base, err := c.Base(t.Context())
			require.NoError(t, err)
			return base.Revision
		}
		time.Sleep(30 * time.Minute) // so that commits lie between two rounds
		for i := range 6 {           // at 0:30, 1:30, …, 5:30
			applied(t, c, asks(t, "domain-"+string(rune('a'+i))))
			time.Sleep(time.Hour)
		}
		synctest.Wait()
		require.Equal(t, graph.Revision(3), begins(), "at 6:30 what came before 3:00, when it was last 6:00, is dropped")
		time.Sleep(24 * time.Hour)
		synctest.Wait()
		require.Equal(t, graph.Revision(6), begins())
		require.Equal(t, 6, c.Graph().Len())
		applied(t, c, asks(t, "later"))
		require.Equal(t, graph.Revision(7), c.Graph().Revision())
		require.NoError(t, c.Close())
	})
}

// A server that could not follow for so long that the log no longer leads on from its graph reads the whole state.
func TestAFollowerThatIsTooLateReadsAnew(t *testing.T) {
	store := memory.New()
	var hold sync.RWMutex // by who keeps the follower from reading
	faulty := &graphtest.Faulty{Store: store, BeforeRead: func(method string) error {
		if method == "Log" {
			hold.RLock()
			defer hold.RUnlock()
		}
		return nil
	}}
	one := open(t, store)
	applied(t, one, asks(t, "a -> b"))
	two := open(t, faulty)
	hold.Lock()
	for _, text := range []string{"b -> c", "c -> d"} {
		applied(t, one, asks(t, text))
	}
	_, err := one.Compact(t.Context(), 3, "a test")
	hold.Unlock()
	require.NoError(t, err)
	g, err := two.AtLeast(t.Context(), 3)
	require.NoError(t, err)
	require.Equal(t, "a -> b\nb -> c\nc -> d", graphtest.String(g))
}
