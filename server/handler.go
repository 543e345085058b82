package server

import (
	"net/http"

	"github.com/headwater-catalog/headwater/graph"
)

const pathGraphQL = "/graphql"

// NewHandler returns the whole server without a listener. It starts nothing and needs no closing.
func NewHandler(cfg Config) http.Handler {
	cfg = cfg.withDefaults()
	many := &streams{tell: cfg.Watch.Streaming} // of the server, however often its settings are renewed
	build := func(cfg Config) http.Handler { return newHandler(cfg, many) }
	if cfg.Renewal == nil {
		return build(cfg)
	}
	return cfg.Renewal.renewable(cfg, build)
}

func newHandler(cfg Config, many *streams) http.Handler {
	d := door{cfg.Keys, cfg.Proxy, cfg.SignIn, cfg.Public}
	mux := http.NewServeMux()
	mux.Handle(pathGraphQL, newGateway(cfg, d, many))
	mux.Handle("/healthz", readOnly(health))
	mux.Handle("/readyz", readOnly(readiness(cfg.Ready)))
	mux.Handle(pathMetrics, readOnly(cfg.metrics))
	mux.Handle("/version", readOnly(version(cfg.Build)))
	mux.HandleFunc(pathSession, d.session)
	mux.Handle("/", cfg.events(mux, cfg.Pages))
	return cfg.Around(observe(cfg, protective(localOnly(cfg.AllowedHosts, d, d.admit(newRoom(cfg.Limits).around(mux))))))
}

// protective sets the headers that keep a browser from doing more with an answer than showing it. A page that needs more
// than this policy sets its own.
func protective(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// readOnly answers GET and HEAD.
func readOnly(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			writeRefusal(w, refuse(http.StatusMethodNotAllowed, graph.BadUserInput, "this page is only read, by GET"))
			return
		}
		next(w, r)
	})
}
