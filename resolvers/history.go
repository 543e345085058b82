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
	q, err := types.CommitQuery{Touching: touching, Actor: actor, Source: source, Since: since, Until: until,
		First: first, After: after, Last: last, Before: before}.In(g)
	if err != nil {
		return nil, err
	}
	page, err := q.Page()
	if err != nil {
		return nil, err
	}
	filter := q.Filter(g)
	found, more, err := r.catalog.Commits(ctx, live.CommitFilter(filter), live.CommitPage(page), g.Revision())
	if err != nil {
		return nil, err
	}
	commits := make([]*types.Commit, len(found))
	for i, c := range found {
		commits[i] = types.NewCommit(c, r.diffOf(ctx, c))
	}
	return q.Connection(page, commits, more, func(ctx context.Context) (int, error) {
		return r.catalog.CountCommits(ctx, live.CommitFilter(filter), g.Revision())
	}), nil
}

// diffOf returns what a commit changed, as the commit tells it. The catalog before and after it is folded only once more is
// asked of it.
func (r query) diffOf(ctx context.Context, c *graph.Commit) *types.Diff {
	return types.NewDiffOf(c.Changes, c.Revision-1, c.Revision, func(at graph.Revision) (*graph.Graph, error) {
		return r.catalog.At(ctx, live.Point{Revision: &at})
	})
}
