package server

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

// Proxy is a proxy that signs people in, and says by a header who they are. Its zero value is none.
type Proxy struct {
	Header string         // such as X-Forwarded-User
	From   []netip.Prefix // the addresses that are believed; from any other the header means nothing
	Scopes []access.Scope // of whoever the header names
}

// trusts reports whether a request comes from the proxy.
func (p Proxy) trusts(r *http.Request) bool {
	if p.Header == "" {
		return false
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	for _, prefix := range p.From {
		if prefix.Contains(peer.Addr().WithZone("").Unmap()) {
			return true
		}
	}
	return false
}

// user returns whom the proxy names, "" for nobody.
func (p Proxy) user(r *http.Request) (string, *refusal) {
	named := r.Header.Values(p.Header)
	if len(named) == 0 {
		return "", nil
	}
	if len(named) > 1 || strings.Contains(named[0], ",") || access.CheckName(named[0]) != nil { // a proxy may fold two headers into one
		return "", badRequest("the proxy must name one user, in printable characters, by the header %s", p.Header)
	}
	return named[0], nil
}

// door lets in who may call. Without keys and proxy it stands open: see Config.
type door struct {
	keys     *access.Keyring
	proxy    Proxy
	always   bool // whoever calls must say who they are, though there be no token yet
	isPublic func(path string) bool
}

// shut reports whether whoever calls must say who they are.
func (d door) shut() bool {
	return d.always || d.proxy.Header != "" || d.keys != nil && d.keys.Any()
}

// public are the paths of this package that hold nothing of the catalog.
func public(path string) bool {
	switch path {
	case "/healthz", "/readyz", "/version", pathSession:
		return true
	}
	return false
}

// admit hands on what somebody may ask, with who they are in the context, which ends with their right. It knows no
// transports: what it does not know to be public needs a caller, whatever protocol it is the beginning of.
func (d door) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if public(r.URL.Path) || d.isPublic(r.URL.Path) && r.Method != http.MethodPost { // an event may be posted where a page is
			next.ServeHTTP(w, r)
			return
		}
		caller := access.Anybody
		if d.shut() {
			var refused *refusal
			if caller, refused = d.caller(r); refused != nil && d.introduces(r) {
				next.ServeHTTP(w, r) // without a caller
				return
			}
			if refused != nil {
				refused.unlock(w)
				return
			}
		}
		ctx := access.WithCaller(r.Context(), caller)
		if d.keys != nil {
			held, cancel := d.keys.Hold(ctx, caller)
			defer cancel()
			ctx = held
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// caller returns who sends a request: by a bearer token, by the word of a proxy, or by a session's cookie.
func (d door) caller(r *http.Request) (access.Caller, *refusal) {
	secret, refused := bearer(r)
	if secret == "" && d.proxy.trusts(r) { // which may pass on by what its user signed in there
		name, faulty := d.proxy.user(r)
		if faulty != nil || name != "" {
			return access.Named(name, d.proxy.Scopes), faulty
		}
	}
	if refused != nil {
		return access.Caller{}, refused
	}
	if secret == "" {
		secret = d.sessionOf(r)
	}
	return d.owner(r.Context(), secret)
}

// owner returns whose secret it is.
func (d door) owner(ctx context.Context, secret access.Secret) (access.Caller, *refusal) {
	if d.keys != nil {
		if err := d.keys.Trouble(); err != nil {
			return access.Caller{}, refusalOf(err)
		}
	}
	if secret == "" || d.keys == nil {
		return access.Caller{}, nobody()
	}
	caller, err := d.keys.Authenticate(ctx, secret)
	if err != nil {
		return caller, refusalOf(err)
	}
	return caller, nil
}

// nobody is the refusal of a caller who does not say who they are.
func nobody() *refusal {
	return refuse(http.StatusUnauthorized, graph.Unauthenticated,
		"say who you are: send a token as Authorization: Bearer …, or sign in at /sign-in with a browser")
}

// refusalOf turns an error of package access into an answer.
func refusalOf(err error) *refusal {
	known, is := errors.AsType[*graph.Error](err)
	if !is {
		known = &graph.Error{Kind: graph.Internal, Message: "something went wrong inside the server"}
	}
	return refuse(orDefault(statuses[string(known.Kind)], http.StatusInternalServerError), known.Kind, "%s", known.Message)
}

// longestHeader bounds what is taken for a token at all.
const longestHeader = 4096

// bearer returns the secret that a request shows in its Authorization header, "" if it has no such header.
func bearer(r *http.Request) (access.Secret, *refusal) {
	given := r.Header.Values("Authorization")
	switch {
	case len(given) == 0:
		return "", nil
	case len(given) > 1:
		return "", badRequest("there are several Authorization headers: send one")
	}
	secret, wellFormed := secretOf(given[0])
	if !wellFormed {
		return "", refuse(http.StatusUnauthorized, graph.Unauthenticated, "the Authorization header is not of the form: Bearer TOKEN")
	}
	return secret, nil
}

// secretOf returns the secret in "Bearer SECRET".
func secretOf(text string) (_ access.Secret, wellFormed bool) {
	scheme, secret, found := strings.Cut(text, " ")
	wellFormed = found && strings.EqualFold(scheme, "Bearer") && secret != "" && len(secret) <= longestHeader && plain(secret)
	return access.Secret(secret), wellFormed
}

func plain(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
}

// unlock refuses, and tells the client by what it could get in.
func (r *refusal) unlock(w http.ResponseWriter) {
	if r.status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Bearer realm="headwater"`)
	}
	writeRefusal(w, r)
}
