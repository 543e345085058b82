package types

import (
	"sync"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Diff is how two states of the catalog differ. It is computed the first time that anything of it is asked.
type Diff struct {
	From, To      *graph.Revision // nil for a state that was never written
	before, after func() (*graph.Graph, error)
	found         func() lineage.Difference
}

// NewDiff returns how the records with some keys differ between two graphs; all records where keys is nil.
func NewDiff(before, after *graph.Graph, from, to *graph.Revision, keys []graph.Key) *Diff {
	return &Diff{
		From: from, To: to,
		before: func() (*graph.Graph, error) { return before, nil },
		after:  func() (*graph.Graph, error) { return after, nil },
		found:  sync.OnceValue(func() lineage.Difference { return lineage.Diff(before, after, keys) }),
	}
}

// NewDiffOf returns what some changes say of themselves. A graph is fetched only once an entity of it is asked, or the lineage.
func NewDiffOf(changes []graph.Change, from, to graph.Revision, at func(graph.Revision) (*graph.Graph, error)) *Diff {
	return &Diff{
		From: &from, To: &to,
		before: sync.OnceValues(func() (*graph.Graph, error) { return at(from) }),
		after:  sync.OnceValues(func() (*graph.Graph, error) { return at(to) }),
		found:  sync.OnceValue(func() lineage.Difference { return lineage.DiffChanges(changes) }),
	}
}

// entity returns a handle in the later graph, in the earlier one for what went.
func (d *Diff) entity(id graph.ID, action lineage.Action) (Entity, error) {
	state := d.after
	if action == lineage.Removed {
		state = d.before
	}
	g, err := state()
	if err != nil {
		return nil, err
	}
	n, _ := g.Node(id)
	return Of(g, n), nil
}

// EntityDiff is how an entity differs.
type EntityDiff struct {
	Action lineage.Action
	Fields []FieldDiff

	diff *Diff
	id   graph.ID
}

// Entity returns the entity as it is in the later state; where it went, as it was.
func (e EntityDiff) Entity() (Entity, error) { return e.diff.entity(e.id, e.Action) }

// LinkDiff is how a link differs.
type LinkDiff struct {
	Action   lineage.Action
	Relation graph.Relation
	Fields   []FieldDiff

	diff *Diff
	key  graph.Key
}

// From returns the one end.
func (l LinkDiff) From() (Entity, error) { return l.diff.entity(l.key.From, l.Action) }

// To returns the other end.
func (l LinkDiff) To() (Entity, error) { return l.diff.entity(l.key.To, l.Action) }

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
