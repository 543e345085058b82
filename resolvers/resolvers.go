package resolvers

import (
	"context"
	"iter"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/ingest/alternative"
	"github.com/headwater-catalog/headwater/schema"
	"github.com/headwater-catalog/headwater/schema/types"
)

// Catalog is what the resolvers need of a live.Catalog.
type Catalog interface {
	// Graph returns the newest graph that is known.
	Graph() *graph.Graph
	// AtLeast returns a graph that has a revision, and waits for it if need be.
	AtLeast(context.Context, graph.Revision) (*graph.Graph, error)
	// At returns the graph at a point.
	At(context.Context, live.Point) (*graph.Graph, error)
	// Commits returns a page of the commits up to a revision that a filter means, and whether there are more beyond it.
	Commits(context.Context, live.CommitFilter, live.CommitPage, graph.Revision) ([]*graph.Commit, bool, error)
	// CountCommits returns how many commits up to a revision a filter means.
	CountCommits(context.Context, live.CommitFilter, graph.Revision) (int, error)
	// Follow returns the commits after a revision, nil for the newest, as they come.
	Follow(context.Context, *graph.Revision) iter.Seq2[*graph.Commit, error]
	// Apply carries out a request, all of it or nothing.
	Apply(context.Context, live.Request) (live.Applied, error)
	// Trouble returns why graphs may be behind what others see elsewhere; nil if they are not.
	Trouble() error
}

// New returns the schema over a catalog. actor says in whose name a request is made; without it, it is "somebody".
func New(catalog Catalog, actor func(context.Context) string, options ...Option) graphql.ExecutableSchema {
	if actor == nil {
		actor = func(context.Context) string { return "somebody" }
	}
	r := root{catalog: catalog, actor: actor, watches: &watching{}, lastPlan: &types.LastPlan{}}
	for _, option := range options {
		option(&r)
	}
	return standing{catalog, schema.NewExecutableSchema(schema.Config{
		Resolvers:  r,
		Directives: schema.DirectiveRoot{OneOf: oneOf},
	})}
}

// root hands out the resolvers.
type root struct {
	catalog      Catalog
	actor        func(context.Context) string
	alternatives *alternative.Folder // nil: none
	watches      *watching
	lastPlan     *types.LastPlan // keeps the last plan
	letters      Letters         // nil: none
	runs         Runs            // nil: none
}

// Query returns the resolvers of questions.
func (r root) Query() schema.QueryResolver { return query(r) }

// Mutation returns the resolvers of changes.
func (r root) Mutation() schema.MutationResolver { return mutation(r) }

// Subscription returns the resolvers of what comes as it happens.
func (r root) Subscription() schema.SubscriptionResolver { return subscription(r) }
