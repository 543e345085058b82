package manifest

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/examples"
	"github.com/headwater-catalog/headwater/graph"
)

// catalog is a manifest as the tests count it: naively, over the edits, with no graph.
type catalog struct {
	names     map[graph.ID]string
	container map[graph.ID]graph.ID
	tags      map[graph.ID][]string
	direction map[graph.ID]string
	links     map[graph.Relation][]graph.Join
}

func read(t *testing.T, folder fs.FS) (catalog, *Manifest) {
	t.Helper()
	m, err := Read(folder)
	require.NoError(t, err)
	c := catalog{map[graph.ID]string{}, map[graph.ID]graph.ID{}, map[graph.ID][]string{}, map[graph.ID]string{}, map[graph.Relation][]graph.Join{}}
	for _, edit := range m.Edits {
		switch e := edit.(type) {
		case graph.Put:
			c.put(e)
		case graph.Join:
			c.links[e.Relation] = append(c.links[e.Relation], e)
		}
	}
	return c, m
}

func (c catalog) put(e graph.Put) {
	c.names[e.ID] = e.ID.Last()
	for _, v := range e.Values {
		switch v.Attribute {
		case graph.AttrName:
			c.names[e.ID] = v.Text
		case graph.AttrContainer:
			c.container[e.ID] = graph.ID(v.Text)
		case graph.AttrTags:
			c.tags[e.ID] = v.List
		case graph.AttrDirection:
			c.direction[e.ID] = v.Text
		}
	}
}

// up returns an entity and what it is part of, all the way.
func (c catalog) up(id graph.ID) []graph.ID {
	var way []graph.ID
	for ; id != ""; id = c.container[id] {
		way = append(way, id)
	}
	return way
}

// below returns an entity and its parts.
func (c catalog) below(id graph.ID) map[graph.ID]bool {
	all := map[graph.ID]bool{}
	for one := range c.names {
		if slices.Contains(c.up(one), id) {
			all[one] = true
		}
	}
	return all
}

// reach returns how many flows away from the start each entity is that can be reached from it, the start left out.
// The example's flows are all between leaves, so no coarse flow is lost.
func (c catalog) reach(start map[graph.ID]bool, upstream bool) map[graph.ID]int {
	depth, edge := map[graph.ID]int{}, start
	for d := 1; len(edge) > 0; d++ {
		next := map[graph.ID]bool{}
		for _, flow := range c.links[graph.Feeds] {
			from, to := flow.From, flow.To
			if upstream {
				from, to = to, from
			}
			if _, seen := depth[to]; edge[from] && !seen && !start[to] {
				depth[to], next[to] = d, true
			}
		}
		edge = next
	}
	return depth
}

// byDepth counts what was reached, at depth 1 first.
func byDepth(depths map[graph.ID]int) []int {
	var counts []int
	for _, d := range depths {
		for len(counts) < d {
			counts = append(counts, 0)
		}
		counts[d-1]++
	}
	return counts
}

// owner returns the accountable team of an entity: its own, or its nearest container's.
func (c catalog) owner(id graph.ID) graph.ID {
	for _, place := range c.up(id) {
		for _, owns := range c.links[graph.Owns] {
			if owns.To == place {
				return owns.From
			}
		}
	}
	return ""
}

// told counts, by team, the distinct entities among the changed and affected ones that it owns or consumes.
func (c catalog) told(changed map[graph.ID]bool, affected map[graph.ID]int) map[string]int {
	counts := map[string]int{}
	concerned := maps.Clone(changed)
	for id := range affected {
		concerned[id] = true
	}
	for id := range concerned {
		teams := map[graph.ID]bool{c.owner(id): true}
		for _, consumes := range c.links[graph.Consumes] {
			if slices.Contains(c.up(id), consumes.To) {
				teams[consumes.From] = true
			}
		}
		for team := range teams {
			counts[c.names[team]]++
		}
	}
	return counts
}

// namesOf returns the names of what was reached, sorted.
func (c catalog) namesOf(ids map[graph.ID]int) []string {
	var all []string
	for id := range ids {
		all = append(all, c.names[id])
	}
	slices.Sort(all)
	return all
}

func one(id graph.ID) map[graph.ID]bool { return map[graph.ID]bool{id: true} }

func TestTheExampleGivesTheAnswersOfTheArticle(t *testing.T) {
	c, _ := read(t, examples.XclusiV())
	for _, division := range []string{"division-x", "division-v"} {
		in := func(kind, path string) graph.ID { return graph.ID(kind + ":" + division + "/" + path) }

		planning := c.reach(c.below(in("domain", "sales-planning")), true)
		require.Equal(t, []int{3, 1, 1}, byDepth(planning), "1: what feeds Sales Planning")
		require.Equal(t, []string{"Create Sale", "Get Customer", "Get Product", "Get Store", "New Sales"}, c.namesOf(planning))
		require.Equal(t, graph.ID("team:finance"), c.owner(in("domain", "sales-planning")))

		var consumers []string
		for _, consumes := range c.links[graph.Consumes] {
			if consumes.To == in("domain", "sales-planning") {
				consumers = append(consumers, c.names[consumes.From])
				require.NotEmpty(t, consumes.Reason)
			}
		}
		require.ElementsMatch(t, []string{"Sales Team", "Marketing"}, consumers, "2")

		changed := one(in("capability", "product/get-product"))
		affected := c.reach(changed, false)
		require.Equal(t, []int{4, 6, 1, 2}, byDepth(affected), "3: what breaks if Get Product changes")
		require.Equal(t, map[string]int{"Marketing": 5, "Sales Team": 5, "Finance": 4, "Buying Team": 4,
			"Retail Operations Team": 3, "Customer Relationship Team": 3}, c.told(changed, affected))

		require.Equal(t, []int{2, 4, 1, 3}, byDepth(c.reach(c.below(in("domain", "customer")), false)), "4")

		var unsourced []string
		for id := range c.below(graph.ID("division:" + division)) {
			if id.Kind() == graph.Port && c.direction[id] == "OUTPUT" && len(c.reach(one(id), true)) == 0 {
				unsourced = append(unsourced, c.names[id])
			}
		}
		require.ElementsMatch(t, []string{"Weekly Sales Report", "Stock Levels", "Weekly Stock Position", "Stock Location"}, unsourced, "5")

		stock := c.reach(c.below(in("domain", "stock")), false)
		require.Len(t, stock, 3, "6: can Stock be changed without telling Finance")
		for id := range stock {
			require.Equal(t, "Buying Team", c.names[c.owner(id)])
		}
	}
	require.Equal(t, 24, c.onSystem("system:france/pos"), "8: what hangs on France's POS")
}

// onSystem counts what a change of a system reaches: of the system, and of what runs in it.
func (c catalog) onSystem(system graph.ID) int {
	start := one(system)
	for _, runs := range c.links[graph.RunsIn] {
		if runs.To == system {
			maps.Copy(start, c.below(runs.From))
		}
	}
	return len(c.reach(start, false))
}

func TestADivestmentOfDivisionVCutsThirtyThreeLinks(t *testing.T) {
	c, _ := read(t, examples.XclusiV())
	inside := c.below("division:division-v")
	serves := map[graph.ID][]graph.ID{}
	for _, link := range c.links[graph.Serves] {
		if link.To.Kind() == graph.Division {
			serves[link.From] = append(serves[link.From], link.To)
		}
	}
	for id, divisions := range serves {
		if slices.Equal(divisions, []graph.ID{"division:division-v"}) {
			inside[id] = true
		}
	}
	cut := map[graph.Relation]int{}
	for relation, links := range c.links {
		for _, link := range links {
			if relation != graph.VariantOf && inside[link.From] != inside[link.To] {
				cut[relation]++
			}
		}
	}
	require.Equal(t, map[graph.Relation]int{graph.Serves: 13, graph.RunsIn: 15, graph.Owns: 2, graph.Operates: 3}, cut)
}

func TestTheExampleIsAsTheArticleSays(t *testing.T) {
	c, _ := read(t, examples.XclusiV())
	flows, betweenDomains := map[string]int{}, map[string]map[string]bool{}
	for _, flow := range c.links[graph.Feeds] {
		if flow.From.Kind() == graph.SourceSystem {
			flows["systems"]++
			continue
		}
		division, _, _ := strings.Cut(flow.From.Path(), "/")
		flows[division]++
		if a, b := c.container[flow.From], c.container[flow.To]; a != b {
			if betweenDomains[division] == nil {
				betweenDomains[division] = map[string]bool{}
			}
			betweenDomains[division][string(a+b)] = true
		}
	}
	require.Equal(t, map[string]int{"division-x": 21, "division-v": 21, "systems": 7}, flows)
	require.Len(t, betweenDomains["division-x"], 13, "the flows of the map")
	require.Len(t, betweenDomains["division-v"], 13)
	require.Len(t, c.links[graph.VariantOf], 8)
	require.Equal(t, map[graph.ID][]string{"domain:division-x/customer": {"personal-data"}, "domain:division-v/customer": {"personal-data"}}, c.tags)
	for _, link := range slices.Concat(c.links[graph.Owns], c.links[graph.Consumes]) {
		require.NotEmpty(t, link.Reason, "%s %s %s", link.From, link.Relation, link.To)
	}
	for _, link := range c.links[graph.Operates] {
		assumed := strings.HasPrefix(link.Reason, "assumed")
		require.Equal(t, !strings.HasSuffix(string(link.To), "/pos"), assumed, "%s", link.To)
		require.NotEqual(t, graph.ID("system:shadow-it"), link.To)
	}
}

func apply(t *testing.T, g *graph.Graph, m *Manifest) *graph.Graph {
	t.Helper()
	revision := g.Revision() + 1
	changes, err := g.Draft(graph.Draft{Source: m.Source, Whole: true, Revision: revision, Time: time.Unix(0, 0).UTC(), Edits: m.Edits})
	require.NoError(t, err)
	after, err := g.With(revision, changes...)
	require.NoError(t, err)
	return after
}

func TestTheLaterPostsOnlyAddToTheArticle(t *testing.T) {
	article, m := read(t, examples.XclusiV())
	later, n := read(t, examples.Later())
	require.NotEqual(t, m.Source.Name, n.Source.Name)
	for id := range later.names {
		require.NotContains(t, article.names, id, "the later posts say nothing of what the article declares")
	}
	consumed := 0
	for _, consumes := range later.links[graph.Consumes] {
		if consumes.From == "team:group-finance" {
			require.Contains(t, article.names, consumes.To)
			require.Contains(t, consumes.Reason, "virtualisation")
			consumed++
		}
	}
	require.Equal(t, 16, consumed)
	pos := graph.ID("system:france/pos")
	mdm := later.reach(one("system:customer-mdm"), false)
	require.Equal(t, 1, mdm[pos])
	require.Contains(t, later.reach(one(pos), false), graph.ID("system:japan/pos"), "the cycle joins all POS")

	_, err := graph.Empty().Draft(graph.Draft{Source: n.Source, Whole: true, Revision: 1, Edits: n.Edits})
	require.Error(t, err, "alone, the later posts miss the article")
	both := apply(t, apply(t, graph.Empty(), m), n)
	require.Equal(t, len(article.names)+len(later.names), both.Len())
}

func TestApplyingTheSameAgainChangesNothing(t *testing.T) {
	_, m := read(t, examples.XclusiV())
	g := apply(t, graph.Empty(), m)
	changes, err := g.Draft(graph.Draft{Source: m.Source, Whole: true, Revision: 2, Time: time.Unix(1, 0).UTC(), Edits: m.Edits})
	require.NoError(t, err)
	require.Empty(t, changes)
}
