package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// informs returns the items that nothing breaks, by depth, then by ID.
func (c *changed) informs(i *Impact) []ImpactItem {
	t := telling{c: c, impact: i, known: map[graph.Node]bool{}}
	for _, f := range c.fed {
		if n, found := c.p.Before.Node(c.p.After.ID(f.To)); found {
			t.tell(n, Item{n, 1, Exact}, f)
		}
	}
	for _, n := range outermost(c.p.Before, c.moved) {
		t.parts(n, func(graph.Node) bool { return true })
	}
	for _, n := range outermost(c.p.Before, c.owned) {
		t.parts(n, t.differs)
	}
	slices.SortFunc(t.items, func(a, b ImpactItem) int {
		return cmp.Or(cmp.Compare(a.Depth, b.Depth), c.p.Before.CompareID(a.Node, b.Node))
	})
	return t.items
}

// telling collects the items to inform about.
type telling struct {
	c      *changed
	impact *Impact
	known  map[graph.Node]bool
	items  []ImpactItem
}

// tell makes an item of an entity, unless it is changed, breaks, or is one already.
func (t *telling) tell(n graph.Node, item Item, f Flow) {
	if t.known[n] || t.impact.isChanged(n) {
		return
	}
	if _, breaks := t.impact.closure.Item(n); breaks {
		return
	}
	t.known[n] = true
	t.items = append(t.items, ImpactItem{Item: item, Severity: Inform, flow: f})
}

// parts tells of those among an entity and its parts that stay and of which something differs.
func (t *telling) parts(whole graph.Node, differs func(graph.Node) bool) {
	before := t.c.p.Before
	for n := range before.Within(whole) {
		if _, stays := t.c.staying(before.ID(n)); stays && differs(n) {
			t.tell(n, Item{n, 0, Exact}, Flow{})
		}
	}
}

// differs reports whether an entity that stays has other owners after the plan.
func (t *telling) differs(n graph.Node) bool {
	before, after := t.c.p.Before, t.c.p.After
	m, _ := after.Node(before.ID(n))
	return !slices.Equal(ownersOf(before, n), ownersOf(after, m))
}

// ownersOf returns the accountable teams of an entity: several in a conflict. By ID.
func ownersOf(g *graph.Graph, n graph.Node) []graph.ID {
	place := ownerPlaces(g)[n]
	if place == graph.None {
		return nil
	}
	var ids []graph.ID
	for _, team := range farEnds(g, g.In(graph.Owns, place)) {
		ids = append(ids, g.ID(team))
	}
	return ids
}
