package server

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/server/access"
)

// Config is what a handler is made of. Schema is required; every other zero value means what its comment says.
type Config struct {
	Schema graphql.ExecutableSchema

	// ErrorPresenter makes of a resolver's error what the caller sees, with extensions.code. What it leaves without a
	// code is INTERNAL: replaced by a message without its text, and logged. Left out: all are INTERNAL.
	ErrorPresenter graphql.ErrorPresenterFunc

	// Pages answers every path that is not the server's own: /, /playground and below. Left out: 404.
	Pages http.Handler

	// Public reports which paths of Pages hold nothing of the catalog, so that whoever is to sign in can. Left out: none.
	Public func(path string) bool

	// Keys knows the tokens by which callers say who they are. Where it has, or ever had, any, all must. Left out: there are none.
	Keys *access.Keyring

	// Proxy is a proxy that signs people in. Where there is one all callers must say who they are, by it or by a token.
	Proxy Proxy

	// SignIn has all callers say who they are though there be neither Keys nor Proxy: nobody then can. Serve sets it where
	// others than this machine reach the server.
	SignIn bool

	// Ready says whether the catalog can answer, in words safe to show. Left out: it can.
	Ready func(context.Context) Readiness

	// HeaderOf names the header that repeats an extension of a GraphQL response, for those who do not read the body. Left
	// out: none is repeated.
	HeaderOf map[string]string

	// ConnectionInit is handed the payload of a WebSocket's connection_init, such as {"authorization": "Bearer …"}, and
	// returns the context of its operations; an error closes the connection with 4403. Left out: the upgrade's context.
	ConnectionInit func(ctx context.Context, payload map[string]any) (context.Context, error)

	// Log takes one line for each request and one for each internal error. Left out: nothing is logged.
	Log *zerolog.Logger

	Limits Limits

	// AllowedHosts are names, beside this machine's own, by which clients may call the server: "name" at any port,
	// or "name:port".
	AllowedHosts []string

	// Version is what /version says; left out, what the build recorded.
	Version string
}

// Limits bound what one request may cost. A zero field is its default.
type Limits struct {
	BodyBytes  int64         // of a request; 16 MiB, --max-body
	QueryBytes int           // of the document's text; 64 KiB
	Tokens     int           // of the document; 1,000
	Depth      int           // levels of fields, introspection exempt; 15
	Aliases    int           // after fragments are expanded; 30
	Cost       int           // page sizes × fields below; 100,000
	Timeout    time.Duration // from the read body to the answer; 10 s
}

// withDefaults returns l with the documented number for each zero field.
func (l Limits) withDefaults() Limits {
	l.BodyBytes = orDefault(l.BodyBytes, 16<<20)
	l.QueryBytes = orDefault(l.QueryBytes, 64<<10)
	l.Tokens = orDefault(l.Tokens, 1_000)
	l.Depth = orDefault(l.Depth, 15)
	l.Aliases = orDefault(l.Aliases, 30)
	l.Cost = orDefault(l.Cost, 100_000)
	l.Timeout = orDefault(l.Timeout, 10*time.Second)
	return l
}

func orDefault[T comparable](value, otherwise T) T {
	var zero T
	if value == zero {
		return otherwise
	}
	return value
}

// asksWho reports whether there is a way to say who one is.
func (c Config) asksWho() bool { return c.Proxy.Header != "" || c.Keys != nil && c.Keys.Any() }

func (c Config) withDefaults() Config {
	c.Limits = c.Limits.withDefaults()
	if c.ErrorPresenter == nil {
		c.ErrorPresenter = withoutCode
	}
	if c.Pages == nil {
		c.Pages = http.NotFoundHandler()
	}
	if c.Public == nil {
		c.Public = func(string) bool { return false }
	}
	if c.Ready == nil {
		c.Ready = func(context.Context) Readiness { return Readiness{} }
	}
	if c.Log == nil {
		silent := zerolog.Nop()
		c.Log = &silent
	}
	return c
}
