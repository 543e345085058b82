package server

import (
	"net/http"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/strictjson"
	"github.com/headwater-catalog/headwater/server/access"
)

// pathSession is where a browser changes a token for a cookie that no script can read, asks who it is, and signs out.
const pathSession = "/session"

// The cookie's names: the first where the browser came by TLS, which it then promises to keep to.
const (
	secureCookie = "__Host-headwater"
	plainCookie  = "headwater"
)

// mostSignIn bounds the body of a sign-in.
const mostSignIn = 8 << 10

// sessionOf returns the secret of a request's session, "" if it has none. Only the cookie of the name that fits counts, once:
// the plain one may have been set by another host of the domain, to have somebody act in the name of somebody else.
func (d door) sessionOf(r *http.Request) access.Secret {
	cookies := r.CookiesNamed(d.cookieName(r))
	if len(cookies) != 1 {
		return ""
	}
	return access.Secret(cookies[0].Value)
}

func (d door) cookieName(r *http.Request) string {
	if d.secure(r) {
		return secureCookie
	}
	return plainCookie
}

// secure reports whether the browser speaks TLS, to this server or to the proxy.
func (d door) secure(r *http.Request) bool {
	return r.TLS != nil || d.proxy.trusts(r) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// session answers pathSession.
func (d door) session(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	switch r.Method {
	case http.MethodGet:
		d.whoAmI(w, r)
	case http.MethodPost:
		d.signIn(w, r)
	case http.MethodDelete:
		d.signOut(w, r)
	default:
		w.Header().Set("Allow", "GET, POST, DELETE")
		writeRefusal(w, refuse(http.StatusMethodNotAllowed, graph.BadUserInput, "a session is asked for by GET, begun by POST and ended by DELETE"))
	}
}

func (d door) whoAmI(w http.ResponseWriter, r *http.Request) {
	if !d.shut() {
		writeJSON(w, http.StatusOK, map[string]any{"signIn": "not needed"})
		return
	}
	caller, refused := d.caller(r)
	if refused != nil {
		refused.unlock(w)
		return
	}
	writeJSON(w, http.StatusOK, said(caller))
}

// said is what a caller is told of itself.
func said(c access.Caller) map[string]any {
	of := map[string]any{"name": c.Name, "scopes": c.Scopes}
	if !c.Expires.IsZero() {
		of["expires"] = c.Expires.UTC().Format(time.RFC3339)
	}
	return of
}

func (d door) signIn(w http.ResponseWriter, r *http.Request) {
	secret, refused := shown(w, r)
	if refused == nil && d.keys == nil {
		refused = badRequest("nobody has to sign in here")
	}
	if refused != nil {
		refused.unlock(w)
		return
	}
	session, caller, err := d.keys.SignIn(r.Context(), secret)
	if err != nil {
		refusalOf(err).unlock(w)
		return
	}
	http.SetCookie(w, d.cookie(r, string(session), int(time.Until(caller.Expires).Seconds())))
	writeJSON(w, http.StatusOK, said(caller))
}

// shown returns the secret that a sign-in shows, in the header or in the body.
func shown(w http.ResponseWriter, r *http.Request) (access.Secret, *refusal) {
	secret, refused := bearer(r)
	if refused != nil || secret != "" {
		return secret, refused
	}
	if refused := checkContentType(r); refused != nil {
		return "", refused
	}
	body, refused := readBody(w, r, mostSignIn)
	if refused != nil {
		return "", refused
	}
	value, err := strictjson.Parse(body, boundsOf(mostSignIn))
	object, is := value.(map[string]any)
	token, isText := object["token"].(string)
	if err != nil || !is || !isText {
		return "", badRequest(`send the token as {"token": "…"}`)
	}
	return access.Secret(token), nil
}

func (d door) signOut(w http.ResponseWriter, r *http.Request) {
	if secret := d.sessionOf(r); secret != "" && d.keys != nil {
		if err := d.keys.SignOut(r.Context(), secret); err != nil {
			refusalOf(err).unlock(w)
			return
		}
	}
	http.SetCookie(w, d.cookie(r, "", -1))
	w.WriteHeader(http.StatusNoContent)
}

// cookie returns the cookie of a session; with an age below 0, what deletes it.
func (d door) cookie(r *http.Request, value string, age int) *http.Cookie {
	return &http.Cookie{
		Name: d.cookieName(r), Value: value, Path: "/", MaxAge: age,
		Secure: d.secure(r), HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
}
