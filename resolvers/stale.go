package resolvers

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
)

// What a response says in its extensions, and only while the store of the catalog cannot be followed.
const (
	ExtensionStale    = "stale"    // true
	ExtensionRevision = "revision" // that the answer comes from, as in Catalog.revision; left out where there is none
)

// standing is a schema whose responses say whether they may be stale. That is judged once for each operation, before its
// first question is answered, or after a change that asks none: all parts of an answer say the same.
type standing struct {
	catalog Catalog
	graphql.ExecutableSchema
}

// operation is what an operation's questions share.
type operation struct {
	stale func() bool                 // judges when it is first called
	from  atomic.Pointer[graph.Graph] // that the first question was answered from
}

type operationKey struct{}

// Exec implements [graphql.ExecutableSchema].
func (s standing) Exec(ctx context.Context) graphql.ResponseHandler {
	end := &ending{}
	respond := s.ExecutableSchema.Exec(context.WithValue(ctx, endingKey{}, end))
	return func(ctx context.Context) *graphql.Response {
		asked := &operation{stale: sync.OnceValue(func() bool { return s.catalog.Trouble() != nil })}
		response := respond(context.WithValue(ctx, operationKey{}, asked))
		if response == nil {
			response = end.response(ctx)
		}
		if response != nil && asked.stale() {
			asked.register(ctx)
		}
		return response
	}
}

// register has the response say that it may be stale.
func (o *operation) register(ctx context.Context) {
	graphql.RegisterExtension(ctx, ExtensionStale, true)
	if g := o.from.Load(); g != nil {
		graphql.RegisterExtension(ctx, ExtensionRevision, g.Revision().String())
	}
}

// operationOf returns what the questions of an operation share, one of its own outside of any.
func operationOf(ctx context.Context) *operation {
	if asked, is := ctx.Value(operationKey{}).(*operation); is {
		return asked
	}
	return &operation{stale: func() bool { return false }}
}
