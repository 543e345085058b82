package types

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// EntityFilter is which entities are meant: those of which all of it holds.
type EntityFilter struct {
	Kinds   []graph.Kind
	Within  *graph.ID
	Owner   *graph.ID
	Unowned *bool
	Text    *string
	Named   *string
	Tags    []string
	Source  *string
}

// filter returns the same with refs looked up in a graph, and in one form however it is said: cursors hang on it. What is nil
// chooses all.
func (f *EntityFilter) filter(g *graph.Graph) (meant lineage.Filter, err error) {
	if f == nil {
		return meant, nil
	}
	meant = lineage.Filter{Kinds: f.Kinds, Unowned: f.Unowned, Tags: f.Tags}
	if f.Text != nil {
		if err := checkSearched(*f.Text); err != nil {
			return meant, err
		}
		meant.Text = *f.Text
	}
	if f.Named != nil {
		if err := checkSearched(*f.Named); err != nil {
			return meant, err
		}
		meant.Named = *f.Named
	}
	if f.Source != nil {
		meant.Source = *f.Source
	}
	within, err := findOptional(g, f.Within)
	if err != nil {
		return meant, err
	}
	owner, err := findOptional(g, f.Owner, graph.Team)
	if err != nil {
		return meant, err
	}
	meant.Within, meant.Owner = idOf(g, within), idOf(g, owner)
	return meant.Canonical(), nil
}

// distinct returns what a list of an argument names, each once: a list may be as long as a request, and is asked for each entity.
func distinct[T cmp.Ordered](given []T) []T {
	return slices.Compact(slices.Sorted(slices.Values(given)))
}

// checkSearched refuses a text whose words are too many to look for in each entity.
func checkSearched(text string) error {
	if len(text) > graph.MaxName {
		return badInput("the text is %d bytes long; at most %d are looked for", len(text), graph.MaxName)
	}
	return nil
}
