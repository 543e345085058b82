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

	// Keys knows the tokens by which callers say who they are. Where it has, or ever had, any, all must: by the header
	// Authorization, by a session's cookie, or in the payload of a WebSocket's connection_init. Left out: there are none.
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

	// Lineage takes events of OpenLineage, at /api/v1/lineage and below: see Events. Left out: 404.
	Lineage Events

	// Log takes one line for each request and one for each internal error. Left out: nothing is logged.
	Log *zerolog.Logger

	// Watch is told what is served. Left out: nobody is.
	Watch Watch

	// Metrics answers /metrics to whoever may see them: see access.Metrics. Left out: 404.
	Metrics http.Handler

	// Extensions take part in each operation of GraphQL that may be run, after the server's own.
	Extensions []graphql.HandlerExtension

	// Around is put around the whole handler. Left out: nothing is.
	Around func(http.Handler) http.Handler

	// TraceID returns the id of the trace that a request belongs to, "" for none. Left out: the one that its header traceparent names.
	TraceID func(*http.Request) string

	Limits Limits

	// AllowedHosts are names, beside this machine's own, by which clients may call the server: "name" at any port,
	// or "name:port".
	AllowedHosts []string

	// Renewal changes some of this while it is served. Left out: nothing changes.
	Renewal *Renewal

	// Build is what /version says; what is left out of it, Go recorded.
	Build Build
}

// Limits bound what one request may cost. A zero field is its default.
type Limits struct {
	BodyBytes   int64         // of a request; 16 MiB, --max-body
	AnswerBytes int64         // of one answer, about; eight times BodyBytes: more than small fields come to in the time
	QueryBytes  int           // of the document's text; 64 KiB
	Tokens      int           // of the document; 1,000
	Depth       int           // levels of fields, introspection exempt; 15
	Aliases     int           // after fragments are expanded; 30
	Cost        int           // page sizes × fields below; 100,000
	Timeout     time.Duration // from the read body to the answer; 10 s
}

// withDefaults returns l with the documented number for each zero field.
func (l Limits) withDefaults() Limits {
	l.BodyBytes = orDefault(l.BodyBytes, 16<<20)
	l.AnswerBytes = orDefault(l.AnswerBytes, 8*l.BodyBytes)
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
	c.Watch = c.Watch.withDefaults()
	if c.Metrics == nil {
		c.Metrics = http.NotFoundHandler()
	}
	if c.Around == nil {
		c.Around = func(h http.Handler) http.Handler { return h }
	}
	if c.TraceID == nil {
		c.TraceID = traceParent
	}
	if c.Log == nil {
		silent := zerolog.Nop()
		c.Log = &silent
	}
	return c
}
