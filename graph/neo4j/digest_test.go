package neo4j

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// A digest is that of a set: in whatever order, in however many parts, and whatever came and went meanwhile.
func TestDigestIsOfASet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfDistinct(rapid.String(), rapid.ID[string]).Draw(t, "records")
		var whole, shuffled, one, other digest
		for _, text := range texts {
			whole.add(text)
		}
		gone := rapid.SliceOf(rapid.String()).Draw(t, "gone")
		for _, text := range gone {
			shuffled.remove(text) // also before it comes
		}
		for i, text := range append(rapid.Permutation(texts).Draw(t, "order"), gone...) {
			shuffled.add(text)
			if i%2 == 0 {
				one.add(text)
			} else {
				other.add(text)
			}
		}
		require.Equal(t, whole, shuffled)
		for _, text := range gone {
			other.remove(text)
		}
		one.sum(other)
		require.Equal(t, whole, one)
		r := graph.Revision(rapid.Uint64().Draw(t, "revision"))
		read, is := digestAt(whole.at(r), r)
		require.True(t, is)
		require.Equal(t, whole, read)
		_, is = digestAt(whole.at(r), r+1)
		require.False(t, is)
		if len(texts) > 0 {
			whole.remove(texts[0])
			require.NotEqual(t, read, whole)
		}
	})
}
