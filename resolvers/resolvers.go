package resolvers

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/schema"
)

// Catalog is what the resolvers need of a live.Catalog.
type Catalog interface {
	// Graph returns the newest graph that is known.
	Graph() *graph.Graph
	// Trouble returns why the graph may be behind the store at the moment, nil if it is not.
	Trouble() error
	// AtLeast returns a graph that has a revision, and waits for it if need be.
	AtLeast(context.Context, graph.Revision) (*graph.Graph, error)
	// Apply carries out a request, all of it or nothing.
	Apply(context.Context, live.Request) (live.Applied, error)
}

// New returns the schema over a catalog. actor says in whose name a request is made; without it, it is "somebody".
func New(catalog Catalog, actor func(context.Context) string) graphql.ExecutableSchema {
	if actor == nil {
		actor = func(context.Context) string { return "somebody" }
	}
	return marking{schema.NewExecutableSchema(schema.Config{
		Resolvers:  root{catalog, actor},
		Directives: schema.DirectiveRoot{OneOf: oneOf},
	}), catalog}
}

// root hands out the resolvers.
type root struct {
	catalog Catalog
	actor   func(context.Context) string
}

// Query returns the resolvers of questions.
func (r root) Query() schema.QueryResolver { return query(r) }

// Mutation returns the resolvers of changes.
func (r root) Mutation() schema.MutationResolver { return mutation(r) }
