package graphtest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
)

func TestNotation(t *testing.T) {
	g := graphtest.Parse(t, `
		# what a shop has
		stock/count -> planning   # nightly
		stock/count -/> sale
		stock/count in stock
		finance owns planning
		marketing consumes product:planning/report
		it operates erp
		stock runs-in erp
		it serves division-x
		system:erp serves market:france
		other/stock variant-of stock
		stock in division:division-x
		dataset:db/a -> dataset:db/b via job:airflow/load
		job:airflow/load reads dataset:db/a
		alone
		team:nobody
	`)
	require.Equal(t, []string{
		"airflow/load reads db/a",
		"alone",
		"dataset:db/a -> dataset:db/b via job:airflow/load",
		"finance owns planning",
		"it operates erp",
		"it serves division-x",
		"marketing consumes product:planning/report",
		"other/stock variant-of stock",
		"stock in division:division-x",
		"stock runs-in erp",
		"stock/count -/> sale",
		"stock/count -> planning",
		"stock/count in stock",
		"system:erp serves market:france",
		"team:nobody",
	}, strings.Split(graphtest.String(g), "\n"))
	require.Equal(t, graphtest.String(g), graphtest.String(graphtest.Parse(t, graphtest.String(g))))
}

func TestNotationWithFaults(t *testing.T) {
	for text, words := range map[string]string{
		"a ->":           "line 1",
		"a -> b\na to b": `line 2: there is no verb "to"`,
		"a -> b by c":    "line 1",
		"a b":            "line 1",
	} {
		_, err := graphtest.Edits(text)
		require.ErrorContains(t, err, words, text)
	}
}

func TestAnyForestAndFlowsComeBackFromTheirNotation(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var lines []string
		names := []string{"a", "b", "c", "d", "e", "f"}
		for i, name := range names {
			if i > 0 && rapid.Bool().Draw(rt, name+" is a part") {
				lines = append(lines, name+" in "+names[rapid.IntRange(0, i-1).Draw(rt, "of")])
			}
		}
		for range rapid.IntRange(0, 8).Draw(rt, "flows") {
			verb := rapid.SampledFrom([]string{"->", "-/>"}).Draw(rt, "verb")
			from, to := rapid.SampledFrom(names).Draw(rt, "from"), rapid.SampledFrom(names).Draw(rt, "to")
			lines = append(lines, from+" "+verb+" "+to)
		}
		g := graphtest.Parse(t, strings.Join(lines, "\n"))
		again := graphtest.Parse(t, graphtest.String(g))
		require.Equal(rt, graphtest.String(g), graphtest.String(again))
		require.Equal(rt, g.Len(), again.Len())
		require.Equal(rt, g.Count(graph.Feeds), again.Count(graph.Feeds))
	})
}
