package lineage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// findSimilarNames finds the datasets and jobs that are told apart by upper and lower case alone. Tools that spell one table
// differently split its lineage; but two tables may well be called so, and nobody but people can know.
func findSimilarNames(g *graph.Graph) (found []Finding) {
	alike := map[string][]graph.Node{}
	for n := range g.Of(graph.Dataset, graph.Job) {
		folded := strings.ToLower(string(g.ID(n)))
		alike[folded] = append(alike[folded], n)
	}
	for _, nodes := range alike {
		if len(nodes) < 2 {
			continue
		}
		slices.SortFunc(nodes, g.CompareID)
		found = append(found, Finding{Node: nodes[0], Others: nodes[1:], Message: similar(g, nodes)})
	}
	return found
}

func similar(g *graph.Graph, nodes []graph.Node) string {
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = string(g.ID(n))
	}
	text := fmt.Sprintf("%s differ by upper and lower case only: did you mean one %s?", strings.Join(ids, " and "), g.Kind(nodes[0]).Word(1))
	if g.Kind(nodes[0]) == graph.Dataset {
		return text + " If so, declare the one among the aliases of the other."
	}
	return text
}
