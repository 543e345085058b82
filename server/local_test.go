package server

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// over returns r as it would come in by a connection to that port of this machine.
func over(r *http.Request, port int) *http.Request {
	addr := &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}
	return r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(addr)))
}

func TestOnlyOwnHostsAreAnswered(t *testing.T) {
	h := handlerOf(Config{AllowedHosts: []string{"catalog.example", "tunnel.example:8080"}})
	for host, want := range map[string]int{
		"localhost:4280":        200,
		"LOCALHOST:4280":        200,
		"127.0.0.1:4280":        200,
		"127.0.0.2:4280":        200,
		"[::1]:4280":            200,
		"catalog.example":       200,
		"catalog.example:443":   200,
		"tunnel.example:8080":   200,
		"tunnel.example:8081":   421,
		"localhost":             421,
		"localhost:80":          421,
		"[::1]":                 421,
		"evil.test":             421,
		"evil.test:4280":        421,
		"localhost.evil.test":   421,
		"10.0.0.1:4280":         421,
		"":                      421,
		"localhost:4280@x":      421,
		"127.0.0.1.nip.io":      421,
		"[::ffff:8.8.8.8]:4280": 421,
	} {
		for _, path := range []string{"/graphql?query={hello}", "/healthz"} {
			r := over(httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil), 4280)
			r.Host = host
			reply := send(t, h, r)
			require.Equal(t, want, reply.status, "%q %s", host, path)
			if want == 421 {
				require.Equal(t, "FORBIDDEN", reply.code(t))
				require.NotContains(t, reply.body, "evil")
			}
		}
	}
}

func TestDefaultPortNeedNotBeNamed(t *testing.T) {
	for _, host := range []string{"localhost", "127.0.0.1", "[::1]", "localhost:80"} {
		r := over(httptest.NewRequest(http.MethodGet, "http://localhost/healthz", nil), 80)
		r.Host = host
		require.Equal(t, 200, send(t, handlerOf(Config{}), r).status, host)
	}
}

// What a browser adds to a request, by where the page is from that makes it.
var headerShapes = []struct {
	name         string
	site, origin string
	foreign      bool
}{
	{name: "no browser"},
	{name: "the address bar", site: "none"},
	{name: "own page", site: "same-origin", origin: "http://localhost"},
	{name: "own page, old browser", origin: "http://localhost"},
	{name: "another port", site: "same-site", origin: "http://localhost:9999", foreign: true},
	{name: "another site", site: "cross-site", origin: "http://evil.test", foreign: true},
	{name: "another site, old browser", origin: "http://evil.test", foreign: true},
	{name: "a sandboxed frame", site: "cross-site", origin: "null", foreign: true},
	{name: "a sandboxed frame, old browser", origin: "null", foreign: true},
}

func TestPagesOfOtherOriginsCannotCall(t *testing.T) {
	h := handlerOf(Config{})
	for _, shape := range headerShapes {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodGet} {
			t.Run(shape.name+" "+method, func(t *testing.T) {
				r := newPost(`{"query":"mutation{put(name:\"x\"){id}}"}`)
				r.Method = method
				setUnlessEmpty(r.Header, "Sec-Fetch-Site", shape.site)
				setUnlessEmpty(r.Header, "Origin", shape.origin)
				reply := send(t, h, r)
				if shape.foreign && method != http.MethodGet {
					require.Equal(t, 403, reply.status)
					require.Equal(t, "FORBIDDEN", reply.code(t))
				} else {
					require.NotEqual(t, 403, reply.status)
				}
				require.Empty(t, reply.header.Get("Access-Control-Allow-Origin"))
			})
		}
	}
}

func setUnlessEmpty(header http.Header, name, value string) {
	if value != "" {
		header.Set(name, value)
	}
}

func TestOnlyLoopbackIsListenedAt(t *testing.T) {
	for addr, refused := range map[string]string{
		"127.0.0.1:4280":   "",
		"127.0.0.9:0":      "",
		"[::1]:4280":       "",
		"localhost:4280":   "",
		"LocalHost:4280":   "",
		":4280":            "nobody has to sign in",
		"0.0.0.0:4280":     "nobody has to sign in",
		"[::]:4280":        "nobody has to sign in",
		"192.168.1.7:4280": "nobody has to sign in",
		"myhost:4280":      "nobody has to sign in",
		"4280":             "HOST:PORT",
		"127.0.0.1":        "HOST:PORT",
		"127.0.0.1:http":   "is no port",
		"127.0.0.1:70000":  "is no port",
	} {
		err := CheckListen(addr, false)
		if refused == "" {
			require.NoError(t, err, addr)
			continue
		}
		require.ErrorContains(t, err, refused, addr)
		require.ErrorContains(t, err, "--listen", addr)
	}
	require.NoError(t, CheckListen("0.0.0.0:4280", true))
}

func TestBusyPortIsExplained(t *testing.T) {
	taken, err := Listen("127.0.0.1:0", false)
	require.NoError(t, err)
	defer taken.Close()
	addr := taken.Addr().String()

	_, err = Listen(addr, false)
	require.ErrorContains(t, err, addr+" is in use")
	require.ErrorContains(t, err, "HEADWATER_LISTEN=127.0.0.1:")

	_, free, found := strings.Cut(err.Error(), "HEADWATER_LISTEN=")
	require.True(t, found)
	ln, err := Listen(free, false)
	require.NoError(t, err, "the address it offers is free")
	require.NoError(t, ln.Close())
}
