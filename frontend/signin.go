package frontend

import "net/http"

const signInPath = "/sign-in"

// SignIn serves the page at which a token is changed for a session: the server's /session keeps it in a cookie that no
// script can read. Pages that are refused lead here, and back.
func SignIn() http.Handler {
	return signInPolicy.guard(func(w http.ResponseWriter, r *http.Request) {
		serveFile(w, r, files, "signin/index.html", revalidate)
	})
}
