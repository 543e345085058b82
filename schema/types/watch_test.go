package types_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/schema/types"
)

func TestAWatchTakesAThousandOfEach(t *testing.T) {
	for _, q := range []types.WatchQuery{{Touching: many(1_001)}, {UpstreamOf: many(1_001)}, {ToTell: many(1_001)}} {
		_, err := q.Watch(graph.Empty())
		require.Equal(t, graph.BadUserInput, graph.KindOf(err))
	}
	w, err := types.WatchQuery{Touching: many(1_000)}.Watch(graph.Empty())
	require.NoError(t, err, "what is gone or yet to come can be watched")
	require.Equal(t, many(1_000), w.Touching)
}

func many(n int) []graph.ID {
	ids := make([]graph.ID, n)
	for i := range ids {
		ids[i] = "team:t"
	}
	return ids
}
