package types

import (
	"sync"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Diff is how two states of the catalog differ. It is computed the first time that anything of it is asked.
type Diff struct {
	From, To *graph.Revision // nil for a state that was never written
	compute  func() (difference, error)
}

// difference is a difference and the two graphs it is between.
type difference struct {
	before, after *graph.Graph
	lineage.Difference
}

// NewDiff returns how the records with some keys differ between two graphs; all records where keys is nil.
func NewDiff(before, after *graph.Graph, from, to *graph.Revision, keys []graph.Key) *Diff {
	return NewDiffOf(func() (*graph.Graph, *graph.Graph, error) { return before, after, nil }, from, to, keys)
}

// NewDiffOf is NewDiff of graphs that are fetched only once something of the difference is asked.
func NewDiffOf(graphs func() (before, after *graph.Graph, err error), from, to *graph.Revision, keys []graph.Key) *Diff {
	return &Diff{from, to, sync.OnceValues(func() (difference, error) {
		before, after, err := graphs()
		if err != nil {
			return difference{}, err
		}
		return difference{before, after, lineage.Diff(before, after, keys)}, nil
	})}
}

// Entities returns the entities that differ, by ID.
func (d *Diff) Entities() ([]EntityDiff, error) {
	found, err := d.compute()
	if err != nil {
		return nil, err
	}
	diffs := make([]EntityDiff, len(found.Entities))
	for i, e := range found.Entities {
		diffs[i] = EntityDiff{e.Action, found.entity(e.ID, e.Action), fieldDiffs(e.Fields)}
	}
	return diffs, nil
}

// Links returns the links that differ, by relation and ends.
func (d *Diff) Links() ([]LinkDiff, error) {
	found, err := d.compute()
	if err != nil {
		return nil, err
	}
	diffs := make([]LinkDiff, len(found.Links))
	for i, l := range found.Links {
		from, to := found.entity(l.Key.From, l.Action), found.entity(l.Key.To, l.Action)
		diffs[i] = LinkDiff{l.Action, l.Key.Relation, from, to, fieldDiffs(l.Fields)}
	}
	return diffs, nil
}

// entity returns a handle in the later graph, in the earlier one for what went.
func (d difference) entity(id graph.ID, action lineage.Action) Entity {
	g := d.after
	if action == lineage.Removed {
		g = d.before
	}
	n, _ := g.Node(id)
	return Of(g, n)
}

// EntityDiff is how an entity differs.
type EntityDiff struct {
	Action lineage.Action
	Entity Entity
	Fields []FieldDiff
}

// LinkDiff is how a link differs.
type LinkDiff struct {
	Action   lineage.Action
	Relation graph.Relation
	From, To Entity
	Fields   []FieldDiff
}

// FieldDiff is one attribute before and after, nil where it says nothing.
type FieldDiff struct {
	Name          string
	Before, After *string
}

func fieldDiffs(found []lineage.FieldDiff) []FieldDiff {
	diffs := make([]FieldDiff, len(found))
	for i, f := range found {
		diffs[i] = FieldDiff{f.Name, optional(f.Before), optional(f.After)}
	}
	return diffs
}
