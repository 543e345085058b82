package types

import (
	"context"
	"slices"
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

// In returns the query with what it touches by IDs, each once and in their order: cursors hang on it. What has an ID's form is
// taken as one, so that what is gone can be asked for.
func (q CommitQuery) In(g *graph.Graph) (CommitQuery, error) {
	if len(q.Touching) > maxPage {
		return q, badInput("%d IDs are given; at most 1,000 are looked for at once", len(q.Touching))
	}
	refs := looselyNamed(g, q.Touching)
	q.Touching = slices.Clone(q.Touching)
	for i, id := range q.Touching {
		if id.Check() == nil {
			continue
		}
		n, err := refs.Find(id)
		if err != nil {
			return q, err
		}
		q.Touching[i] = g.ID(n)
	}
	slices.Sort(q.Touching)
	q.Touching = slices.Compact(q.Touching)
	return q, nil
}

// Filter returns what the query means in a graph. What was recorded of a dataset under any of its names is of it.
func (q CommitQuery) Filter(g *graph.Graph) CommitFilter {
	f := CommitFilter{nil, q.Actor, q.Source, q.Since, q.Until}
	if q.Touching != nil {
		f.Touching = make([]graph.ID, 0, len(q.Touching))
	}
	for _, id := range q.Touching {
		f.Touching = append(f.Touching, namesOf(g, id)...)
	}
	return f
}

// namesOf returns an ID and all others that lead to the same.
func namesOf(g *graph.Graph, id graph.ID) []graph.ID {
	names := []graph.ID{id}
	to := g.Resolve(id)
	if to != id {
		names = append(names, to)
	}
	if n, there := g.Node(to); there {
		names = append(names, g.Entity(n).Aliases...)
	}
	return names
}

// CommitPage is the page that is asked for: after one revision and before another, from the front or from the back.
type CommitPage struct {
	After, Before *graph.Revision
	Limit         int
	Back          bool
}

// list is what a cursor is good for.
func (q CommitQuery) list() query {
	return query{"commits", q.Touching, q.Actor, q.Source, q.Since, q.Until}
}

// Page returns the page that the query asks for. A cursor is a revision, so it stays where it is whatever is committed later.
func (q CommitQuery) Page() (p CommitPage, err error) {
	if p.After, err = q.revision(q.After); err != nil {
		return p, err
	}
	if p.Before, err = q.revision(q.Before); err != nil {
		return p, err
	}
	switch {
	case q.First != nil && q.Last != nil:
		return p, badInput("first and last are both given: a page is counted from one end")
	case q.Last != nil:
		p.Back = true
		p.Limit, err = pageSize("last", q.Last)
	default:
		p.Limit, err = pageSize("first", q.First)
	}
	return p, err
}

// revision reads a cursor, nil where there is none.
func (q CommitQuery) revision(cursor *string) (*graph.Revision, error) {
	if cursor == nil {
		return nil, nil //nolint:nilnil // none is no error
	}
	key, err := q.list().key(*cursor)
	if err != nil {
		return nil, err
	}
	r, err := graph.ParseRevision(key[0])
	return &r, err
}

// CommitConnection is a page of commits. Their number is counted only where it is asked for: the log is read for it.
type CommitConnection struct {
	*Connection[*Commit]
	count func(ctx context.Context) (int, error)
}

// TotalCount returns how many commits the whole list has.
func (c *CommitConnection) TotalCount(ctx context.Context) (int, error) { return c.count(ctx) }

// Connection returns a page of commits, which was read until it was full: more says that there are others beyond it. A cursor
// stands for a commit of the list, so there is at least that one before a page that begins after it.
func (q CommitQuery) Connection(p CommitPage, commits []*Commit, more bool, count func(ctx context.Context) (int, error)) *CommitConnection {
	return &CommitConnection{count: count, Connection: &Connection[*Commit]{
		items: commits, hasBefore: p.After != nil || more && p.Back, hasNext: p.Before != nil || more && !p.Back,
		cursor: func(i int) string { return q.list().cursor([]string{commits[i].Revision().String()}) },
	}}
}
