package lineage_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// state is all that is effective in a catalog: of each entity and link every attribute that has a value.
type state map[graph.Key]map[string]string

// stateOf reads everything off a graph. What an Entity or Link has and this doesn't read fails the test.
func stateOf(t require.TestingT, g *graph.Graph) state {
	all := state{}
	for n := range g.Of() {
		e := reflect.ValueOf(*g.Entity(n))
		values := map[string]string{}
		for i := range e.NumField() {
			switch name := strings.ToLower(e.Type().Field(i).Name); value := e.Field(i).Interface().(type) {
			case []string:
				values[name] = strings.Join(inQuotes(value), ", ")
			case []graph.ID:
				values[name] = strings.Join(inQuotes(value), ", ")
			case []graph.Property:
				for _, p := range value {
					values["property:"+p.Key] = p.Value
				}
			case graph.Kind, []graph.Claim: // the one is in the ID, the other is not what is effective
			default:
				if name != "id" {
					values[name] = e.Field(i).String()
				}
			}
		}
		all[graph.EntityKey(g.ID(n))] = said(values)
	}
	require.Equal(t, 7, reflect.TypeFor[graph.Link]().NumField(), "read what is new of a link, too")
	for _, r := range graph.Relations {
		for l := range g.Links(r) {
			values := map[string]string{"via": string(l.Via), "reason": l.Reason}
			if l.Denial != nil {
				values["denied"], values["denial"] = "true", l.Denial.Reason
			}
			all[graph.Key{Relation: r, From: g.ID(l.From), To: g.ID(l.To)}] = said(values)
		}
	}
	return all
}

// inQuotes puts those tags in quotes that would look like several.
func inQuotes[T ~string](words []T) []string {
	tags := make([]string, len(words))
	for i, word := range words {
		tag := string(word)
		tags[i] = tag
		if strings.Contains(tag, ",") {
			tags[i] = `"` + tag + `"`
		}
	}
	return tags
}

func said(values map[string]string) map[string]string {
	maps.DeleteFunc(values, func(_, value string) bool { return value == "" })
	return values
}

// apply carries a difference out, and holds that what it says of before was so.
func (s state) apply(t require.TestingT, d lineage.Difference) {
	for _, e := range d.Entities {
		s.change(t, graph.EntityKey(e.ID), e.Action, e.Fields)
	}
	for _, l := range d.Links {
		s.change(t, l.Key, l.Action, l.Fields)
	}
}

func (s state) change(t require.TestingT, k graph.Key, a lineage.Action, fields []lineage.FieldDiff) {
	values, there := s[k]
	require.Equal(t, a == lineage.Added, !there, k)
	if !there {
		values = map[string]string{}
		s[k] = values
	}
	for _, f := range fields {
		require.Equal(t, f.Before, values[f.Name], "%s %s", k, f.Name)
		values[f.Name] = f.After
	}
	said(values)
	if a == lineage.Removed {
		require.Empty(t, values, "all that it had is told")
		delete(s, k)
	}
}

// twoCatalogs draws two graphs, the later made of the earlier by edits, or of its own; attributes of every kind are among
// what differs. Between them are the changes, nil where there are none to tell.
func twoCatalogs(t *rapid.T) (before, after *graph.Graph, changes []graph.Change) {
	before = described(t, mesh(t, randomMesh(t)))
	if rapid.IntRange(0, 2).Draw(t, "unrelated") == 0 {
		return before, described(t, mesh(t, randomMesh(t))), nil
	}
	p, err := lineage.NewPlan(before, append(drawEdits(t, before), drawAttributes(t, before)...), noon)
	if err != nil { // what would be described is gone
		p, err = lineage.NewPlan(before, drawAttributes(t, before), noon)
		require.NoError(t, err)
	}
	return before, p.After, p.Changes
}

func described(t *rapid.T, g *graph.Graph) *graph.Graph {
	return drafted(t, g, graph.Draft{Source: graph.People, Edits: drawAttributes(t, g)})
}

// drawAttributes draws edits that give entities and flows attributes, and take them away.
func drawAttributes(t *rapid.T, g *graph.Graph) []graph.Edit {
	text := rapid.SampledFrom([]string{"one", "two", "three\nlines, it has\n"})
	var edits []graph.Edit
	for n := range g.Of() {
		put := graph.Put{ID: g.ID(n)}
		for _, attribute := range []string{graph.AttrName, graph.AttrDescription, graph.AttrTags, graph.AttrType, graph.AttrContact, graph.AttrURL, "property:a", "property:b"} {
			switch v := (graph.Value{Attribute: attribute}); {
			case rapid.IntRange(0, 5).Draw(t, "said") > 1:
				continue
			case rapid.Bool().Draw(t, "cleared"):
				put.Clear = append(put.Clear, attribute)
				continue
			case attribute == graph.AttrTags:
				v.List = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"x", "y", "x, y"}), 1, 3, rapid.ID).Draw(t, "tags")
				put.Values = append(put.Values, v)
			default:
				v.Text = text.Draw(t, "text")
				if attribute == graph.AttrName {
					v.Text = strings.TrimSpace(strings.ReplaceAll(v.Text, "\n", " "))
				}
				put.Values = append(put.Values, v)
			}
		}
		edits = append(edits, put)
	}
	edits = append(edits, graph.Put{ID: "job:n/j"})
	for l := range g.Links(graph.Feeds) {
		if rapid.IntRange(0, 2).Draw(t, "told") == 0 {
			edits = append(edits, graph.Join{Relation: graph.Feeds, From: g.ID(l.From), To: g.ID(l.To),
				Via: rapid.SampledFrom([]graph.ID{"", "job:n/j"}).Draw(t, "via"), Reason: text.Draw(t, "reason")})
		}
	}
	return edits
}

func TestADifferenceAppliedToTheOneGivesTheOther(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before, after, changes := twoCatalogs(rt)
		one := stateOf(rt, before)
		one.apply(rt, lineage.Diff(before, after, nil))
		require.Equal(rt, stateOf(rt, after), one)
		if changes == nil {
			return
		}
		one = stateOf(rt, before)
		one.apply(rt, lineage.DiffChanges(changes))
		require.Equal(rt, stateOf(rt, after), one)
	})
}

func TestADifferenceReversedIsThatOfTheReversed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before, after, _ := twoCatalogs(rt)
		require.Equal(rt, shape(lineage.Diff(after, before, nil)), shape(reversed(lineage.Diff(before, after, nil))))
		require.Empty(rt, lineage.Diff(before, before, nil))
		require.Empty(rt, lineage.Diff(after, after, nil))
	})
}

// What a commit says of itself is what comparing the catalogs around it says.
func TestWhatChangesTellIsWhatTheirGraphsTell(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before, after, changes := twoCatalogs(rt)
		if changes == nil {
			return
		}
		slices.Reverse(changes) // their order says nothing
		require.Equal(rt, differed(lineage.Diff(before, after, nil)), differed(lineage.DiffChanges(changes)))
		for _, e := range lineage.DiffChanges(changes).Entities {
			require.Equal(rt, entityOf(before, e.ID), e.Before)
			require.Equal(rt, entityOf(after, e.ID), e.After)
		}
	})
}

func entityOf(g *graph.Graph, id graph.ID) *graph.Entity {
	if n, found := g.Node(id); found {
		return g.Entity(n)
	}
	return nil
}

// reversed turns a difference around.
func reversed(d lineage.Difference) lineage.Difference {
	turn := func(a lineage.Action, fields []lineage.FieldDiff) (lineage.Action, []lineage.FieldDiff) {
		for i, f := range fields {
			fields[i] = lineage.FieldDiff{Name: f.Name, Before: f.After, After: f.Before}
		}
		return map[lineage.Action]lineage.Action{lineage.Added: lineage.Removed, lineage.Removed: lineage.Added, lineage.Changed: lineage.Changed}[a], fields
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		e.Action, e.Fields = turn(e.Action, e.Fields)
	}
	for i := range d.Links {
		l := &d.Links[i]
		l.Action, l.Fields = turn(l.Action, l.Fields)
	}
	return d
}

// shape is a difference by what it is about; the order of the fields of one thing says nothing.
func shape(d lineage.Difference) map[string][]lineage.FieldDiff {
	all := map[string][]lineage.FieldDiff{}
	sorted := func(fields []lineage.FieldDiff) []lineage.FieldDiff {
		return slices.SortedFunc(slices.Values(fields), func(a, b lineage.FieldDiff) int { return strings.Compare(a.Name, b.Name) })
	}
	for _, e := range d.Entities {
		all[e.Action.String()+" "+string(e.ID)] = sorted(e.Fields)
	}
	for _, l := range d.Links {
		all[l.Action.String()+" "+l.Key.String()] = sorted(l.Fields)
	}
	return all
}
