package main

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/server"
)

func (p *program) serve() *cobra.Command {
	command := &cobra.Command{
		Use:   "serve",
		Short: "Your own catalog, kept in a file or in Neo4j",
		Long: "Serve a catalog. It is kept in a file in your data folder, or where --store says. Others than this machine can reach it\n" +
			"once they can say who they are: see headwater token.",
		Example: "  headwater serve\n  headwater serve --store sqlite:/srv/catalog.db --listen 127.0.0.1:8081\n  headwater serve --store neo4j://db.example:7687",
		Args:    exactly(),
		GroupID: "keep",
		RunE: func(command *cobra.Command, _ []string) error {
			log, err := p.log(zerolog.InfoLevel)
			if err != nil {
				return err
			}
			at, err := findPlace(p.settings, p.env)
			if err != nil {
				return err
			}
			if p.considered, err = p.settings.considered(at); err != nil {
				return err
			}
			return p.host(command.Context(), at, log, p.invite)
		},
	}
	serverFlags(command.Flags())
	command.Flags().String("retain", "", retainUsage)
	alternativesFlag(command.Flags())
	mappingFlag(command.Flags())
	return command
}

// host serves the catalog at a place until ctx ends, and profiles of the process where the settings want them.
func (p *program) host(ctx context.Context, at place, log *zerolog.Logger, greet greeting) error {
	return p.serveProfiles(ctx, func(ctx context.Context) error { return p.hostCatalog(ctx, at, log, greet) })
}

// hostCatalog serves the catalog at a place until ctx ends. It takes the address before it opens the catalog, so that a start
// that is refused leaves no file. Greet is called once clients are listened to, before they are answered.
func (p *program) hostCatalog(ctx context.Context, at place, log *zerolog.Logger, greet greeting) error {
	proxy, err := p.settings.proxy()
	if err != nil {
		return err
	}
	options, err := p.retention(log)
	if err != nil {
		return err
	}
	ring, done, err := keys(ctx, at)
	if err != nil {
		return err
	}
	ln, err := server.Listen(p.settings.Listen, proxy.Header != "" || ring != nil && ring.Any())
	if err != nil {
		return errors.Join(err, done())
	}
	at.url = ownURL(ln.Addr())
	catalog, err := connectCatalog(ctx, at, log, options...)
	if err != nil {
		if ctx.Err() != nil { // stopped while it started: not a failure
			p.say("Stopped.")
			return errors.Join(ln.Close(), done())
		}
		return errors.Join(err, ln.Close(), done())
	}
	defer func() { _ = ln.Close() }() // where nothing came to be served
	cfg := p.house(catalog, caller)
	cfg.Keys, cfg.Proxy = ring, proxy
	err = p.operated(ctx, &cfg, catalog, log, func(ctx context.Context) error {
		return p.answer(ctx, ln, cfg, catalog, at, log, greet)
	})
	if err := errors.Join(err, catalog.Close(), done()); err != nil {
		return err
	}
	p.say("Stopped.")
	return nil
}

// ownURL returns a URL at which this machine reaches what listens.
func ownURL(listener net.Addr) string {
	host, port, _ := net.SplitHostPort(listener.String())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// greeting is what is said when a server is up.
type greeting func(ctx context.Context, c *client.Client, url string) error

// answer greets, and then serves a catalog to whoever calls, until ctx ends.
func (p *program) answer(ctx context.Context, ln net.Listener, cfg server.Config, catalog *live.Catalog, at place, log *zerolog.Logger, greet greeting) error {
	url := "http://" + ln.Addr().String()
	p.banner(url, at, cfg)
	if err := catalog.Trouble(); err != nil && catalog.Graph() == nil { // there is nothing to greet with yet
		p.say("\nThere are no answers yet: %s. It is tried again all the time; /readyz says how it stands.", explain(err))
		greet = unspoken
	}
	if err := greet(ctx, client.In(server.InProcess(server.NewHandler(p.house(catalog, me)))), url); err != nil {
		closing := ln.Close()
		if ctx.Err() != nil { // stopped while it started: not a failure
			return closing
		}
		return errors.Join(err, closing)
	}
	cfg.Log = log // of what others ask
	return server.Serve(ctx, ln, cfg)
}

// unspoken is the greeting of a server that cannot answer yet.
func unspoken(context.Context, *client.Client, string) error { return nil }

// log returns the log of a server, of the level that the settings name, which may change.
func (p *program) log(usual zerolog.Level) (*zerolog.Logger, error) {
	p.level.usual = usual
	if err := p.level.set(p.settings.LogLevel); err != nil {
		return nil, err
	}
	log := server.NewLog(p.stderr, zerolog.TraceLevel).Sample(&p.level)
	return &log, nil
}

// banner says where a server answers, where its catalog is kept and who may come.
func (p *program) banner(url string, at place, cfg server.Config) {
	p.say("Headwater %s\n", thisBuild().Version)
	for _, line := range [][2]string{
		{"Start page", url + "/"},
		{"Playground", url + "/playground/"},
		{"GraphQL", url + "/graphql"},
		{"OpenLineage", url + "/api/v1/lineage"},
		{"Catalog", at.String()},
		{"Access", whoMayCome(cfg)},
	} {
		p.say("  %-12s %s", line[0], line[1])
	}
	p.say("\nCtrl-C stops it.")
}

// whoMayCome says by what callers are let in.
func whoMayCome(cfg server.Config) string {
	switch {
	case cfg.Proxy.Header != "":
		return "whom the proxy has signed in, and whoever has a token"
	case cfg.Keys != nil && cfg.Keys.Any():
		return "whoever has a token (headwater token list)"
	}
	return "open to this machine only; nobody has to sign in"
}

type sizeData struct {
	Catalog struct {
		Revision string `json:"revision"`
		Entities struct {
			TotalCount int `json:"totalCount"`
		} `json:"entities"`
	} `json:"catalog"`
}

// invite says how much there is, and how to begin where there is nothing.
func (p *program) invite(ctx context.Context, c *client.Client, url string) error {
	var data sizeData
	if err := c.Do(ctx, document("size"), nil, &data); err != nil {
		return fmt.Errorf("the catalog does not answer: %w", err)
	}
	if size := data.Catalog.Entities.TotalCount; size > 0 {
		p.say("The catalog has %s, at revision %s.", counted(size, "entity", "entities"), data.Catalog.Revision)
		return nil
	}
	p.say("The catalog is empty. Begin with headwater apply -f DIR --server %s; headwater demo shows a filled one.", url)
	return nil
}
