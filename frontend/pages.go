package frontend

import "net/http"

// Pages serves all pages: mount it at /. Start and Handler are its two halves, for who wants only one.
func Pages() http.Handler {
	mux := http.NewServeMux()
	playground := Handler()
	mux.Handle("/playground", playground)
	mux.Handle("/playground/", playground)
	mux.Handle("/", Start())
	return mux
}
