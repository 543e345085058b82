package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/sqlite"
	"github.com/headwater-catalog/headwater/server"
)

// purpose says what a store is opened for, which decides what a missing file means.
type purpose int

const (
	toRead  purpose = iota // a file that is not there is an error: nothing could be found in it
	toTry                  // it is an empty catalog that is not kept
	toWrite                // it is made
)

// place is where a catalog is kept.
type place struct {
	path    string // of the file; "" for memory and Neo4j
	address string // of the Neo4j database, "" for none
	login   neo4j.Login
	url     string // at which this process answers for it; "" where it is no server
}

// String describes the place to people.
func (at place) String() string {
	switch {
	case at.address != "":
		return at.address
	case at.path == "":
		return "in memory, lost on exit"
	}
	return at.path
}

// findPlace returns the place that the settings name.
func findPlace(s settings, environ []string) (place, error) {
	kind, path, _ := strings.Cut(s.Store, ":")
	switch {
	case s.Store == "":
		return place{path: filepath.Join(folder(environ, "XDG_DATA_HOME", xdg.DataHome), "headwater", "catalog.db")}, nil
	case s.Store == "memory":
		return place{}, nil
	case kind == "sqlite" && path != "":
		return place{path: path}, nil
	case strings.HasPrefix(kind, "neo4j") || strings.HasPrefix(kind, "bolt"):
		login, err := neo4jLogin(environ)
		return place{address: s.Store, login: login}, err
	}
	return place{}, misused("there is no store %q; choose --store sqlite:PATH, --store neo4j://HOST:PORT or --store memory", s.Store)
}

// neo4jLogin returns who Headwater is to Neo4j. It comes from the environment, or from a file that it names, and from
// nowhere else: flags are seen by everybody on the machine. Nobody named is nobody, for a Neo4j that asks nobody.
func neo4jLogin(environ []string) (neo4j.Login, error) {
	login := neo4j.Login{User: lookup(environ, "HEADWATER_NEO4J_USER"), Password: lookup(environ, "HEADWATER_NEO4J_PASSWORD")}
	path := lookup(environ, "HEADWATER_NEO4J_PASSWORD_FILE")
	if path != "" && login.Password != "" {
		return neo4j.Login{}, misused("HEADWATER_NEO4J_PASSWORD and HEADWATER_NEO4J_PASSWORD_FILE are both set; keep one")
	}
	if path != "" {
		content, err := os.ReadFile(path)
		if err != nil {
			return neo4j.Login{}, misused("the file of HEADWATER_NEO4J_PASSWORD_FILE cannot be read: %v", err)
		}
		if login.Password = strings.TrimRight(string(content), "\r\n"); login.Password == "" {
			return neo4j.Login{}, misused("the file of HEADWATER_NEO4J_PASSWORD_FILE is empty")
		}
	}
	if login.User == "" && login.Password != "" {
		login.User = "neo4j" // the user that every Neo4j begins with
	}
	return login, nil
}

// openCatalog opens the catalog at a place. Whoever opened it closes it.
func openCatalog(ctx context.Context, at place, why purpose, options ...live.Option) (*live.Catalog, error) {
	store, err := openStore(ctx, at, why)
	if err != nil {
		return nil, err
	}
	catalog, err := live.Open(ctx, store, options...)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return catalog, nil
}

// connectCatalog opens the catalog at a place for a server. One in Neo4j may come later: many servers start together with
// their database. A file is there or is not.
// What becomes of it is logged.
func connectCatalog(ctx context.Context, at place, log *zerolog.Logger, options ...live.Option) (*live.Catalog, error) {
	if at.address == "" {
		return openCatalog(ctx, at, toWrite, options...)
	}
	open := func(ctx context.Context) (graph.Store, error) { return openStore(ctx, at, toWrite) }
	return live.Connect(ctx, open, append(options, live.Report(func(trouble error) {
		if trouble != nil {
			log.Warn().Str("reason", explain(trouble)).Msg("the store cannot be followed")
			return
		}
		log.Info().Msg("the store is followed again")
	}))...)
}

func openStore(ctx context.Context, at place, why purpose) (graph.Store, error) {
	if at.address != "" {
		store, err := neo4j.Open(ctx, at.address, at.login)
		if err != nil {
			return nil, err
		}
		return store, nil
	}
	if at.path == "" {
		return memory.New(), nil
	}
	if _, err := os.Stat(at.path); errors.Is(err, fs.ErrNotExist) && !sqlite.Lost(at.path) {
		switch why {
		case toRead:
			return nil, fmt.Errorf("there is no catalog yet at %s. Begin one with headwater apply -f DIR, see a filled one with "+
				"headwater demo, or ask a server with --server http://%s", at.path, server.DefaultListen)
		case toTry:
			return memory.New(), nil
		case toWrite: // it is made
		}
	}
	store, err := sqlite.Open(ctx, at.path)
	if err != nil {
		return nil, err
	}
	if at.url == "" {
		return store, nil
	}
	if err := store.Announce(at.url); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}
