package mapping_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/mapping"
)

var (
	noon  = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	files = graph.Source{Name: "files", Rank: graph.Declared}
	dbt   = graph.Source{Name: "dbt:shop", Rank: graph.Imported}
	runs  = graph.Source{Name: "runs", Rank: graph.Observed}
)

func put(id graph.ID, values ...graph.Value) graph.Edit { return graph.Put{ID: id, Values: values} }

func text(attribute, text string) graph.Value { return graph.Value{Attribute: attribute, Text: text} }

func say(t require.TestingT, g *graph.Graph, source graph.Source, whole bool, edits ...graph.Edit) *graph.Graph {
	changes, err := g.Draft(graph.Draft{Source: source, Whole: whole, Revision: g.Revision() + 1, Time: noon, Edits: edits})
	require.NoError(t, err)
	after, err := g.With(g.Revision()+1, changes...)
	require.NoError(t, err)
	return after
}

// draft is what it takes to claim what rules say.
func draft(g *graph.Graph, edits []graph.Edit) graph.Draft {
	return graph.Draft{Source: mapping.Source, Whole: true, Revision: g.Revision() + 1, Time: noon, Edits: edits}
}

// applied lays what rules say over a graph.
func applied(t require.TestingT, g *graph.Graph, content string) (*graph.Graph, *mapping.Outcome) {
	out := rules(t, content).Apply(g)
	return say(t, g, mapping.Source, true, out.Edits...), out
}

// shop is a mesh that people declared, and datasets and a job that tools tell of.
func shop(t require.TestingT) *graph.Graph {
	g := say(t, graph.Empty(), files, true, put("domain:sale"), put("domain:stock"), put("product:weekly", text(graph.AttrContainer, "domain:sale")),
		put("system:dwh"), put("market:france"), put("team:finance"), put("team:data"))
	g = say(t, g, dbt, true,
		put("dataset:pg/sale.orders", graph.Value{Attribute: graph.AttrTags, List: []string{"finance", "daily"}}),
		put("dataset:pg/stock.levels", text(graph.PropertyPrefix+"dbt.meta.team", "Data")),
		put("dataset:pg/other.things"))
	return say(t, g, runs, false, put("dataset:lake/raw"), put("job:airflow/sale.load"))
}

func where(t *testing.T, g *graph.Graph, id graph.ID) graph.ID {
	t.Helper()
	n, found := g.Node(id)
	require.True(t, found, id)
	return g.Entity(n).Container
}

func has(g *graph.Graph, r graph.Relation, from, to graph.ID) bool {
	return g.Record(graph.Key{Relation: r, From: from, To: to}) != nil
}

func TestRulesPlaceWhatToolsTellOf(t *testing.T) {
	g, out := applied(t, shop(t), `
rules:
- match: {kind: dataset, namespace: pg, name: "{schema}.*"}
  set: {domain: "{schema}", system: dwh, market: france}
- match: {tags: fin*}
  set: {owner: team:finance}
- match: {meta: {team: "{team}"}}
  set: {owner: "{team}"}
- match: {kind: job, source: runs}
  set: {product: weekly}
`)
	require.Equal(t, graph.ID("domain:sale"), where(t, g, "dataset:pg/sale.orders"))
	require.Equal(t, graph.ID("domain:stock"), where(t, g, "dataset:pg/stock.levels"))
	require.Equal(t, graph.ID("product:weekly"), where(t, g, "job:airflow/sale.load"))
	require.True(t, has(g, graph.RunsIn, "dataset:pg/sale.orders", "system:dwh"))
	require.True(t, has(g, graph.Serves, "system:dwh", "market:france"))
	require.True(t, has(g, graph.Owns, "team:finance", "dataset:pg/sale.orders"))
	require.True(t, has(g, graph.Owns, "team:data", "dataset:pg/stock.levels"))
	require.Equal(t, []graph.ID{"dataset:lake/raw", "dataset:pg/other.things"}, out.Unplaced)
	require.Equal(t, 5, out.Subjects)
	require.Contains(t, out.Matches, mapping.Match{Entity: "dataset:pg/other.things", Rule: "rule 1", Says: "domain", Target: "domain:other", State: mapping.Missing})
	claims := g.Record(graph.EntityKey("dataset:pg/sale.orders")).Claims
	require.Equal(t, []string{"dbt:shop", "mapping"}, []string{claims[0].Source, claims[1].Source})
	require.Equal(t, "mapping.yaml:3", claims[1].Origin)
}

func TestWhatAnybodyElseSaysWins(t *testing.T) {
	everything := "rules:\n- set: {domain: sale, system: dwh, owner: finance}\n"
	for name, by := range map[string]graph.Source{"declared": files, "imported": dbt, "observed": runs} {
		t.Run(name, func(t *testing.T) {
			g := say(t, shop(t), by, false, put("dataset:lake/raw", text(graph.AttrContainer, "domain:stock")), put("system:lake"),
				graph.Join{Relation: graph.RunsIn, From: "dataset:lake/raw", To: "system:lake"},
				graph.Join{Relation: graph.Owns, From: "team:data", To: "dataset:lake/raw"})
			g, out := applied(t, g, everything)
			require.Equal(t, graph.ID("domain:stock"), where(t, g, "dataset:lake/raw"))
			require.False(t, has(g, graph.RunsIn, "dataset:lake/raw", "system:dwh"))
			require.False(t, has(g, graph.Owns, "team:finance", "dataset:lake/raw"))
			require.Contains(t, out.Matches, mapping.Match{Entity: "dataset:lake/raw", Rule: "rule 1", Says: "domain", Target: "domain:sale", State: mapping.Said, By: by.Name})
		})
	}
}

func TestWhatAPersonDeclaresLaterWinsAtOnceAndStays(t *testing.T) {
	content := "rules:\n- set: {domain: sale, owner: finance}\n"
	g, _ := applied(t, shop(t), content)
	g = say(t, g, graph.People, false, put("dataset:lake/raw", text(graph.AttrContainer, "domain:stock")),
		graph.Join{Relation: graph.Owns, From: "team:data", To: "dataset:lake/raw"})
	require.Equal(t, graph.ID("domain:stock"), where(t, g, "dataset:lake/raw"))
	g, _ = applied(t, g, content)
	require.Equal(t, graph.ID("domain:stock"), where(t, g, "dataset:lake/raw"))
	require.False(t, has(g, graph.Owns, "team:finance", "dataset:lake/raw"), "the rules take their owner back")
}

func TestTheFirstRuleThatSaysSomethingCounts(t *testing.T) {
	g, out := applied(t, shop(t), `
rules:
- {name: nowhere, match: {name: raw}, set: {domain: nowhere}}
- {name: owner, match: {name: raw}, set: {owner: data}}
- {name: first, match: {name: raw}, set: {domain: stock}}
- {name: second, match: {name: raw}, set: {domain: sale, owner: finance}}
`)
	require.Equal(t, graph.ID("domain:stock"), where(t, g, "dataset:lake/raw"))
	require.Equal(t, []mapping.Match{
		{Entity: "dataset:lake/raw", Rule: "nowhere", Says: "domain", Target: "domain:nowhere", State: mapping.Missing},
		{Entity: "dataset:lake/raw", Rule: "owner", Says: "owner", Target: "team:data", State: mapping.Claimed},
		{Entity: "dataset:lake/raw", Rule: "first", Says: "domain", Target: "domain:stock", State: mapping.Claimed},
		{Entity: "dataset:lake/raw", Rule: "second", Says: "domain", Target: "domain:sale", State: mapping.Said, By: "first"},
		{Entity: "dataset:lake/raw", Rule: "second", Says: "owner", Target: "team:finance", State: mapping.Said, By: "owner"},
	}, out.Matches)
}

func TestARuleThatGoesTakesBackWhatItSaid(t *testing.T) {
	g, _ := applied(t, shop(t), "rules:\n- set: {domain: sale}\n")
	g, _ = applied(t, g, "rules:\n- {match: {name: raw}, set: {domain: sale}}\n")
	require.Equal(t, graph.ID("domain:sale"), where(t, g, "dataset:lake/raw"))
	require.Empty(t, where(t, g, "dataset:pg/sale.orders"))
}

func TestWhatToolsNoLongerTellOfIsNotKeptByTheRules(t *testing.T) {
	content := "rules:\n- set: {domain: sale, owner: finance}\n"
	g, _ := applied(t, shop(t), content)
	g = say(t, g, dbt, true)
	g, _ = applied(t, g, content)
	_, there := g.Node("dataset:pg/sale.orders")
	require.False(t, there)
	_, there = g.Node("dataset:lake/raw")
	require.True(t, there)
}

func TestADomainThatNobodyDeclaresAnyMoreIsNotKeptByTheRules(t *testing.T) {
	content := "rules:\n- set: {domain: stock}\n"
	g, _ := applied(t, shop(t), content)
	g = say(t, g, files, true, put("domain:sale"))
	g, out := applied(t, g, content)
	_, there := g.Node("domain:stock")
	require.False(t, there)
	require.Equal(t, mapping.Missing, out.Matches[0].State)
}

// Whatever the rules, they can be claimed, contradict nobody, and say the same over what they led to.
func TestRulesContradictNobodyAndComeToRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := random(t)
		r := rules(t, randomRules(t))
		after := say(t, g, mapping.Source, true, r.Apply(g).Edits...)
		changes, err := after.Draft(draft(after, r.Apply(after).Edits))
		require.NoError(t, err)
		require.Empty(t, changes, "the same rules say the same again")
		for n := range g.Of(graph.Dataset, graph.Job) {
			id, before := g.ID(n), g.Entity(n)
			now, _ := after.Node(id)
			if before.Container != "" {
				require.Equal(t, before.Container, after.Entity(now).Container)
			}
			if owners := len(g.In(graph.Owns, n)); owners > 0 {
				require.Len(t, after.In(graph.Owns, now), owners)
			}
			require.LessOrEqual(t, len(after.In(graph.Owns, now)), max(1, len(g.In(graph.Owns, n))))
		}
	})
}

// random is a mesh with datasets that various sources tell of, some of them placed and owned.
func random(t *rapid.T) *graph.Graph {
	g := say(t, graph.Empty(), files, true, put("domain:a"), put("domain:b"), put("system:a"), put("team:a"), put("team:b"))
	for i, source := range []graph.Source{dbt, runs, graph.People} {
		var edits []graph.Edit
		for j := range rapid.IntRange(0, 4).Draw(t, "datasets") {
			id := graph.DatasetID(rapid.SampledFrom([]string{"x", "y"}).Draw(t, "namespace"), fmt.Sprintf("%c.t%d", 'a'+j, (i+j)%3))
			switch rapid.IntRange(0, 3).Draw(t, "said") {
			case 0:
				edits = append(edits, put(id, text(graph.AttrContainer, "domain:a")))
			case 1:
				edits = append(edits, put(id), graph.Join{Relation: graph.Owns, From: "team:b", To: id})
			default:
				edits = append(edits, put(id))
			}
		}
		g = say(t, g, source, false, edits...)
	}
	return g
}

func randomRules(t *rapid.T) string {
	lines := []string{"rules:"}
	for range rapid.IntRange(1, 4).Draw(t, "rules") {
		match := rapid.SampledFrom([]string{"{}", "{namespace: x}", "{name: a.*}", `{name: "{s}.*"}`, "{source: dbt*}", "{kind: job}"}).Draw(t, "match")
		set := rapid.SampledFrom([]string{"{domain: a}", "{domain: b, owner: a}", "{system: a}", "{owner: b}", "{domain: nowhere}"}).Draw(t, "set")
		if strings.Contains(match, "{s}") {
			set = `{domain: "{s}", owner: "{s}"}`
		}
		lines = append(lines, "- {match: "+match+", set: "+set+"}")
	}
	return strings.Join(lines, "\n") + "\n"
}
