package server

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// localOnly lets through what the people of this machine send, and refuses what web sites make their browsers send: calls
// from pages of other origins, and calls by a name of the attacker's own that resolves to this machine.
//
// Where callers show a secret, any name will do unless some are allowed by name: the attacker's page then has neither a token
// nor the cookie, which belongs to the right name. A proxy is believed for its address alone, and a page that a name was
// rebound for can write any header, so where there is one the names count: a browser on the proxy's machine has its address.
// Probes and who reads the figures are answered by any name where callers sign in: they call by address, and learn nothing of the catalog.
func localOnly(allowedHosts []string, d door, next http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		writeRefusal(w, refuse(http.StatusForbidden, graph.Forbidden,
			"this was sent by a page of another origin: only the server's own pages may call it from a browser"))
	}))
	sameOrigin := crossOrigin.Handler(sameOriginUpgrade(next))
	own := ownHosts(allowedHosts, sameOrigin)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.shut() && (isProbe(r.URL.Path) || len(allowedHosts) == 0 && d.proxy.Header == "") {
			sameOrigin.ServeHTTP(w, r)
			return
		}
		own.ServeHTTP(w, r)
	})
}

// sameOriginUpgrade refuses a WebSocket of another origin's page: it is opened by a GET, which cross-origin protection
// lets pass because a GET changes nothing.
func sameOriginUpgrade(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if origin := r.Header.Get("Origin"); origin != "" && r.Header.Get("Upgrade") != "" {
			if from, err := url.Parse(origin); err != nil || !strings.EqualFold(from.Host, r.Host) {
				writeRefusal(w, refuse(http.StatusForbidden, graph.Forbidden,
					"this was sent by a page of another origin: only the server's own pages may open a WebSocket"))
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// isProbe reports whether a path tells a supervisor how the process is.
func isProbe(path string) bool { return path == "/healthz" || path == "/readyz" || path == pathMetrics }

// ownHosts refuses a request whose Host is no name of this machine. It is what stops DNS rebinding: there the page's
// origin and the Host agree, and only the name is wrong.
func ownHosts(allowed []string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !isOwnHost(r.Host, localPort(r), allowed) {
			writeRefusal(w, refuse(http.StatusMisdirectedRequest, graph.Forbidden,
				"the server does not answer to this host name: call it as localhost or 127.0.0.1 with its own port, "+
					"or start it with the name in --allowed-hosts"))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// localPort returns the port a request came in by; 0 in process, where there is none.
func localPort(r *http.Request) int {
	if addr, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok {
		return addr.Port
	}
	return 0
}

// isOwnHost reports whether host is localhost or a loopback address with that port (any, if it is 0), or is allowed. A
// loopback address cannot be rebound: a browser resolves names, not addresses.
func isOwnHost(host string, port int, allowed []string) bool {
	name, given := splitHost(strings.ToLower(host))
	if slices.ContainsFunc(allowed, func(a string) bool {
		return strings.EqualFold(a, host) || strings.EqualFold(a, name)
	}) {
		return true
	}
	return isLoopback(name) && (port == 0 || given == strconv.Itoa(port))
}

// splitHost splits a Host header into name and port, 80 where it has none; it takes [::1] with and without.
func splitHost(host string) (name, port string) {
	if name, port, err := net.SplitHostPort(host); err == nil {
		return name, port
	}
	if inner, ok := strings.CutPrefix(host, "["); ok {
		host = strings.TrimSuffix(inner, "]")
	}
	return host, "80"
}

// hostName is a name as browsers send it: in ASCII, which those of other scripts are turned into.
var hostName = regexp.MustCompile(`^[\w-]+(\.[\w-]+)*\.?$`)

// CheckAllowedHost returns why no client can call the server by what is said in Config.AllowedHosts, nil if one can.
func CheckAllowedHost(allowed string) error {
	name, port, err := net.SplitHostPort(allowed)
	if err != nil {
		name, port = allowed, "80"
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return fmt.Errorf("%q has no port from 1 to 65535: write the name alone for any port", allowed)
	}
	if _, err := netip.ParseAddr(name); err != nil && !hostName.MatchString(name) {
		return fmt.Errorf("%q is no name of a host: write it without scheme, path or *, as in catalog.example or catalog.example:4280", allowed)
	}
	return nil
}

func isLoopback(name string) bool {
	if name == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.Unmap().IsLoopback()
}
