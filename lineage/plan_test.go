package lineage_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// facts is all that is recorded but attributes: links, denied ones apart, and what is part of what.
func facts(g *graph.Graph) map[graph.Key]bool {
	all := map[graph.Key]bool{}
	for _, r := range graph.Relations {
		maps.Copy(all, links(g, r))
	}
	for id := range entities(g) {
		all[graph.EntityKey(id)] = true
		if wholes := wholesOf(g, id); len(wholes) > 0 {
			all[graph.Key{Relation: graph.PartOf, From: id, To: wholes[0]}] = true
		}
	}
	return all
}

// inDivision is a division, its parts, and what serves no other one of the given kinds, with its parts.
func inDivision(g *graph.Graph, division graph.ID, servants ...graph.Kind) idSet {
	inside := idSet{}
	for id := range entities(g) {
		top := append([]graph.ID{id}, wholesOf(g, id)...)[len(wholesOf(g, id))]
		n, _ := g.Node(top)
		if top == division || slices.Contains(servants, top.Kind()) && divisionsOracle(g, n) == division.Last()[1:] {
			inside[id] = true
		}
	}
	return inside
}

func TestDivestingLeavesAllThatIsNotWithinTheDivision(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		for d := range g.Of(graph.Division) {
			p, _ := planned(rt, g, graph.Divest{Division: g.ID(d)})
			gone := inDivision(g, g.ID(d), graph.Team, graph.SourceSystem)
			want := facts(g)
			maps.DeleteFunc(want, func(k graph.Key, _ bool) bool { return gone[k.From] || gone[k.To] })
			require.Equal(rt, want, facts(p.After))
		}
	})
}

func TestAcquiringAddsTheCopyOfADivisionAndItsLinks(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		for d := range g.Of(graph.Division) {
			p, _ := planned(rt, g, graph.Acquire{Division: "division:new", Like: g.ID(d)})
			models := inDivision(g, g.ID(d), graph.Team)
			of := func(id graph.ID) graph.ID {
				switch prefix, path, _ := strings.Cut(string(id), ":"); {
				case !models[id]:
					return id
				case id == g.ID(d):
					return "division:new"
				case prefix == "dataset" || prefix == "field" || prefix == "job":
					return graph.ID(prefix + ":new%2F" + path)
				default:
					return graph.ID(prefix + ":new/" + path)
				}
			}
			want := facts(g)
			for k := range facts(g) {
				if models[k.From] || models[k.To] {
					copied := graph.Key{Relation: k.Relation, From: of(k.From)}
					if k.IsLink() {
						copied.To = of(k.To)
					}
					want[copied] = true
				}
			}
			for id := range models {
				want[graph.Key{Relation: graph.VariantOf, From: of(id), To: id}] = true
			}
			require.Equal(rt, want, facts(p.After))
		}
	})
}

func TestAPlanThatIsRefusedSaysWhere(t *testing.T) {
	g := mesh(t, "a -> b")
	_, err := lineage.NewPlan(g, []graph.Edit{
		graph.Alter{Place: graph.Place{Path: []any{"changes", 0, "alter"}}, ID: "domain:c"},
		graph.Divest{Place: graph.Place{Path: []any{"changes", 1, "divest"}}, Division: "domain:a"},
	}, noon)
	var faults graph.Faults
	require.ErrorAs(t, err, &faults)
	require.Len(t, faults, 2)
	require.Equal(t, []any{"changes", 0, "alter", "id"}, faults[0].Path)
	require.Equal(t, []any{"changes", 1, "divest", "division"}, faults[1].Path)
}
