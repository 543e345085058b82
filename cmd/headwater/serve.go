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
		Use:     "serve",
		Short:   "Your own catalog, kept in a file, on this machine",
		Long:    "Serve a catalog to this machine. It is kept in a file in your data folder, or where --store says.",
		Example: "  headwater serve\n  headwater serve --store sqlite:/srv/catalog.db --listen 127.0.0.1:8081",
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
			return p.host(command.Context(), at, log, p.invite)
		},
	}
	serverFlags(command.Flags())
	return command
}

// host serves the catalog at a place until ctx ends. It takes the address before it opens the catalog, so that a start
// that is refused leaves no file. Greet is called once clients are listened to, before they are answered.
func (p *program) host(ctx context.Context, at place, log *zerolog.Logger, greet greeting) error {
	ln, err := server.Listen(p.settings.Listen, false)
	if err != nil {
		return err
	}
	catalog, err := serveCatalog(ctx, at, log)
	if err != nil {
		return errors.Join(err, ln.Close())
	}
	err = p.answer(ctx, ln, catalog, at, log, greet)
	if err := errors.Join(err, catalog.Close()); err != nil {
		return err
	}
	p.say("Stopped.")
	return nil
}

// greeting is what is said when a server is up.
type greeting func(ctx context.Context, c *client.Client, url string) error

// answer greets, and then serves a catalog to whoever calls, until ctx ends.
func (p *program) answer(ctx context.Context, ln net.Listener, catalog *live.Catalog, at place, log *zerolog.Logger, greet greeting) error {
	cfg := p.house(catalog, nil)
	url := "http://" + ln.Addr().String()
	p.banner(url, at)
	if !catalog.Loaded() {
		p.say("The catalog cannot be opened yet, and is tried again: %s.", explain(catalog.Trouble()))
		greet = func(context.Context, *client.Client, string) error { return nil }
	}
	if err := greet(ctx, client.In(server.InProcess(server.NewHandler(cfg))), url); err != nil {
		closing := ln.Close()
		if ctx.Err() != nil { // stopped while it started: not a failure
			return closing
		}
		return errors.Join(err, closing)
	}
	cfg.Log = log // of what others ask
	return server.Serve(ctx, ln, cfg)
}

// log returns the log of a server, of the level that the settings name.
func (p *program) log(level zerolog.Level) (*zerolog.Logger, error) {
	if p.settings.LogLevel != "" {
		var err error
		if level, err = zerolog.ParseLevel(p.settings.LogLevel); err != nil {
			return nil, misused("there is no log level %q; choose debug, info, warn, error or disabled", p.settings.LogLevel)
		}
	}
	log := server.NewLog(p.stderr, level)
	return &log, nil
}

// banner says where a server answers, where its catalog is kept and who may come.
func (p *program) banner(url string, at place) {
	p.say("Headwater %s\n", server.ReadBuild(version).Version)
	for _, line := range [][2]string{
		{"Start page", url + "/"},
		{"Playground", url + "/playground/"},
		{"GraphQL", url + "/graphql"},
		{"Catalog", at.String()},
		{"Access", "open to this machine only; nobody has to sign in"},
	} {
		p.say("  %-12s %s", line[0], line[1])
	}
	p.say("\nCtrl-C stops it.")
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
