package metrics

import (
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server"
)

// figures returns the lines that the metrics answer with, but comments and what is not ours.
func figures(t require.TestingT, m *Metrics) (lines []string) {
	recorder := httptest.NewRecorder()
	m.Handler().ServeHTTP(recorder, httptest.NewRequest("GET", "/metrics", nil))
	text, err := io.ReadAll(recorder.Result().Body)
	require.NoError(t, err)
	require.Equal(t, 200, recorder.Code, string(text))
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "headwater_") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

func none() State { return State{} }

func TestWhatIsToldIsCounted(t *testing.T) {
	m := New(server.Build{Version: "v1", Go: "go1"}, func() State {
		return State{Loaded: true, Revision: 7, Entities: 101, Flows: 49, Stale: true}
	})
	watch := m.Watch()
	watch.Answered(server.Answered{Operation: ast.Query, Outcome: server.Done, Took: time.Millisecond})
	watch.Answered(server.Answered{Operation: ast.Subscription, Outcome: server.Gone, Took: time.Hour})
	watch.Answered(server.Answered{Outcome: server.Refused})
	watch.Erred(string(graph.NotFound))
	watch.Streaming(1)
	m.Received("taken")
	m.Received("refused")
	m.Kept("CONFLICT")
	m.Committed(true, nil, time.Second)
	m.Committed(false, nil, time.Second)
	m.Committed(false, errors.New("no"), time.Second)
	seen := figures(t, m)
	for _, want := range []string{
		`headwater_requests_total{operation="query",outcome="done"} 1`,
		`headwater_requests_total{operation="subscription",outcome="gone"} 1`,
		`headwater_requests_total{operation="none",outcome="refused"} 1`,
		`headwater_request_duration_seconds_bucket{operation="query",le="0.001"} 1`,
		`headwater_request_duration_seconds_bucket{operation="query",le="0.0002"} 0`,
		`headwater_errors_total{code="NOT_FOUND"} 1`,
		`headwater_subscriptions 1`,
		`headwater_lineage_events_total{outcome="taken"} 1`, `headwater_lineage_events_total{outcome="refused"} 1`,
		`headwater_lineage_events_total{outcome="known"} 0`, `headwater_dead_letters_total{code="CONFLICT"} 1`,
		`headwater_commit_duration_seconds_sum{outcome="committed"} 1`,
		`headwater_commit_duration_seconds_count{outcome="nothing_new"} 1`,
		`headwater_commit_duration_seconds_count{outcome="refused"} 1`,
		`headwater_revision 7`, `headwater_entities 101`, `headwater_flows 49`, `headwater_catalog_loaded 1`,
		`headwater_store_reachable 0`, `headwater_store_stale 1`, `headwater_store_read_only 0`,
		`headwater_build_info{commit="",go="go1",version="v1"} 1`,
	} {
		require.Contains(t, seen, want)
	}
	require.NotContains(t, strings.Join(seen, "\n"), `duration_seconds_count{operation="subscription"}`)
}

func TestWithoutACatalogItHasNoSize(t *testing.T) {
	seen := figures(t, New(server.Build{}, func() State { return State{Stale: true} }))
	require.Contains(t, seen, "headwater_catalog_loaded 0")
	require.Contains(t, seen, "headwater_store_stale 0", "nothing is answered, so nothing that is behind")
	require.NotContains(t, strings.Join(seen, "\n"), "headwater_revision")
}

// However many words the metrics are told, the series are as many as the lists are long.
func TestNothingToldMakesASeries(t *testing.T) {
	all := New(server.Build{}, none)
	watch := all.Watch()
	for _, code := range append(codes, other) {
		watch.Erred(code)
		all.Kept(code)
	}
	all.Received(other)
	for _, operation := range append(operations, other) {
		watch.Answered(server.Answered{Operation: ast.Operation(operation), Outcome: server.Done})
	}
	most := len(figures(t, all))
	rapid.Check(t, func(rt *rapid.T) {
		m := New(server.Build{}, none)
		watch := m.Watch()
		for _, word := range rapid.SliceOfN(rapid.String(), 1, 30).Draw(rt, "words") {
			watch.Erred(word)
			m.Received(word)
			m.Kept(word)
			watch.Answered(server.Answered{Operation: ast.Operation(word), Outcome: server.Done})
		}
		require.LessOrEqual(rt, len(figures(rt, m)), most)
	})
}

// Every code of the contract is counted under its own name.
func TestTheCodesAreThoseOfTheContract(t *testing.T) {
	require.Len(t, codes, 19)
	for _, code := range codes {
		require.Equal(t, code, oneOf(codes, code))
	}
	require.Equal(t, other, oneOf(codes, fmt.Sprint("hostile", 1)))
}
