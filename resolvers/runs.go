package resolvers

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
	"github.com/headwater-catalog/headwater/schema/types"
)

// Runs is what the resolvers need of a receiver.Receiver beside Letters.
type Runs interface {
	// LastRun returns the last run of a job, found false where none was heard of.
	LastRun(ctx context.Context, job graph.ID) (last receiver.Run, found bool, err error)
}

// WithRuns has the schema tell of the last runs of jobs. Without it there are none.
func WithRuns(runs Runs) Option {
	return func(r *root) { r.runs = runs }
}

// LastRun resolves the last run of a job.
func (r query) LastRun(ctx context.Context, job graph.ID) (*types.Run, error) {
	if r.runs == nil {
		return nil, nil //nolint:nilnil // null in the answer
	}
	last, found, err := r.runs.LastRun(ctx, job)
	if err != nil || !found {
		return nil, err
	}
	return &types.Run{ID: graph.ID(last.ID), Is: last.State, Time: last.Time}, nil
}
