package transfer_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/transfer"
)

func grown(t require.TestingT, s graph.Store, from, to int) {
	for pick := from; pick <= to; pick++ {
		grow(t, s, pick)
	}
}

func after(t require.TestingT, s graph.Store, r graph.Revision) (all []*graph.Commit) {
	for c, err := range s.Log(context.Background(), r) {
		require.NoError(t, err)
		all = append(all, c)
	}
	return all
}

// A copy of a compacted catalog, into nothing or into an earlier copy, compacted or not, is the source as far as both have it.
func TestCopyOfACompactedCatalog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		from, to := memory.New(), memory.New()
		grown(t, from, 1, rapid.IntRange(1, 12).Draw(t, "first"))
		earlier := rapid.Bool().Draw(t, "an earlier copy")
		if earlier {
			_, err := transfer.Copy(ctx, from, to, nil)
			require.NoError(t, err)
		}
		met := current(t, from).Revision()
		grown(t, from, 1, rapid.IntRange(0, 6).Draw(t, "then"))
		most := current(t, from).Revision()
		if earlier {
			most = met
		}
		ours := graph.Revision(rapid.IntRange(0, int(most)).Draw(t, "the source begins at"))
		theirs := graph.Revision(0)
		if earlier {
			theirs = graph.Revision(rapid.IntRange(0, int(met)).Draw(t, "the target begins at"))
		}
		require.NoError(t, from.Compact(ctx, ours, "a test"))
		require.NoError(t, to.Compact(ctx, theirs, "a test"))

		result, err := transfer.Copy(ctx, from, to, nil)
		require.NoError(t, err)
		if !earlier {
			theirs = ours
		}
		require.Equal(t, theirs, result.Base.Revision)
		common := max(ours, theirs)
		require.Equal(t, after(t, from, common), after(t, to, common))
		require.Equal(t, current(t, from).Revision(), result.Revision)
		grown(t, from, 1, 2)
		_, err = transfer.Copy(ctx, from, to, nil)
		require.NoError(t, err)
		require.Equal(t, after(t, from, common), after(t, to, common))
	})
}

func TestCopyOfACompactedCatalogRefuses(t *testing.T) {
	from, behind, other := memory.New(), memory.New(), memory.New()
	grown(t, from, 1, 3)
	_, err := transfer.Copy(t.Context(), from, behind, nil)
	require.NoError(t, err)
	grown(t, from, 4, 8)
	require.NoError(t, from.Compact(t.Context(), 6, "kept for 90d"))
	_, err = transfer.Copy(t.Context(), from, behind, nil)
	require.Equal(t, graph.Conflict, graph.KindOf(err))
	require.ErrorContains(t, err, "the target ends before the source's log begins, at revision 6 (kept for 90d)")

	grown(t, other, 2, 9)
	_, err = transfer.Copy(t.Context(), from, other, nil)
	require.Equal(t, graph.Conflict, graph.KindOf(err))
	require.ErrorContains(t, err, "different commits at revision 6")

	older := memory.New()
	grown(t, older, 1, 2)
	_, err = transfer.Copy(t.Context(), older, from, nil)
	require.Equal(t, graph.Conflict, graph.KindOf(err))
	require.ErrorContains(t, err, "the target has revision 6, which the source has not")
}

// Where the source is compacted beyond what was copied the copy ends with an error, and the target is whole up to there.
func TestASourceThatIsCompactedMeanwhile(t *testing.T) {
	from, to := memory.New(), memory.New()
	grown(t, from, 1, 600)
	source := &graphtest.Faulty{Store: from}
	target := &graphtest.Faulty{Store: to, AfterAppend: func(some ...*graph.Commit) error {
		require.NoError(t, from.Compact(t.Context(), 590, "a test"))
		return errors.New("cut")
	}}
	_, err := transfer.Copy(t.Context(), source, target, nil)
	require.ErrorContains(t, err, "cut")
	require.Equal(t, graph.Revision(256), current(t, to).Revision())
	_, err = transfer.Copy(t.Context(), source, to, nil)
	require.Equal(t, graph.Conflict, graph.KindOf(err))
	require.Equal(t, graph.Revision(256), current(t, to).Revision())
}
