package goldens_test

import (
	"path/filepath"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/sqlite"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

func TestInMemory(t *testing.T) { run(t, memory.New()) }

func TestInAFile(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "catalog.db"))
	if err != nil {
		t.Fatal(err)
	}
	run(t, store)
}

func run(t *testing.T, store graph.Store) {
	t.Helper()
	catalog, err := live.Open(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := catalog.Close(); err != nil {
			t.Error(err)
		}
	}()
	goldens.Run(t, catalog)
}
