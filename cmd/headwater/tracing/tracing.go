// Package tracing tells a collector of OpenTelemetry what a server does, as spans: one for each HTTP request, within it one for
// each operation of GraphQL, and within that one for each change of the catalog.
//
// It promises that nothing of it runs unless the environment names a collector (OTEL_EXPORTER_OTLP_ENDPOINT or
// OTEL_EXPORTER_OTLP_TRACES_ENDPOINT; OTEL_SDK_DISABLED and OTEL_TRACES_EXPORTER=none turn it off again), that a collector which
// is slow or away costs spans and never an answer, and that no span holds what a caller wrote but the name of the operation: neither
// documents nor variables nor names of the catalog. Everything else is as the standard's variables say: OTEL_SERVICE_NAME,
// OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS, OTEL_BSP_*. Spans go by OTLP over HTTP.
//
// The variables are those of the process, not those that a test hands in: the library reads them itself.
package tracing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
	semconv "go.opentelemetry.io/otel/semconv/v1.37.0"
	oteltrace "go.opentelemetry.io/otel/trace"
)

// Tracer makes spans and sends them. A nil Tracer makes none.
type Tracer struct {
	provider *trace.TracerProvider
	spans    oteltrace.Tracer
}

// Wanted reports whether the environment names a collector, given what looks a variable up. One that speaks only another protocol than
// we do, or is at no address, is an error: nothing would ever come of it.
func Wanted(lookup func(name string) string) (bool, error) {
	if strings.EqualFold(lookup("OTEL_SDK_DISABLED"), "true") || lookup("OTEL_TRACES_EXPORTER") == "none" {
		return false, nil
	}
	named := false
	for _, name := range []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"} {
		endpoint := lookup(name)
		if endpoint == "" {
			continue
		}
		if at, err := url.Parse(endpoint); err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
			return false, fmt.Errorf("%s is no address of a collector: write it as http://collector:4318", name) // which may hold a password
		}
		named = true
	}
	if !named {
		return false, nil
	}
	if exporter := cmp.Or(lookup("OTEL_TRACES_EXPORTER"), exported); exporter != exported {
		return false, fmt.Errorf("spans go by %s or not at all, not by %q: set OTEL_TRACES_EXPORTER=%[1]s or none", exported, exporter)
	}
	protocol := cmp.Or(lookup("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"), lookup("OTEL_EXPORTER_OTLP_PROTOCOL"), spoken)
	if protocol != spoken {
		return false, fmt.Errorf("spans go by %s, not by %q: set OTEL_EXPORTER_OTLP_PROTOCOL=%s and the endpoint's port for it, usually 4318", spoken, protocol, spoken)
	}
	return true, nil
}

// What the standard calls the way by which spans go, and its protocol.
const (
	exported = "otlp"
	spoken   = "http/protobuf"
)

// New returns a tracer of a program of that version. It connects to nothing yet. Report is told of spans that were lost, and why, for
// all tracers of the process.
func New(ctx context.Context, version string, report func(error), options ...otlptracehttp.Option) (*Tracer, error) {
	otel.SetErrorHandler(otel.ErrorHandlerFunc(report))
	exporter, err := otlptracehttp.New(ctx, options...)
	if err != nil {
		return nil, fmt.Errorf("the collector that OTEL_EXPORTER_OTLP_ENDPOINT names cannot be used: %w", err)
	}
	// The environment comes last: it counts.
	about, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(semconv.ServiceName("headwater"), semconv.ServiceVersion(version)), resource.WithFromEnv())
	if err != nil && !errors.Is(err, resource.ErrPartialResource) {
		return nil, errors.Join(fmt.Errorf("the OTEL_ variables cannot be used: %w", err), exporter.Shutdown(ctx))
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(about))
	return &Tracer{provider, provider.Tracer("github.com/headwater-catalog/headwater")}, nil
}

// Close sends what is left, for as long as ctx lets it.
func (t *Tracer) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

// Around makes a span of each request but those of supervisors and of who reads figures, which come all the time.
func (t *Tracer) Around(next http.Handler) http.Handler {
	if t == nil {
		return next
	}
	return otelhttp.NewHandler(next, "http", otelhttp.WithTracerProvider(t.provider), otelhttp.WithPropagators(propagation.TraceContext{}),
		otelhttp.WithFilter(func(r *http.Request) bool {
			return r.URL.Path != "/healthz" && r.URL.Path != "/readyz" && r.URL.Path != "/metrics"
		}),
		otelhttp.WithSpanNameFormatter(func(_ string, r *http.Request) string { return method(r) + " " + path(r) }))
}

// path returns a path as part of a span's name: those that there are few of.
func path(r *http.Request) string {
	switch r.URL.Path {
	case "/graphql", "/version", "/session":
		return r.URL.Path
	}
	return "page"
}

// method returns a request's method, for which a caller may write anything.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodPost, http.MethodHead, http.MethodDelete, http.MethodOptions:
		return r.Method
	}
	return "HTTP"
}

// TraceID returns the trace that a request is part of, "" for none.
func TraceID(r *http.Request) string {
	if span := oteltrace.SpanContextFromContext(r.Context()); span.HasTraceID() {
		return span.TraceID().String()
	}
	return ""
}
