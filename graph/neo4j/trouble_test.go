package neo4j_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// The bounds that are promised, and what a busy machine may need besides.
const (
	bound = 10 * time.Second // to notice an outage, and to be well after one
	slack = 20 * time.Second
)

// noticed waits until a catalog's trouble begins or ends, and reports how long that took.
func noticed(t *testing.T, what string, c *live.Catalog, trouble bool) {
	t.Helper()
	begun := time.Now()
	require.Eventually(t, func() bool { return (c.Trouble() != nil) == trouble }, bound+slack, 10*time.Millisecond, "%s: %v", what, c.Trouble())
	t.Logf("%s after %s", what, time.Since(begun).Round(10*time.Millisecond))
}

// puts returns a request of a domain, under an operation id of its name.
func puts(name string) live.Request {
	return live.Request{Actor: "ada", Source: graph.People, OperationID: name, Edits: []graph.Edit{graph.Put{ID: graph.ID("domain:" + name)}}}
}

// throughWire returns a catalog of a server that is reached by a wire.
func throughWire(t *testing.T, w *wire) *live.Catalog {
	t.Helper()
	c, err := live.Connect(t.Context(), func(ctx context.Context) (graph.Store, error) { return neo4j.Open(ctx, w.address(), login) })
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// outageOf has a catalog go through an outage: well, in trouble, and well again.
func outageOf(t *testing.T, c *live.Catalog, begin, end func(other *live.Catalog)) {
	server := neo4jtest.Shared(t)
	other := catalog(t, server)
	for i := range 3 {
		_, err := c.Apply(t.Context(), puts(fmt.Sprint("before-", i)))
		require.NoError(t, err)
	}
	begin(other)
	noticed(t, "noticed", c, true)
	for i := range 8 { // reads go on; changes are refused, or nobody knows
		asking, cancel := context.WithTimeout(t.Context(), bound+slack)
		_, err := c.Apply(asking, puts(fmt.Sprint("during-", i)))
		cancel()
		require.Equal(t, graph.Unavailable, graph.KindOf(err), "%v", err)
		g, err := c.AtLeast(t.Context(), 3)
		require.NoError(t, err)
		require.GreaterOrEqual(t, g.Revision(), graph.Revision(3))
	}
	goroutines := runtime.NumGoroutine()
	end(other)
	begun := time.Now()
	require.Eventually(t, func() bool {
		_, err := c.Apply(t.Context(), puts("during-0"))
		return err == nil
	}, bound+slack, 10*time.Millisecond)
	t.Logf("a change succeeded after %s", time.Since(begun).Round(10*time.Millisecond))
	for i := range 8 {
		_, err := c.Apply(t.Context(), puts(fmt.Sprint("during-", i)))
		require.NoError(t, err)
	}
	noticed(t, "well again", c, false)
	require.Less(t, runtime.NumGoroutine(), goroutines+32)
	store := open(t, server)
	defer store.Close()
	var done []string
	for _, commit := range log(t, store) {
		done = append(done, commit.OperationID)
	}
	for _, name := range []string{"before-0", "before-2", "during-0", "during-7"} {
		require.Equal(t, 1, len(slices.DeleteFunc(slices.Clone(done), func(s string) bool { return s != name })), "%s happened once", name)
	}
}

func TestPartition(t *testing.T) {
	w := newWire(t, neo4jtest.Shared(t).HostPort)
	outageOf(t, throughWire(t, w), func(*live.Catalog) { w.silent.Store(true) }, func(*live.Catalog) { w.silent.Store(false) })
}

func TestHalfOpenConnection(t *testing.T) {
	w := newWire(t, neo4jtest.Shared(t).HostPort)
	outageOf(t, throughWire(t, w), func(*live.Catalog) { w.deaf.Store(true) }, func(*live.Catalog) { w.deaf.Store(false) })
}

// A network that takes four seconds for each packet is an outage, too.
func TestSlowNetwork(t *testing.T) {
	w := newWire(t, neo4jtest.Shared(t).HostPort)
	outageOf(t, throughWire(t, w), func(*live.Catalog) { w.delay.Store(int64(4 * time.Second)) }, func(*live.Catalog) { w.delay.Store(0) })
}

func TestNobodyListens(t *testing.T) {
	w := newWire(t, neo4jtest.Shared(t).HostPort)
	c := throughWire(t, w)
	address := w.listener.Addr().String()
	outageOf(t, c, func(other *live.Catalog) {
		require.NoError(t, w.listener.Close())
		w.drop()
		_, err := other.Apply(t.Context(), puts("by-another"))
		require.NoError(t, err)
	}, func(*live.Catalog) {
		back, err := net.Listen("tcp", address)
		require.NoError(t, err)
		t.Cleanup(func() { back.Close() })
		w.group.Go(func() { w.accept(back) })
	})
	_, seen := c.Graph().Node("domain:by-another")
	require.True(t, seen)
}

func TestNeo4jPaused(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := throughWire(t, newWire(t, server.HostPort))
	outageOf(t, c, func(*live.Catalog) { server.Pause(t) }, func(*live.Catalog) { server.Resume(t) })
}

func TestNeo4jKilledAndRestarted(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := throughWire(t, newWire(t, server.HostPort))
	outageOf(t, c, func(*live.Catalog) { server.Kill(t) }, func(*live.Catalog) { server.Restart(t) })
}

// A server that starts before its Neo4j can be reached serves as soon as it can.
func TestConnectBeforeNeo4j(t *testing.T) {
	server := neo4jtest.Shared(t)
	w := newWire(t, server.HostPort)
	address := w.listener.Addr().String()
	require.NoError(t, w.listener.Close())
	c := throughWire(t, w)
	require.Nil(t, c.Graph())
	require.ErrorContains(t, c.Trouble(), "cannot be reached")
	back, err := net.Listen("tcp", address)
	require.NoError(t, err)
	defer back.Close()
	w.group.Go(func() { w.accept(back) })
	noticed(t, "read", c, false)
	_, err = c.Apply(t.Context(), puts("a"))
	require.NoError(t, err)
}

// What one server commits another sees soon: the poll is 100 ms, the promise 300. A busy machine is not held to it; the
// figures are logged.
func TestCommitsAreSeenByOtherServers(t *testing.T) {
	server := neo4jtest.Shared(t)
	writer, reader := catalog(t, server), catalog(t, server)
	commits := 20
	if os.Getenv("HEADWATER_SOAK") != "" {
		commits = 200
	}
	var took []time.Duration
	for i := range commits {
		applied, err := writer.Apply(t.Context(), puts(fmt.Sprint("d-", i)))
		require.NoError(t, err)
		begun := time.Now()
		g, err := reader.AtLeast(t.Context(), applied.Commit.Revision)
		require.NoError(t, err)
		assert.Equal(t, applied.Commit.Revision, g.Revision())
		took = append(took, time.Since(begun))
		time.Sleep(time.Duration(i*7%100) * time.Millisecond) // not in step with the poll
	}
	slices.Sort(took)
	t.Logf("seen after %s (median), %s (99 of 100), %s (worst)", took[commits/2], took[commits*99/100], took[commits-1])
}
