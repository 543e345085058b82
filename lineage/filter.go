package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Filter chooses entities. All that it says must hold; the zero Filter chooses every entity. It names entities by ID, so
// that one filter can be asked of several graphs, such as before and after; an ID that a graph does not have chooses
// nothing.
type Filter struct {
	Kinds   []graph.Kind // any of them
	Within  graph.ID     // see the function Within
	Owner   graph.ID     // the accountable team: in a conflict of owners none is
	Unowned *bool        // whether nobody is accountable; a conflict of owners is not that
	Text    string       // each word of it occurs, in any case, in the full name, the ID, a tag or the description
	Named   string       // each word of it occurs, in any case, in the name
	Tags    []string     // all of them
	Source  string       // it says that they are there
}

// Canonical returns the filter that chooses the same and is the same for all that say so: in whatever order, case or repetition,
// and with nothing left out or empty.
func (f Filter) Canonical() Filter {
	f.Kinds = slices.Compact(slices.Sorted(slices.Values(f.Kinds)))
	f.Tags = slices.Compact(slices.Sorted(slices.Values(f.Tags)))
	f.Text, f.Named = Folded(f.Text), Folded(f.Named)
	return f
}

// Match returns whether the filter chooses an entity, or nil if it chooses all. A question costs the containers of the
// entity at most; with Text, the length of its texts.
func (f Filter) Match(g *graph.Graph) func(graph.Node) bool {
	tests := slices.Concat(f.inItself(g), f.around(g))
	switch len(tests) {
	case 0:
		return nil
	case 1:
		return tests[0]
	}
	return func(n graph.Node) bool {
		for _, test := range tests {
			if !test(n) {
				return false
			}
		}
		return true
	}
}

// inItself returns the tests of what an entity says of itself, the cheapest first.
func (f Filter) inItself(g *graph.Graph) []func(graph.Node) bool {
	var tests []func(graph.Node) bool
	if len(f.Kinds) > 0 {
		tests = append(tests, func(n graph.Node) bool { return slices.Contains(f.Kinds, g.Kind(n)) })
	}
	if f.Source != "" {
		tests = append(tests, func(n graph.Node) bool { return SaidBy(g.Entity(n).Claims, f.Source) })
	}
	if len(f.Tags) > 0 {
		tests = append(tests, func(n graph.Node) bool {
			return !slices.ContainsFunc(f.Tags, func(tag string) bool { return !slices.Contains(g.Entity(n).Tags, tag) })
		})
	}
	if words := foldedWords(f.Named); len(words) > 0 {
		tests = append(tests, func(n graph.Node) bool { return containsAll(words, fold(g.Entity(n).Name)) })
	}
	if words := foldedWords(f.Text); len(words) > 0 {
		texts := foldedTexts(g)
		tests = append(tests, func(n graph.Node) bool { return texts[n].hasAll(words) })
	}
	return tests
}

// around returns the tests of what is recorded of an entity's surroundings.
func (f Filter) around(g *graph.Graph) []func(graph.Node) bool {
	var tests []func(graph.Node) bool
	if f.Within != "" {
		tests = append(tests, within(g, f.Within))
	}
	if f.Owner == "" && f.Unowned == nil {
		return tests
	}
	places := ownerPlaces(g)
	if f.Unowned != nil {
		tests = append(tests, func(n graph.Node) bool { return (places[n] == graph.None) == *f.Unowned })
	}
	if f.Owner != "" {
		tests = append(tests, ownedBy(g, places, f.Owner))
	}
	return tests
}

func within(g *graph.Graph, whole graph.ID) func(graph.Node) bool {
	n, found := g.Node(whole)
	if !found {
		return func(graph.Node) bool { return false }
	}
	return Within(g, n)
}

func ownedBy(g *graph.Graph, places []graph.Node, id graph.ID) func(graph.Node) bool {
	team, found := g.Node(id)
	return func(n graph.Node) bool {
		if !found || places[n] == graph.None {
			return false
		}
		owners := g.In(graph.Owns, places[n])
		return len(owners) == 1 && owners[0].Node() == team
	}
}
