package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"github.com/headwater-catalog/headwater/graph"
)

// request is what is known of a request beside what it asks: its number in the log, and what it logs.
type request struct {
	id        string
	log       zerolog.Logger
	operation string // the name of its GraphQL operation, once that is valid
	defects   atomic.Int32
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
	return &request{id: newRequestID(), log: zerolog.Nop()}
}

func newRequestID() string {
	var id [8]byte
	_, _ = rand.Read(id[:]) // never fails
	return hex.EncodeToString(id[:])
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

// observe numbers each request, logs it when it is answered, and turns a panic into an answer. The number is our own: one
// that the caller brings is not to be trusted. Neither body nor headers nor variables nor the URL's query are logged.
func observe(log *zerolog.Logger, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req := &request{id: newRequestID()}
		req.log = log.With().Str("request", req.id).Logger()
		ctx := context.WithValue(req.log.WithContext(r.Context()), requestKey{}, req)
		w.Header().Set("X-Request-Id", req.id)
		seen := &observed{ResponseWriter: w}
		start := time.Now()
		defer func() {
			whole := req.answerPanic(seen, recover())
			req.logAnswer(r, seen, time.Since(start))
			if !whole {
				panic(http.ErrAbortHandler) // an answer cut short must not look whole
			}
		}()
		next.ServeHTTP(seen, r.WithContext(ctx))
	})
}

// aborted reports whether a panic is a handler's way to give up a connection.
func aborted(value any) bool {
	err, ok := value.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}

// answerPanic logs a panic, unless it is http.ErrAbortHandler, and answers 500 if nothing is answered yet. It reports
// whether the answer is whole.
func (r *request) answerPanic(w *observed, value any) (whole bool) {
	if value == nil || aborted(value) {
		return value == nil
	}
	r.logError(panicked{value, debug.Stack()})
	if w.status != 0 {
		return false
	}
	writeRefusal(w, refuse(http.StatusInternalServerError, graph.Internal, "%s", internalMessage(r.id)))
	return true
}

func (r *request) logAnswer(asked *http.Request, w *observed, took time.Duration) {
	level := zerolog.DebugLevel
	switch {
	case w.status >= http.StatusInternalServerError:
		level = zerolog.WarnLevel
	case asked.URL.Path == pathGraphQL:
		level = zerolog.InfoLevel
	}
	event := r.log.WithLevel(level).Str("method", asked.Method).Str("path", asked.URL.Path).
		Int("status", w.status).Int64("bytes", w.bytes).Dur("took", took)
	if r.operation != "" {
		event = event.Str("operation", r.operation)
	}
	event.Msg("answered")
}

// observed notes what is answered. Its status is 0 while nothing is.
type observed struct {
	http.ResponseWriter
	status int
	bytes  int64
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
