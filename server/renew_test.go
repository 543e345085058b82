package server

import (
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server/access"
)

// Requests that come after a renewal are served by the new settings, and nothing else of the server changes.
func TestSettingsAreRenewed(t *testing.T) {
	renewal := new(Renewal)
	proxy := Proxy{Header: "X-User", From: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}, Scopes: []access.Scope{access.Read}}
	h := NewHandler(Config{Schema: newThings(), AllowedHosts: []string{"old.test"}, Proxy: proxy, Renewal: renewal})
	ask := func(host, body string) int {
		r := httptest.NewRequest("POST", "/graphql", strings.NewReader(body)) // from 192.0.2.1
		r.Host = host
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-User", "ada")
		reply := httptest.NewRecorder()
		h.ServeHTTP(reply, r)
		return reply.Code
	}
	const question = `{"query": "{__typename}"}`
	require.Equal(t, 200, ask("old.test", question))
	require.Equal(t, 421, ask("new.test", question))

	renewal.Renew(Renewable{Limits{BodyBytes: 30}, []string{"new.test"}, proxy})
	require.Equal(t, 421, ask("old.test", question))
	require.Equal(t, 200, ask("new.test", question))
	require.Equal(t, 413, ask("new.test", question+strings.Repeat(" ", 10)))

	proxy.From = []netip.Prefix{netip.MustParsePrefix("198.51.100.0/24")}
	renewal.Renew(Renewable{Limits{}, []string{"new.test"}, proxy})
	require.Equal(t, 401, ask("new.test", question+strings.Repeat(" ", 10)), "its proxy is another now")
}

func TestARenewalBeforeThereIsAHandlerDoesNothing(t *testing.T) {
	new(Renewal).Renew(Renewable{})
}
