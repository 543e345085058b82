package lineage_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// crossingsOracle is what crosses a division's border: each link, looked at by its two ends.
func crossingsOracle(g *graph.Graph, division graph.ID) map[graph.Key]bool {
	crossing := map[graph.Key]bool{}
	if !entities(g)[division] {
		return crossing
	}
	inside := inDivision(g, division, graph.Team, graph.SourceSystem)
	for _, r := range graph.Relations {
		for k := range links(g, r) {
			if r != graph.VariantOf && r != graph.PartOf && inside[k.From] != inside[k.To] {
				crossing[k] = true
			}
		}
	}
	return crossing
}

func TestBordersThatAPlanChangesAgainstTheOracle(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		p, _ := planned(rt, g, drawEdits(rt, g)...)
		want := map[graph.ID]lineage.BorderChange{}
		for _, either := range []*graph.Graph{p.Before, p.After} {
			for n := range either.Of(graph.Division) {
				d := either.ID(n)
				before, after := crossingsOracle(p.Before, d), crossingsOracle(p.After, d)
				change := lineage.BorderChange{Division: d, Before: len(before), After: len(after)}
				for k := range before {
					if !after[k] {
						change.Removed++
					}
				}
				for k := range after {
					if !before[k] {
						change.Added++
					}
				}
				if change.Added+change.Removed > 0 {
					want[d] = change
				}
			}
		}
		got := map[graph.ID]lineage.BorderChange{}
		last := graph.ID("")
		for _, b := range p.Borders() {
			require.Less(rt, last, b.Division, "by ID, each once")
			got[b.Division], last = b, b.Division
		}
		require.Equal(rt, want, got)
	})
}

func TestAPlanOfNothingChangesNoBorder(t *testing.T) {
	g := mesh(t, "a in division:x\na -> b")
	p, _ := planned(t, g)
	require.Empty(t, p.Borders())
}
