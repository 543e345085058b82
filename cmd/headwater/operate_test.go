package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server"
)

// attendedServer is a server whose operation is counted.
func attendedServer(t *testing.T) *httptest.Server {
	t.Helper()
	catalog, err := openCatalog(context.Background(), place{}, toWrite)
	require.NoError(t, err)
	p := program{}
	log := zerolog.Nop()
	o, err := p.operate(t.Context(), catalog, &log)
	require.NoError(t, err)
	cfg := p.house(catalog, nil)
	cfg.Schema = p.contract(attended{catalog, o}, nil)
	o.attend(&cfg)
	served := httptest.NewServer(server.NewHandler(cfg))
	t.Cleanup(func() {
		served.Close()
		require.NoError(t, o.close())
		require.NoError(t, catalog.Close())
	})
	return served
}

func series(t *testing.T, served *httptest.Server) int {
	t.Helper()
	answer, err := http.Get(served.URL + "/metrics")
	require.NoError(t, err)
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	return strings.Count(string(text), "\nheadwater_")
}

// However callers call their operations, fields, paths and ids, there are no more figures than before.
func TestHostileNamesMakeNoSeries(t *testing.T) {
	served := attendedServer(t)
	ask := func(n int) {
		for _, body := range []string{
			fmt.Sprintf(`{"query":"query Hostile%d { hostile%d: catalog { revision } }"}`, n, n),
			fmt.Sprintf(`{"query":"{ nope%d }"}`, n),
			fmt.Sprintf(`{"query":"mutation M%d { apply(input: {changes: [{put: {id: \"team:t%d\"}}]}) { revision } }"}`, n, n),
			fmt.Sprintf(`{"query":"{ upstream%d: catalog { entity(by: {id: \"team:none%d\"}) { id } } }"}`, n, n),
			"{",
		} {
			sent(t, served.URL+"/graphql", body)
		}
		sent(t, fmt.Sprintf("%s/path%d", served.URL, n), "")
	}
	ask(0)
	ask(0) // which is then nothing new
	before := series(t, served)
	require.Greater(t, before, 50)
	for n := range 50 {
		ask(n)
	}
	require.Equal(t, before, series(t, served))
}

func TestProfilesAreForThisMachineOnly(t *testing.T) {
	for _, wrong := range []string{"0.0.0.0:6060", ":6060", "localhost:6060", "10.0.0.7:6060", "[::]:6060", "127.0.0.1", "nonsense"} {
		_, err := openProfiles(wrong)
		require.ErrorContains(t, err, "is no loopback address", wrong)
	}
	none, err := openProfiles("")
	require.NoError(t, err)
	require.NoError(t, none.close())

	open, err := openProfiles("127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, open.close()) }()
	for path, want := range map[string]int{"/debug/pprof/": 200, "/debug/pprof/goroutine?debug=1": 200, "/debug/pprof/cmdline": 404, "/debug/vars": 404} {
		request, err := http.NewRequest(http.MethodGet, "http://"+open.ln.Addr().String()+path, nil)
		require.NoError(t, err)
		for host, status := range map[string]int{request.Host: want, "evil.test:6060": 421} {
			request.Host = host
			answer, err := http.DefaultClient.Do(request)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			require.Equal(t, status, answer.StatusCode, path)
		}
	}
}
