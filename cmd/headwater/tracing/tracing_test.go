package tracing

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	otlp "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// receiver is a collector in this process.
type receiver struct {
	*httptest.Server
	mu    sync.Mutex
	spans []*otlp.Span
	about []string
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, asked *http.Request) {
		body, err := io.ReadAll(asked.Body)
		var sent collector.ExportTraceServiceRequest
		if err != nil || asked.URL.Path != "/v1/traces" || proto.Unmarshal(body, &sent) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		r.take(&sent)
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) take(sent *collector.ExportTraceServiceRequest) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, of := range sent.ResourceSpans {
		for _, a := range of.Resource.Attributes {
			r.about = append(r.about, a.Key+"="+a.Value.GetStringValue())
		}
		for _, scope := range of.ScopeSpans {
			r.spans = append(r.spans, scope.Spans...)
		}
	}
}

// tracer returns a tracer that sends to the receiver.
func (r *receiver) tracer(t *testing.T) *Tracer {
	t.Helper()
	made, err := New(t.Context(), "v1", func(error) {}, otlptracehttp.WithEndpointURL(r.URL+"/v1/traces"))
	require.NoError(t, err)
	return made
}

func (r *receiver) span(t *testing.T, name string) *otlp.Span {
	t.Helper()
	for _, s := range r.spans {
		if s.Name == name {
			return s
		}
	}
	require.Fail(t, "there is no span "+name)
	return nil
}

func TestACollectorMustBeNamed(t *testing.T) {
	const at = "http://127.0.0.1:4318"
	for _, test := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": at}, true},
		{map[string]string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": at}, true},
		{map[string]string{"OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": at, "OTEL_SERVICE_NAME": "x"}, false},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": at, "OTEL_SDK_DISABLED": "True"}, false},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": at, "OTEL_TRACES_EXPORTER": "none"}, false},
	} {
		wanted, err := Wanted(func(name string) string { return test.env[name] })
		require.NoError(t, err)
		require.Equal(t, test.want, wanted, test.env)
	}
	for _, test := range []struct {
		env  map[string]string
		says string
	}{
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": at, "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, `set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": at, "OTEL_TRACES_EXPORTER": "console"}, `set OTEL_TRACES_EXPORTER=otlp or none`},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "collector:4318"}, `OTEL_EXPORTER_OTLP_ENDPOINT is no address`},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "nonsense"}, `OTEL_EXPORTER_OTLP_ENDPOINT is no address`},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": at, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://%zz"}, `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is no address`},
	} {
		_, err := Wanted(func(name string) string { return test.env[name] })
		require.ErrorContains(t, err, test.says, test.env)
	}
}

func TestWithoutATracerNothingIsTraced(t *testing.T) {
	var none *Tracer
	next := http.NotFoundHandler()
	require.NotNil(t, none.Around(next))
	ctx, end := none.Commit(t.Context(), 1)
	require.Equal(t, t.Context(), ctx)
	end("7", "")
	require.NoError(t, none.Close(t.Context()))
}

// A request's span goes on from the caller's trace, and is what a commit's stands in; what callers write as a name, a
// query or a body is in none of them.
func TestSpansStandInOneAnother(t *testing.T) {
	const trace, parent, secret = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "Rumpelstiltskin"
	r := newReceiver(t)
	tracer := r.tracer(t)
	var known string
	h := tracer.Around(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/graphql" {
			return
		}
		known = TraceID(r)
		_, end := tracer.Commit(r.Context(), 3)
		end("7", "")
		_, end = tracer.Commit(r.Context(), 1)
		end("", "CONFLICT")
	}))
	request := httptest.NewRequest(http.MethodPost, "/graphql?query="+url.QueryEscape(secret), strings.NewReader(secret))
	request.Header.Set("Traceparent", "00-"+trace+"-"+parent+"-01")
	request.Header.Set("Authorization", "Bearer "+secret)
	h.ServeHTTP(httptest.NewRecorder(), request)
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil))
	}
	h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("RUMPEL", "/entity/"+url.PathEscape("a b"), nil))
	require.NoError(t, tracer.Close(t.Context()))

	whole := r.span(t, "POST /graphql")
	require.Equal(t, trace, known)
	require.Equal(t, trace, hex(whole.TraceId))
	require.Equal(t, parent, hex(whole.ParentSpanId))
	commit := r.span(t, "commit")
	require.Equal(t, whole.SpanId, commit.ParentSpanId)
	require.Contains(t, commit.String(), "headwater.revision")
	r.span(t, "HTTP page")
	require.Len(t, r.spans, 4, "of probes there is none")
	require.Contains(t, r.about, "service.name=headwater")
	for _, s := range r.spans {
		require.NotContains(t, s.String(), secret)
	}
}

func hex(id []byte) string {
	const digits = "0123456789abcdef"
	var text strings.Builder
	for _, b := range id {
		text.WriteByte(digits[b>>4])
		text.WriteByte(digits[b&15])
	}
	return text.String()
}

// A collector that is away costs spans: neither an answer nor the time to stop.
func TestACollectorThatIsAwayCostsNothing(t *testing.T) {
	r := newReceiver(t)
	tracer := r.tracer(t)
	r.Close()
	answered := httptest.NewRecorder()
	tracer.Around(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })).
		ServeHTTP(answered, httptest.NewRequest(http.MethodGet, "/", nil))
	require.Equal(t, http.StatusTeapot, answered.Code)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.True(t, errors.Is(tracer.Close(ctx), context.Canceled))
}
