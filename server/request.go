package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/headwater-catalog/headwater/graph"
)

// request is what is known of a request beside what it asks: its id in the log, what it logs, and who is told of it.
type request struct {
	id, trace string // trace is "" where it belongs to none
	log       zerolog.Logger
	unnamed   zerolog.Logger // the same without the id of the request
	watch     Watch
	start     time.Time
	kind      ast.Operation // "" until its GraphQL operation is known
	operation string        // the name of that operation, once it is valid
	severity  atomic.Int32  // of its outcome so far
	defects   atomic.Int32
	errors    told
	cancel    context.CancelFunc // of one operation of many on a connection
}

// mostDefects is how many internal errors one request may log: a list of 10,000 items can fail 10,000 times.
const mostDefects = 10

type requestKey struct{}

// requestOf returns the request of a context; a new one, which logs nothing, if there is none.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{id: newRequestID(), log: zerolog.Nop(), watch: Watch{}.withDefaults(), start: time.Now()}
}

// within returns the request of an operation that is one of many on a connection, which is r. Its log names both.
func (r *request) within(id string) *request {
	return &request{id: id, trace: r.trace, watch: r.watch, start: time.Now(),
		log: r.unnamed.With().Str("request", id).Str("connection", r.id).Logger()}
}

// logError logs what went wrong inside, with the stack if it was a panic.
func (r *request) logError(err error) {
	if r.defects.Add(1) > mostDefects {
		return
	}
	event := r.log.Error().Err(err)
	if p, ok := errors.AsType[panicked](err); ok {
		event = event.Str("panic", fmt.Sprint(p.value)).Bytes("stack", p.stack)
	}
	event.Msg("internal error")
}

// observe names each request, logs it when it is answered, and turns a panic into an answer. Neither body nor headers nor
// variables nor the URL's query are logged, but the id and the trace that a request brings, where they are well-formed.
func observe(cfg Config, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := cfg.begin(r)
		ctx := context.WithValue(req.log.WithContext(r.Context()), requestKey{}, req)
		w.Header().Set(headerRequestID, req.id)
		seen := &observed{ResponseWriter: w, request: req}
		defer func() {
			whole := req.answerPanic(seen, recover())
			req.logAnswer(r, seen, time.Since(req.start))
			if r.URL.Path == pathGraphQL && seen.status != http.StatusSwitchingProtocols { // a connection is no operation
				req.ended()
			}
			if !whole {
				panic(http.ErrAbortHandler) // an answer cut short must not look whole
			}
		}()
		next.ServeHTTP(seen, r.WithContext(ctx))
	})
}

// begin returns what is known of a request that has just come.
func (c Config) begin(r *http.Request) *request {
	req := &request{id: requestID(r), trace: c.TraceID(r), watch: c.Watch, start: time.Now(), unnamed: *c.Log}
	if req.trace != "" {
		req.unnamed = req.unnamed.With().Str("trace", req.trace).Logger()
	}
	req.log = req.unnamed.With().Str("request", req.id).Logger()
	return req
}

// aborted reports whether a panic is a handler's way to give up a connection.
func aborted(value any) bool {
	err, ok := value.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}

// answerPanic logs a panic, unless it is http.ErrAbortHandler, and answers 500 if nothing is answered yet. It reports
// whether the answer is whole.
func (r *request) answerPanic(w *observed, value any) (whole bool) {
	if aborted(value) {
		r.worse(severityGone)
	}
	if value == nil || aborted(value) {
		return value == nil
	}
	r.worse(severityFailed)
	r.logError(panicked{value, debug.Stack()})
	if w.status != 0 {
		return false
	}
	writeRefusal(w, refuse(http.StatusInternalServerError, graph.Internal, "%s", internalMessage(r.id)))
	return true
}

func (r *request) logAnswer(asked *http.Request, w *observed, took time.Duration) {
	level := zerolog.DebugLevel
	codes, cause := r.errors.all()
	switch {
	case w.status >= http.StatusInternalServerError, slices.ContainsFunc(codes, isOperators):
		level = zerolog.WarnLevel
	case asked.URL.Path == pathGraphQL:
		level = zerolog.InfoLevel
	}
	event := r.log.WithLevel(level).Str("method", asked.Method).Str("path", asked.URL.Path).
		Int("status", w.status).Int64("bytes", w.bytes).Dur("took", took)
	if r.operation != "" {
		event = event.Str("operation", r.operation)
	}
	if len(codes) > 0 {
		event = event.Strs("codes", codes)
	}
	event.AnErr("error", cause).Msg("answered")
}

// observed notes what is answered. Its status is 0 while nothing is.
type observed struct {
	http.ResponseWriter
	request *request
	status  int
	bytes   int64
}

func (w *observed) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *observed) Write(text []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(text)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach what a stream of events needs.
func (w *observed) Unwrap() http.ResponseWriter { return w.ResponseWriter }
