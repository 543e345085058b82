package sqlite_test

import (
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	return store
}

func newPath(t testing.TB) string { return filepath.Join(t.TempDir(), "catalog.db") }

func TestStore(t *testing.T) {
	graphtest.Run(t, func(t testing.TB) graph.Store { return open(t, newPath(t)) })
}

func TestStoreReopened(t *testing.T) {
	graphtest.RunDurable(t, func(t testing.TB) func() graph.Store {
		path := newPath(t)
		return func() graph.Store { return open(t, path) }
	})
}

func TestStoreCheckpointingOften(t *testing.T) {
	graphtest.RunDurable(t, func(t testing.TB) func() graph.Store {
		path := newPath(t)
		return func() graph.Store { return checkpointing{open(t, path), t} }
	})
}

// checkpointing writes a checkpoint whenever it may, and verifies everything before it closes.
type checkpointing struct {
	*sqlite.Store
	t testing.TB
}

func (c checkpointing) Close() error {
	c.CheckpointOften()
	require.NoError(c.t, c.Verify(c.t.Context()))
	return c.Store.Close()
}

// change is a commit of a revision that creates some entities and changes one that all of them change.
func change(r graph.Revision, entities int) *graph.Commit {
	c := &graph.Commit{
		Revision: r, Time: graphtest.Noon.Add(time.Duration(r) * time.Second), Actor: "ada", Source: graph.People,
		OperationID: "operation " + r.String(),
	}
	shared := graph.Change{After: record(0, "as of "+r.String())}
	if r > 1 {
		shared.Before = record(0, "as of "+(r-1).String())
	}
	c.Changes = append(c.Changes, shared)
	for i := range entities {
		c.Changes = append(c.Changes, graph.Change{After: record(int(r)*1000+i, "new")})
	}
	return c
}

// appendChanges appends revisions from one to another.
func appendChanges(t testing.TB, store graph.Store, from, to graph.Revision, entities int) {
	t.Helper()
	for r := from; r <= to; r++ {
		require.NoError(t, store.Append(t.Context(), change(r, entities)))
	}
}

// contents is all that a store says, or the first error while it says it.
func contents(t testing.TB, store graph.Store) (map[string]string, error) {
	all := map[string]string{}
	revision, records := store.Load(t.Context())
	for record, err := range records {
		if err != nil {
			return nil, err
		}
		all[record.Key.String()] = encoded(t, record)
	}
	all["head"] = revision.String()
	base, records := store.(graph.Compactor).LoadBase(t.Context())
	all["base"] = encoded(t, base)
	for record, err := range records {
		if err != nil {
			return nil, err
		}
		all["base "+record.Key.String()] = encoded(t, record)
	}
	for commit, err := range store.Log(t.Context(), base.Revision) {
		if err != nil {
			return nil, err
		}
		all["commit "+commit.Revision.String()] = encoded(t, commit) + commit.Hash.String()
	}
	documents, err := store.(graph.Shelf).Documents(t.Context(), letters)
	if err != nil {
		return nil, err
	}
	for name, content := range documents {
		all["document "+name] = content
	}
	return all, nil
}

func encoded(t testing.TB, v any) string {
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func TestVerify(t *testing.T) {
	store := open(t, newPath(t))
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()))
	appendChanges(t, store, 1, 5, 10)
	require.NoError(t, store.Verify(t.Context()))
	revision, err := store.Checkpoint()
	require.NoError(t, err)
	require.Equal(t, graph.Revision(5), revision)
	require.NoError(t, store.Verify(t.Context()))
	appendChanges(t, store, 6, 9, 10)
	require.NoError(t, store.Verify(t.Context()))
}

func TestVerifyFindsACommitThatDoesNotFollow(t *testing.T) {
	for name, wrong := range map[string]graph.Change{
		"before what was not there":    {Before: record(7, "never"), After: record(7, "new")},
		"creates what was there":       {After: record(1001, "again")},
		"before is not what was there": {Before: record(1001, "other"), After: record(1001, "again")},
	} {
		t.Run(name, func(t *testing.T) {
			store := open(t, newPath(t))
			defer store.Close()
			appendChanges(t, store, 1, 1, 5)
			c := change(2, 0)
			c.Changes = []graph.Change{wrong}
			require.NoError(t, store.Append(t.Context(), c))
			err := store.Verify(t.Context())
			require.Equal(t, graph.StoreCorrupt, graph.KindOf(err))
			require.ErrorContains(t, err, "revision 2")
		})
	}
}
