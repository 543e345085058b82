package frontend

import (
	"net/http"
	"strings"
)

// Pages serves all pages: mount it at /. Start and Handler are its two halves, for who wants only one.
func Pages() http.Handler {
	mux := http.NewServeMux()
	playground := Handler()
	mux.Handle("/playground", playground)
	mux.Handle("/playground/", playground)
	mux.Handle(signInPath, SignIn())
	mux.Handle("/", Start())
	return mux
}

// Public reports whether a path leads to pages alone, which hold nothing of any catalog: whoever is to sign in must see them.
func Public(path string) bool {
	return path == "/" || path == "/playground" || path == signInPath ||
		strings.HasPrefix(path, "/playground/") || strings.HasPrefix(path, "/start/")
}
