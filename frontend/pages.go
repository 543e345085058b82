package frontend

import (
	"net/http"
	"slices"
)

// Pages serves all pages: mount it at /. App and Handler are its two halves, for who wants only one; both load what lies
// under /assets/, which App serves.
func Pages() http.Handler {
	mux := http.NewServeMux()
	playground := Handler()
	mux.Handle("/playground", playground)
	mux.Handle("/playground/", playground)
	mux.Handle(signInPath, SignIn())
	mux.Handle("/", App())
	return mux
}

// Public reports whether a path leads to pages alone, which hold nothing of any catalog: whoever is to sign in must see them.
func Public(path string) bool {
	switch first := firstSegment(path); first {
	case "", "assets", "playground", "sign-in", "start":
		return true
	default:
		return slices.Contains(places, first)
	}
}
