package types

import (
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
	Tags    []string
}

// match returns whether the filter chooses a node of the graph; nil if it chooses all.
func (f *EntityFilter) match(g *graph.Graph) (func(graph.Node) bool, error) {
	if f == nil {
		return nil, nil
	}
	meant := lineage.Filter{Kinds: f.Kinds, Unowned: f.Unowned, Tags: f.Tags}
	if f.Text != nil {
		meant.Text = *f.Text
	}
	within, err := findOptional(g, f.Within)
	if err != nil {
		return nil, err
	}
	owner, err := findOptional(g, f.Owner, graph.Team)
	if err != nil {
		return nil, err
	}
	if within != graph.None {
		meant.Within = g.ID(within)
	}
	if owner != graph.None {
		meant.Owner = g.ID(owner)
	}
	return meant.Match(g), nil
}
