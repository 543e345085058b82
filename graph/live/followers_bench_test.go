package live_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// How long it takes until 1,000 followers have seen each of 100 commits, made one after the other, in a file.
func BenchmarkFollowers(b *testing.B) {
	const followers, commits = 1_000, 100
	for b.Loop() {
		b.StopTimer()
		store, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "catalog.db"))
		require.NoError(b, err)
		c, err := live.Open(b.Context(), store)
		require.NoError(b, err)
		b.StartTimer()
		var all sync.WaitGroup
		from := graph.Revision(0)
		for range followers {
			all.Go(func() {
				for commit, err := range c.Follow(b.Context(), &from) {
					if err != nil {
						b.Error(err)
						return
					}
					if commit.Revision == commits {
						return
					}
				}
			})
		}
		for i := range commits {
			applied(b, c, live.Request{Source: graph.People, Edits: []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("domain:d%d", i))}}})
		}
		all.Wait()
		b.StopTimer()
		require.NoError(b, c.Close())
		b.StartTimer()
	}
}
