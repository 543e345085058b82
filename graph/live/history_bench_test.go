package live_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
)

// How long it takes to find the commits of an entity among 2,000, and to fold a point 1,000 commits ago.
func BenchmarkHistory(b *testing.B) {
	store := memory.New()
	c := open(b, store)
	var many []graph.Edit
	for i := range 20_000 {
		many = append(many, graph.Put{ID: graph.ID(fmt.Sprintf("team:t%d", i))})
	}
	applied(b, c, live.Request{Source: graph.People, Edits: many})
	for i := range 2_000 {
		applied(b, c, live.Request{Source: graph.People, Edits: []graph.Edit{graph.Put{ID: "team:t1",
			Values: []graph.Value{{Attribute: graph.AttrDescription, Text: fmt.Sprint(i)}}}}})
	}
	head := c.Graph().Revision()
	b.Run("first answer at 1,000 commits ago", func(b *testing.B) {
		then := head - 1_000
		for b.Loop() {
			b.StopTimer()
			fresh, err := live.Open(b.Context(), store) // which has folded nothing yet
			require.NoError(b, err)
			b.StartTimer()
			_, err = fresh.At(b.Context(), live.Point{Revision: &then})
			require.NoError(b, err)
			b.StopTimer()
			require.NoError(b, fresh.Close())
			b.StartTimer()
		}
	})
}
