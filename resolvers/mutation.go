package resolvers

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/schema/types"
)

type mutation root

// Apply carries changes out, or tries them.
func (r mutation) Apply(ctx context.Context, input types.ApplyInput) (*types.ApplyPayload, error) {
	if err := input.Check(); err != nil {
		return nil, err
	}
	applied, err := r.catalog.Apply(ctx, r.request(ctx, input))
	if err != nil {
		return nil, eachFault(ctx, err)
	}
	return payload(input, applied), nil
}

func (r mutation) request(ctx context.Context, input types.ApplyInput) live.Request {
	request := live.Request{Actor: r.actor(ctx), Edits: input.Edits(), IfRevision: input.IfRevision, Path: []any{"input"}}
	request.Source, request.Whole = input.Source.From()
	if input.Message != nil {
		request.Message = *input.Message
	}
	if input.OperationID != nil {
		request.OperationID = string(*input.OperationID)
	}
	request.DryRun = input.DryRun != nil && *input.DryRun
	return request
}

// payload returns what a request did. What was only tried has no revision of its own.
func payload(input types.ApplyInput, applied live.Applied) *types.ApplyPayload {
	p := &types.ApplyPayload{Query: &types.Query{}, ClientMutationID: input.ClientMutationID, Revision: applied.Before.Revision(),
		Touched: len(applied.Changes)}
	before, after := applied.Before, applied.After
	if applied.Commit == nil {
		var to *graph.Revision
		if len(applied.Changes) == 0 {
			to = &p.Revision
		}
		p.Diff = types.NewDiff(before, after, &p.Revision, to, keys(applied.Changes))
		return p
	}
	p.Revision = after.Revision()
	if before == after { // the request was repeated: what it did happened some time ago
		before, after = around(after, applied.Commit)
	}
	from, to := applied.Commit.Revision-1, applied.Commit.Revision
	p.Diff = types.NewDiff(before, after, &from, &to, keys(applied.Changes))
	p.Commit = types.NewCommit(applied.Commit, p.Diff)
	return p
}

// keys returns what the changes are about; never nil, which would be everything.
func keys(changes []graph.Change) []graph.Key {
	keys := make([]graph.Key, len(changes))
	for i, c := range changes {
		keys[i] = c.Key()
	}
	return keys
}

// around returns the catalog without and with what a former commit did: as it was, if g is what the commit made, and
// else as much as g still tells. Where nothing can be told any more, since what the commit was about is gone, it is g.
func around(g *graph.Graph, commit *graph.Commit) (before, after *graph.Graph) {
	undone := make([]graph.Change, len(commit.Changes))
	for i, c := range commit.Changes {
		undone[i] = graph.Change{Before: c.After, After: c.Before}
	}
	after, err := g.With(commit.Revision, commit.Changes...)
	if err != nil {
		return g, g
	}
	before, err = after.With(commit.Revision-1, undone...)
	if err != nil {
		return g, g
	}
	return before, after
}
