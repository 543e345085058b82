package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
}

func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	return store
}

func TestStore(t *testing.T) {
	graphtest.Run(t, func(t testing.TB) graph.Store {
		return open(t, filepath.Join(t.TempDir(), "catalog.db"))
	})
}

func TestStoreReopened(t *testing.T) {
	graphtest.RunDurable(t, func(t testing.TB) func() graph.Store {
		path := filepath.Join(t.TempDir(), "catalog.db")
		return func() graph.Store { return open(t, path) }
	})
}
