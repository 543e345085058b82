package lineage_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/lineage"
)

func TestNamesThatDifferByCaseAreAFinding(t *testing.T) {
	g := graphtest.Parse(t, `
		dataset:pg/sales -> job:air/load
		job:air/load -> dataset:pg/Sales
		job:Air/load -> dataset:PG/SALES
		dataset:pg/sale -> dataset:other/sales
	`)
	found := lineage.Findings(g, []lineage.FindingKind{lineage.FindingSimilarName}, graph.None)
	require.Len(t, found, 2)
	require.Equal(t, "dataset:PG/SALES and dataset:pg/Sales and dataset:pg/sales differ by upper and lower case only: did you mean one dataset? "+
		"If so, declare the one among the aliases of the other.", found[0].Message)
	require.Len(t, found[0].Others, 2)
	require.Equal(t, "job:Air/load and job:air/load differ by upper and lower case only: did you mean one job?", found[1].Message)
}

// Who says that two are one is not told so again.
func TestOtherNamesAreNoFinding(t *testing.T) {
	g := graph.Empty()
	changes, err := g.Draft(graph.Draft{Source: graph.People, Revision: 1, Time: graphtest.Noon, Edits: []graph.Edit{
		graph.Put{ID: "dataset:pg/Sales"}, graph.Put{ID: "dataset:pg/sales", Values: []graph.Value{{Attribute: graph.AttrAliases, List: []string{"dataset:pg/Sales"}}}}}})
	require.NoError(t, err)
	g, err = g.With(1, changes...)
	require.NoError(t, err)
	require.Empty(t, lineage.Findings(g, []lineage.FindingKind{lineage.FindingSimilarName}, graph.None))
}
