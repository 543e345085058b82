package frontend

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"io/fs"
	"net/http"
	"slices"
	"strings"
)

// The first segments of the addresses that the web app has pages at. Its router (src/app/router.tsx) has the same: a test
// of its own compares them.
var places = []string{"entity", "explore", "catalog", "ownership", "divisions", "systems", "change", "history"}

// What the server has other answers at. A page must not stand where somebody asks for one of these and errs.
var reserved = []string{"api", "assets", "graphql", "healthz", "metrics", "playground", "readyz", "session", "sign-in", "start", "version"}

// App serves the web app that Vite has built: mount it at /. Where none is built, it is the start page.
//
//	/                and the pages of the app: 200
//	/assets/NAME     what they load, also those of the playground
//	any other path   404, and to a browser the app, which says what is near
func App() http.Handler { return newApp(files) }

func newApp(fsys fs.FS) http.Handler {
	start := newStart(fsys)
	if !built(fsys) {
		return start
	}
	page := newAppPage(must(fs.ReadFile(fsys, "dist/index.html")))
	assets := assetPolicy.guard(func(w http.ResponseWriter, r *http.Request) {
		serveFile(w, r, fsys, "dist"+r.URL.Path, forever)
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch first := firstSegment(r.URL.Path); {
		case first == "assets":
			assets.ServeHTTP(w, r)
		case slices.Contains(reserved, first):
			start.ServeHTTP(w, r)
		default:
			page.ServeHTTP(w, r)
		}
	})
}

func firstSegment(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return first
}

// appPage is the app's one page, cut where each answer's nonce goes.
type appPage struct{ parts [][]byte }

func newAppPage(page []byte) appPage { return appPage{bytes.Split(page, []byte("HEADWATER_NONCE"))} }

// ServeHTTP answers with the page and a fresh nonce, in it and in its policy: with it the app may add styles, and nobody
// else. It is never kept by anyone, as a nonce that is used twice protects from nothing.
func (p appPage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	nonce := newNonce()
	appPolicy(nonce).guard(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Cache-Control", "no-store")
		found := r.URL.Path == "/" || slices.Contains(places, firstSegment(r.URL.Path))
		if !found && !strings.Contains(r.Header.Get("Accept"), "text/html") {
			http.Error(w, "not found", http.StatusNotFound)
			return
		}
		header.Set("Content-Type", contentTypes[".html"])
		if !found {
			w.WriteHeader(http.StatusNotFound)
		}
		if r.Method != http.MethodHead {
			_, _ = w.Write(bytes.Join(p.parts, []byte(nonce))) // who has gone misses nothing
		}
	}).ServeHTTP(w, r)
}

// newNonce returns 128 random bits.
func newNonce() string {
	var bits [16]byte
	_, _ = rand.Read(bits[:]) // never fails: see its documentation
	return base64.StdEncoding.EncodeToString(bits[:])
}
