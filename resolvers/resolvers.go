package resolvers

import (
	"context"
	"iter"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/schema"
)

// Catalog is what the resolvers need of a live.Catalog.
type Catalog interface {
	// Graph returns the newest graph that is known.
	Graph() *graph.Graph
	// AtLeast returns a graph that has a revision, and waits for it if need be.
	AtLeast(context.Context, graph.Revision) (*graph.Graph, error)
	// At returns the graph at a point.
	At(context.Context, live.Point) (*graph.Graph, error)
	// Revisions returns the revisions of the commits that a filter means, up to one.
	Revisions(context.Context, live.CommitFilter, graph.Revision) ([]graph.Revision, error)
	// Commits returns the commits of some revisions.
	Commits(context.Context, []graph.Revision) ([]*graph.Commit, error)
	// Follow returns the commits after a revision, nil for the newest, as they come.
	Follow(context.Context, *graph.Revision) iter.Seq2[*graph.Commit, error]
	// Apply carries out a request, all of it or nothing.
	Apply(context.Context, live.Request) (live.Applied, error)
	// Trouble returns why graphs may be behind what others see elsewhere; nil if they are not.
	Trouble() error
}

// New returns the schema over a catalog. actor says in whose name a request is made; without it, it is "somebody".
func New(catalog Catalog, actor func(context.Context) string) graphql.ExecutableSchema {
	if actor == nil {
		actor = func(context.Context) string { return "somebody" }
	}
	return standing{catalog, schema.NewExecutableSchema(schema.Config{
		Resolvers:  root{catalog, actor},
		Directives: schema.DirectiveRoot{OneOf: oneOf},
	})}
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

// Subscription returns the resolvers of what comes as it happens.
func (r root) Subscription() schema.SubscriptionResolver { return subscription(r) }
