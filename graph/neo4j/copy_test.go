package neo4j_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/graph/sqlite"
	"github.com/headwater-catalog/headwater/graph/transfer"
)

// A catalog goes from SQLite to Neo4j and back, each way cut off and taken up again, and is the same in all three.
func TestCopyThereAndBack(t *testing.T) {
	server := neo4jtest.Shared(t)
	first, last := file(t), file(t)
	fill(t, first, 600)
	store := open(t, server)
	defer store.Close()
	copyWithCuts(t, first, store)
	require.NoError(t, store.Verify(t.Context()))
	copyWithCuts(t, store, last)
	require.NoError(t, last.Verify(t.Context()))
	require.Equal(t, log(t, first), log(t, store))
	require.Equal(t, log(t, first), log(t, last))
	require.Equal(t, what(t, first), what(t, store))
	require.Equal(t, what(t, first), what(t, last))
}

// A source that was edited by hand is not what its log says: the copy ends with an error that says so.
func TestCopyOfWhatWasEditedByHand(t *testing.T) {
	server := neo4jtest.Shared(t)
	notation(t, catalog(t, server), "a -> b")
	store := open(t, server)
	defer store.Close()
	server.Query(t, `MATCH (n:Domain {id: 'domain:a'}) SET n.headwaterRecord = '{"f":"domain:a"}'`, nil)
	_, err := transfer.Copy(t.Context(), store, file(t), nil)
	require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
	require.ErrorContains(t, err, "headwater adopt")
}

// file is a catalog in a new file.
func file(t *testing.T) *sqlite.Store {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "catalog.db"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	return store
}

// fill appends commits that put, change and deny things.
func fill(t *testing.T, store graph.Store, commits int) {
	g := graph.Empty()
	for i := range commits {
		at := graphtest.Noon.Add(time.Duration(i) * time.Second)
		from, to := graph.ID(fmt.Sprintf("domain:d-%d", i%7)), graph.ID(fmt.Sprintf("domain:d-%d", i%5))
		edits := []graph.Edit{graph.Put{ID: from, Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint(i)}}}, graph.Put{ID: to}}
		if i%3 == 0 && from != to {
			edits = append(edits, graph.Join{Relation: graph.Feeds, From: from, To: to}, graph.Deny{From: from, To: to, Reason: fmt.Sprint(i)})
		}
		if i%11 == 10 {
			edits = append(edits, graph.Remove{ID: to, Cascade: true})
		}
		changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: g.Revision() + 1, Time: at, Edits: edits})
		require.NoError(t, err)
		require.NoError(t, store.Append(t.Context(), &graph.Commit{Revision: g.Revision() + 1, Time: at, Actor: "ada",
			Source: graph.People, OperationID: fmt.Sprint("op ", i), Changes: changes}))
		g, err = g.With(g.Revision()+1, changes...)
		require.NoError(t, err)
	}
}

// copyWithCuts copies, cut off before and after every second step.
func copyWithCuts(t *testing.T, from, to graph.Store) {
	cut := errors.New("cut")
	steps, cuts := 0, 0
	every := func(n int) func(...*graph.Commit) error {
		return func(...*graph.Commit) error {
			if steps++; steps%4 == n {
				cuts++
				return cut
			}
			return nil
		}
	}
	target := &graphtest.Faulty{Store: to, BeforeAppend: every(1), AfterAppend: every(0)}
	_, err := transfer.Copy(t.Context(), from, target, nil)
	for errors.Is(err, cut) {
		_, err = transfer.Copy(t.Context(), from, target, nil)
	}
	require.NoError(t, err)
	require.Positive(t, cuts)
}
