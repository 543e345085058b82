package types

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Entities returns the entities that differ, by ID: those of the given ones, and what was or is directly part of them;
// all where of is nil.
func (d *Diff) Entities(of []graph.ID) ([]EntityDiff, error) {
	if err := checkMany(of); err != nil {
		return nil, err
	}
	var diffs []EntityDiff
	for _, e := range d.found().Entities {
		if of == nil || concerns(e, of) {
			diffs = append(diffs, EntityDiff{e.Action, fieldDiffs(e.Fields), d, e.ID})
		}
	}
	return diffs, nil
}

// Links returns the links that differ, by relation and ends: those at the given entities, all where of is nil.
func (d *Diff) Links(of []graph.ID) ([]LinkDiff, error) {
	if err := checkMany(of); err != nil {
		return nil, err
	}
	var diffs []LinkDiff
	for _, l := range d.found().Links {
		if of == nil || slices.Contains(of, l.Key.From) || slices.Contains(of, l.Key.To) {
			diffs = append(diffs, LinkDiff{l.Action, l.Key.Relation, fieldDiffs(l.Fields), d, l.Key})
		}
	}
	return diffs, nil
}

func concerns(e lineage.EntityDiff, of []graph.ID) bool {
	return slices.Contains(of, e.ID) || slices.ContainsFunc(e.Fields, func(f lineage.FieldDiff) bool {
		return f.Name == graph.AttrContainer && (slices.Contains(of, graph.ID(f.Before)) || slices.Contains(of, graph.ID(f.After)))
	})
}

func checkMany(ids []graph.ID) error {
	if len(ids) > maxPage {
		return badInput("%d ids are given; at most 1,000 are looked up at once", len(ids))
	}
	return nil
}
