package main

import (
	"context"
	"errors"

	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/server"
)

// with has a function ask the catalog that the settings name: a server, or a store in this process by the same handler.
func (p *program) with(ctx context.Context, why purpose, ask func(*client.Client) error) error {
	if p.settings.Server != "" {
		c, err := client.To(p.settings.Server)
		if err != nil {
			return wrongUsage{err.Error()}
		}
		return ask(c)
	}
	at, err := findPlace(p.settings, p.env)
	if err != nil {
		return err
	}
	catalog, err := openCatalog(ctx, at, why)
	if err != nil {
		return err
	}
	cfg, log := p.house(catalog, me), server.NewLog(p.stderr, zerolog.ErrorLevel)
	cfg.Log = &log // a defect has nowhere else to be told
	err = ask(client.In(server.InProcess(server.NewHandler(cfg))))
	return errors.Join(err, catalog.Close())
}
