package lineage_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// datasets returns edits for datasets, one a line: "namespace name" or "namespace name in container".
func datasets(text string) (edits []graph.Edit) {
	for line := range strings.SplitSeq(text, "\n") {
		switch words := strings.Fields(line); len(words) {
		case 2:
			edits = append(edits, graph.Put{ID: graph.DatasetID(words[0], words[1])})
		case 4:
			edits = append(edits, graph.Put{ID: graph.DatasetID(words[0], words[1]),
				Values: []graph.Value{{Attribute: graph.AttrContainer, Text: words[3]}}})
		}
	}
	return edits
}

// placing is a catalog with two domains, a product and a system, and datasets that dbt tells of.
func placing(t require.TestingT, text string) *graph.Graph {
	g := saidBy(t, graph.Empty(), files, true, graph.Put{ID: "domain:sale"}, graph.Put{ID: "domain:stock"}, graph.Put{ID: "system:dwh"},
		graph.Put{ID: "product:weekly", Values: []graph.Value{{Attribute: graph.AttrContainer, Text: "domain:sale"}}})
	return saidBy(t, g, dbt, true, datasets(text)...)
}

func unmapped(g *graph.Graph) (messages []string) {
	for _, f := range everywhere(g, lineage.FindingUnmapped) {
		messages = append(messages, f.Message)
	}
	return messages
}

func TestADatasetThatAToolTellsOfAndNobodyPlacedIsUnmapped(t *testing.T) {
	g := placing(t, `
		lake a
		lake b in system:dwh
		lake c in domain:stock
		lake d in product:weekly`)
	require.Equal(t, "dataset:lake/a\ndataset:lake/b", found(g, everywhere(g, lineage.FindingUnmapped)))
	g = saidBy(t, g, files, false, graph.Put{ID: "dataset:own/x"})
	require.Len(t, everywhere(g, lineage.FindingUnmapped), 2, "what people declare has the place that they give it")
}

func TestWhereADatasetMayBelongIsSaidWithTheReason(t *testing.T) {
	for name, test := range map[string]struct{ catalog, want string }{
		"the same schema": {"lake sales.orders in domain:sale\nlake stock.levels in domain:stock\nlake sales.returns",
			"Nobody says which domain the dataset sales.returns is part of; perhaps sale, as the dataset sale / sales.orders is, which has the same namespace and begins with sales as well."},
		"the only domain of its namespace": {"lake orders in domain:sale\nlake returns",
			"Nobody says which domain the dataset returns is part of; perhaps sale, as the dataset sale / orders is, which has the same namespace."},
		"words of its name": {"erp stock_levels in domain:stock\nlake orders in domain:sale\nlake levels in domain:stock\nlake stg_stock_levels",
			"Nobody says which domain the dataset stg_stock_levels is part of; perhaps stock, as the dataset stock / stock_levels is, which has stock and levels in its name as well."},
		"nothing like it": {"lake orders in domain:sale\nlake levels in domain:stock\nlake other",
			"Nobody says which domain the dataset other is part of: place it, or write a rule that does."},
		"nothing placed": {"lake orders",
			"Nobody says which domain the dataset orders is part of: place it, or write a rule that does."},
	} {
		t.Run(name, func(t *testing.T) { require.Equal(t, []string{test.want}, unmapped(placing(t, test.catalog))) })
	}
}

func TestWhatWasUnmappedBeforeIsNothingThatAPlanBringsAbout(t *testing.T) {
	before := placing(t, "lake sales.orders in domain:sale\nlake sales.returns\nlake sales.gifts in domain:sale")
	plan := func(edits ...graph.Edit) []lineage.Finding {
		p, err := lineage.NewPlan(before, edits, day)
		require.NoError(t, err)
		var found []lineage.Finding
		impact, err := lineage.Assess(t.Context(), p)
		require.NoError(t, err)
		for _, f := range impact.Findings() {
			if f.Kind == lineage.FindingUnmapped {
				found = append(found, f)
			}
		}
		return found
	}
	require.Empty(t, plan(graph.Move{ID: "dataset:lake/sales.gifts", To: "domain:stock"}), "it may belong elsewhere now, and was unmapped before")
	require.Len(t, plan(graph.Move{ID: "dataset:lake/sales.gifts"}), 1)
}

// The naive oracle compares with every placed dataset.
func TestTheGuessIsThatOfTheDatasetThatSharesTheMostOfTheWay(t *testing.T) {
	segment := rapid.SampledFrom([]string{"a", "b", "c"})
	rapid.Check(t, func(t *rapid.T) {
		var lines []string
		for range rapid.IntRange(1, 12).Draw(t, "datasets") {
			name := strings.Join(rapid.SliceOfN(segment, 1, 4).Draw(t, "name"), ".")
			lines = append(lines, segment.Draw(t, "namespace")+" "+name+rapid.SampledFrom([]string{"", " in domain:sale", " in domain:stock"}).Draw(t, "in"))
		}
		g := placing(t, strings.Join(lines, "\n"))
		for _, f := range everywhere(g, lineage.FindingUnmapped) {
			if best, shared := mostShared(g, f.Node); shared > 1 {
				require.Equal(t, []graph.Node{g.Container(best)}, f.Others, f.Message)
				require.Contains(t, f.Message, " "+g.FullName(best)+" is, which", "%s", strings.Join(lines, "\n"))
			}
		}
	})
}

// mostShared returns the placed dataset that shares the most segments with one, the first by its name's segments.
func mostShared(g *graph.Graph, of graph.Node) (best graph.Node, most int) {
	best = graph.None
	way := func(n graph.Node) []string { return strings.Split(strings.Join(g.ID(n).Segments(), "."), ".") }
	for n := range g.Of(graph.Dataset) {
		if g.Container(n) == graph.None {
			continue
		}
		a, b, shared := way(of), way(n), 0
		for shared < len(a)-1 && shared < len(b)-1 && a[shared] == b[shared] {
			shared++
		}
		if shared > most || shared == most && best != graph.None && strings.Join(b, " ") < strings.Join(way(best), " ") {
			best, most = n, shared
		}
	}
	return best, most
}
