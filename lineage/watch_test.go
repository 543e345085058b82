package lineage_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// concerns reports whether what leads from one mesh to another concerns who watches.
func concerns(t require.TestingT, w lineage.Watch, before, after *graph.Graph, changes []graph.Change) bool {
	concerned, err := w.Concerns(context.Background(), changes, func() (*graph.Graph, *graph.Graph, error) { return before, after, nil })
	require.NoError(t, err)
	return concerned
}

func TestWhatConcernsWhoWatches(t *testing.T) {
	base := mesh(t, `
		a -> b
		b -> c
		port:p in domain:c
		x -> y
		team:t owns domain:c
		team:u owns domain:y`)
	put := func(id graph.ID, attribute, text string) graph.Edit {
		return graph.Put{ID: id, Values: []graph.Value{{Attribute: attribute, Text: text}}}
	}
	join := func(from, to graph.ID) graph.Edit { return graph.Join{Relation: graph.Feeds, From: from, To: to} }
	for _, edited := range []struct {
		edit graph.Edit
		want lineage.Watch
	}{
		{put("domain:a", graph.AttrName, "New"), lineage.Watch{Touching: idList("domain:a"), UpstreamOf: idList("domain:a domain:b domain:c port:p")}},
		{join("domain:x", "domain:a"), lineage.Watch{Touching: idList("domain:a domain:x"),
			UpstreamOf: idList("domain:a domain:b domain:c domain:x domain:y port:p")}},
		{put("port:q", graph.AttrContainer, "domain:c"), lineage.Watch{Touching: idList("domain:c port:q"),
			UpstreamOf: idList("domain:c port:q"), Telling: idList("team:t")}},
		{graph.Move{ID: "port:p", To: "domain:y"}, lineage.Watch{Touching: idList("domain:c domain:y port:p"),
			UpstreamOf: idList("domain:c domain:y port:p"), Telling: idList("team:t team:u")}},
		{put("domain:y", graph.AttrType, "z"), lineage.Watch{Touching: idList("domain:y"), UpstreamOf: idList("domain:y"), Telling: idList("team:u")}},
		{graph.Deny{From: "domain:x", To: "domain:y"}, lineage.Watch{Touching: idList("domain:x domain:y"),
			UpstreamOf: idList("domain:x domain:y"), Telling: idList("team:u")}},
	} {
		p, err := lineage.NewPlan(base, []graph.Edit{edited.edit}, noon)
		require.NoError(t, err)
		for id := range entities(p.After) {
			for _, one := range []struct {
				w    lineage.Watch
				want []graph.ID
			}{
				{lineage.Watch{Touching: []graph.ID{id}}, edited.want.Touching},
				{lineage.Watch{UpstreamOf: []graph.ID{id}}, edited.want.UpstreamOf},
				{lineage.Watch{Telling: []graph.ID{id}}, edited.want.Telling},
			} {
				require.Equal(t, slices.Contains(one.want, id), concerns(t, one.w, p.Before, p.After, p.Changes), "%+v: %+v", edited.edit, one.w)
			}
		}
	}
}

func idList(text string) []graph.ID {
	var all []graph.ID
	for _, id := range strings.Fields(text) {
		all = append(all, graph.ID(id))
	}
	return all
}

// touchedOracle is what changes are about, if only in what is claimed, and what gained parts by them or lost some.
func touchedOracle(p *lineage.Plan) idSet {
	touched := idSet{}
	for _, c := range p.Changes {
		touched[c.Key().From], touched[c.Key().To] = true, true
	}
	directly := func(g *graph.Graph, id graph.ID) graph.ID {
		if n, found := g.Node(id); found {
			return g.Entity(n).Container
		}
		return ""
	}
	for id := range entities(p.Before, p.After) {
		if was, is := directly(p.Before, id), directly(p.After, id); was != is {
			touched[was], touched[is] = true, true
		}
	}
	delete(touched, "")
	return touched
}

func TestAWatchIsItsDefinition(t *testing.T) {
	onRandomPlans(t, func(rt *rapid.T, p *lineage.Plan, _ []graph.Edit) {
		p.Altered = nil // a commit alters nothing that it doesn't show
		var all []graph.ID
		for n := range p.Before.Of() {
			all = append(all, p.Before.ID(n))
		}
		several := func(what string, kinds ...graph.Kind) []graph.ID {
			return slices.DeleteFunc(slices.Clone(all), func(id graph.ID) bool {
				return len(kinds) > 0 && !slices.Contains(kinds, id.Kind()) || rapid.IntRange(0, 3).Draw(rt, what) > 0
			})
		}
		w := lineage.Watch{Touching: several("touching"), UpstreamOf: several("upstream of"), Telling: several("telling", graph.Team)}
		touched := touchedOracle(p)
		meant := func(ids []graph.ID, holds func(graph.ID) bool) bool { return slices.ContainsFunc(ids, holds) }
		touching := meant(w.Touching, func(id graph.ID) bool { return touched[id] })
		upstream := meant(w.UpstreamOf, func(id graph.ID) bool {
			for _, g := range []*graph.Graph{p.Before, p.After} {
				n, found := g.Node(id)
				for t := range touched {
					m, there := g.Node(t)
					if _, feeds := naiveReach(g, id, false)[t]; feeds || found && there && g.Contains(n, m) {
						return true
					}
				}
			}
			return false
		})
		notices := newImpactOracle(p).notices()
		telling := meant(w.Telling, func(id graph.ID) bool { return behind(notices, id) > 0 })
		for _, one := range []struct {
			w    lineage.Watch
			want bool
		}{
			{lineage.Watch{Touching: w.Touching}, touching},
			{lineage.Watch{UpstreamOf: w.UpstreamOf}, upstream},
			{lineage.Watch{Telling: w.Telling}, telling},
			{w, touching || upstream || telling},
			{lineage.Watch{}, false},
		} {
			require.Equal(rt, one.want, concerns(rt, one.w, p.Before, p.After, p.Changes), "%+v", one.w)
		}
	})
}

// The graphs are what costs: they are not asked for where the changes alone can tell.
func TestAWatchAsksForGraphsOnlyWhereItMust(t *testing.T) {
	p, _ := planned(t, mesh(t, "a -> b"), graph.Put{ID: "domain:a", Values: []graph.Value{{Attribute: graph.AttrType, Text: "x"}}})
	away := errors.New("no graph today")
	ask := func(w lineage.Watch) (bool, error) {
		return w.Concerns(t.Context(), p.Changes, func() (*graph.Graph, *graph.Graph, error) { return nil, nil, away })
	}
	for _, w := range []lineage.Watch{{Touching: idList("domain:a"), Telling: idList("team:t")}, {Touching: idList("domain:b")}, {}} {
		concerned, err := ask(w)
		require.NoError(t, err)
		require.Equal(t, slices.Contains(w.Touching, "domain:a"), concerned)
	}
	_, err := ask(lineage.Watch{UpstreamOf: idList("domain:b")})
	require.ErrorIs(t, err, away)
}
