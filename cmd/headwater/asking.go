package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/cmd/headwater/client"
	"github.com/headwater-catalog/headwater/cmd/headwater/render"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/resolvers"
	"github.com/headwater-catalog/headwater/server"
)

// inReach is a catalog as a command has it: it is asked, and takes what a source says.
type inReach struct {
	*client.Client
	taker
}

// with has a function ask the catalog that the settings name: a server, or a store in this process by the same handler.
func (p *program) with(ctx context.Context, why purpose, ask func(*client.Client) error) error {
	return p.reach(ctx, why, func(at inReach) error { return ask(at.Client) })
}

// reach is with for what also has the catalog take a source's word.
func (p *program) reach(ctx context.Context, why purpose, use func(inReach) error) error {
	if p.settings.Server != "" {
		c, err := client.To(p.settings.Server)
		if err != nil {
			return wrongUsage{err.Error()}
		}
		secret, err := token(p.env)
		if err != nil {
			return err
		}
		c.Token = string(secret)
		c.Extended = p.warner()
		return signedIn(use(inReach{c, told{c}}), c.Token != "")
	}
	at, err := findPlace(p.settings, p.env)
	if err != nil {
		return err
	}
	if p.considered, err = p.settings.considered(at); err != nil {
		return err
	}
	catalog, err := openCatalog(ctx, at, why)
	if err != nil {
		return err
	}
	return errors.Join(use(inReach{p.inProcess(catalog), here{catalog}}), catalog.Close())
}

// warner returns what warns, once, of answers that may be stale.
func (p *program) warner() func(map[string]any) {
	warned := false
	return func(extensions map[string]any) {
		if stale, _ := extensions[resolvers.ExtensionStale].(bool); !stale || warned {
			return
		}
		warned = true
		if revision, is := extensions[resolvers.ExtensionRevision].(string); is {
			p.say("headwater: warning: the server cannot reach its store: this is revision %s, and newer ones may exist", render.Plain(revision))
		}
	}
}

// signedIn adds to the error of a server that wants to know who calls how the command line says so.
func signedIn(err error, shown bool) error {
	answered, is := errors.AsType[client.Errors](err)
	if !is || len(answered) == 0 || answered[0].Extensions.Code != string(graph.Unauthenticated) {
		return err
	}
	if shown {
		return fmt.Errorf("%w. It came from HEADWATER_TOKEN or HEADWATER_TOKEN_FILE", err)
	}
	return errors.New("the server wants to know who asks: set HEADWATER_TOKEN to a token, or HEADWATER_TOKEN_FILE to a file that holds one; " +
		"whoever runs the server makes it with headwater token create")
}

// inProcess returns a client of a catalog in this process. It may ask for more than others may of a server: it takes
// nobody else's time. Ctrl-C ends it.
func (p *program) inProcess(catalog *live.Catalog) *client.Client {
	cfg, log := p.house(catalog, me), server.NewLog(p.stderr, zerolog.ErrorLevel)
	cfg.Log = &log // a defect has nowhere else to be told
	cfg.Limits = server.Limits{BodyBytes: 1 << 40, Timeout: time.Hour}
	return client.In(server.InProcess(server.NewHandler(cfg)))
}
