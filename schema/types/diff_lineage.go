package types

import (
	"context"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// LineageDiff is which pairs of entities reach each other in one of two states only, or otherwise than in the other.
type LineageDiff struct {
	states
	diff  *lineage.LineageDifference
	query query
}

// states are the two graphs that a difference is between.
type states struct{ before, after *graph.Graph }

func (d *Diff) states() (s states, err error) {
	if s.before, err = d.before(); err == nil {
		s.after, err = d.after()
	}
	return s, err
}

// Lineage returns how what is upstream or downstream of some entities differs. An entity may be in one of the states only.
func (d *Diff) Lineage(ctx context.Context, of []graph.ID, direction lineage.Direction) (*LineageDiff, error) {
	if len(of) > maxPage {
		return nil, badInput("%d IDs are given; at most 1,000 are compared at once", len(of))
	}
	s, err := d.states()
	if err != nil {
		return nil, err
	}
	after, before := looselyNamed(s.after, of), looselyNamed(s.before, of)
	found := make([]graph.ID, len(of))
	for i, ref := range of {
		if found[i], err = s.find(ref, after, before); err != nil {
			return nil, err
		}
	}
	diff, err := lineage.DiffLineage(ctx, s.before, s.after, found, direction)
	if err != nil {
		return nil, err
	}
	return &LineageDiff{s, diff, query{"lineage diff", distinct(found), direction}}, nil
}

// find returns the ID that a ref means: what has an ID's form is taken as one, so that what neither state has can be asked
// for in a list of many states; else what the ref names in the later one, or else in the earlier.
func (s states) find(ref graph.ID, after, before *graph.Refs) (graph.ID, error) {
	if ref.Check() == nil {
		return ref, nil
	}
	if !after.Names(ref) {
		if n, err := before.Find(ref); err == nil {
			return s.before.ID(n), nil
		}
	}
	n, err := after.Find(ref)
	if err != nil {
		return "", err
	}
	return s.after.ID(n), nil
}

// entity returns a handle in the later graph, in the earlier one for what went.
func (s states) entity(id graph.ID) Entity {
	if n, found := s.after.Node(id); found {
		return Of(s.after, n)
	}
	n, _ := s.before.Node(id)
	return Of(s.before, n)
}

// Gained returns how many pairs reach each other in the later state only.
func (d *LineageDiff) Gained() int { return d.diff.Count(lineage.Added) }

// Lost returns how many pairs reach each other in the earlier state only.
func (d *LineageDiff) Lost() int { return d.diff.Count(lineage.Removed) }

// Changed returns how many pairs reach each other in both states, and differently.
func (d *LineageDiff) Changed() int { return d.diff.Count(lineage.Changed) }

// Pairs returns a page of the pairs, by the IDs of both; of some actions only, where any are given.
func (d *LineageDiff) Pairs(ctx context.Context, actions []lineage.Action, first *int, after *string) (*LineageChangeConnection, error) {
	n, err := pageSize("first", first)
	if err != nil {
		return nil, err
	}
	if actions == nil {
		actions = []lineage.Action{lineage.Added, lineage.Removed, lineage.Changed}
	}
	actions = slices.Compact(slices.Sorted(slices.Values(actions)))
	q, key := d.query.below("pairs", actions), []string{"", ""}
	if after != nil {
		if key, err = q.key(*after); err != nil {
			return nil, err
		}
	}
	found, err := d.page(ctx, key, n+1, actions)
	if err != nil {
		return nil, err
	}
	total := 0
	for _, a := range actions {
		total += d.diff.Count(a)
	}
	pairs := make([]LineageChange, min(n, len(found)))
	for i := range pairs {
		pairs[i] = LineageChange{d.states, found[i]}
	}
	return &LineageChangeConnection{
		total: total, items: pairs, hasBefore: after != nil, hasNext: len(found) > n,
		cursor: func(i int) string { return q.cursor([]string{string(found[i].Of), string(found[i].To)}) },
	}, nil
}

// page returns the changes after a key; no actions are no changes, and not all as the engine has it.
func (d *LineageDiff) page(ctx context.Context, key []string, n int, actions []lineage.Action) ([]lineage.LineageChange, error) {
	if len(actions) == 0 {
		return nil, nil
	}
	return d.diff.Page(ctx, graph.ID(key[0]), graph.ID(key[1]), n, actions...)
}

type (
	// LineageChangeConnection is a page of pairs.
	LineageChangeConnection = Connection[LineageChange]
	// LineageChangeEdge is one of them and its place.
	LineageChangeEdge = Edge[LineageChange]
)

// LineageChange is a pair of entities that reach each other in one state only, or otherwise than in the other.
type LineageChange struct {
	states
	change lineage.LineageChange
}

// Action returns whether the pair was gained, lost, or is reached otherwise.
func (c LineageChange) Action() lineage.Action { return c.change.Action }

// Of returns the entity that was asked about.
func (c LineageChange) Of() Entity { return c.entity(c.change.Of) }

// Entity returns what is upstream or downstream of it.
func (c LineageChange) Entity() Entity { return c.entity(c.change.To) }

// Before returns how it was reached, nil where it was not.
func (c LineageChange) Before() *LineageItem {
	before, _ := c.change.Ways()
	return itemOf(before, c.change.Before)
}

// After returns how it is reached, nil where it is not.
func (c LineageChange) After() *LineageItem {
	_, after := c.change.Ways()
	return itemOf(after, c.change.After)
}

func itemOf(closure *lineage.Closure, item lineage.Item) *LineageItem {
	if item == (lineage.Item{}) {
		return nil
	}
	return &LineageItem{closure, item}
}
