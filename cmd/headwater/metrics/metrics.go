// Package metrics counts what a server does, in the form that Prometheus reads.
//
// It promises that the number of series is fixed when the program is built: each label's values are from a closed list, and
// whatever is not on it counts as "other". Nothing that a caller or a catalog says becomes a label. Durations are in
// seconds, sizes are whole numbers. What the catalog holds is read when somebody asks, and costs nothing in between.
//
// It knows nothing of HTTP servers nor of stores: it is handed functions that tell it, and hands out functions to be told by.
package metrics

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/headwater-catalog/headwater/server"
)

// Metrics is what is counted of one server. All methods may be called at the same time.
type Metrics struct {
	registry  *prometheus.Registry
	requests  *prometheus.CounterVec
	took      *prometheus.HistogramVec
	errors    *prometheus.CounterVec
	streams   prometheus.Gauge
	commits   *prometheus.HistogramVec
	questions *prometheus.HistogramVec
	events    *prometheus.CounterVec
	letters   *prometheus.CounterVec
}

// durations are the upper bounds of the histograms, in seconds: from what a closure of a small catalog takes to what is cut off.
var durations = []float64{0.00005, 0.0002, 0.001, 0.005, 0.02, 0.1, 0.5, 2, 10}

// New returns metrics of a server of that build, whose catalog is as state says.
func New(build server.Build, state func() State) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "headwater_requests_total",
			Help: "GraphQL operations that were answered, and requests that were refused in place of one (operation none)."}, []string{"operation", "outcome"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "headwater_request_duration_seconds", Buckets: durations,
			Help: "From the first byte of an operation to the last of its answer; subscriptions, which last as long as they are wanted, are left out."}, []string{"operation"}),
		errors: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "headwater_errors_total",
			Help: "Errors in answers, by extensions.code."}, []string{"code"}),
		streams: prometheus.NewGauge(prometheus.GaugeOpts{Name: "headwater_subscriptions",
			Help: "Streams of answers that are open: operations over server-sent events and WebSockets."}),
		commits: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "headwater_commit_duration_seconds", Buckets: durations,
			Help: "From a change's arrival at the catalog to its answer, the wait for others and the durable write included."}, []string{"outcome"}),
		questions: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "headwater_closure_duration_seconds", Buckets: durations,
			Help: "What answering one field of the schema that walks the graph takes, without its page of items."}, []string{"field"}),
		events: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "headwater_lineage_events_total",
			Help: "Events of OpenLineage, by what became of them: taken, known (they said nothing new), refused, delayed (they should be sent again)."}, []string{"outcome"}),
		letters: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "headwater_dead_letters_total",
			Help: "Events that were refused and are kept to be read, by the code of their first fault."}, []string{"code"}),
	}
	m.registry.MustRegister(m.requests, m.took, m.errors, m.streams, m.commits, m.questions, m.events, m.letters, stateOf(build, state),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.begin()
	return m
}

// begin makes the series that alerts are written of, so that they are there before the first of what they count.
func (m *Metrics) begin() {
	for _, code := range codes {
		m.errors.WithLabelValues(code)
	}
	for _, operation := range operations {
		for _, outcome := range []server.Outcome{server.Done, server.Refused, server.Gone, server.Failed} {
			m.requests.WithLabelValues(operation, string(outcome))
		}
	}
	for _, outcome := range eventOutcomes {
		m.events.WithLabelValues(outcome)
	}
}

// Handler answers with all figures, in the form that the reader asks for.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4})
}
