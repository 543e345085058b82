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

// stores are all that there are, each by what makes an empty one and opens it again.
var stores = map[string]func(testing.TB) (open func() graph.Store){
	"memory": func(testing.TB) func() graph.Store {
		store := memory.New()
		return func() graph.Store { return kept{store} }
	},
	"sqlite": func(t testing.TB) func() graph.Store {
		path := filepath.Join(t.TempDir(), "catalog.db")
		return func() graph.Store {
			store, err := sqlite.Open(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			return store
		}
	},
}

// kept is a store in memory that outlives whoever closes it.
type kept struct{ *memory.Store }

func (kept) Close() error { return nil }

// with runs what is to be done with a catalog on a store, and closes it.
func with(t *testing.T, store graph.Store, do func(*live.Catalog)) {
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
	do(catalog)
}

func TestTheArticleOnEveryStore(t *testing.T) {
	for name, opener := range stores {
		t.Run(name, func(t *testing.T) {
			open := opener(t)
			with(t, open(), func(c *live.Catalog) {
				goldens.Declare(t, c)
				goldens.Ask(t, c, goldens.Article)
			})
			with(t, open(), func(c *live.Catalog) { // after a restart
				goldens.Ask(t, c, goldens.Article)
				goldens.Ask(t, c, goldens.Changes)
				goldens.Ask(t, c, goldens.History)
			})
		})
	}
}

func TestTheLaterPostsOnEveryStore(t *testing.T) {
	for name, opener := range stores {
		t.Run(name, func(t *testing.T) {
			open := opener(t)
			with(t, open(), func(c *live.Catalog) {
				goldens.Declare(t, c)
				goldens.DeclareLater(t, c)
			})
			with(t, open(), func(c *live.Catalog) { goldens.Ask(t, c, goldens.Later) })
		})
	}
}
