package main

import (
	"context"
	"fmt"
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
		HeaderOf:       map[string]string{resolvers.ExtensionStale: "Headwater-Stale"},
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

// ready says why a catalog cannot be followed, if so, and which revision it is answered from meanwhile. A server that is
// behind is not ready even though it answers: a balancer then prefers servers that see the store. Where none does, most
// balancers send requests to all, or can be told to; and who asks is told that the answer may be stale.
func ready(catalog *live.Catalog) func(context.Context) error {
	return func(context.Context) error {
		err := catalog.Trouble()
		switch g := catalog.Graph(); {
		case err == nil:
			return nil
		case g == nil:
			return unready(explain(err))
		default:
			return unready(fmt.Sprintf("revision %s is still answered from memory, but newer ones may exist: %s", g.Revision(), explain(err)))
		}
	}
}

// unready is a reason in words that everybody may read.
type unready string

func (u unready) Error() string { return string(u) }

// me returns the name of whoever runs this process: what is asked of a store here is asked by them.
func me(context.Context) string {
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "somebody"
}
