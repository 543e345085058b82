package types

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Point is a state of the catalog, by exactly one of the two: the directive oneOf sees to it.
type Point struct {
	Revision *graph.Revision
	Time     *time.Time
}

// CommitQuery is which commits are asked for, and which page of them.
type CommitQuery struct {
	Touching      []graph.ID
	Actor, Source *string
	Since, Until  *time.Time

	First, Last   *int
	After, Before *string
}

// CommitFilter is which commits are meant, by ID.
type CommitFilter struct {
	Touching      []graph.ID
	Actor, Source *string
	Since, Until  *time.Time
}

// Filter returns what the query means in a graph. What has an ID's form is taken as one, so that what is gone can be asked
// for.
func (q CommitQuery) Filter(g *graph.Graph) (CommitFilter, error) {
	f := CommitFilter{nil, q.Actor, q.Source, q.Since, q.Until}
	if len(q.Touching) > maxPage {
		return f, badInput("%d IDs are given; at most 1,000 are looked for at once", len(q.Touching))
	}
	if q.Touching != nil {
		f.Touching = make([]graph.ID, len(q.Touching))
	}
	for i, id := range q.Touching {
		f.Touching[i] = id
		if id.Check() == nil {
			continue
		}
		n, err := find(g, id)
		if err != nil {
			return f, err
		}
		f.Touching[i] = g.ID(n)
	}
	return f, nil
}

// Page returns the page of the commits with these revisions, which are all that the query means, in order. A cursor is a
// revision, so it stays where it is whatever is committed later.
func (q CommitQuery) Page(all []graph.Revision, read func([]graph.Revision) ([]*Commit, error)) (*CommitConnection, error) {
	page, err := list[graph.Revision]{
		query: query{"commits", q.Touching, q.Actor, q.Source, q.Since, q.Until},
		count: len(all),
		item:  func(i int) graph.Revision { return all[i] },
		key:   func(i int) []string { return []string{all[i].String()} },
		find: func(key []string) (int, bool) {
			r, _ := strconv.ParseUint(key[0], 10, 64)
			return slices.BinarySearchFunc(all, graph.Revision(r), cmp.Compare[graph.Revision])
		},
	}.cut(window{q.First, q.Last, q.After, q.Before})
	if err != nil {
		return nil, err
	}
	commits, err := read(page.items)
	if err != nil {
		return nil, err
	}
	return &CommitConnection{total: page.total, items: commits, hasBefore: page.hasBefore, hasNext: page.hasNext, cursor: page.cursor}, nil
}
