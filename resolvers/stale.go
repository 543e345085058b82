package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
)

// marking is a schema whose answers say so where the catalog may be behind its store: in the extensions "stale", which is
// true, and "revision", the newest there is; and in Catalog.stale. It is judged once for an answer. Where all is well
// there are no such extensions.
type marking struct {
	graphql.ExecutableSchema
	catalog Catalog
}

// Exec judges before each answer.
func (s marking) Exec(ctx context.Context) graphql.ResponseHandler {
	respond := s.ExecutableSchema.Exec(ctx)
	return func(ctx context.Context) *graphql.Response {
		if s.catalog.Trouble() != nil {
			graphql.RegisterExtension(ctx, "stale", true)
			graphql.RegisterExtension(ctx, "revision", s.catalog.Graph().Revision().String())
			ctx = context.WithValue(ctx, staleKey{}, true)
		}
		return respond(ctx)
	}
}

type staleKey struct{}

func isStale(ctx context.Context) bool { return ctx.Value(staleKey{}) != nil }
