package resolvers

import (
	"context"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/schema/types"
)

type query root

// Node resolves what has an ID.
func (r query) Node(ctx context.Context, id graph.ID) (types.Node, error) {
	catalog, err := r.Catalog(ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	return catalog.Node(id)
}

// Nodes resolves what has several IDs, now or then. What is wrong with one of them is an error at its place in the list.
func (r query) Nodes(ctx context.Context, ids []graph.ID, at *types.Point) ([]types.Node, error) {
	catalog, err := r.Catalog(ctx, at, nil)
	if err != nil {
		return nil, err
	}
	return catalog.Nodes(ctx, ids, func(place int, err error) { graphql.AddError(element(ctx, place), err) })
}

// Catalog resolves the catalog as it is now or was then, once it has the revision that the caller knows of.
func (r query) Catalog(ctx context.Context, at *types.Point, atLeast *graph.Revision) (*types.Catalog, error) {
	asked := operationOf(ctx)
	stale := asked.stale() // before the graph is taken, which may be newer then, but not older
	g, err := r.newest(ctx, atLeast)
	if err == nil {
		g, err = r.then(ctx, g, at)
	}
	if err != nil {
		return nil, err
	}
	asked.from.CompareAndSwap(nil, g)
	return types.NewCatalog(g, stale).Knowing(r.failures), nil
}

// newest returns the newest graph, once it has the revision that the caller knows of.
func (r query) newest(ctx context.Context, atLeast *graph.Revision) (*graph.Graph, error) {
	known, err := knownRevision(ctx, atLeast)
	if err != nil {
		return nil, err
	}
	return r.catalog.AtLeast(ctx, known)
}

// then returns the graph at a point, the newest one where none is given.
func (r query) then(ctx context.Context, newest *graph.Graph, at *types.Point) (*graph.Graph, error) {
	if at == nil {
		return newest, nil
	}
	return r.catalog.At(ctx, live.Point(*at))
}

// Plan resolves what would be if changes were made, now or at a point.
func (r query) Plan(ctx context.Context, changes []types.Change, at *types.Point, source *types.SourceInput) (*types.Plan, error) {
	stale := operationOf(ctx).stale()
	base, err := r.newest(ctx, nil)
	if err == nil {
		base, err = r.then(ctx, base, at)
	}
	if err != nil {
		return nil, err
	}
	plan, err := r.lastPlan.Plan(ctx, base, stale, changes, source, time.Now().UTC())
	if err != nil {
		return nil, eachFault(ctx, err)
	}
	return plan, nil
}
