package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strings"
	"sync"

	"golang.org/x/net/http/httpguts"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/server"
	"github.com/headwater-catalog/headwater/server/access"
)

// shelfOf returns where the tokens of the catalog at a place are kept, nil where there is nowhere: beside its file, or in
// its Neo4j. close lets go of it.
func shelfOf(at place) (shelf access.Shelf, closeIt func() error) {
	switch {
	case at.address != "":
		s := &neo4jShelf{at: at}
		return s, s.close
	case at.path != "":
		return access.NewFile(at.path + ".tokens"), func() error { return nil }
	}
	return nil, func() error { return nil }
}

// neo4jShelf keeps tokens as documents beside the catalog. It opens its store when it is first asked, and again until that
// succeeds: a server starts without Neo4j.
type neo4jShelf struct {
	at place

	mu    sync.Mutex
	store *neo4j.Store
}

const tokenShelf = "tokens"

func (s *neo4jShelf) opened(ctx context.Context) (*neo4j.Store, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.store != nil {
		return s.store, nil
	}
	store, err := neo4j.Open(ctx, s.at.address, s.at.login)
	if err == nil {
		s.store = store
	}
	return store, err
}

func (s *neo4jShelf) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.store == nil {
		return nil
	}
	return s.store.Close()
}

// Tokens implements [access.Shelf].
func (s *neo4jShelf) Tokens(ctx context.Context) ([]access.Token, error) {
	store, err := s.opened(ctx)
	if err != nil {
		return nil, err
	}
	documents, err := store.Documents(ctx, tokenShelf)
	if err != nil {
		return nil, err
	}
	tokens := make([]access.Token, 0, len(documents))
	for id, text := range documents {
		var t access.Token
		if err := json.Unmarshal([]byte(text), &t); err != nil || t.ID != id {
			return nil, &graph.Error{Kind: graph.StoreCorrupt, Err: err, Message: fmt.Sprintf("the token %q in Neo4j was changed by hand: delete it there", id)}
		}
		tokens = append(tokens, t)
	}
	return tokens, nil
}

// Put implements [access.Shelf].
func (s *neo4jShelf) Put(ctx context.Context, tokens ...access.Token) error {
	store, err := s.opened(ctx)
	if err != nil {
		return err
	}
	documents := map[string]string{}
	for _, t := range tokens {
		text, err := json.Marshal(t)
		if err != nil {
			return err
		}
		documents[t.ID] = string(text)
	}
	return store.PutDocuments(ctx, tokenShelf, documents)
}

// Drop implements [access.Shelf].
func (s *neo4jShelf) Drop(ctx context.Context, ids ...string) error {
	store, err := s.opened(ctx)
	if err != nil {
		return err
	}
	return store.DropDocuments(ctx, tokenShelf, ids...)
}

// keys returns the keyring of the catalog at a place, nil where it can have none. It is followed until done is called.
// Neo4j may be away: then nobody is let in until it is back.
func keys(ctx context.Context, at place) (ring *access.Keyring, done func() error, err error) {
	shelf, closeIt := shelfOf(at)
	if shelf == nil {
		return nil, closeIt, nil
	}
	ring, err = access.NewKeyring(ctx, shelf, nil)
	if err != nil && (at.address == "" || graph.KindOf(err) != graph.Unavailable) {
		return nil, nil, errors.Join(err, closeIt())
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	var following sync.WaitGroup
	following.Go(func() { ring.Follow(ctx) })
	return ring, func() error {
		stop()
		following.Wait()
		return closeIt()
	}, nil
}

// proxy returns the proxy that the settings name.
func (s settings) proxy() (server.Proxy, error) {
	if (s.UserHeader == "") != (len(s.TrustedProxies) == 0) {
		return server.Proxy{}, misused("--user-header and --trusted-proxies go together: a header is believed only from the addresses of proxies")
	}
	if s.UserHeader == "" {
		return server.Proxy{}, nil
	}
	scopes, err := access.ParseScopes(s.UserScopes)
	if err != nil {
		return server.Proxy{}, wrongUsage{"--user-scopes: " + err.Error()}
	}
	proxy := server.Proxy{Header: s.UserHeader, Scopes: scopes}
	for _, text := range s.TrustedProxies {
		prefix, err := parseProxies(text)
		if err != nil {
			return server.Proxy{}, wrongUsage{"--trusted-proxies: " + err.Error()}
		}
		proxy.From = append(proxy.From, prefix)
	}
	return proxy, nil
}

// parseProxies reads the address of a proxy, or of several.
func parseProxies(text string) (netip.Prefix, error) {
	prefix, err := parsePrefix(text)
	if err != nil || prefix.Addr().Is4In6() { // callers by IPv4 are compared as such
		return prefix, fmt.Errorf("%q is no address such as 10.0.0.7 or 10.0.0.0/24", text)
	}
	if prefix.Bits() == 0 {
		return prefix, fmt.Errorf("%q would believe everybody; name the proxies' own addresses", text)
	}
	return prefix, nil
}

func parsePrefix(text string) (netip.Prefix, error) {
	if !strings.Contains(text, "/") {
		addr, err := netip.ParseAddr(text)
		if err != nil {
			return netip.Prefix{}, err
		}
		return netip.PrefixFrom(addr, addr.BitLen()), nil
	}
	return netip.ParsePrefix(text)
}

// token returns the token by which the command line says who it is to a server. It comes from the environment, or from a
// file that that names: flags are seen by everybody on the machine.
func token(environ []string) (access.Secret, error) {
	given, path := lookup(environ, "HEADWATER_TOKEN"), lookup(environ, "HEADWATER_TOKEN_FILE")
	if given != "" && path != "" {
		return "", misused("HEADWATER_TOKEN and HEADWATER_TOKEN_FILE are both set; keep one")
	}
	secret, from := given, "HEADWATER_TOKEN"
	if path != "" {
		content, err := os.ReadFile(path)
		if err != nil {
			return "", misused("the file of HEADWATER_TOKEN_FILE cannot be read: %v", err)
		}
		secret, from = strings.TrimSpace(string(content)), "the file of HEADWATER_TOKEN_FILE"
	}
	if path != "" && secret == "" || !httpguts.ValidHeaderFieldValue(secret) {
		return "", misused("%s holds no token: headwater token create makes one", from)
	}
	return access.Secret(secret), nil
}
