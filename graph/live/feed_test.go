package live_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// Whoever resumes after the revision seen last, wherever that is and while others write, sees exactly what follows.
func TestResumingLeavesNoGapAndRepeatsNothing(t *testing.T) {
	resumes, followers := 1_000, 20
	if os.Getenv("HEADWATER_SOAK") != "" {
		resumes = 10_000
	}
	const commits = 100
	c := open(t, memory.New())
	var all sync.WaitGroup
	for range followers {
		all.Go(func() {
			for range resumes / followers {
				at := graph.Revision(rand.IntN(min(int(c.Graph().Revision())+1, commits))) // at least one more comes
				want, stop := at, rand.IntN(5)
				for commit, err := range c.Follow(t.Context(), &at) {
					want++
					if err != nil || commit.Revision != want {
						t.Errorf("after %s: %v %v, want revision %s", at, commit, err, want)
						return
					}
					if stop--; stop < 0 || want == commits {
						break
					}
				}
			}
		})
	}
	for i := range commits {
		applied(t, c, live.Request{Source: graph.People, Edits: []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("domain:d%d", i))}}})
	}
	all.Wait()
}

func TestFollowingBeyondTheNewestAndAfterTheEnd(t *testing.T) {
	c, err := live.Open(t.Context(), memory.New())
	require.NoError(t, err)
	future := graph.Revision(7)
	for _, err := range c.Follow(t.Context(), &future) {
		require.Equal(t, graph.FutureRevision, graph.KindOf(err))
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range c.Follow(gone, nil) {
		require.ErrorIs(t, err, context.Canceled)
	}
	require.NoError(t, c.Close())
	for _, err := range c.Follow(t.Context(), nil) {
		require.Equal(t, graph.Unavailable, graph.KindOf(err))
	}
}
