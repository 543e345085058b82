package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server"
)

// A caller says by a header which revision it knows of: one that is there is answered, one that is not is refused.
func TestTheHeaderAtLeastIsHeeded(t *testing.T) {
	catalog, err := openCatalog(context.Background(), place{}, toWrite)
	require.NoError(t, err)
	defer func() { require.NoError(t, catalog.Close()) }()
	p := program{}
	served := httptest.NewServer(server.NewHandler(p.house(catalog, nil)))
	defer served.Close()
	for known, want := range map[string]string{"": `"revision":"0"`, "0": `"revision":"0"`, "7": `FUTURE_REVISION`, "x": `BAD_REVISION`} {
		request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, served.URL+"/graphql", strings.NewReader(`{"query":"{catalog{revision}}"}`))
		require.NoError(t, err)
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Headwater-At-Least", known)
		response, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		require.Contains(t, string(body), want, known)
	}
}
