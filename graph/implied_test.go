package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
)

// Of fields that come one after the other the container is one text. Here datasets begin with, and are escaped as, each other's names.
func TestFieldsArePartOfWhatTheirIDsSay(t *testing.T) {
	name := rapid.SampledFrom([]string{"a", "ab", "a/b", "a%2Fb", "A", "é", "a b", "%", "b"})
	field := rapid.Custom(func(t *rapid.T) graph.ID {
		return graph.FieldID(name.Draw(t, "namespace"), name.Draw(t, "name"), name.Draw(t, "field"))
	})
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfN(field, 1, 30).Draw(t, "fields")
		edits := make([]graph.Edit, len(ids))
		for i, id := range ids {
			edits[i] = graph.Put{ID: id}
		}
		changes, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Edits: edits})
		require.NoError(t, err)
		g, err := graph.Empty().With(1, changes...)
		require.NoError(t, err)
		datasets := map[graph.ID]bool{}
		for _, id := range ids {
			segments := id.Segments()
			dataset := graph.DatasetID(segments[0], segments[1])
			datasets[dataset] = true
			n, found := g.Node(id)
			require.True(t, found)
			require.Equal(t, dataset, g.Entity(n).Container)
			require.Equal(t, dataset, g.ID(g.Container(n)))
		}
		for n := range g.Of(graph.Dataset) {
			require.True(t, datasets[g.ID(n)], "no other dataset is there: %s", g.ID(n))
		}
	})
}
