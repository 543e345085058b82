package neo4j_test

import (
	"fmt"
	"net"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// change is a commit of a revision that creates an entity, under an operation id on every second.
func change(r graph.Revision) *graph.Commit {
	c := &graph.Commit{
		Revision: r, Time: graphtest.Noon.Add(time.Duration(r) * time.Second), Actor: "ada", Source: graph.People,
		Changes: []graph.Change{{After: &graph.Record{Key: graph.EntityKey(graph.ID("domain:d" + r.String()))}}},
	}
	if r%2 == 0 {
		c.OperationID = "operation " + r.String()
	}
	return c
}

// log returns all commits of a store, which verifies that they are one chain.
func log(t testing.TB, store graph.Store) []*graph.Commit {
	t.Helper()
	var commits []*graph.Commit
	for c, err := range store.Log(t.Context(), 0) {
		require.NoError(t, err)
		commits = append(commits, c)
	}
	return commits
}

// However a connection is lost during COMMIT: the commits are there once, and the caller hears so, also of several that
// are appended together.
func TestConnectionCutDuringCommit(t *testing.T) {
	cuts := 30
	if os.Getenv("HEADWATER_SOAK") != "" {
		cuts = 200
	}
	for name, size := range map[string]int{"single commits": 1, "groups": 5} {
		t.Run(name, func(t *testing.T) { cutDuringCommit(t, cuts, size) })
	}
}

func cutDuringCommit(t *testing.T, cuts, size int) {
	server := neo4jtest.Shared(t)
	w := newWire(t, server.HostPort)
	store, err := neo4j.Open(t.Context(), w.address(), login)
	require.NoError(t, err)
	defer store.Close()
	last := graph.Revision(0)
	for n := range cuts {
		w.cut.Store(int32(beforeCommit) + int32(n)%3)
		var group []*graph.Commit
		for range size {
			last++
			group = append(group, change(last))
		}
		require.NoError(t, store.Append(t.Context(), group...), "revision %s", last)
		require.Equal(t, int32(n+1), w.cuts.Load(), "the connection was cut")
	}
	commits := log(t, store)
	require.Len(t, commits, int(last))
	for i, c := range commits {
		require.Equal(t, change(graph.Revision(i+1)).Changes, c.Changes)
	}
	require.Equal(t, [][]any{{int64(last)}}, server.Query(t, `MATCH (d:Domain) RETURN count(d)`, nil))
}

// Without Neo4j nothing is changed and nothing is lost; when it is back all goes on.
func TestOutage(t *testing.T) {
	server := neo4jtest.Shared(t)
	w := newWire(t, server.HostPort)
	store, err := neo4j.Open(t.Context(), w.address(), login)
	require.NoError(t, err)
	defer store.Close()
	require.NoError(t, store.Append(t.Context(), change(1)))

	address := w.listener.Addr().String()
	require.NoError(t, w.listener.Close())
	w.drop()
	for what, err := range map[string]error{
		"append": store.Append(t.Context(), change(2)),
		"wait":   store.Wait(t.Context(), 1),
	} {
		require.Equal(t, graph.Unavailable, graph.KindOf(err), what)
		require.ErrorContains(t, err, "cannot be reached", what)
	}

	back, err := net.Listen("tcp", address)
	require.NoError(t, err)
	w.group.Go(func() { w.accept(back) })
	defer back.Close()
	require.NoError(t, store.Append(t.Context(), change(2)))
	require.Len(t, log(t, store), 2)
}

// Each way in which opening fails has one message, which says what to do, and none of them the password.
func TestOpenSaysWhatToDo(t *testing.T) {
	server := neo4jtest.Shared(t)
	for name, c := range map[string]struct {
		address string
		login   neo4j.Login
		kind    graph.ErrorKind
		words   []string
	}{
		"down":           {"neo4j://127.0.0.1:1", login, graph.Unavailable, []string{"127.0.0.1:1 cannot be reached", "check that it runs"}},
		"wrong password": {server.Address(), neo4j.Login{User: "neo4j", Password: "hunter2-secret"}, graph.BadUserInput, []string{"set HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD"}},
		"no login":       {server.Address(), neo4j.Login{}, graph.BadUserInput, []string{"set HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD"}},
		"no database":    {server.Address() + "/sales", login, graph.BadUserInput, []string{`no database "sales"`, "leave the name out"}},
		"in the address": {"neo4j://ada:hunter2-secret@h", login, graph.BadUserInput, []string{"HEADWATER_NEO4J_PASSWORD"}},
		"no address":     {"neo4j://h/a/b", login, graph.BadUserInput, []string{"neo4j://HOST:PORT"}},
		"no host":        {"neo4j:h", login, graph.BadUserInput, []string{"that address is no address", "neo4j://HOST:PORT"}},
		"no port":        {"neo4j://h:99999", login, graph.BadUserInput, []string{"neo4j://HOST:PORT"}},
		"no URL":         {"neo4j://ada:hunter2-secret@[::1", login, graph.BadUserInput, []string{"neo4j://HOST:PORT"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := neo4j.Open(t.Context(), c.address, c.login)
			require.Equal(t, c.kind, graph.KindOf(err), "%v", err)
			for _, words := range c.words {
				require.ErrorContains(t, err, words)
			}
			require.NotContains(t, err.Error(), "hunter2-secret")
			checks := neo4j.Examine(t.Context(), c.address, c.login)
			last := checks[len(checks)-1].Err
			require.Equal(t, c.kind, graph.KindOf(last), "%v", last)
			for _, words := range c.words {
				require.ErrorContains(t, last, words)
			}
			require.NotContains(t, fmt.Sprint(checks), "hunter2-secret")
		})
	}
}

func TestVersions(t *testing.T) {
	for _, fine := range []string{"Neo4j/5.0.0", "Neo4j/5.26.30", "Neo4j/2025.01.0"} {
		require.NoError(t, neo4j.CheckAgent(fine))
	}
	for _, not := range []string{"Neo4j/4.4.40", "Neo4j/3.5.0", "Memgraph/5.2", "Neo4j", "Neo4j/dev", ""} {
		require.ErrorContains(t, neo4j.CheckAgent(not), "upgrade it", not)
	}
}

// Examine finds nothing wrong where nothing is, before and after there is a catalog, and leaves nothing behind.
func TestExamine(t *testing.T) {
	server := neo4jtest.Shared(t)
	healthy := func() string {
		checks := neo4j.Examine(t.Context(), server.Address(), login)
		for _, c := range checks {
			require.NoError(t, c.Err, c.Name)
		}
		return checks[len(checks)-1].Found
	}
	require.Contains(t, healthy(), "there is none yet")
	require.Equal(t, [][]any{{int64(0)}}, server.Query(t, `MATCH (n) RETURN count(n)`, nil))
	store := open(t, server)
	defer store.Close()
	require.NoError(t, store.Append(t.Context(), change(1)))
	require.Equal(t, "1 entities at revision 1, format 1", healthy())
}
