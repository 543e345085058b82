package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
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

// While the store cannot be followed every answer says so, in the data, beside it, in a header and on /readyz; and when
// it can be again, nothing does.
func TestAnswersOfAnOutageSaySo(t *testing.T) {
	within := memory.New()
	var down atomic.Bool
	catalog, err := live.Open(context.Background(), &graphtest.Faulty{Store: within, BeforeRead: func(string) error {
		if down.Load() {
			return &graph.Error{Kind: graph.Unavailable, Message: "nobody answers"}
		}
		return nil
	}})
	require.NoError(t, err)
	defer func() { require.NoError(t, catalog.Close()) }()
	p := program{}
	served := httptest.NewServer(server.NewHandler(p.house(catalog, nil)))
	defer served.Close()
	const question = `{"query":"{catalog{revision stale}}"}`
	const change = `{"query":"mutation{apply(input:{changes:[{put:{id:\"team:b\"}}]}){revision}}"}`
	is := func(path, body string, status int, stale string, words ...string) {
		t.Helper()
		got, header, text := sent(t, served.URL+path, body)
		require.Equal(t, status, got, text)
		require.Equal(t, stale, header.Get("Headwater-Stale"), text)
		for _, w := range words {
			require.Contains(t, text, w)
		}
		if stale == "" && path == "/graphql" {
			require.NotContains(t, text, "extensions")
		}
	}
	is("/graphql", question, 200, "", `"revision":"0","stale":false`)
	is("/readyz", "", 200, "", `ready`)

	down.Store(true)
	require.NoError(t, within.Append(t.Context(), &graph.Commit{Revision: 1, Changes: []graph.Change{ // ends the Wait under way
		{After: &graph.Record{Key: graph.EntityKey("team:a"), Claims: []graph.Claim{{Source: "people", Rank: graph.Declared}}}}}}))
	require.Eventually(t, func() bool { return catalog.Trouble() != nil }, time.Minute, time.Millisecond)
	is("/graphql", question, 200, "true", `"revision":"0","stale":true`, `"extensions":{"revision":"0","stale":true}`)
	is("/graphql", change, 200, "true", `"code":"UNAVAILABLE"`, "nothing was changed", "nobody answers", `"stale":true`)
	is("/readyz", "", 503, "", `"status":"stale"`, `"revision":"0"`, "nobody answers")
	is("/readyz?stale=ok", "", 200, "", `"status":"stale"`)
	is("/healthz", "", 200, "", "ok")

	down.Store(false)
	is("/graphql", change, 200, "", `"revision":"2"`)
	is("/graphql", question, 200, "", `"revision":"2","stale":false`)
	is("/readyz", "", 200, "", `ready`)
}

// sent sends a body by POST, or asks by GET where there is none.
func sent(t *testing.T, url, body string) (int, http.Header, string) {
	t.Helper()
	method := http.MethodPost
	if body == "" {
		method = http.MethodGet
	}
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	text, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	require.NoError(t, response.Body.Close())
	return response.StatusCode, response.Header, string(text)
}

// The command line warns once of answers that may be stale, and of nothing else.
func TestStaleAnswersAreWarnedOf(t *testing.T) {
	var said bytes.Buffer
	p := program{stderr: &said}
	warn := p.warner()
	warn(map[string]any{"other": true})
	require.Empty(t, said.String())
	for range 2 {
		warn(map[string]any{"stale": true, "revision": "7"})
	}
	require.Equal(t, "headwater: warning: the server cannot reach its store: this is revision 7, and newer ones may exist\n", said.String())
}
