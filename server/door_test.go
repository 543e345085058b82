package server

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server/access"
)

// shelf keeps tokens in memory.
type shelf struct {
	mu     sync.Mutex
	tokens []access.Token
}

func (s *shelf) Tokens(context.Context) ([]access.Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]access.Token(nil), s.tokens...), nil
}

func (s *shelf) Put(_ context.Context, tokens ...access.Token) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range tokens {
		s.drop(t.ID)
		s.tokens = append(s.tokens, t)
	}
	return nil
}

func (s *shelf) Drop(_ context.Context, ids ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		s.drop(id)
	}
	return nil
}

func (s *shelf) drop(id string) {
	var kept []access.Token
	for _, t := range s.tokens {
		if t.ID != id {
			kept = append(kept, t)
		}
	}
	s.tokens = kept
}

// house is a server with a token for each scope.
type house struct {
	http.Handler
	shelf   *shelf
	keys    *access.Keyring
	secrets map[access.Scope]string
	log     *safeBuffer
}

func newHouse(t testing.TB, change func(*Config)) *house {
	t.Helper()
	h := &house{shelf: &shelf{}, secrets: map[access.Scope]string{}, log: &safeBuffer{}}
	for _, scope := range access.Scopes {
		token, secret, err := access.New("the "+string(scope), []access.Scope{scope}, time.Now(), time.Now().Add(time.Hour))
		require.NoError(t, err)
		require.NoError(t, h.shelf.Put(t.Context(), token))
		h.secrets[scope] = string(secret)
	}
	var err error
	h.keys, err = access.NewKeyring(t.Context(), h.shelf, nil)
	require.NoError(t, err)
	log := zerolog.New(h.log)
	cfg := Config{Schema: newThings(), Keys: h.keys, Log: &log, Public: func(path string) bool { return path == "/" }}
	if change != nil {
		change(&cfg)
	}
	h.Handler = NewHandler(cfg)
	return h
}

// by returns a request that shows a token.
func by(r *http.Request, secret string) *http.Request {
	r.Header.Set("Authorization", "Bearer "+secret)
	return r
}

// Whatever path, protocol and method: who does not say who they are is told 401, and nothing of what is there.
func TestEveryPathWantsACaller(t *testing.T) {
	h := newHouse(t, nil)
	for _, path := range []string{"/graphql", "/graphql?query={hello}", "/api/v1/lineage", "/api/v1/lineage/batch", "/metrics", "/nowhere", "/Healthz", "//healthz"} {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "OPTIONS"} {
			for name, value := range map[string]string{"Accept": "text/event-stream", "Upgrade": "websocket", "Content-Type": "application/json"} {
				r := newRequest("/")
				r.Method, r.URL.Path = method, strings.Split(path, "?")[0]
				r.Header.Set(name, value)
				reply := send(t, h, r)
				if value == "websocket" && method == "GET" && r.URL.Path == "/graphql" { // who it is may be said by the first message
					require.Equal(t, 400, reply.status)
					continue
				}
				require.Equal(t, 401, reply.status, "%s %s %s", method, path, name)
				require.Contains(t, reply.header.Get("WWW-Authenticate"), "Bearer")
			}
		}
	}
	for path, status := range map[string]int{"/healthz": 200, "/readyz": 200, "/version": 200, "/": 404} {
		r := newRequest(path)
		r.Host = "pod-7.cluster" // as a probe calls it
		require.Equal(t, status, send(t, h, r).status, path)
	}
}

func TestWithoutTokensAServerOfThisMachineStandsOpen(t *testing.T) {
	s := &shelf{}
	keys, err := access.NewKeyring(t.Context(), s, nil)
	require.NoError(t, err)
	h := handlerOf(Config{Keys: keys})
	require.Equal(t, 200, send(t, h, newRequest("/graphql?query={hello}")).status)
	token, _, err := access.New("ci", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	require.NoError(t, s.Put(t.Context(), token))
	require.NoError(t, keys.Refresh(t.Context()))
	require.Equal(t, 401, send(t, h, newRequest("/graphql?query={hello}")).status, "from the first token on")
	require.Equal(t, 401, send(t, handlerOf(Config{SignIn: true}), newRequest("/graphql?query={hello}")).status)
}

// Each scope may what it is for, by GET as by POST.
func TestScopesOfOperations(t *testing.T) {
	h := newHouse(t, nil)
	may := map[string][]access.Scope{
		`{hello}`: {access.Read, access.Write, access.Admin}, `mutation {put(name: "a") {id}}`: {access.Write, access.Admin},
	}
	for document, allowed := range may {
		for scope, secret := range h.secrets {
			body, err := json.Marshal(map[string]string{"query": document})
			require.NoError(t, err)
			want := 403
			for _, a := range allowed {
				if a == scope {
					want = 200
				}
			}
			reply := send(t, h, by(newPost(string(body)), secret))
			require.Equal(t, want, reply.status, "%s by %s: %s", document, scope, reply.body)
			if want == 403 {
				require.Equal(t, "FORBIDDEN", reply.errors(t)[0].Extensions["code"])
				require.NotContains(t, reply.body, `"data":{`)
			}
			if strings.HasPrefix(document, "{") {
				require.Equal(t, want, send(t, h, by(newRequest("/graphql?query={hello}"), secret)).status)
			}
		}
	}
}

func TestBadCredentials(t *testing.T) {
	h := newHouse(t, nil)
	good := h.secrets[access.Read]
	for name, c := range map[string]struct {
		headers []string
		status  int
	}{
		"none":                {nil, 401},
		"another scheme":      {[]string{"Basic YTpi"}, 401},
		"no secret":           {[]string{"Bearer"}, 401},
		"an empty secret":     {[]string{"Bearer "}, 401},
		"two blanks":          {[]string{"Bearer  " + good}, 401},
		"something behind":    {[]string{"Bearer " + good + " x"}, 401},
		"not a token":         {[]string{"Bearer hunter2"}, 401},
		"cut off":             {[]string{"Bearer " + good[:len(good)-1]}, 401},
		"very long":           {[]string{"Bearer " + strings.Repeat("a", 64<<10)}, 401},
		"not UTF-8":           {[]string{"Bearer \xff"}, 401},
		"a JWT without alg":   {[]string{"Bearer eyJhbGciOiJub25lIn0.e30."}, 401},
		"two headers":         {[]string{"Bearer " + good, "Bearer " + good}, 400},
		"a good one":          {[]string{"Bearer " + good}, 200},
		"the scheme in lower": {[]string{"bearer " + good}, 200},
	} {
		r := newRequest("/graphql?query={hello}")
		for _, value := range c.headers {
			r.Header.Add("Authorization", value)
		}
		reply := send(t, h, r)
		require.Equal(t, c.status, reply.status, "%s: %s", name, reply.body)
		if c.status == 401 {
			require.Equal(t, "UNAUTHENTICATED", reply.errors(t)[0].Extensions["code"], name)
		}
		require.NotContains(t, reply.body, "hunter2")
	}
	for _, url := range []string{"/graphql?query={hello}&token=" + good, "/graphql?query={hello}&access_token=" + good} {
		require.Equal(t, 401, send(t, h, newRequest(url)).status, "a token in an address ends up in logs: it counts for nothing")
	}
	for _, secret := range h.secrets {
		require.NotContains(t, h.log.String(), secret)
		require.NotContains(t, h.log.String(), secret[16:59])
	}
	require.Contains(t, h.log.String(), "/graphql", "though something was logged")
}

func TestARevokedTokenIsTurnedAway(t *testing.T) {
	h := newHouse(t, nil)
	ask := func() int { return send(t, h, by(newRequest("/graphql?query={hello}"), h.secrets[access.Read])).status }
	require.Equal(t, 200, ask())
	for i := range h.shelf.tokens {
		h.shelf.tokens[i].Revoked = time.Now()
	}
	require.NoError(t, h.keys.Refresh(t.Context()))
	require.Equal(t, 401, ask())
}

// cookieOf returns the one cookie that an answer sets.
func cookieOf(t *testing.T, r reply) *http.Cookie {
	t.Helper()
	cookies := (&http.Response{Header: r.header}).Cookies()
	require.Len(t, cookies, 1)
	return cookies[0]
}

func TestASessionInPlaceOfAToken(t *testing.T) {
	h := newHouse(t, nil)
	signIn := newPost(`{"token":"` + h.secrets[access.Write] + `"}`)
	signIn.URL.Path = "/session"
	reply := send(t, h, signIn)
	require.Equal(t, 200, reply.status, reply.body)
	require.Contains(t, reply.body, `"name":"the write"`)
	cookie := cookieOf(t, reply)
	require.True(t, cookie.HttpOnly)
	require.Equal(t, http.SameSiteStrictMode, cookie.SameSite)
	require.Equal(t, "/", cookie.Path)
	require.Greater(t, cookie.MaxAge, 0)
	require.NotContains(t, cookie.Value, h.secrets[access.Write][16:59], "it is no way to the token")

	with := func(r *http.Request) *http.Request { r.AddCookie(cookie); return r }
	require.Equal(t, 200, send(t, h, with(newPost(`{"query":"mutation {put(name: \"a\") {id}}"}`))).status)
	require.Contains(t, send(t, h, with(newRequest("/session"))).body, `"name":"the write"`)
	cross := with(newPost(`{"query":"mutation {put(name: \"a\") {id}}"}`))
	cross.Header.Set("Sec-Fetch-Site", "cross-site")
	require.Equal(t, 403, send(t, h, cross).status, "another site's page cannot use it")
	bearer := with(by(newRequest("/graphql?query={hello}"), "hw_wrong"))
	require.Equal(t, 401, send(t, h, bearer).status, "a wrong token is not made good by a cookie")

	out := with(newRequest("/session"))
	out.Method = http.MethodDelete
	gone := send(t, h, out)
	require.Equal(t, 204, gone.status)
	require.Less(t, cookieOf(t, gone).MaxAge, 0)
	require.Equal(t, 401, send(t, h, with(newRequest("/graphql?query={hello}"))).status)
	require.Equal(t, 401, send(t, h, with(newRequest("/session"))).status)
}

func TestBadSignIns(t *testing.T) {
	h := newHouse(t, nil)
	for body, status := range map[string]int{
		`{"token":"hunter2"}`: 401, `{"token":""}`: 401, `{"token":1}`: 400, `{}`: 400, `[]`: 400, ``: 400, `{"token":"a","token":"b"}`: 400,
		`{"token":"` + strings.Repeat("a", 16<<10) + `"}`: 413,
	} {
		r := newPost(body)
		r.URL.Path = "/session"
		reply := send(t, h, r)
		require.Equal(t, status, reply.status, "%.40s: %s", body, reply.body)
		require.Empty(t, reply.header.Get("Set-Cookie"))
		require.NotContains(t, reply.body, "hunter2")
	}
	form := newPost(`token=a`)
	form.URL.Path = "/session"
	form.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	require.Equal(t, 415, send(t, h, form).status, "no form of another site signs anybody in")
	put := newPost(`{}`)
	put.URL.Path, put.Method = "/session", http.MethodPut
	require.Equal(t, 405, send(t, h, put).status)
}

func TestATrustedProxyNamesTheUser(t *testing.T) {
	h := newHouse(t, func(c *Config) {
		c.Proxy = Proxy{Header: "X-Forwarded-User", From: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}, Scopes: []access.Scope{access.Read}}
	})
	ask := func(from string, users ...string) int {
		r := newRequest("/graphql?query={hello}")
		r.RemoteAddr = from
		for _, u := range users {
			r.Header.Add("X-Forwarded-User", u)
		}
		return send(t, h, r).status
	}
	require.Equal(t, 200, ask("10.1.2.3:4", "ada"))
	require.Equal(t, 200, ask("[::ffff:10.1.2.3]:4", "ada"))
	require.Equal(t, 401, ask("10.1.2.3:4"), "whom the proxy has not signed in")
	require.Equal(t, 401, ask("10.2.0.1:4", "ada"), "anybody may write a header")
	require.Equal(t, 401, ask("127.0.0.1:4", "ada"))
	require.Equal(t, 400, ask("10.1.2.3:4", "ada", "eve"))
	require.Equal(t, 400, ask("10.1.2.3:4", "ada, eve"))
	basic := newRequest("/graphql?query={hello}")
	basic.RemoteAddr = "10.1.2.3:4"
	basic.Header.Set("X-Forwarded-User", "ada")
	basic.Header.Set("Authorization", "Basic YTpi")
	require.Equal(t, 200, send(t, h, basic).status, "what the user signed in by at the proxy is not ours")
	require.Equal(t, 400, ask("10.1.2.3:4", "a\u202eb"))
	require.Equal(t, 400, ask("10.1.2.3:4", ""))
	write := newPost(`{"query":"mutation {put(name: \"a\") {id}}"}`)
	write.RemoteAddr = "10.1.2.3:4"
	write.Header.Set("X-Forwarded-User", "ada")
	require.Equal(t, 403, send(t, h, write).status, "the scopes are the proxy's")

	signIn := newPost(`{"token":"` + h.secrets[access.Read] + `"}`)
	signIn.URL.Path, signIn.RemoteAddr = "/session", "10.1.2.3:4"
	signIn.Header.Set("X-Forwarded-Proto", "https")
	cookie := cookieOf(t, send(t, h, signIn))
	require.True(t, cookie.Secure && strings.HasPrefix(cookie.Name, "__Host-"))
}

// A token that ends while a request runs ends the request's context.
func TestARequestEndsWithItsCallersRight(t *testing.T) {
	s := newThings()
	h := newHouse(t, func(c *Config) { c.Schema = s })
	ended := make(chan any)
	go func() {
		defer func() { ended <- recover() }() // the connection is cut: there is nothing to say to who may not hear it
		send(t, h, by(newPost(`{"query":"{waits}"}`), h.secrets[access.Read]))
	}()
	<-s.waiting
	for i := range h.shelf.tokens {
		h.shelf.tokens[i].Revoked = time.Now()
	}
	begun := time.Now()
	require.NoError(t, h.keys.Refresh(t.Context()))
	require.Equal(t, http.ErrAbortHandler, <-ended)
	require.Less(t, time.Since(begun), 9*time.Second, "not by the server's own limit")
}

// A page whose name was rebound to this machine can write any header, and where the proxy is on this machine it has the
// proxy's address: only the Host gives it away.
func TestAReboundNameIsNobodyToAProxy(t *testing.T) {
	behind := func(allowed ...string) *house {
		return newHouse(t, func(c *Config) {
			c.AllowedHosts = allowed
			c.Proxy = Proxy{Header: "X-User", From: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Scopes: []access.Scope{access.Read}}
		})
	}
	ask := func(h *house, path, host string) int {
		r := newRequest(path)
		r.RemoteAddr, r.Host = "127.0.0.1:4", host
		r.Header.Set("X-User", "ada")
		return send(t, h, r).status
	}
	const question = "/graphql?query={hello}"
	require.Equal(t, 421, ask(behind(), question, "evil.test"))
	require.Equal(t, 421, ask(behind("catalog.example"), question, "evil.test"))
	require.Equal(t, 200, ask(behind("catalog.example"), question, "catalog.example"))
	require.Equal(t, 200, ask(behind(), question, "localhost"))
	require.Equal(t, 200, ask(behind("catalog.example"), "/healthz", "10.0.0.9:4280"), "a probe")
	require.Equal(t, 200, ask(behind("catalog.example"), "/readyz", "10.0.0.9:4280"), "a probe")
}

// Over TLS only the cookie counts that no other host of the domain can set, and a name that comes twice is nobody's.
func TestACookieOfAnotherHostIsNoSession(t *testing.T) {
	h := newHouse(t, nil)
	signIn := newPost(`{"token":"` + h.secrets[access.Read] + `"}`)
	signIn.URL.Path = "/session"
	session := cookieOf(t, send(t, h, signIn)).Value
	ask := func(secure bool, names ...string) int {
		r := newRequest("/graphql?query={hello}")
		if secure {
			r.TLS = &tls.ConnectionState{}
		}
		for _, name := range names {
			r.AddCookie(&http.Cookie{Name: name, Value: session})
		}
		return send(t, h, r).status
	}
	require.Equal(t, 200, ask(false, plainCookie))
	require.Equal(t, 200, ask(true, secureCookie))
	require.Equal(t, 401, ask(true, plainCookie))
	require.Equal(t, 401, ask(false, plainCookie, plainCookie))
}
