package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

// Who may hand in what tools observe: whoever has a token for it, or may change the catalog. Nobody else, by whichever address.
func TestWhoMayHandIn(t *testing.T) {
	shelf := access.NewFile(t.TempDir() + "/tokens")
	secrets := map[access.Scope]access.Secret{}
	for _, scope := range access.Scopes {
		token, secret, err := access.New(string(scope), []access.Scope{scope}, time.Now(), time.Now().Add(time.Hour))
		require.NoError(t, err)
		require.NoError(t, shelf.Put(t.Context(), token))
		secrets[scope] = secret
	}
	ring, err := access.NewKeyring(t.Context(), shelf, nil)
	require.NoError(t, err)
	took := 0
	handler := NewHandler(Config{Keys: ring, Public: func(path string) bool { return path == "/" }, Lineage: func(_ context.Context, _ bool, events ...[]byte) []Taken {
		took++
		return make([]Taken, len(events))
	}})
	post := func(path, authorization string) int {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader("[{}]"))
		r.Header.Set("Content-Type", "application/json; charset=UTF-8")
		if authorization != "" {
			r.Header.Set("Authorization", authorization)
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w.Code
	}
	for _, path := range []string{"/api/v1/lineage", "/api/v1/lineage/batch", "/"} {
		require.Equal(t, http.StatusUnauthorized, post(path, ""), path)
		require.Zero(t, took)
		for scope, status := range map[access.Scope]int{access.Read: 403, access.Metrics: 403, access.Ingest: 0, access.Write: 0, access.Admin: 0} {
			took = 0
			got := post(path, "Bearer "+string(secrets[scope]))
			if status == 0 {
				require.Less(t, got, 300, "%s %s", path, scope)
				require.Equal(t, 1, took)
			} else {
				require.Equal(t, status, got, "%s %s", path, scope)
				require.Zero(t, took)
			}
		}
		took = 0
	}
}

// An error that is no client's to mend tells nothing of itself.
func TestAnEventThatFailsInside(t *testing.T) {
	handler := NewHandler(Config{Lineage: func(context.Context, bool, ...[]byte) []Taken {
		return []Taken{{Err: &graph.Error{Kind: graph.Internal, Message: "the secret of the house"}}}
	}})
	r := httptest.NewRequest(http.MethodPost, "/api/v1/lineage", strings.NewReader("{}"))
	r.Host = "localhost"
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	require.Equal(t, http.StatusInternalServerError, w.Code)
	require.NotContains(t, w.Body.String(), "secret")
}
