package resolvers

import (
	"context"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/schema/types"
)

type query root

// Node resolves what has an ID.
func (r query) Node(ctx context.Context, id graph.ID) (types.Node, error) {
	catalog, err := r.Catalog(ctx, nil)
	if err != nil {
		return nil, err
	}
	return catalog.Node(id)
}

// Nodes resolves what has several IDs.
func (r query) Nodes(ctx context.Context, ids []graph.ID) ([]types.Node, error) {
	catalog, err := r.Catalog(ctx, nil)
	if err != nil {
		return nil, err
	}
	return catalog.Nodes(ctx, ids)
}

// Catalog resolves the catalog as it is now, once it has the revision that the caller knows of.
func (r query) Catalog(ctx context.Context, atLeast *graph.Revision) (*types.Catalog, error) {
	g, err := r.graph(ctx, atLeast)
	if err != nil {
		return nil, err
	}
	return types.NewCatalog(g, isStale(ctx)), nil
}

// graph returns the newest graph, once it has the revision that the caller knows of.
func (r query) graph(ctx context.Context, atLeast *graph.Revision) (*graph.Graph, error) {
	known, err := knownRevision(ctx, atLeast)
	if err != nil {
		return nil, err
	}
	return r.catalog.AtLeast(ctx, known)
}

// Plan resolves what would be if changes were made.
func (r query) Plan(ctx context.Context, changes []types.Change) (*types.Plan, error) {
	base, err := r.graph(ctx, nil)
	if err != nil {
		return nil, err
	}
	plan, err := types.NewPlan(base, isStale(ctx), changes, time.Now().UTC())
	if err != nil {
		return nil, eachFault(ctx, err)
	}
	return plan, nil
}
