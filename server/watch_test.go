package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/headwater-catalog/headwater/server/access"
)

// watched keeps what a Watch is told, of one request after the other.
type watched struct{ answers, errors []string }

func (w *watched) watch() Watch {
	return Watch{
		Answered: func(a Answered) {
			w.answers = append(w.answers, strings.TrimSpace(fmt.Sprint(a.Operation, " ", a.Outcome)))
		},
		Erred: func(code string) { w.errors = append(w.errors, code) },
	}
}

func TestAnswersAreTold(t *testing.T) {
	for body, want := range map[string][2]string{
		`{"query":"{hello}"}`:                          {"query done", "[]"},
		`{"query":"mutation {put(name: \"a\") {id}}"}`: {"mutation done", "[]"},
		`{"query":"{hello fails}"}`:                    {"query refused", "[NOT_FOUND]"},
		`{"query":"{fails breaks a:fails}"}`:           {"query failed", "[NOT_FOUND INTERNAL NOT_FOUND]"},
		`{"query":"{panics}"}`:                         {"query failed", "[INTERNAL]"},
		`{"query":"{nope}"}`:                           {"refused", "[GRAPHQL_VALIDATION_FAILED]"},
		`{"query":"{"}`:                                {"refused", "[GRAPHQL_PARSE_FAILED]"},
		`nothing`:                                      {"refused", "[BAD_USER_INPUT]"},
		`{"query":"subscription {changes {id}}"}`:      {"subscription refused", "[BAD_USER_INPUT]"},
	} {
		var told watched
		send(t, handlerOf(Config{ErrorPresenter: presentGraph, Watch: told.watch()}), newPost(body))
		require.Equal(t, []string{want[0]}, told.answers, body)
		require.Equal(t, want[1], fmt.Sprint(told.errors), body)
	}
}

func TestACallerWhoLeavesIsTold(t *testing.T) {
	var told watched
	schema := newThings()
	h := NewHandler(Config{Schema: schema, Watch: told.watch()})
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-schema.waiting
		leave()
	}()
	require.Panics(t, func() { send(t, h, newPost(`{"query":"{waits}"}`).WithContext(ctx)) })
	require.Equal(t, []string{string(ast.Query) + " gone"}, told.answers)
}

func TestOtherPathsAreNoOperations(t *testing.T) {
	var told watched
	h := handlerOf(Config{Watch: told.watch()})
	require.Equal(t, 404, send(t, h, newRequest("/metrics")).status, "there is nothing to read them from")
	send(t, h, newRequest("/healthz"))
	require.Empty(t, told.answers)
	r := newRequest("/healthz")
	r.Host = "evil.test"
	send(t, h, r)
	require.Empty(t, told.answers)
	require.Equal(t, []string{"FORBIDDEN"}, told.errors)
}

// The figures are for whoever may see them: all where nobody signs in, and then callers with a scope that includes it.
func TestWhoSeesTheFigures(t *testing.T) {
	figures := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("headwater_revision 7\n")) })
	open := handlerOf(Config{Metrics: figures})
	require.Contains(t, send(t, open, newRequest("/metrics")).body, "headwater_revision 7")
	r := newRequest("/metrics")
	r.Method = http.MethodPost
	require.Equal(t, 405, send(t, open, r).status)
	r = newRequest("/metrics")
	r.Host = "evil.test"
	require.Equal(t, 421, send(t, open, r).status)

	h := newHouse(t, func(c *Config) { c.Metrics, c.AllowedHosts = figures, []string{"catalog.example"} })
	require.Equal(t, 401, send(t, h, newRequest("/metrics")).status)
	for scope, want := range map[access.Scope]int{access.Metrics: 200, access.Read: 200, access.Write: 200, access.Admin: 200, access.Ingest: 403} {
		r := by(newRequest("/metrics"), h.secrets[scope])
		r.Host = "10.0.0.9:4280" // who reads figures calls by address
		require.Equal(t, want, send(t, h, r).status, scope)
	}
	require.Equal(t, 403, send(t, h, by(newPost(`{"query":"{hello}"}`), h.secrets[access.Metrics])).status)
}
