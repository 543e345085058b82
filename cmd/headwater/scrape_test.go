package main

import (
	"net/http"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"
)

// scrape reads the figures as Prometheus does, and has them looked at by its linter.
func scrape(t *testing.T, url string) map[string]*dto.MetricFamily {
	t.Helper()
	answer, err := http.Get(url + "/metrics")
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Contains(t, answer.Header.Get("Content-Type"), "text/plain; version=0.0.4")
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(answer.Body)
	require.NoError(t, err)
	for _, family := range families {
		problems, err := promlint.NewWithMetricFamilies([]*dto.MetricFamily{family}).Lint()
		require.NoError(t, err)
		require.Empty(t, problems)
	}
	return families
}

// of returns the one series of a family with these labels, in pairs.
func of(t *testing.T, families map[string]*dto.MetricFamily, name string, labels ...string) *dto.Metric {
	t.Helper()
	require.Contains(t, families, name)
	require.NotEmpty(t, families[name].GetHelp())
	for _, metric := range families[name].GetMetric() {
		same := len(metric.GetLabel()) == len(labels)/2
		for i, label := range metric.GetLabel() {
			same = same && label.GetName() == labels[2*i] && label.GetValue() == labels[2*i+1]
		}
		if same {
			return metric
		}
	}
	require.Fail(t, "there is no such series", "%s %v", name, labels)
	return nil
}

// Each figure that a server promises is there, of its kind, and counts what happened: requests, errors by their code, the catalog's
// revision, entities and flows, what commits and closures took, and how the store is.
func TestThePromisedFiguresAreThere(t *testing.T) {
	served := attendedServer(t)
	for _, body := range []string{
		`{"query":"mutation { apply(input: {changes: [{put: {id: \"domain:a\"}}, {put: {id: \"domain:b\"}}, {link: {relation: FEEDS, from: \"domain:a\", to: \"domain:b\"}}]}) { revision } }"}`,
		`{"query":"{ catalog { entity(by: {id: \"domain:b\"}) { id ... on Domain { upstream { total } } } } }"}`,
		`{"query":"{ nope }"}`,
	} {
		_, _, answer := sent(t, served.URL+"/graphql", body)
		require.NotContains(t, answer, "BAD_USER_INPUT")
	}
	families := scrape(t, served.URL)
	counter := func(name string, labels ...string) float64 {
		return of(t, families, name, labels...).GetCounter().GetValue()
	}
	gauge := func(name string) float64 { return of(t, families, name).GetGauge().GetValue() }
	observed := func(name string, labels ...string) *dto.Histogram {
		histogram := of(t, families, name, labels...).GetHistogram()
		require.Equal(t, histogram.GetSampleCount(), histogram.GetBucket()[len(histogram.GetBucket())-1].GetCumulativeCount(), "all are in the last bucket")
		require.Positive(t, histogram.GetSampleSum())
		return histogram
	}
	require.EqualValues(t, 1, counter("headwater_requests_total", "operation", "query", "outcome", "done"))
	require.EqualValues(t, 1, counter("headwater_requests_total", "operation", "mutation", "outcome", "done"))
	require.EqualValues(t, 1, counter("headwater_requests_total", "operation", "none", "outcome", "refused"))
	require.EqualValues(t, 1, counter("headwater_errors_total", "code", "GRAPHQL_VALIDATION_FAILED"))
	require.EqualValues(t, 0, counter("headwater_errors_total", "code", "INTERNAL"))
	for name, want := range map[string]float64{
		"headwater_revision": 1, "headwater_entities": 2, "headwater_flows": 1, "headwater_catalog_loaded": 1, "headwater_store_reachable": 1,
		"headwater_store_stale": 0, "headwater_store_read_only": 0, "headwater_store_full": 0, "headwater_subscriptions": 0,
	} {
		require.Equal(t, want, gauge(name), name)
	}
	require.EqualValues(t, 1, observed("headwater_commit_duration_seconds", "outcome", "committed").GetSampleCount())
	require.EqualValues(t, 1, observed("headwater_closure_duration_seconds", "field", "upstream").GetSampleCount())
	require.EqualValues(t, 1, observed("headwater_request_duration_seconds", "operation", "query").GetSampleCount())
}
