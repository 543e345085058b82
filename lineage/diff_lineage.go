package lineage

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// LineageChange is a pair of entities of which the one reaches the other in one state only, or otherwise than in the
// other: at another depth, or with another precision. Another way of the same length is no change.
type LineageChange struct {
	Of     graph.ID // the entity asked about
	To     graph.ID // what is upstream or downstream of it
	Action Action   // Added: gained, only after; Removed: lost, only before; Changed: both, differently
	// Before and After are how it is reached, with the nodes of their own graphs; the zero Item where it is not.
	Before, After Item

	between *reaches
}

// LineageDifference is how the lineage of some entities differs between two graphs. It never changes, and may be read by
// any number of goroutines.
//
// An entity that one of the graphs doesn't have reaches nothing there. Each entity is compared by itself: what one of
// them reaches is told though another reaches it as well.
type LineageDifference struct {
	before, after *graph.Graph
	direction     Direction
	of            []compared // by ID, each once
}

// compared is an entity asked about.
type compared struct {
	id     graph.ID
	counts [Changed + 1]int // by action
	kept   *reaches         // nil where it is traced again when a page touches it
}

// mostKept is how many entities of closures a difference keeps for its pages. What of many entities lies beyond is counted
// and traced again for the pages that show it, so that a thousand large closures need no more memory than a few.
var mostKept = 1 << 20

// DiffLineage compares what is upstream or downstream of some entities in two graphs; an entity may be in either. It takes
// both closures of each entity, and comparing them is linear in what they reach. It fails only with the context's error.
func DiffLineage(ctx context.Context, before, after *graph.Graph, of []graph.ID, d Direction) (*LineageDifference, error) {
	diff := &LineageDifference{before: before, after: after, direction: d}
	kept := 0
	for _, id := range slices.Compact(slices.Sorted(slices.Values(of))) {
		r, err := diff.trace(ctx, id)
		if err != nil {
			return nil, err
		}
		c := compared{id: id}
		r.each(func(change LineageChange) { c.counts[change.Action]++ })
		if kept += r.before.Total() + r.after.Total(); kept <= mostKept {
			c.kept = r
		}
		diff.of = append(diff.of, c)
	}
	return diff, nil
}

func (d *LineageDifference) trace(ctx context.Context, of graph.ID) (*reaches, error) {
	before, err := traceOf(ctx, d.before, of, d.direction)
	if err != nil {
		return nil, err
	}
	after, err := traceOf(ctx, d.after, of, d.direction)
	return &reaches{of, before, after}, err
}

// traceOf returns the closure of an entity, of nothing where it is not there.
func traceOf(ctx context.Context, g *graph.Graph, of graph.ID, d Direction) (*Closure, error) {
	var start []graph.Node
	if n, found := g.Node(of); found {
		start = append(start, n)
	}
	return TraceContext(ctx, g, start, Options{Direction: d})
}

// Count returns the number of pairs that were gained, lost or changed.
func (d *LineageDifference) Count(a Action) int {
	count := 0
	for _, c := range d.of {
		count += c.counts[a]
	}
	return count
}

// Page returns the changes after a pair, at most first of them, by the IDs of both: those of some actions, or all where none
// is given. Two empty IDs are before all. It costs the closures of the entities that it touches, unless they were kept.
func (d *LineageDifference) Page(ctx context.Context, of, to graph.ID, first int, actions ...Action) ([]LineageChange, error) {
	if len(actions) == 0 {
		actions = []Action{Added, Removed, Changed}
	}
	var changes []LineageChange
	from := sort.Search(len(d.of), func(i int) bool { return d.of[i].id >= of })
	for _, c := range d.of[from:] {
		if len(changes) >= first {
			break
		}
		found, err := d.changesOf(ctx, c, actions)
		if err != nil {
			return nil, err
		}
		if c.id == of {
			found = found[sort.Search(len(found), func(i int) bool { return found[i].To > to }):]
		}
		changes = append(changes, found[:min(len(found), first-len(changes))]...)
	}
	return changes, nil
}

// changesOf returns the changes of one entity, by ID.
func (d *LineageDifference) changesOf(ctx context.Context, c compared, actions []Action) ([]LineageChange, error) {
	count := 0
	for _, a := range actions {
		count += c.counts[a]
	}
	if count == 0 {
		return nil, nil
	}
	r := c.kept
	if r == nil {
		var err error
		if r, err = d.trace(ctx, c.id); err != nil {
			return nil, err
		}
	}
	changes := make([]LineageChange, 0, count)
	r.each(func(change LineageChange) {
		if slices.Contains(actions, change.Action) {
			changes = append(changes, change)
		}
	})
	return changes, nil
}

// Ways returns the closures of the change's entity before and after: a path is asked of the one in which the other is
// reached.
func (c LineageChange) Ways() (before, after *Closure) { return c.between.before, c.between.after }

// reaches is what one entity reaches in two graphs.
type reaches struct {
	of            graph.ID
	before, after *Closure
}

// each visits what differs, by ID.
func (r *reaches) each(visit func(LineageChange)) {
	was, is := r.before.byRank(), r.after.byRank()
	for len(was) > 0 || len(is) > 0 {
		change := LineageChange{Of: r.of, Action: Changed, between: r}
		order := r.compare(was, is)
		if order <= 0 {
			change.Before, was = r.before.itemAt(was[0]), was[1:]
			change.To = r.before.g.ID(change.Before.Node)
		}
		if order >= 0 {
			change.After, is = r.after.itemAt(is[0]), is[1:]
			change.To = r.after.g.ID(change.After.Node)
		}
		switch {
		case order < 0:
			change.Action = Removed
		case order > 0:
			change.Action = Added
		case change.Before.Depth == change.After.Depth && change.Before.Precision == change.After.Precision:
			continue
		}
		visit(change)
	}
}

// compare orders the next of each by their IDs; no next one is after all. Graphs share what did not change, so equal IDs
// are most often one and the same text, which is told at once.
func (r *reaches) compare(was, is []uint64) int {
	switch {
	case len(was) == 0:
		return 1
	case len(is) == 0:
		return -1
	}
	a, b := r.before.g.ID(r.before.nodes[uint32(was[0])]), r.after.g.ID(r.after.nodes[uint32(is[0])])
	if a == b {
		return 0
	}
	return strings.Compare(string(a), string(b))
}
