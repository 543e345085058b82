package main

import (
	"context"
	"os/user"

	"github.com/headwater-catalog/headwater/frontend"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/server"
)

// house puts the floors together: a server over a catalog. What is changed is changed in the actor's name.
func (p *program) house(catalog *live.Catalog, actor func(context.Context) string) server.Config {
	return server.Config{
		Schema:         resolvers.New(catalog, actor),
		ErrorPresenter: resolvers.Present,
		Pages:          frontend.Pages(),
		Ready:          ready(catalog),
		Limits:         server.Limits{BodyBytes: p.settings.MaxBody},
		AllowedHosts:   p.settings.AllowedHosts,
		Version:        version,
	}
}

// ready says why a catalog may be behind its store, if it may.
func ready(catalog *live.Catalog) func(context.Context) error {
	return func(context.Context) error {
		if err := catalog.Trouble(); err != nil {
			return unready(explain(err))
		}
		return nil
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
