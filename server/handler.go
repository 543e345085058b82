package server

import (
	"net/http"

	"github.com/headwater-catalog/headwater/graph"
)

const pathGraphQL = "/graphql"

// NewHandler returns the whole server without a listener. It starts nothing and needs no closing.
func NewHandler(cfg Config) http.Handler {
	cfg = cfg.withDefaults()
	mux := http.NewServeMux()
	mux.Handle(pathGraphQL, newGateway(cfg))
	mux.Handle("/healthz", readOnly(health))
	mux.Handle("/readyz", readOnly(readiness(cfg.Ready)))
	mux.Handle("/version", readOnly(version(cfg.Version)))
	d := door{cfg.Keys, cfg.Proxy, cfg.SignIn, cfg.Public}
	mux.HandleFunc(pathSession, d.session)
	mux.Handle("/", cfg.Pages)
	return observe(cfg.Log, protective(localOnly(cfg.AllowedHosts, d, d.admit(mux))))
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
