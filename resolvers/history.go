package resolvers

import (
	"context"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/schema/types"
)

// Diff resolves how the catalog differs between two points.
func (r query) Diff(ctx context.Context, from types.Point, to *types.Point) (*types.Diff, error) {
	after, err := r.newest(ctx, nil)
	if err == nil && to != nil {
		after, err = r.catalog.At(ctx, live.Point(*to))
	}
	if err != nil {
		return nil, err
	}
	before, err := r.catalog.At(ctx, live.Point(from))
	if err != nil {
		return nil, err
	}
	was, is := before.Revision(), after.Revision()
	return types.NewDiff(before, after, &was, &is, nil), nil
}

// Commits resolves a page of the history.
func (r query) Commits(ctx context.Context, first *int, after *string, last *int, before *string, touching []graph.ID,
	actor, source *string, since, until *time.Time,
) (*types.CommitConnection, error) {
	g, err := r.newest(ctx, nil)
	if err != nil {
		return nil, err
	}
	q := types.CommitQuery{Touching: touching, Actor: actor, Source: source, Since: since, Until: until,
		First: first, After: after, Last: last, Before: before}
	filter, err := q.Filter(g)
	if err != nil {
		return nil, err
	}
	all, err := r.catalog.Revisions(ctx, live.CommitFilter(filter), g.Revision())
	if err != nil {
		return nil, err
	}
	return q.Page(all, func(page []graph.Revision) ([]*types.Commit, error) { return r.read(ctx, page) })
}

// read returns the commits of some revisions, each with its own difference.
func (r query) read(ctx context.Context, page []graph.Revision) ([]*types.Commit, error) {
	found, err := r.catalog.Commits(ctx, page)
	if err != nil {
		return nil, err
	}
	commits := make([]*types.Commit, len(found))
	for i, c := range found {
		commits[i] = types.NewCommit(c, r.diffOf(ctx, c))
	}
	return commits, nil
}

// diffOf returns what a commit changed. The catalog before and after it is folded only once that is asked.
func (r query) diffOf(ctx context.Context, c *graph.Commit) *types.Diff {
	from, to := c.Revision-1, c.Revision
	return types.NewDiffOf(func() (before, after *graph.Graph, err error) {
		if after, err = r.catalog.At(ctx, live.Point{Revision: &to}); err != nil {
			return nil, nil, err
		}
		before, err = r.catalog.At(ctx, live.Point{Revision: &from})
		return before, after, err
	}, &from, &to, keys(c.Changes))
}
