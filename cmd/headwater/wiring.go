package main

import (
	"context"
	"os/user"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/frontend"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/server"
)

// house puts the floors together: a server over a catalog. What is changed is changed in the actor's name.
func (p *program) house(catalog *live.Catalog, actor func(context.Context) string) server.Config {
	return server.Config{
		Schema:         atLeast{resolvers.New(catalog, actor)},
		ErrorPresenter: resolvers.Present,
		Pages:          frontend.Pages(),
		Ready:          ready(catalog),
		Limits:         server.Limits{BodyBytes: p.settings.MaxBody},
		AllowedHosts:   p.settings.AllowedHosts,
		Version:        version,
	}
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

// ready says what a catalog can answer from, and why that may be behind its store.
func ready(catalog *live.Catalog) func(context.Context) server.Readiness {
	return func(context.Context) (is server.Readiness) {
		if catalog.Loaded() {
			is.Revision = catalog.Graph().Revision().String()
		}
		if err := catalog.Trouble(); err != nil {
			is.Reason = explain(err)
		}
		return is
	}
}

// me returns the name of whoever runs this process: what is asked of a store here is asked by them.
func me(context.Context) string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "somebody"
}
