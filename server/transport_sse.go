package server

import (
	"context"
	"errors"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

const mediaEvents = "text/event-stream"

// sse answers by server-sent events: one event next for each answer, then one complete, a connection for each operation
// (the mode "distinct connections" of GraphQL over SSE). What is refused before it runs is answered as by post and get.
type sse struct {
	limits   Limits
	streams  *streams
	headerOf map[string]string
}

var _ graphql.Transport = sse{}

// Supports takes what likes events at least as much as the other forms of answer.
func (sse) Supports(r *http.Request) bool {
	events, others := weighEvents(r)
	return (r.Method == http.MethodPost || r.Method == http.MethodGet) && r.Header.Get("Upgrade") == "" &&
		events > 0 && events >= others
}

// weighEvents returns how much a client likes events, and the better of the other forms.
func weighEvents(r *http.Request) (events, others float64) {
	weights := acceptWeights(strings.Join(r.Header.Values("Accept"), ","))
	return weights[mediaEvents], max(weights[mediaGraphQL], weights[mediaJSON])
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
	o := once{exec, t.limits, allowedBy(r.Method), t.headerOf}
	op, refusal := o.prepare(ctx, params)
	if refusal != nil {
		writeResponse(w, media, refusal)
		return
	}
	if events, others := weighEvents(r); events == others && op.Operation.Operation != ast.Subscription {
		o.write(w, media, o.answer(r.Context(), op)) // a client that takes all forms has no use for a stream of one answer
		return
	}
	leave, refused := t.streams.enter()
	if refused != nil {
		refused.write(w, media)
		return
	}
	defer leave()
	stream(ctx, w, func(ctx context.Context, out *eventWriter) error {
		err := o.events(ctx, op, out.next)
		if last := endedBy(context.Cause(ctx)); last != nil { // and no complete: there is more, elsewhere or later
			_ = out.next(&graphql.Response{Errors: gqlerror.List{last.inGraphQL()}})
		}
		return err
	})
}

// endedBy returns what a reader is told last of a stream that the server ended, nil for none.
func endedBy(cause error) *refusal {
	switch {
	case errors.Is(cause, errStopping):
		return refuse(http.StatusServiceUnavailable, graph.Unavailable, "%s: ask again, after the revision seen last", errStopping)
	case errors.Is(cause, access.ErrEnded):
		return refuse(http.StatusUnauthorized, graph.Unauthenticated, "%s", access.ErrEnded)
	}
	return nil
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
	return paramsOfBody(body, t.limits.BodyBytes)
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

// eventWriter writes events, each within sendTime, whoever writes. One that took longer is followed by why there are no more.
type eventWriter struct {
	turn    chan struct{} // held by who writes; a mutex would hide from a test's clock
	slow    bool          // nothing is written any more
	w       http.ResponseWriter
	control *http.ResponseController
}

func (e *eventWriter) next(resp *graphql.Response) error { return e.write(e.event(resp)...) }

func (e *eventWriter) event(resp *graphql.Response) []string {
	before, after := frame(resp, requestBehind(e.w))
	return []string{"event: next\ndata: ", string(before), string(resp.Data), string(after), "\n"}
}

func (e *eventWriter) write(parts ...string) error {
	e.turn <- struct{}{}
	defer func() { <-e.turn }()
	if e.slow {
		return errTooSlow
	}
	start := time.Now()
	err := e.writeWithin(sendTime+lastTime, parts)
	if err == nil && time.Since(start) < sendTime || err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		return err
	}
	e.slow = true
	requestBehind(e.w).logTooSlow()
	if err == nil {
		_ = e.writeWithin(lastTime, e.event(&graphql.Response{Errors: gqlerror.List{refuse(http.StatusServiceUnavailable, graph.Unavailable,
			"%s: ask again, after the revision seen last", errTooSlow).inGraphQL()}}))
	}
	return errTooSlow
}

func (e *eventWriter) writeWithin(limit time.Duration, parts []string) error {
	_ = e.control.SetWriteDeadline(time.Now().Add(limit)) // takes the place of the server's, which bounds one answer
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
