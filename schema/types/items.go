package types

import (
	"strconv"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// LineageItem is an entity that is reached.
type LineageItem struct {
	closure *lineage.Closure
	item    lineage.Item
}

// Entity returns what is reached.
func (i LineageItem) Entity() Entity { return Of(i.closure.Graph(), i.item.Node) }

// Depth returns the fewest flows from the start.
func (i LineageItem) Depth() int { return i.item.Depth }

// Precision returns whether it is reached as recorded.
func (i LineageItem) Precision() lineage.Precision { return i.item.Precision }

// Path returns one shortest way between the start and it.
func (i LineageItem) Path() Path {
	path, _ := i.closure.Path(i.item.Node)
	return Path{i.closure.Graph(), path}
}

// key is the sort key: the depth, then the ID.
func (i LineageItem) key() []string {
	return []string{strconv.Itoa(i.item.Depth), string(i.closure.Graph().ID(i.item.Node))}
}

// Items returns a page of what is reached. The closure puts only those depths in order that the page touches, so the
// page is not cut from a list.
func (l *Lineage) Items(first *int, after *string) (*LineageItemConnection, error) {
	n, err := pageSize("first", first)
	if err != nil {
		return nil, err
	}
	found, err := l.following(after, n+1)
	if err != nil {
		return nil, err
	}
	items := make([]LineageItem, min(n, len(found)))
	for i := range items {
		items[i] = LineageItem{l.closure, found[i]}
	}
	return &LineageItemConnection{
		total: l.closure.Total(), items: items, hasBefore: after != nil, hasNext: len(found) > n,
		cursor: func(i int) string { return l.itemsQuery().cursor(items[i].key()) },
	}, nil
}

func (l *Lineage) itemsQuery() query { return l.query.below("items") }

// following returns the items after a cursor, at most n.
func (l *Lineage) following(after *string, n int) ([]lineage.Item, error) {
	if after == nil {
		return l.closure.Page(lineage.Item{}, n), nil
	}
	key, err := l.itemsQuery().key(*after)
	if err != nil {
		return nil, err
	}
	depth, err := strconv.Atoi(key[0])
	if err != nil || len(key) != 2 {
		return nil, &graph.Error{Kind: graph.BadCursor, Message: "this is no cursor of lineage items"}
	}
	return l.closure.PageAfter(depth, graph.ID(key[1]), n), nil
}
