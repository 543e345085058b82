package types

import (
	"sync"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Diff is how two states of the catalog differ. It is computed the first time that anything of it is asked.
type Diff struct {
	From, To      *graph.Revision // nil for a state that was never written
	before, after *graph.Graph
	compute       func() lineage.Difference
}

// NewDiff returns how the records with some keys differ between two graphs; all records where keys is nil.
func NewDiff(before, after *graph.Graph, from, to *graph.Revision, keys []graph.Key) *Diff {
	return &Diff{from, to, before, after, sync.OnceValue(func() lineage.Difference { return lineage.Diff(before, after, keys) })}
}

// Entities returns the entities that differ, by ID.
func (d *Diff) Entities() []EntityDiff {
	found := d.compute().Entities
	diffs := make([]EntityDiff, len(found))
	for i, e := range found {
		diffs[i] = EntityDiff{e.Action, d.entity(e.ID, e.Action), fieldDiffs(e.Fields)}
	}
	return diffs
}

// Links returns the links that differ, by relation and ends.
func (d *Diff) Links() []LinkDiff {
	found := d.compute().Links
	diffs := make([]LinkDiff, len(found))
	for i, l := range found {
		diffs[i] = LinkDiff{l.Action, l.Key.Relation, d.entity(l.Key.From, l.Action), d.entity(l.Key.To, l.Action), fieldDiffs(l.Fields)}
	}
	return diffs
}

// entity returns a handle in the later graph, in the earlier one for what went.
func (d *Diff) entity(id graph.ID, action lineage.Action) Entity {
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
