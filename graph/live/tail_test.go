package live_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// What followers get from memory is what the log says, on the server that made a commit and on the others.
func TestFollowersGetWhatTheLogSays(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store := memory.New()
		one, err := live.Open(t.Context(), store)
		require.NoError(rt, err)
		two, err := live.Open(t.Context(), store)
		require.NoError(rt, err)
		defer func() { require.NoError(rt, one.Close()); require.NoError(rt, two.Close()) }()
		for range rapid.IntRange(1, 40).Draw(rt, "requests") {
			c := rapid.SampledFrom([]*live.Catalog{one, two}).Draw(rt, "server")
			_, _ = c.Apply(t.Context(), live.Request{Actor: "ada", Source: graph.People, Edits: []graph.Edit{randomEdit(rt)}})
		}
		log := history(t, store)
		head := graph.Revision(len(log))
		for _, c := range []*live.Catalog{one, two} {
			_, err := c.AtLeast(t.Context(), head)
			require.NoError(rt, err)
			at := graph.Revision(rapid.IntRange(0, int(head)).Draw(rt, "after"))
			for _, want := range log[at:] {
				for got, err := range c.Follow(t.Context(), &at) {
					require.NoError(rt, err)
					require.Equal(rt, want.Hash, got.Hash)
					encoded, err := got.Encode()
					require.NoError(rt, err)
					wanted, err := want.Encode()
					require.NoError(rt, err)
					require.JSONEq(rt, string(wanted), string(encoded))
					break
				}
				at = want.Revision
			}
		}
	})
}

// Many followers of the newest commit cost the store nothing, and one that comes late reads the log.
func TestTheNewestCommitsAreReadFromMemory(t *testing.T) {
	store := &counted{Store: memory.New()}
	c := open(t, store)
	const commits = 600 // more than are kept in memory
	for i := range commits {
		applied(t, c, live.Request{Source: graph.People, Edits: []graph.Edit{graph.Put{ID: graph.ID(fmt.Sprintf("domain:d%d", i))}}})
	}
	follow := func(after graph.Revision) (read int) {
		before := store.read.Load()
		for commit, err := range c.Follow(t.Context(), &after) {
			require.NoError(t, err)
			if commit.Revision == commits {
				break
			}
		}
		return int(store.read.Load() - before)
	}
	require.Zero(t, follow(commits-200))
	require.Equal(t, commits, follow(0))
}
