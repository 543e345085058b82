package frontend

import (
	"net/http"
	"strings"
)

// policy is a Content-Security-Policy. Each page allows only what it uses; all that is not named is refused.
type policy string

const (
	// GraphiQL and Monaco set styles from script, and bring fonts and images in data: addresses. They need no eval, no inline
	// script and no worker but our own files: the browser test fails on the first violation.
	bundledPolicy policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
		"font-src 'self' data:; connect-src 'self'; worker-src 'self'; " + closed

	fallbackPolicy policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " + closed

	signInPolicy policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " + closed

	// What pages load, workers too: a worker is bound by the policy that it came with, and needs none but its own files.
	assetPolicy policy = "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; " + closed

	// The start page runs no script at all.
	startPolicy policy = "default-src 'none'; style-src 'self'; img-src 'self'; " + closed

	closed = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

// appPolicy is that of the web app: its own files alone, and styles that it adds under the nonce of this very page. An image
// may come from a script of the page (blob:): an exported picture is drawn from such a one.
func appPolicy(nonce string) policy {
	return policy("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce + "'; img-src 'self' blob:; " +
		"font-src 'self'; connect-src 'self'; worker-src 'self'; " + closed)
}

// guard answers GET and HEAD only, and puts the policy and the other protective headers on every answer, errors too.
func (p policy) guard(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", string(p))
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			header.Set("Allow", strings.Join([]string{http.MethodGet, http.MethodHead}, ", "))
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		next(w, r)
	})
}
