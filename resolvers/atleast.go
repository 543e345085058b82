package resolvers

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// HeaderAtLeast is the header by which a caller says which revision an answer must have at least. It does for every
// question of a request what the argument atLeast does for one.
const HeaderAtLeast = "Headwater-At-Least"

type atLeastKey struct{}

// WithAtLeast returns a context whose questions are answered from a revision at least, given as in the header. What is no
// revision is the questions' error.
func WithAtLeast(ctx context.Context, revision string) context.Context {
	return context.WithValue(ctx, atLeastKey{}, revision)
}

// knownRevision returns the later of the revisions that the request's header and an argument name, 0 without any.
func knownRevision(ctx context.Context, argument *graph.Revision) (known graph.Revision, err error) {
	if header, given := ctx.Value(atLeastKey{}).(string); given {
		if known, err = graph.ParseRevision(header); err != nil {
			return 0, err
		}
	}
	if argument != nil {
		known = max(known, *argument)
	}
	return known, nil
}
