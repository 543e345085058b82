package lineage

import (
	"context"
	"slices"
	"sort"

	"github.com/headwater-catalog/headwater/graph"
)

// Severity says what a plan does to an entity that it does not itself change.
type Severity uint8

// The severities, the worst first. The zero Severity is none of them.
const (
	Breaking Severity = iota + 1 // reached EXACT from what is altered, removed, replaced or cut off
	Possible                     // reached from it only COARSE
	Inform                       // something else differs: its owner, where it is, or what feeds it
)

var severityNames = [...]string{Breaking: "BREAKING", Possible: "POSSIBLE", Inform: "INFORM"}

// String returns the severity's name as in GraphQL.
func (s Severity) String() string { return nameIn(severityNames[:], int(s)) }

// ImpactItem is an entity that a plan affects without changing it. It is in both graphs.
type ImpactItem struct {
	Item     // the Node as in the graph before; Depth is 0 where no flow leads to it from what is changed
	Severity Severity
	flow     Flow // in the graph after: the new flow that makes it an item
}

// Impact is what a plan does to a catalog.
//
// Changed is what the plan is about:
//
//   - what is altered, with its parts; of a system also what runs in it, with its parts; the same for a system that is
//     replaced; what goes, in the same way; and where a flow was cut (unlinked or denied) its source alone. All this is
//     in the graph before, and its downstream there is what breaks: BREAKING where it is reached EXACT, POSSIBLE where
//     only COARSE. From a source that lost a flow, only what that flow stood for is reached, at depth 1, and what follows.
//   - what comes; what differs in an attribute of its own, its container or name among them; and what a link other than a
//     flow is about that comes or is taken away: the entity owned, consumed or operated, and else the link's source. A
//     link that went because an end went is not taken away: that end is changed.
//
// Items are the entities affected: what breaks, and to INFORM about, what a new flow leads to and what has other owners
// or other containers, directly or further up. What is changed is no item. Where several reasons make one an item, the
// worst severity counts, with its depth and path.
//
// It never changes and may be read by any number of goroutines. What it takes beside the downstream closure is linear in
// the changes and in the parts of what moves or is handed over.
type Impact struct {
	plan    *Plan
	closure *Closure     // in the graph before; what it starts from is changed
	touched []graph.Node // in the graph before: what is changed but breaks nothing; by node
	added   []graph.Node // in the graph after: what comes; by node
	informs []ImpactItem // by depth, then by ID
	shifted graph.Bitmap // of nodes before: whose owners, consumers or operators may differ after; nil: of none
	roots   []graph.ID   // what is changed, without what is part of other changed things; by ID
}

// Assess computes the impact of a plan; it fails only with the context's error.
func Assess(ctx context.Context, p *Plan) (*Impact, error) {
	c := newChanged(p)
	w := newWorkspace(p.Before)
	defer w.release()
	if err := w.traceLoss(ctx, c.lost, c.cut); err != nil {
		return nil, err
	}
	i := &Impact{plan: p, closure: w.closure()}
	i.closure.direction = Downstream
	i.closure.limit(Options{})
	i.touch(c)
	i.added, i.shifted = c.added, c.shifted
	i.informs = c.informs(i)
	i.findRoots(c)
	return i, nil
}

// touch notes what is changed beside the start of the closure, and takes it from the items.
func (i *Impact) touch(c *changed) {
	for _, n := range slices.Compact(slices.Sorted(slices.Values(c.touched))) {
		if !i.starts(n) {
			i.touched = append(i.touched, n)
		}
	}
	changed := slices.Clone(i.touched)
	for _, f := range c.cut {
		changed = append(changed, f.From)
	}
	if len(changed) == 0 {
		return
	}
	slices.Sort(changed)
	i.closure.list(func(at int) bool {
		_, found := slices.BinarySearch(changed, i.closure.nodes[at])
		return !found
	})
}

// starts reports whether a node of the graph before is among those that the closure starts from.
func (i *Impact) starts(n graph.Node) bool {
	at, found := i.closure.position(n)
	return found && at < i.closure.levels[0]
}

// isChanged reports whether a node of the graph before is changed.
func (i *Impact) isChanged(n graph.Node) bool {
	_, touched := slices.BinarySearch(i.touched, n)
	return touched || i.starts(n)
}

// Plan returns what the impact is of.
func (i *Impact) Plan() *Plan { return i.plan }

// Total returns the number of items.
func (i *Impact) Total() int { return i.closure.Total() + len(i.informs) }

// BySeverity returns the number of items of a severity.
func (i *Impact) BySeverity(s Severity) int {
	exact, coarse := i.closure.ByPrecision()
	switch s {
	case Breaking:
		return exact
	case Possible:
		return coarse
	}
	return len(i.informs)
}

// Page returns the items after one, at most first of them: what breaks by depth, then by ID, and then in the same order
// what is to inform about. What comes before the page is said by whether it is past the breaking ones, by depth and ID;
// depth 0 and no ID are before all.
func (i *Impact) Page(informing bool, depth int, id graph.ID, first int) []ImpactItem {
	items := make([]ImpactItem, 0, max(0, min(first, i.Total())))
	if !informing {
		for _, item := range i.closure.PageAfter(depth, id, first) {
			items = append(items, broken(item))
		}
		depth, id = 0, ""
	}
	from := sort.Search(len(i.informs), func(at int) bool {
		item := i.informs[at]
		return item.Depth > depth || item.Depth == depth && i.plan.Before.ID(item.Node) > id
	})
	return append(items, i.informs[from:min(len(i.informs), from+first-len(items))]...)
}

// Items returns all items, in the order of Page.
func (i *Impact) Items() []ImpactItem { return i.Page(false, 0, "", i.Total()) }

func broken(item Item) ImpactItem {
	if item.Precision == Exact {
		return ImpactItem{Item: item, Severity: Breaking}
	}
	return ImpactItem{Item: item, Severity: Possible}
}

// Path returns a shortest way on which an item is affected, in the graph where it exists: before the plan for what
// breaks, after it for what a new flow leads to. There is none for what only has another owner or container.
func (i *Impact) Path(item ImpactItem) (*graph.Graph, Path, bool) {
	switch {
	case item.Severity != Inform:
		path, found := i.closure.Path(item.Node)
		return i.plan.Before, path, found
	case item.Depth > 0:
		return i.plan.After, Path{Entities: []graph.Node{item.flow.From, item.flow.To}, Flows: []Flow{item.flow}}, true
	}
	return nil, Path{}, false
}

// RollUp counts the items at their containers of a kind, where these are before the plan, and the flows by which things
// break between them.
func (i *Impact) RollUp(k graph.Kind) RollUp { return i.closure.rollUpWith(k, i.told()) }

// told returns what is only to inform about, as items at no depth.
func (i *Impact) told() []Item {
	told := make([]Item, len(i.informs))
	for at, item := range i.informs {
		told[at] = Item{Node: item.Node, Precision: Exact}
	}
	return told
}
