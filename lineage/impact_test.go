package lineage_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/lineage"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// planned is the plan of edits and its impact.
func planned(t require.TestingT, g *graph.Graph, edits ...graph.Edit) (*lineage.Plan, *lineage.Impact) {
	p, err := lineage.NewPlan(g, edits, noon)
	require.NoError(t, err)
	return p, assessed(t, p)
}

func assessed(t require.TestingT, p *lineage.Plan) *lineage.Impact {
	impact, err := lineage.Assess(context.Background(), p)
	require.NoError(t, err)
	return impact
}

// itemsOf writes the items by their IDs, a line each.
func itemsOf(i *lineage.Impact) string {
	var lines []string
	for _, item := range i.Items() {
		lines = append(lines, fmt.Sprint(i.Plan().Before.ID(item.Node), " ", item.Severity, " ", item.Depth))
	}
	return strings.Join(lines, "\n")
}

// toldOf writes who is to be told, a line each.
func toldOf(i *lineage.Impact) string {
	var lines []string
	for _, n := range i.Notices() {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %v %d", n.Team, n.Roles, n.Count)))
	}
	return strings.Join(lines, "\n")
}

func lines(text string) string {
	var kept []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// drawEdits draws changes that a draft accepts, each after the others.
func drawEdits(t *rapid.T, g *graph.Graph) []graph.Edit {
	var kept []graph.Edit
	for range rapid.IntRange(0, 5).Draw(t, "changes") {
		more := append(slices.Clip(kept), drawEdit(t, g))
		if _, err := lineage.NewPlan(g, more, noon); err == nil {
			kept = more
		}
	}
	for _, e := range kept {
		t.Logf("%T %+v", e, e)
	}
	return kept
}

func drawEdit(t *rapid.T, g *graph.Graph) graph.Edit {
	all := []graph.ID{"domain:new"}
	for n := range g.Of() {
		all = append(all, g.ID(n))
	}
	id := func(kinds ...graph.Kind) graph.ID {
		fitting := slices.DeleteFunc(slices.Clone(all), func(id graph.ID) bool { return len(kinds) > 0 && !slices.Contains(kinds, id.Kind()) })
		if len(fitting) == 0 {
			return "domain:new"
		}
		return rapid.SampledFrom(fitting).Draw(t, "id")
	}
	recorded := func() (graph.Relation, graph.ID, graph.ID) {
		var keys []graph.Key
		for _, r := range graph.Relations {
			for k := range links(g, r) {
				keys = append(keys, k)
			}
		}
		if len(keys) == 0 {
			return graph.Feeds, "domain:new", "domain:new"
		}
		slices.SortFunc(keys, graph.Key.Compare)
		k := rapid.SampledFrom(keys).Draw(t, "link")
		return k.Relation, k.From, k.To
	}
	switch rapid.IntRange(0, 13).Draw(t, "edit") {
	case 0:
		return graph.Put{ID: id(), Values: []graph.Value{{Attribute: graph.AttrName, Text: "New Name"}}}
	case 1:
		return graph.Remove{ID: id(), Cascade: true}
	case 2:
		return graph.Join{Relation: graph.Feeds, From: id(), To: id()}
	case 3, 4:
		r, from, to := recorded()
		return graph.Part{Relation: r, From: from, To: to}
	case 5:
		_, from, to := recorded()
		return graph.Deny{From: from, To: to}
	case 6:
		return graph.Join{Relation: rapid.SampledFrom(graph.Relations).Draw(t, "relation"), From: id(graph.Team, graph.SourceSystem, graph.Domain), To: id()}
	case 7, 8:
		return graph.Alter{ID: id()}
	case 9:
		return graph.Move{ID: id(), To: rapid.SampledFrom([]graph.ID{"", id(graph.Domain, graph.Division, graph.DataProduct)}).Draw(t, "to")}
	case 10:
		return graph.HandOver{Entity: id(), To: id(graph.Team)}
	case 11:
		return graph.ReplaceSystem{System: id(graph.SourceSystem), By: id(graph.SourceSystem)}
	case 12:
		return graph.Divest{Division: id(graph.Division)}
	}
	return graph.Acquire{Division: "division:acquired", Like: id(graph.Division)}
}

// onRandomPlans holds a property against random changes of random meshes.
func onRandomPlans(t *testing.T, property func(*rapid.T, *lineage.Plan, []graph.Edit)) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		edits := drawEdits(rt, g)
		p, err := lineage.NewPlan(g, edits, noon)
		require.NoError(rt, err)
		property(rt, p, edits)
	})
}

func TestAnImpactIsItsDefinition(t *testing.T) {
	onRandomPlans(t, func(rt *rapid.T, p *lineage.Plan, _ []graph.Edit) {
		want, got := newImpactOracle(p), assessed(rt, p)
		items := map[graph.ID]string{}
		for _, item := range got.Items() {
			items[p.Before.ID(item.Node)] = fmt.Sprint(item.Severity, " ", item.Depth)
		}
		require.Equal(rt, want.items, items)
		require.Equal(rt, len(want.items), got.Total())
		count := 0
		for _, s := range []lineage.Severity{lineage.Breaking, lineage.Possible, lineage.Inform} {
			count += got.BySeverity(s)
		}
		require.Equal(rt, got.Total(), count)
	})
}

func TestWhoIsToldIsItsDefinition(t *testing.T) {
	onRandomPlans(t, func(rt *rapid.T, p *lineage.Plan, _ []graph.Edit) {
		want, impact := newImpactOracle(p).notices(), assessed(rt, p)
		var got []string
		for _, n := range impact.Notices() {
			var roles []lineage.NoticeRole
			for _, role := range lineage.NoticeRoles {
				behind := impact.Behind(n.Team, role)
				for _, id := range behind {
					got = append(got, fmt.Sprint(n.Team, " ", role, " ", id))
				}
				if len(behind) > 0 {
					roles = append(roles, role)
				}
			}
			require.Equal(rt, roles, n.Roles)
			require.Equal(rt, behind(want, n.Team), n.Count, n.Team)
			require.Len(rt, impact.Behind(n.Team), n.Count)
		}
		slices.Sort(got)
		require.Equal(rt, want, got)
	})
}

func TestEachItemHasAWayFromWhatIsChanged(t *testing.T) {
	onRandomPlans(t, func(rt *rapid.T, p *lineage.Plan, _ []graph.Edit) {
		o, impact := newImpactOracle(p), assessed(rt, p)
		for _, item := range impact.Items() {
			g, path, found := impact.Path(item)
			if item.Depth == 0 {
				require.False(rt, found)
				continue
			}
			require.True(rt, found)
			steps := oracleOf(g)
			last := len(path.Entities) - 1
			require.Equal(rt, p.Before.ID(item.Node), g.ID(path.Entities[last]))
			if item.Severity == lineage.Inform {
				require.Equal(rt, p.After, g)
				require.True(rt, steps.recorded[pairOf(g, path.Entities[0], path.Entities[1])])
				continue
			}
			start := g.ID(path.Entities[0])
			require.True(rt, o.lost[start] || slices.ContainsFunc(o.cut, func(k graph.Key) bool { return k.From == start }), start)
			for i := range last {
				step := pairOf(g, path.Entities[i], path.Entities[i+1])
				require.True(rt, steps.effective[step])
				require.Contains(rt, steps.because[step], pairOf(g, path.Flows[i].From, path.Flows[i].To))
				require.True(rt, item.Severity == lineage.Possible || steps.recorded[step])
			}
			if item.Severity == lineage.Possible {
				require.Equal(rt, item.Depth, last, "a shortest one")
			}
		}
	})
}

func TestPagesOfAnImpactAreItsItems(t *testing.T) {
	onRandomPlans(t, func(rt *rapid.T, p *lineage.Plan, _ []graph.Edit) {
		impact := assessed(rt, p)
		size := rapid.IntRange(1, 3).Draw(rt, "size")
		var read []lineage.ImpactItem
		for page := impact.Page(false, 0, "", size); len(page) > 0; {
			read = append(read, page...)
			last := read[len(read)-1]
			page = impact.Page(last.Severity == lineage.Inform, last.Depth, p.Before.ID(last.Node), size)
		}
		require.Len(rt, read, impact.Total())
		require.Equal(rt, impact.Items(), append([]lineage.ImpactItem{}, read...))
	})
}

func TestAPlanOfNothingChangesNothing(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		p, impact := planned(rt, g)
		require.Same(rt, g, p.After)
		require.Zero(rt, impact.Total())
		require.Empty(rt, impact.Notices())
		require.Empty(rt, impact.Findings())
		require.Equal(rt, "This changes nothing.", impact.Summary())
	})
}

func TestWhatIsPlannedIsWhatIsApplied(t *testing.T) {
	onRandomPlans(t, func(rt *rapid.T, p *lineage.Plan, edits []graph.Edit) {
		edits = slices.DeleteFunc(edits, func(e graph.Edit) bool { _, alters := e.(graph.Alter); return alters })
		revision := p.Before.Revision() + 1
		changes, err := p.Before.Draft(graph.Draft{Source: graph.People, Revision: revision, Time: noon, Edits: edits})
		require.NoError(rt, err)
		applied, err := p.Before.With(revision, changes...)
		require.NoError(rt, err)
		require.Equal(rt, graphtest.String(applied), graphtest.String(p.After))
		require.Empty(rt, lineage.Diff(applied, p.After, nil))
		require.Equal(rt, p.Before.Revision(), p.After.Revision())
	})
}

func TestNewFindingsAreThoseThatBeforeHasNotNorMoreOf(t *testing.T) {
	onRandomPlans(t, func(rt *rapid.T, p *lineage.Plan, _ []graph.Edit) {
		sets := func(g *graph.Graph, f lineage.Finding) (about graph.ID, all []string) {
			return g.ID(f.Node), append(strings.Fields(ids(g, f.Others)), string(g.ID(f.Node)))
		}
		var want, got []string
		for _, f := range lineage.Findings(p.After, nil, graph.None) {
			about, all := sets(p.After, f)
			isNew := true
			for _, old := range lineage.Findings(p.Before, nil, graph.None) {
				oldAbout, oldAll := sets(p.Before, old)
				covered := slices.Equal(all, oldAll)
				if f.Kind == lineage.FindingCycle || f.Kind == lineage.FindingOwnerConflict {
					covered = !slices.ContainsFunc(all, func(id string) bool { return !slices.Contains(oldAll, id) })
				}
				same := about == oldAbout || f.Kind == lineage.FindingCycle
				if f.Kind == old.Kind && f.Relation == old.Relation && same && covered {
					isNew = false
				}
			}
			if f.Kind == lineage.FindingUnowned && entities(p.Before)[about] {
				isNew = len(owners(p.Before, about)) > 0
			}
			if isNew {
				want = append(want, fmt.Sprint(f.Kind, f.Relation, about, all))
			}
		}
		for _, f := range assessed(rt, p).Findings() {
			about, all := sets(p.After, f)
			got = append(got, fmt.Sprint(f.Kind, f.Relation, about, all))
		}
		require.Equal(rt, want, got)
	})
}

func TestMoreFlowsNeverShrinkWhatBreaks(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		if g.Len() == 0 {
			return
		}
		n := g.ByRank(uint32(rapid.IntRange(0, g.Len()-1).Draw(rt, "altered")))
		p, err := lineage.NewPlan(g, []graph.Edit{drawEdit(rt, g)}, noon)
		if err != nil || len(p.Changes) != 1 || p.Changes[0].Before != nil || p.Changes[0].After.Relation != graph.Feeds {
			return // no new flow and nothing else
		}
		m, _ := p.After.Node(g.ID(n))
		more := map[graph.ID]bool{}
		for _, item := range assessed(rt, lineage.Altering(p.After, m)).Items() {
			more[p.After.ID(item.Node)] = item.Severity == lineage.Breaking
		}
		for _, item := range assessed(rt, lineage.Altering(g, n)).Items() {
			require.True(rt, item.Severity != lineage.Breaking || more[g.ID(item.Node)], g.ID(item.Node))
		}
	})
}

func TestABorderIsWhatLeadsOutOrIn(t *testing.T) {
	onRandomMeshes(t, func(rt *rapid.T, g *graph.Graph) {
		for d := range g.Of(graph.Division) {
			inside := func(n graph.Node) bool { // n is within d, by its definition
				top := n
				for c := range g.Containers(n) {
					top = c
				}
				kind := g.Kind(top)
				return top == d || (kind == graph.Team || kind == graph.SourceSystem) && divisionsOracle(g, top) == g.ID(d).Last()[1:]
			}
			var want []string
			for _, r := range graph.Relations {
				for l := range g.Links(r) {
					if r != graph.VariantOf && l.Denial == nil && inside(l.From) != inside(l.To) {
						want = append(want, fmt.Sprint(r, " ", g.ID(l.From), " ", g.ID(l.To)))
					}
				}
			}
			var got []string
			for _, c := range lineage.Border(g, d) {
				got = append(got, fmt.Sprint(c.Relation, " ", g.ID(c.From), " ", g.ID(c.To)))
			}
			require.ElementsMatch(rt, want, got)
		}
	})
}

func TestAnImpactIsGivenUpWithItsContext(t *testing.T) {
	g := mesh(t, "a -> b")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := lineage.Assess(ctx, lineage.Altering(g, at(t, g, "domain:a")))
	require.ErrorIs(t, err, context.Canceled)
}
