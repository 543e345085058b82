package lineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// differed writes a difference: "CHANGED port:a name a|b".
func differed(d lineage.Difference) string {
	var lines []string
	say := func(what string, a lineage.Action, fields []lineage.FieldDiff) {
		line := a.String() + " " + what
		for _, f := range fields {
			line += fmt.Sprintf("; %s %s|%s", f.Name, f.Before, f.After)
		}
		lines = append(lines, line)
	}
	for _, e := range d.Entities {
		say(string(e.ID), e.Action, e.Fields)
	}
	for _, l := range d.Links {
		say(l.Key.String(), l.Action, l.Fields)
	}
	return strings.Join(lines, "\n")
}

func TestADifferenceIsToldFieldByField(t *testing.T) {
	before := mesh(t, `
		port:a named Old
		port:a in domain:d
		port:a tagged x
		port:gone input
		port:a -> port:b
		port:a -> port:c, because
		port:c -> port:a
		team:t owns port:a`)
	after := remesh(t, before, `
		port:a named New
		port:a in domain:e
		port:a tagged x+y
		port:new says Hello
		port:a -/> port:b
		port:a -> port:c, since
		team:t owns port:a
		team:s owns port:a
		domain:d`)
	require.Equal(t, text(`
		ADDED domain:e; name |e
		CHANGED port:a; name Old|New; container domain:d|domain:e; tags x|x, y
		REMOVED port:gone; name gone|; direction INPUT|
		ADDED port:new; name |new; description |Hello; direction |OUTPUT
		ADDED team:s; name |s
		CHANGED port:a FEEDS port:b; denied |true; denial |it is not so
		CHANGED port:a FEEDS port:c; reason because|since
		REMOVED port:c FEEDS port:a
		ADDED team:s OWNS port:a`), differed(lineage.Diff(before, after, nil)))
}

func TestOnlyTheKeysAskedForAreCompared(t *testing.T) {
	before, after := mesh(t, "port:a -> port:b"), mesh(t, "port:a -> port:c")
	require.Equal(t, "REMOVED port:b; name b|; direction OUTPUT|\nADDED port:a FEEDS port:c", differed(lineage.Diff(before, after, []graph.Key{
		{Relation: graph.Feeds, From: "port:a", To: "port:c"}, graph.EntityKey("port:b"), graph.EntityKey("port:a"),
		graph.EntityKey("port:nowhere"), {Relation: graph.Feeds, From: "port:x", To: "port:y"}, graph.EntityKey("port:b"),
	})))
	require.Empty(t, differed(lineage.Diff(before, after, []graph.Key{})))
}

func TestWhoSaysItIsNoDifference(t *testing.T) {
	before := mesh(t, "port:a named Name\nport:a -> port:b")
	after := drafted(t, before, graph.Draft{Source: graph.Source{Name: "other", Rank: graph.Declared}, Edits: edits(t, "port:a named Name\nport:a -> port:b")})
	require.Equal(t, lineage.Difference{}, lineage.Diff(before, after, nil))
}

// picture is everything effective in a graph, by what it is about and the field.
func picture(g *graph.Graph) map[string]string {
	p := map[string]string{}
	for n := range g.Of() {
		e := g.Entity(n)
		p[string(e.ID)] = fmt.Sprintf("%q %q %q %q %q", e.Name, e.Container, e.Tags, e.Direction, e.Description)
	}
	for _, r := range graph.Relations {
		for l := range g.Links(r) {
			key := graph.Key{Relation: r, From: g.ID(l.From), To: g.ID(l.To)}
			p[key.String()] = fmt.Sprintf("%q %v", l.Reason, l.Denial != nil)
		}
	}
	return p
}

func TestADifferenceIsWhatComparingOneByOneGives(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		first, second := randomMesh(rt), randomMesh(rt)
		rt.Logf("%s\nthen\n%s", first, second)
		before, after := mesh(rt, first), mesh(rt, second)
		want := map[string]lineage.Action{}
		was, is := picture(before), picture(after)
		for what, said := range was {
			if now, there := is[what]; !there {
				want[what] = lineage.Removed
			} else if now != said {
				want[what] = lineage.Changed
			}
		}
		for what := range is {
			if _, there := was[what]; !there {
				want[what] = lineage.Added
			}
		}
		d := lineage.Diff(before, after, nil)
		got := map[string]lineage.Action{}
		for _, e := range d.Entities {
			got[string(e.ID)] = e.Action
			require.Equal(rt, e.Before == nil, e.Action == lineage.Added)
			require.Equal(rt, e.After == nil, e.Action == lineage.Removed)
		}
		for _, l := range d.Links {
			got[l.Key.String()] = l.Action
		}
		require.Equal(rt, want, got)
		require.Len(rt, got, len(d.Entities)+len(d.Links))
		require.Equal(rt, differed(d), differed(lineage.Diff(before, after, allKeys(before, after))))
		require.Empty(rt, differed(lineage.Diff(before, before, nil)))
	})
}

// allKeys is every key of either graph, in the wrong order.
func allKeys(graphs ...*graph.Graph) []graph.Key {
	var keys []graph.Key
	for _, g := range graphs {
		for r := range g.Records() {
			keys = append(keys, r.Key)
		}
	}
	slices.Reverse(keys)
	return keys
}
