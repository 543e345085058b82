package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// DiffChanges is Diff of what changes are about, told by the changes alone: what each says was before it and is after it. It
// is linear in them, whatever the size of the catalog, and so its links have no nodes: their ends are [graph.None].
func DiffChanges(changes []graph.Change) Difference {
	changes = slices.Clone(changes)
	slices.SortFunc(changes, func(a, b graph.Change) int { return a.Key().Compare(b.Key()) })
	var d Difference
	for _, c := range changes {
		if k := c.Key(); k.IsLink() {
			d.link(k, c.Before.Link(), c.After.Link())
		} else {
			d.entity(k.From, c.Before.Entity(), c.After.Entity())
		}
	}
	return d
}
