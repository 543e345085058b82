package lineage

import (
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Plan is a catalog before and after changes that nobody has written. Both are whole graphs: whatever can be asked of a
// catalog can be asked of either.
type Plan struct {
	Before, After *graph.Graph // one and the same where nothing recorded changes
	Changes       []graph.Change
	// Altered is what was said to change in a way that the graphs don't show: what it holds is altered, or, of a system,
	// it is replaced. Each as it was asked, also what is in one of the graphs only.
	Altered []graph.ID
}

// NewPlan lays edits over a graph, as people declaring them at that time would; see [Drafting].
func NewPlan(base *graph.Graph, edits []graph.Edit, now time.Time) (*Plan, error) {
	return Drafting(base, graph.Draft{Source: graph.People, Time: now, Edits: edits})
}

// Drafting returns the plan of a draft, whoever would say it: also what a whole source would withdraw. It fails as
// [graph.Graph.Draft] does. The outcome keeps the revision of its base, whatever the draft's.
func Drafting(base *graph.Graph, d graph.Draft) (*Plan, error) {
	d.Planned, d.Revision = true, base.Revision()+1
	changes, err := base.Draft(d)
	if err != nil {
		return nil, err
	}
	p := &Plan{Before: base, After: base, Changes: changes, Altered: altered(d.Edits)}
	if len(changes) > 0 {
		if p.After, err = base.With(base.Revision(), changes...); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Altering returns the plan to alter what an entity holds.
func Altering(g *graph.Graph, n graph.Node) *Plan {
	return &Plan{Before: g, After: g, Altered: []graph.ID{g.ID(n)}}
}

func altered(edits []graph.Edit) []graph.ID {
	var ids []graph.ID
	for _, e := range edits {
		switch e := e.(type) {
		case graph.Alter:
			ids = append(ids, e.ID)
		case graph.ReplaceSystem:
			ids = append(ids, e.System)
		}
	}
	return ids
}
