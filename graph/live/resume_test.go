package live_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// kept is how many commits the log keeps in the tests that compact it all the time: fewer than a follower may lag.
const kept = 15

// Whoever resumes while others write and the log is compacted sees exactly what follows or, where that is no longer kept, is
// told so: never a gap, never a commit twice.
func TestResumingWhileTheLogIsCompacted(t *testing.T) {
	resumes := 300
	if os.Getenv("HEADWATER_SOAK") != "" {
		resumes = 10_000
	}
	for name, store := range map[string]graph.Store{"memory": memory.New(), "a file": inFile(t)} {
		t.Run(name, func(t *testing.T) {
			c := open(t, store)
			var whole, compacted atomic.Int64
			var left, all sync.WaitGroup
			left.Add(resumes)
			for range 10 {
				all.Go(func() {
					for range resumes / 10 {
						if resumed(t, c) {
							whole.Add(1)
						} else {
							compacted.Add(1)
						}
						left.Done()
					}
				})
			}
			enough := make(chan struct{})
			go func() { left.Wait(); close(enough) }()
			for writing, n := true, 0; writing; n++ {
				applied(t, c, live.Request{Source: graph.People, Edits: []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("domain:d%d", n))}}})
				if n > kept && n%5 == 0 {
					_, err := c.Compact(t.Context(), c.Graph().Revision()-kept, "a test")
					require.NoError(t, err)
				}
				select {
				case <-enough:
					writing = false
				default:
				}
			}
			all.Wait()
			t.Logf("%d resumes saw what follows, %d were told that it is gone, of %s commits", whole.Load(), compacted.Load(), c.Graph().Revision())
			require.NotZero(t, whole.Load())
		})
	}
}

func inFile(t *testing.T) graph.Store {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "catalog.db"))
	require.NoError(t, err)
	return store
}

// resumed follows some commits after a revision that is about as old as the log, and reports whether they were kept.
func resumed(t *testing.T, c *live.Catalog) bool {
	at := c.Graph().Revision()
	at -= min(at, graph.Revision(rand.IntN(kept+5)))
	seen, stop := at, rand.IntN(10)
	for commit, err := range c.Follow(t.Context(), &at) {
		if graph.KindOf(err) == graph.RevisionCompacted {
			base, err := c.Base(t.Context())
			if err != nil || base.Revision <= seen {
				t.Errorf("after %s it is said to be compacted, but the log begins at %s: %v", seen, base.Revision, err)
			}
			return false
		}
		if err != nil || commit.Revision != seen+1 {
			t.Errorf("after %s: %v %v", seen, commit, err)
			return false
		}
		seen = commit.Revision
		if stop--; stop < 0 {
			break
		}
	}
	return true
}
