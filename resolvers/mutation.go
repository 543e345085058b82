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
	return r.payload(ctx, input, applied), nil
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

// payload returns what a request did. What was only tried has no revision of its own; what is sent again has the one that it made then.
func (r mutation) payload(ctx context.Context, input types.ApplyInput, applied live.Applied) *types.ApplyPayload {
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
	p.Revision = applied.Commit.Revision
	if before == after { // it is sent again: what it did happened some time ago
		p.Diff = query(r).diffOf(ctx, applied.Commit)
	} else {
		from := p.Revision - 1
		p.Diff = types.NewDiff(before, after, &from, &p.Revision, keys(applied.Changes))
	}
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
