package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server/access"
)

// waysToBeKnown are how a caller with a scope says who they are, each as a header of any request.
func (h *house) waysToBeKnown(t *testing.T, scope access.Scope) map[string]http.Header {
	t.Helper()
	signIn := by(newPost(""), h.secrets[scope])
	signIn.URL.Path = "/session"
	cookie := cookieOf(t, send(t, h, signIn))
	h.secrets["session of "+scope] = cookie.Value // looked for in the log as well
	return map[string]http.Header{
		"token":   {"Authorization": {"Bearer " + h.secrets[scope]}},
		"session": {"Cookie": {cookie.Name + "=" + cookie.Value}},
		"proxy":   {"X-User": {string(scope)}},
	}
}

// transports ask a document and return the code of the first error, "" where there is none.
var transports = map[string]func(c caller, document string) string{
	"POST": func(c caller, document string) string { return c.code(newPost(inJSON("query", document))) },
	"POST of a chosen operation": func(c caller, document string) string {
		named := strings.Replace(document, "{", " Chosen {", 1)
		if strings.HasPrefix(document, "{") {
			named = "query" + named
		}
		return c.code(newPost(inJSON("query", "query Other {hello} "+named, "operationName", "Chosen")))
	},
	"GET": func(c caller, document string) string {
		return c.code(newRequest("/graphql?query=" + url.QueryEscape(document)))
	},
	"events": func(c caller, document string) string {
		r := newPost(inJSON("query", document))
		r.Header.Set("Accept", mediaEvents)
		return c.code(r)
	},
	"WebSocket": func(c caller, document string) string {
		talk := converse(c.T, c.house, func(header http.Header) {
			for name, values := range c.shows {
				header[name] = values
			}
		})
		talk.init("{}")
		talk.hearsOf("connection_ack")
		talk.ask(document)
		text, err := talk.hears()
		require.NoError(c, err)
		_ = talk.conn.Close(websocket.StatusNormalClosure, "")
		return firstCode(text)
	},
}

type caller struct {
	*testing.T
	house *house
	shows http.Header
}

// code sends a request and returns the code of the first error; of a stream it reads no more than the first answer.
func (c caller) code(r *http.Request) string {
	for name, values := range c.shows {
		r.Header[name] = values
	}
	r.RemoteAddr = "127.0.0.1:1"
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	w := &firstAnswer{ResponseRecorder: httptest.NewRecorder(), enough: cancel}
	func() {
		defer func() { _ = recover() }() // a request that is given up is aborted
		c.house.ServeHTTP(w, r.WithContext(ctx))
	}()
	return firstCode(w.Body.String())
}

// firstAnswer gives up a stream of events after the first answer.
type firstAnswer struct {
	*httptest.ResponseRecorder
	enough func()
}

func (f *firstAnswer) Write(text []byte) (int, error) {
	if _, answer, begun := strings.Cut(f.Body.String(), "data:"); begun && strings.Contains(answer, "\n") {
		f.enough()
		return 0, errors.New("enough")
	}
	return f.ResponseRecorder.Write(text)
}

// firstCode returns the first code in an answer, however it is wrapped.
func firstCode(text string) string {
	_, rest, found := strings.Cut(text, `"code":"`)
	if !found {
		return ""
	}
	code, _, _ := strings.Cut(rest, `"`)
	return code
}

func inJSON(pairs ...string) string {
	object := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		object[pairs[i]] = pairs[i+1]
	}
	text, _ := json.Marshal(object)
	return string(text)
}

// Who may do what, by every way to be known and every transport: the scope decides, and nothing else. Nothing that was
// shown stands in the log, or in an answer.
func TestScopesDecideForAllTransports(t *testing.T) {
	means := map[access.Scope][]access.Scope{ // what a scope lets do, written out
		access.Read: {access.Read}, access.Write: {access.Read, access.Write}, access.Ingest: nil, access.Admin: {access.Read, access.Write},
	}
	documents := map[string]access.Scope{
		`{hello}`: access.Read, `{__schema{queryType{name}}}`: access.Read, `{__typename}`: access.Read,
		`mutation{put(name:"x"){id}}`: access.Write, `mutation{a:put(name:"x"){id} b:put(name:"y"){id}}`: access.Write, `mutation{__typename}`: access.Write,
		`subscription{changes{id}}`: access.Read,
	}
	for _, scope := range access.Scopes {
		h := newHouse(t, func(c *Config) {
			c.Proxy = Proxy{Header: "X-User", From: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Scopes: []access.Scope{scope}}
		})
		for way, shows := range h.waysToBeKnown(t, scope) {
			for document, needs := range documents {
				for transport, ask := range transports {
					name := strings.Join([]string{string(scope), way, document, transport}, " ")
					got, want := ask(caller{t, h, shows}, document), ""
					switch {
					case transport == "GET" && needs == access.Write,
						strings.HasPrefix(document, "subscription") && (transport == "GET" || strings.HasPrefix(transport, "POST")):
						require.Equal(t, "BAD_USER_INPUT", got, name) // the transport refuses it, whoever asks
						continue
					case !slices.Contains(means[scope], needs):
						want = "FORBIDDEN"
					}
					require.Equal(t, want, got, name)
				}
			}
		}
		require.Contains(t, h.log.String(), "/graphql")
		for whose, secret := range h.secrets {
			require.NotContains(t, h.log.String(), secret[16:59], whose)
		}
	}
}

// An operation that came by without a caller gets nothing done, whichever transport lost it.
func TestAnOperationWithoutACallerIsRefused(t *testing.T) {
	g := newGateway(Config{Schema: newThings()}.withDefaults(), door{}, new(streams))
	for _, document := range []string{`{hello}`, `mutation{put(name:"x"){id}}`, `subscription{changes{id}}`} {
		ctx := graphql.StartOperationTrace(context.Background())
		op, errs := g.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: document})
		require.Empty(t, errs)
		respond, ctx := g.exec.DispatchOperation(ctx, op)
		response := respond(ctx)
		require.Nil(t, response.Data)
		require.Equal(t, "FORBIDDEN", codeOf(response.Errors[0]))
	}
}

// Who may not come from a page of another origin may not with a session either: the cookie does not help.
func TestPagesOfOtherOriginsCannotCallWithASession(t *testing.T) {
	h := newHouse(t, nil)
	shows := h.waysToBeKnown(t, access.Admin)["session"]
	for _, shape := range headerShapes {
		for path, body := range map[string]string{"/graphql": `{"query":"mutation{put(name:\"x\"){id}}"}`, "/session": `{"token":"x"}`} {
			r := newPost(body)
			r.URL.Path, r.Header["Cookie"] = path, shows["Cookie"]
			setUnlessEmpty(r.Header, "Sec-Fetch-Site", shape.site)
			setUnlessEmpty(r.Header, "Origin", shape.origin)
			require.Equal(t, shape.foreign, send(t, h, r).status == 403, "%s %s", shape.name, path)
		}
	}
}
