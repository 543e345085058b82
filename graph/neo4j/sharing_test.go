package neo4j_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// Three servers on one Neo4j, each with writers of its own: all come to the same graph by the same dense log.
func TestServersShareOneCatalog(t *testing.T) {
	server := neo4jtest.Shared(t)
	const servers, writers, each = 3, 3, 5
	var catalogs []*live.Catalog
	for range servers {
		catalogs = append(catalogs, catalog(t, server))
	}
	var group sync.WaitGroup
	for s, c := range catalogs {
		for w := range writers {
			group.Go(func() {
				for i := range each {
					_, err := c.Apply(context.Background(), live.Request{
						Actor: "ada", Source: graph.People, OperationID: fmt.Sprint(s, w, i),
						Edits: []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("domain:d-%d-%d-%d", s, w, i))}},
					})
					assert.NoError(t, err)
				}
			})
		}
	}
	group.Wait()
	const last = graph.Revision(servers * writers * each)
	for _, c := range catalogs {
		g, err := c.AtLeast(t.Context(), last)
		require.NoError(t, err)
		require.Equal(t, last, g.Revision())
		require.Equal(t, graphtest.String(catalogs[0].Graph()), graphtest.String(g))
	}
	store := open(t, server)
	defer store.Close()
	require.Len(t, log(t, store), int(last))
}

// What another store commits ends a Wait.
func TestWaitSeesWhatOthersCommit(t *testing.T) {
	server := neo4jtest.Shared(t)
	reader, writer := open(t, server), open(t, server)
	defer reader.Close()
	defer writer.Close()
	for r := graph.Revision(1); r <= 5; r++ {
		woken := make(chan error, 1)
		go func() { woken <- reader.Wait(t.Context(), r-1) }()
		require.NoError(t, writer.Append(t.Context(), change(r)))
		require.NoError(t, <-woken)
	}
}

// churn commits, until it is told to end, changes that put, change, join, part and remove. On a busy machine the database
// may be unavailable for a while: it goes on after that.
func churn(t *testing.T, c *live.Catalog, writer int, end <-chan struct{}) {
	for i := 0; ; i++ {
		select {
		case <-end:
			return
		default:
		}
		a, b := graph.ID(fmt.Sprintf("domain:a-%d-%d", writer, i%40)), graph.ID(fmt.Sprintf("domain:b-%d", i*7%40))
		edits := []graph.Edit{
			graph.Put{ID: a, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint(i)}}},
			graph.Put{ID: b}, graph.Join{Relation: graph.Feeds, From: a, To: b, Reason: fmt.Sprint(i)},
		}
		if i%3 == 0 {
			edits = []graph.Edit{graph.Put{ID: a}, graph.Remove{ID: a, Cascade: true}, graph.Put{ID: b}}
		}
		_, err := c.Apply(context.Background(), live.Request{Actor: "ada", Source: graph.People, Edits: edits})
		if graph.KindOf(err) != graph.Unavailable && !assert.NoError(t, err) {
			return
		}
	}
}

// state is what a store loads: each record, encoded, by its key.
func state(t testing.TB, store graph.Store) (graph.Revision, map[string]string) {
	t.Helper()
	revision, records := store.Load(t.Context())
	state := map[string]string{}
	for r, err := range records {
		require.NoError(t, err)
		state[r.Key.String()] = encoded(t, r)
	}
	return revision, state
}

func encoded(t testing.TB, v any) string {
	content, err := json.Marshal(v)
	require.NoError(t, err)
	return string(content)
}

// fold lays the log up to a revision over nothing.
func fold(t testing.TB, commits []*graph.Commit, to graph.Revision) map[string]string {
	state := map[string]string{}
	for _, c := range commits[:to] {
		for _, change := range c.Changes {
			if change.After == nil {
				delete(state, change.Key().String())
			} else {
				state[change.Key().String()] = encoded(t, change.After)
			}
		}
	}
	return state
}

// While others commit, each Load is the state of exactly the revision that it says.
func TestLoadIsOneRevisionWhileOthersCommit(t *testing.T) {
	server := neo4jtest.Shared(t)
	store := open(t, server)
	defer store.Close()
	end := make(chan struct{})
	var group sync.WaitGroup
	for w := range 2 {
		c := catalog(t, server)
		group.Go(func() { churn(t, c, w, end) })
	}
	type loaded struct {
		revision graph.Revision
		records  map[string]string
	}
	var loads []loaded
	for deadline := time.Now().Add(2 * time.Minute); len(loads) < 30 || loads[len(loads)-1].revision == loads[0].revision; {
		if t.Failed() || time.Now().After(deadline) {
			break // and the last revision is compared below
		}
		revision, records := state(t, store)
		loads = append(loads, loaded{revision, records})
	}
	close(end)
	group.Wait()
	require.Greater(t, loads[len(loads)-1].revision, loads[0].revision, "others committed meanwhile")
	commits := log(t, store)
	for _, l := range loads {
		require.Equal(t, fold(t, commits, l.revision), l.records, "revision %s", l.revision)
	}
}

// What was changed in the log by hand is noticed when it is read.
func TestDamagedLog(t *testing.T) {
	for name, c := range map[string]struct{ edit, words string }{
		"content":    {`MATCH (c:HeadwaterCommit {revision: 2}) SET c.content = replace(c.content, 'ada', 'bob')`, "revision 2: it does not match its hash"},
		"a hash":     {`MATCH (c:HeadwaterCommit {revision: 2}) SET c.hash = $hash`, "revision 2: it does not match its hash"},
		"taken out":  {`MATCH (c:HeadwaterCommit {revision: 2}) DELETE c`, "revision 2: it is missing"},
		"cut off":    {`MATCH (c:HeadwaterCommit {revision: 3}) DELETE c`, "revision 3: it is missing"},
		"no number":  {`MATCH (c:HeadwaterCommit {revision: 2}) SET c.revision = 'two'`, "revision 2: it is missing"},
		"no content": {`MATCH (c:HeadwaterCommit {revision: 2}) REMOVE c.content`, "revision 2: it cannot be read"},
		"no head":    {`MATCH (h:HeadwaterHead) DELETE h`, "has no head"},
	} {
		t.Run(name, func(t *testing.T) {
			server := neo4jtest.Shared(t)
			store := open(t, server)
			defer store.Close()
			for r := graph.Revision(1); r <= 3; r++ {
				require.NoError(t, store.Append(t.Context(), change(r)))
			}
			server.Query(t, c.edit, map[string]any{"hash": graph.Hash{}.String()})
			var err error
			for _, err = range store.Log(t.Context(), 0) {
				if err != nil {
					break
				}
			}
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err), "%v", err)
			require.ErrorContains(t, err, c.words)
		})
	}
}

// A catalog whose head is not the end of its log is not opened.
func TestOpenRefusesAHeadThatIsNotTheLogsEnd(t *testing.T) {
	for _, edit := range []string{
		`MATCH (h:HeadwaterHead) SET h.revision = 2`, `MATCH (h:HeadwaterHead) DELETE h`, `MATCH (c:HeadwaterCommit {revision: 3}) DELETE c`,
	} {
		server := neo4jtest.Shared(t)
		store := open(t, server)
		for r := graph.Revision(1); r <= 3; r++ {
			require.NoError(t, store.Append(t.Context(), change(r)))
		}
		require.NoError(t, store.Close())
		server.Query(t, edit, nil)
		_, err := neo4j.Open(t.Context(), server.Address(), login)
		require.Equal(t, graph.StoreCorrupt, graph.KindOf(err), "%s: %v", edit, err)
	}
}

// Neo4j calls it transient that a transaction needs too much memory, but the same again needs as much.
func TestOutOfMemoryIsNotTriedAgain(t *testing.T) {
	full := &db.Neo4jError{Code: "Neo.TransientError.General.MemoryPoolOutOfMemoryError"}
	require.True(t, driver.IsRetryable(full))
	require.False(t, driver.IsRetryable(neo4j.Final(full)))
	require.ErrorContains(t, neo4j.Final(full), "in several parts")
	busy := &db.Neo4jError{Code: "Neo.TransientError.Transaction.DeadlockDetected"}
	require.True(t, driver.IsRetryable(neo4j.Final(busy)))
}

// A server whose database is set back, or made anew, mixes no histories.
func TestADatabaseThatIsSetBackIsNoticed(t *testing.T) {
	server := neo4jtest.Shared(t)
	store := open(t, server)
	defer store.Close()
	for r := graph.Revision(1); r <= 3; r++ {
		require.NoError(t, store.Append(t.Context(), change(r)))
	}
	server.Empty(t)
	other := open(t, server)
	defer other.Close()
	for r := graph.Revision(1); r <= 5; r++ {
		c := change(r)
		c.Actor = "another history"
		require.NoError(t, other.Append(t.Context(), c))
		err := store.Wait(t.Context(), 2)
		require.Equal(t, r > 3, err == nil, "a head that is older or another than what was seen is noticed at once: %v", err)
	}
	_, err := next(store.Log(t.Context(), 3))
	require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
	require.ErrorContains(t, err, "was set back")
	server.Query(t, `MATCH (c:HeadwaterCommit) WHERE c.revision > 2 DETACH DELETE c`, nil)
	server.Query(t, `MATCH (c:HeadwaterCommit {revision: 2}) MATCH (h:HeadwaterHead) SET h.revision = 2, h.hash = c.hash`, nil)
	err = store.Append(t.Context(), change(3))
	require.Equal(t, graph.StoreCorrupt, graph.KindOf(err), "nothing is written over another history")
}

// next returns the first of a sequence of commits.
func next(commits iter.Seq2[*graph.Commit, error]) (*graph.Commit, error) {
	for c, err := range commits {
		return c, err
	}
	return nil, nil
}

// Who reads just behind a group of commits, while Neo4j applies it, never hears of damage.
func TestReadingJustBehindGroups(t *testing.T) {
	server := neo4jtest.Shared(t)
	writer, reader := open(t, server), open(t, server)
	defer writer.Close()
	defer reader.Close()
	const groups, each = 12, 64
	end := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for r := graph.Revision(0); ; {
				select {
				case <-end:
					return
				default:
				}
				for c, err := range reader.Log(t.Context(), r) {
					if !assert.NoError(t, err) {
						return
					}
					r = c.Revision - 1 // so the next look begins within the group
				}
			}
		})
	}
	for g := range groups {
		var commits []*graph.Commit
		for i := range each {
			commits = append(commits, change(graph.Revision(g*each+i+1)))
		}
		assert.NoError(t, writer.Append(t.Context(), commits...))
	}
	close(end)
	readers.Wait()
}
