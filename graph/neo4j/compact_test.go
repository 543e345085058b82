package neo4j_test

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/graph/transfer"
)

// cutAfter opens a catalog that breaks off as if its server were killed, once so many transactions were committed.
func cutAfter(t *testing.T, server *neo4jtest.Server, transactions int) (store *neo4j.Store, ctx context.Context) {
	ctx, kill := context.WithCancel(t.Context())
	store = open(t, server)
	t.Cleanup(func() { kill(); _ = store.Close() })
	store.Observe(func([]neo4j.Statement) {
		if transactions--; transactions == 0 {
			kill()
		}
	})
	return store, ctx
}

// history appends commits that each create two domains and their flows.
func history(t *testing.T, store graph.Store, commits int) {
	drawn := memory.New()
	c, err := live.Open(t.Context(), drawn)
	require.NoError(t, err)
	for i := range commits {
		text := fmt.Sprintf("a%d -> b%d\nb%d in c", i, i, i)
		if i > 0 {
			text += fmt.Sprintf("\nb%d -> a%d", i-1, i)
		}
		edits, err := graphtest.Edits(text)
		require.NoError(t, err)
		_, err = c.Apply(t.Context(), live.Request{Actor: "ada", Source: graph.People, OperationID: fmt.Sprint("op ", i), Edits: edits})
		require.NoError(t, err)
	}
	require.NoError(t, c.Close())
	for commit, err := range drawn.Log(t.Context(), 0) {
		require.NoError(t, err)
		require.NoError(t, store.Append(t.Context(), commit))
	}
}

// checkWhole fails unless a store is verified, and its log leads from its base to its state without a gap.
func checkWhole(t *testing.T, store *neo4j.Store, head graph.Revision) (base graph.Revision) {
	require.NoError(t, store.Verify(t.Context()))
	begins, records := store.LoadBase(t.Context())
	g, err := graph.New(begins.Revision, records)
	require.NoError(t, err)
	at := begins.Revision
	for c, err := range store.Log(t.Context(), at) {
		require.NoError(t, err)
		require.Equal(t, at+1, c.Revision)
		at = c.Revision
		g, err = g.With(at, c.Changes...)
		require.NoError(t, err)
	}
	require.Equal(t, head, at)
	now, err := graph.New(store.Load(t.Context()))
	require.NoError(t, err)
	require.Equal(t, graphtest.String(now), graphtest.String(g))
	return begins.Revision
}

// A server that is killed after any transaction of compacting leaves a catalog that is whole, be it compacted or not, and that
// can be compacted further.
func TestKilledWhileTheLogIsCompacted(t *testing.T) {
	server := neo4jtest.Shared(t)
	store := open(t, server)
	history(t, store, 8)
	require.NoError(t, store.Close())
	compacted := graph.Revision(0)
	for n := 1; compacted < 3; n++ {
		killed, ctx := cutAfter(t, server, n)
		err := killed.Compact(ctx, compacted+1, "a test")
		store := open(t, server)
		base := checkWhole(t, store, 8)
		require.Contains(t, []graph.Revision{compacted, compacted + 1}, base)
		if err == nil {
			require.Equal(t, compacted+1, base)
		}
		compacted = base
		require.NoError(t, store.Close())
	}
	store = open(t, server)
	require.NoError(t, store.Compact(t.Context(), 7, "a test")) // and deletes what the killed ones did not
	require.Len(t, server.Query(t, `MATCH (c:HeadwaterCommit) RETURN c.revision`, nil), 1)
	require.NoError(t, store.Close())
}

// A copy that is killed at any transaction of its beginning can be made again, and is never served half.
func TestKilledWhileACopyBegins(t *testing.T) {
	source := memory.New()
	history(t, source, 6)
	require.NoError(t, source.Compact(t.Context(), 4, "a test"))
	server := neo4jtest.Shared(t)
	for n := 1; ; n++ {
		killed, ctx := cutAfter(t, server, n)
		_, err := transfer.Copy(ctx, source, killed, nil)
		if err == nil {
			break
		}
		store := open(t, server)
		g, err := graph.New(store.Load(t.Context()))
		if err == nil {
			require.Contains(t, []graph.Revision{0, 4, 6}, g.Revision())
			require.Equal(t, g.Revision() == 0, g.Len() == 0)
		} else {
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
		}
		require.NoError(t, store.Close())
	}
	store := open(t, server)
	require.Equal(t, graph.Revision(4), checkWhole(t, store, 6))
	_, err := transfer.Copy(t.Context(), source, store, nil)
	require.NoError(t, err)
	require.NoError(t, store.Close())
}

// What is edited by hand of what was last changed before the log begins is found, and put back, as ever.
func TestEditsByHandOfWhatTheLogNoLongerHas(t *testing.T) {
	server := neo4jtest.Shared(t)
	store := open(t, server)
	history(t, store, 6)
	require.NoError(t, store.Compact(t.Context(), 5, "a test"))
	before := what(t, store)
	server.Query(t, `MATCH (n:HeadwaterEntity {id: 'domain:a1'}) DETACH DELETE n`, nil)
	server.Query(t, `MATCH (n:HeadwaterEntity {id: 'domain:b2'}) SET n.description = 'edited'`, nil)
	found, err := store.Deviations(t.Context())
	require.NoError(t, err)
	require.NotEmpty(t, found)
	done, err := store.Adopt(t.Context(), neo4j.Request{Actor: "grace", PutBack: true})
	require.NoError(t, err)
	require.Zero(t, done.Revision)
	require.Equal(t, before, what(t, store))
	checkWhole(t, store, 6)
	require.NoError(t, store.Close())
}

// What is edited by hand of the base itself is found too.
func TestEditsByHandOfTheBase(t *testing.T) {
	for _, edit := range []string{
		`MATCH (b:HeadwaterBase) DELETE b`,
		`MATCH (b:HeadwaterBase) SET b.content = replace(b.content, 'domain:a1', 'domain:a9')`,
		`MATCH (h:HeadwaterHead) SET h.base = 3`,
		`MATCH (h:HeadwaterHead) SET h.baseHash = 'x'`,
		`MATCH (h:HeadwaterHead) REMOVE h.base`,
	} {
		t.Run(edit, func(t *testing.T) {
			server := neo4jtest.Shared(t)
			store := open(t, server)
			defer store.Close()
			history(t, store, 4)
			require.NoError(t, store.Compact(t.Context(), 2, "a test"))
			server.Query(t, edit, nil)
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(store.Verify(t.Context())))
		})
	}
}

// How long compacting takes, and that the rest is as it was: a large log with HEADWATER_SOAK.
func TestCompactingALargeLog(t *testing.T) {
	if os.Getenv("HEADWATER_SOAK") == "" {
		t.Skip("HEADWATER_SOAK is not set")
	}
	server := neo4jtest.Shared(t)
	store := open(t, server)
	const head = 20_000
	for r := graph.Revision(1); r <= head; r += 500 {
		var some []*graph.Commit
		for i := r; i < r+500; i++ {
			some = append(some, &graph.Commit{Revision: i, Time: graphtest.Noon, Actor: "ada", Source: graph.People, Changes: []graph.Change{
				{After: &graph.Record{Key: graph.EntityKey(graph.ID(fmt.Sprintf("team:t%d", i)))}}}})
		}
		require.NoError(t, store.Append(t.Context(), some...))
	}
	require.NoError(t, store.Compact(t.Context(), head-100, "a test"))
	require.Equal(t, graph.Revision(head-100), checkWhole(t, store, head))
	require.NoError(t, store.Close())
}

// One of two servers compacts: the other goes on following and committing, and says of what is gone that it is.
func TestOneOfTwoServersCompacts(t *testing.T) {
	server := neo4jtest.Shared(t)
	one, two := catalog(t, server), catalog(t, server)
	for i := range 6 {
		_, err := one.Apply(t.Context(), puts(fmt.Sprint("first-", i)))
		require.NoError(t, err)
	}
	_, err := two.AtLeast(t.Context(), 6)
	require.NoError(t, err)
	_, err = one.Compact(t.Context(), 4, "a test")
	require.NoError(t, err)
	base, err := two.Base(t.Context())
	require.NoError(t, err)
	require.Equal(t, graph.Revision(4), base.Revision)
	for r := range graph.Revision(7) {
		g, err := two.At(t.Context(), live.Point{Revision: &r})
		if r < 4 {
			require.Equal(t, graph.RevisionCompacted, graph.KindOf(err))
			continue
		}
		require.NoError(t, err)
		require.Equal(t, int(r), g.Len())
	}
	a, err := two.Apply(t.Context(), puts("later"))
	require.NoError(t, err)
	require.Equal(t, graph.Revision(7), a.Commit.Revision)
	g, err := one.AtLeast(t.Context(), 7)
	require.NoError(t, err)
	require.Equal(t, 7, g.Len())
}
