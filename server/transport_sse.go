package server

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

const mediaEvents = "text/event-stream"

// sse answers by server-sent events: one event next for each answer, then one complete, a connection for each operation
// (the mode "distinct connections" of GraphQL over SSE). What is refused before it runs is answered as by post and get.
type sse struct {
	limits  Limits
	streams *streams
}

var _ graphql.Transport = sse{}

// Supports takes what prefers events to the other forms of answer.
func (sse) Supports(r *http.Request) bool {
	weights := acceptWeights(strings.Join(r.Header.Values("Accept"), ","))
	events := weights[mediaEvents]
	return (r.Method == http.MethodPost || r.Method == http.MethodGet) && r.Header.Get("Upgrade") == "" &&
		events > 0 && events >= max(weights[mediaGraphQL], weights[mediaJSON])
}

func (t sse) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	media, _ := negotiate(r) // of refusals; open to any where the client names events alone
	params, refused := t.read(w, r)
	if refused != nil {
		refused.write(w, media)
		return
	}
	params.Headers = r.Header
	ctx, end := living(r.Context())
	defer end()
	o := once{exec: exec, limits: t.limits, allow: allowedBy(r.Method)}
	op, refusal := o.prepare(ctx, params)
	if refusal != nil {
		writeResponse(w, media, refusal)
		return
	}
	leave, refused := t.streams.enter()
	if refused != nil {
		refused.write(w, media)
		return
	}
	defer leave()
	stream(ctx, w, func(ctx context.Context, out *eventWriter) error { return o.events(ctx, op, out.next) })
}

// read returns the parameters of a request, sent as to post or to get.
func (t sse) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *refusal) {
	if r.Method == http.MethodGet {
		return paramsOfURL(r.URL.RawQuery)
	}
	if refused := checkContentType(r); refused != nil {
		return nil, refused
	}
	body, refused := readBody(w, r, t.limits.BodyBytes)
	if refused != nil {
		return nil, refused
	}
	return paramsOfBody(body)
}

// allowedBy refuses mutations by GET.
func allowedBy(method string) func(ast.Operation) *refusal {
	return func(op ast.Operation) *refusal {
		if method == http.MethodGet && op == ast.Mutation {
			return queriesOnly(op)
		}
		return nil
	}
}

// stream opens the stream, runs what fills it, and completes it if that ended well.
func stream(ctx context.Context, w http.ResponseWriter, run func(context.Context, *eventWriter) error) {
	ctx, cancel := context.WithCancel(ctx)
	out := &eventWriter{turn: make(chan struct{}, 1), w: w, control: http.NewResponseController(w)}
	_ = out.control.SetReadDeadline(time.Time{}) // what is not supported has no deadline
	for name, value := range map[string]string{"Content-Type": mediaEvents + "; charset=utf-8", "Cache-Control": "no-store",
		"X-Accel-Buffering": "no", "Vary": "Accept"} {
		w.Header().Set(name, value)
	}
	var pings sync.WaitGroup
	defer pings.Wait()
	defer cancel()
	pings.Go(func() {
		if out.ping(ctx) != nil {
			cancel()
		}
	})
	if out.write(":\n\n") == nil && run(ctx, out) == nil {
		_ = out.write("event: complete\ndata:\n\n")
	}
}

// eventWriter writes events, each within sendTime, whoever writes.
type eventWriter struct {
	turn    chan struct{} // held by who writes; a mutex would hide from a test's clock
	w       http.ResponseWriter
	control *http.ResponseController
}

func (e *eventWriter) next(resp *graphql.Response) error {
	before, after := frame(resp)
	return e.write("event: next\ndata: ", string(before), string(resp.Data), string(after), "\n")
}

func (e *eventWriter) write(parts ...string) error {
	e.turn <- struct{}{}
	defer func() { <-e.turn }()
	_ = e.control.SetWriteDeadline(time.Now().Add(sendTime)) // takes the place of the server's, which bounds one answer
	for _, part := range parts {
		if _, err := e.w.Write([]byte(part)); err != nil {
			return err
		}
	}
	return e.control.Flush()
}

// ping writes a comment now and then until ctx ends, so that proxies keep the connection and a lost client is noticed.
func (e *eventWriter) ping(ctx context.Context) error {
	ticker := time.NewTicker(pingTime)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			if err := e.write(":\n\n"); err != nil {
				return err
			}
		}
	}
}
