package main

import (
	"context"
	"os/user"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/frontend"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/server"
	"github.com/headwater-catalog/headwater/server/access"
)

// house puts the floors together: a server over a catalog. What is changed is changed in the actor's name.
func (p *program) house(catalog *live.Catalog, actor func(context.Context) string) server.Config {
	taking := receiver.New(catalog)
	return server.Config{
		Schema:         p.contract(catalog, actor, resolvers.WithLetters(taking), resolvers.WithRuns(taking)),
		ErrorPresenter: resolvers.Present,
		Pages:          frontend.Compressed(frontend.Pages()),
		Public:         frontend.Public,
		Lineage:        lineageEvents(taking, actor),
		Ready:          ready(catalog),
		HeaderOf:       map[string]string{resolvers.ExtensionStale: "Headwater-Stale"},
		Limits:         server.Limits{BodyBytes: int64(p.settings.MaxBody)},
		AllowedHosts:   p.settings.AllowedHosts,
		Build:          thisBuild(),
	}
}

// lineageEvents hands the events of OpenLineage that a server is sent to a receiver, in the name of who sends them.
func lineageEvents(r *receiver.Receiver, actor func(context.Context) string) server.Events {
	if actor == nil {
		actor = caller
	}
	return func(ctx context.Context, atomic bool, texts ...[]byte) []server.Taken {
		receive := r.Receive
		if atomic {
			receive = r.ReceiveWhole
		}
		taken := make([]server.Taken, len(texts))
		for i, fate := range receive(ctx, actor(ctx), texts...) {
			taken[i] = server.Taken(fate)
		}
		return taken
	}
}

// contract returns the schema over a catalog: of a house, and of one whose changes are measured.
func (p *program) contract(catalog resolvers.Catalog, actor func(context.Context) string, options ...resolvers.Option) graphql.ExecutableSchema {
	return atLeast{resolvers.New(catalog, actor, append(options, resolvers.WithAlternatives(p.considered))...)}
}

// atLeast is a schema that heeds the header of the same meaning: the server knows headers and not revisions, the
// resolvers revisions and not headers.
type atLeast struct{ graphql.ExecutableSchema }

// Exec hands the header's revision on to the questions of the request.
func (s atLeast) Exec(ctx context.Context) graphql.ResponseHandler {
	respond := s.ExecutableSchema.Exec(ctx)
	known := graphql.GetOperationContext(ctx).Headers.Get(resolvers.HeaderAtLeast)
	if known == "" {
		return respond
	}
	return func(ctx context.Context) *graphql.Response { return respond(resolvers.WithAtLeast(ctx, known)) }
}

// ready says what a catalog can be answered from, and why that may be behind its store.
func ready(catalog *live.Catalog) func(context.Context) server.Readiness {
	return func(context.Context) (is server.Readiness) {
		if g := catalog.Graph(); g != nil {
			is.Revision = g.Revision().String()
		}
		if err := catalog.Trouble(); err != nil {
			is.Reason = explain(err)
		}
		if err := catalog.ReadOnly(); err != nil {
			is.ReadOnly = explain(err)
		}
		if err := catalog.Full(); err != nil {
			is.Full = explain(err)
		}
		return is
	}
}

// caller returns the name of whoever asks a server.
func caller(ctx context.Context) string {
	if c, known := access.CallerOf(ctx); known {
		return c.Name
	}
	return "somebody"
}

// me returns the name of whoever runs this process: what is asked of a store here is asked by them.
func me(context.Context) string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "somebody"
}
