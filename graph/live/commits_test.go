package live_test

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

func revisionsOf(commits []*graph.Commit) (all []graph.Revision) {
	for _, c := range commits {
		all = append(all, c.Revision)
	}
	return all
}

// A page is what a naive filter over all kept commits leaves, cut from one end or the other.
func TestAPageIsCutFromAllThatMatch(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store, clock := memory.New(), graphtest.Noon
		c, err := live.Open(t.Context(), store, live.Clock(func() time.Time { return clock }))
		require.NoError(rt, err)
		defer func() { require.NoError(rt, c.Close()) }()
		for range rapid.IntRange(1, 150).Draw(rt, "requests") {
			clock = clock.Add(time.Duration(rapid.IntRange(0, 2).Draw(rt, "seconds")) * time.Second)
			actor := rapid.SampledFrom([]string{"ada", "ada", "ada", "eve"}).Draw(rt, "actor")
			_, _ = c.Apply(t.Context(), live.Request{Actor: actor, Source: graph.People, Edits: []graph.Edit{randomEdit(rt)}})
		}
		log, head := history(t, store), c.Graph().Revision()
		base := graph.Revision(rapid.IntRange(0, int(head)).Draw(rt, "base"))
		_, err = c.Compact(t.Context(), base, "a test")
		require.NoError(rt, err)
		for range 10 {
			f, p := drawFilter(rt), drawPage(rt, base, head)
			var all, within []graph.Revision
			for _, commit := range log[base:] {
				r := commit.Revision
				if f.Match(commit) {
					all = append(all, r)
					if (p.After == nil || r > *p.After) && (p.Before == nil || r < *p.Before) {
						within = append(within, r)
					}
				}
			}
			n := min(p.Limit, len(within))
			want := within[:n]
			if p.Back {
				want = within[len(within)-n:]
			}
			got, more, err := c.Commits(t.Context(), f, p, head)
			require.NoError(rt, err)
			require.Equal(rt, slices.Clip(append([]graph.Revision(nil), want...)), revisionsOf(got))
			require.Equal(rt, len(want) < len(within), more)
			count, err := c.CountCommits(t.Context(), f, head)
			require.NoError(rt, err)
			require.Equal(rt, len(all), count)
		}
	})
}

func drawFilter(t *rapid.T) (f live.CommitFilter) {
	when := func(name string) *time.Time {
		at := graphtest.Noon.Add(time.Duration(rapid.IntRange(-1, 150).Draw(t, name)) * time.Second)
		return &at
	}
	if rapid.Bool().Draw(t, "by eve") {
		eve := "eve"
		f.Actor = &eve
	}
	if rapid.Bool().Draw(t, "since a time") {
		f.Since = when("since")
	}
	if rapid.Bool().Draw(t, "until a time") {
		f.Until = when("until")
	}
	if rapid.IntRange(0, 3).Draw(t, "touching") == 0 {
		f.Touching = rapid.SliceOfN(rapid.SampledFrom([]graph.ID{"domain:a", "domain:b", "domain:none"}), 0, 3).Draw(t, "of")
	}
	return f
}

func drawPage(t *rapid.T, base, head graph.Revision) live.CommitPage {
	p := live.CommitPage{Limit: rapid.IntRange(0, 80).Draw(t, "limit"), Back: rapid.Bool().Draw(t, "from the back")}
	if rapid.Bool().Draw(t, "after one") {
		after := graph.Revision(rapid.IntRange(int(base), int(head)).Draw(t, "after"))
		p.After = &after
	}
	if rapid.Bool().Draw(t, "before one") {
		before := graph.Revision(rapid.IntRange(int(base)+1, int(head)+1).Draw(t, "before"))
		p.Before = &before
	}
	return p
}

// A page that begins or ends where commits are no longer kept would leave out some unseen.
func TestAPageOfWhatIsGoneIsRefused(t *testing.T) {
	c := open(t, memory.New())
	for i := range 6 {
		applied(t, c, asks(t, fmt.Sprintf("a%d", i)))
	}
	_, err := c.Compact(t.Context(), 4, "a test")
	require.NoError(t, err)
	three, four := graph.Revision(3), graph.Revision(4)
	for _, p := range []live.CommitPage{{After: &three, Limit: 1}, {Before: &four, Limit: 1, Back: true}} {
		_, _, err := c.Commits(t.Context(), live.CommitFilter{}, p, 6)
		require.Equal(t, graph.RevisionCompacted, graph.KindOf(err))
	}
	found, _, err := c.Commits(t.Context(), live.CommitFilter{}, live.CommitPage{After: &four, Limit: 9}, 6)
	require.NoError(t, err)
	require.Equal(t, []graph.Revision{5, 6}, revisionsOf(found))
}

// counted counts the commits that are read of a store.
type counted struct {
	*memory.Store
	read atomic.Int64
}

func (s *counted) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	return func(yield func(*graph.Commit, error) bool) {
		for c, err := range s.Store.Log(ctx, after) {
			s.read.Add(1)
			if !yield(c, err) {
				return
			}
		}
	}
}

// A page costs the commits that are passed to fill it, from either end, not the whole log.
func TestAPageReadsNoMoreThanItMust(t *testing.T) {
	store := &counted{Store: memory.New()}
	c := open(t, store)
	for i := range 2000 {
		applied(t, c, asks(t, fmt.Sprintf("d%d", i)))
	}
	for name, of := range map[string]struct {
		filter live.CommitFilter
		page   live.CommitPage
		most   int
	}{
		"the first 50":                      {live.CommitFilter{}, live.CommitPage{Limit: 50}, 51},
		"the last 50":                       {live.CommitFilter{}, live.CommitPage{Limit: 50, Back: true}, 51},
		"the last that touched a late one":  {live.CommitFilter{Touching: []graph.ID{"domain:d1990"}}, live.CommitPage{Back: true}, 64},
		"the first that touched an old one": {live.CommitFilter{Touching: []graph.ID{"domain:d9"}}, live.CommitPage{}, 10},
		"the last 50 of somebody":           {live.CommitFilter{Actor: new("ada")}, live.CommitPage{Limit: 50, Back: true}, 64},
	} {
		t.Run(name, func(t *testing.T) {
			store.read.Store(0)
			_, _, err := c.Commits(t.Context(), of.filter, of.page, 2000)
			require.NoError(t, err)
			require.LessOrEqual(t, int(store.read.Load()), of.most)
		})
	}
}

// How long it takes to find the commits of an entity in a long log in a file: 100,000 commits with HEADWATER_SOAK, else 2,000.
func BenchmarkCommits(b *testing.B) {
	count := 2_000
	if os.Getenv("HEADWATER_SOAK") != "" {
		count = 100_000
	}
	store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "catalog.db"))
	require.NoError(b, err)
	c := open(b, store)
	head := grownBy(b, c, store, count)
	for name, of := range map[string]struct {
		touching graph.ID
		back     bool
	}{
		"the last 50 of what often changes": {"team:t1", true},
		"the last 50 of what changed once":  {"team:t77", true},
		"the first of what changed once":    {"team:t77", false},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _, err := c.Commits(b.Context(), live.CommitFilter{Touching: []graph.ID{of.touching}}, live.CommitPage{Limit: 50, Back: of.back}, head)
				require.NoError(b, err)
			}
		})
	}
}

// grownBy appends so many commits to a store, some thousands at once: each changes one team, every tenth the first.
func grownBy(b testing.TB, c *live.Catalog, store graph.Store, count int) graph.Revision {
	head := c.Graph().Revision()
	for done := 0; done < count; {
		var some []*graph.Commit
		for range min(2_000, count-done) {
			head, done = head+1, done+1
			id := graph.ID(fmt.Sprintf("team:t%d", done))
			if done%10 == 0 {
				id = "team:t1"
			}
			some = append(some, &graph.Commit{Revision: head, Time: graphtest.Noon, Actor: "ada", Source: graph.People,
				Changes: []graph.Change{{After: &graph.Record{Key: graph.EntityKey(id), Claims: []graph.Claim{{Source: "people",
					Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint(done), Since: head}}}}}}}})
		}
		require.NoError(b, store.Append(b.Context(), some...))
	}
	_, err := c.AtLeast(b.Context(), head)
	require.NoError(b, err)
	return head
}
