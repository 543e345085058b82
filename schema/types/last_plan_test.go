package types_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/schema/types"
)

// The pages of one plan are of one impact, found once; other changes, another source and another graph make another plan.
func TestTheLastPlanIsKept(t *testing.T) {
	base := graphtest.Parse(t, "a -> b")
	altering := func(id graph.ID) []types.Change { return []types.Change{{Alter: &types.AlterEntity{ID: id}}} }
	var last types.LastPlan
	impact := func(base *graph.Graph, changes []types.Change, source *types.SourceInput) *types.Impact {
		plan, err := last.Plan(t.Context(), base, false, changes, source, time.Now())
		require.NoError(t, err)
		found, err := plan.Impact(t.Context())
		require.NoError(t, err)
		return found
	}
	first := impact(base, altering("domain:a"), nil)
	require.Same(t, first, impact(base, altering("domain:a"), nil))
	require.NotSame(t, first, impact(graphtest.Parse(t, "a -> b"), altering("domain:a"), nil))
	first = impact(base, altering("domain:a"), nil)
	require.NotSame(t, first, impact(base, altering("domain:a"), &types.SourceInput{Name: "shop", Rank: graph.Declared}))
	first = impact(base, altering("domain:a"), nil)
	require.NotSame(t, first, impact(base, altering("domain:b"), nil))
}
