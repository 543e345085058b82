package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

// refusal is an answer that the server itself gives instead of the catalog's. Its message is safe to show.
type refusal struct {
	status  int
	kind    graph.ErrorKind
	message string
}

func (r *refusal) Error() string { return r.message }

func refuse(status int, kind graph.ErrorKind, format string, args ...any) *refusal {
	return &refusal{status, kind, fmt.Sprintf(format, args...)}
}

func badRequest(format string, args ...any) *refusal {
	return refuse(http.StatusBadRequest, graph.BadUserInput, format, args...)
}

// hint tells a client in the header when to send again what was refused only for now.
func (r *refusal) hint(w http.ResponseWriter) {
	if r.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
}

// inGraphQL returns r as a GraphQL error that still knows its status.
func (r *refusal) inGraphQL() *gqlerror.Error {
	return &gqlerror.Error{Err: r, Message: r.message, Extensions: map[string]any{"code": string(r.kind)}}
}

// The HTTP status of an error that leaves no data, by its code. What is not listed is 500.
var statuses = map[string]int{
	errcode.ParseFailed:             http.StatusBadRequest,
	errcode.ValidationFailed:        http.StatusBadRequest,
	string(graph.BadUserInput):      http.StatusBadRequest,
	string(graph.BadCursor):         http.StatusBadRequest,
	string(graph.BadRevision):       http.StatusBadRequest,
	string(graph.FutureRevision):    http.StatusBadRequest,
	string(graph.QueryTooLarge):     http.StatusBadRequest,
	string(graph.Unauthenticated):   http.StatusUnauthorized,
	string(graph.Forbidden):         http.StatusForbidden,
	string(graph.NotFound):          http.StatusNotFound,
	string(graph.AlreadyExists):     http.StatusConflict,
	string(graph.Conflict):          http.StatusConflict,
	string(graph.HasDependents):     http.StatusConflict,
	string(graph.OpIDReused):        http.StatusConflict,
	string(graph.RevisionCompacted): http.StatusGone,
	string(graph.Unavailable):       http.StatusServiceUnavailable,
	string(graph.Timeout):           http.StatusGatewayTimeout,
}

func codeOf(err *gqlerror.Error) string {
	code, _ := err.Extensions["code"].(string)
	return code
}

// isDocumentFault reports whether err is of the document itself: it was never run.
func isDocumentFault(err *gqlerror.Error) bool {
	code := codeOf(err)
	return code == errcode.ParseFailed || code == errcode.ValidationFailed
}

// statusOf returns the HTTP status of a response. By the specification of GraphQL over HTTP a response with data is 200
// whatever its errors, and so is a fault of the document for a client that asked for application/json by name.
func statusOf(resp *graphql.Response, media media) int {
	if resp.Data != nil || len(resp.Errors) == 0 {
		return http.StatusOK
	}
	first := resp.Errors[0]
	if own, ok := errors.AsType[*refusal](first); ok {
		return own.status
	}
	if media.legacy && isDocumentFault(first) {
		return http.StatusOK
	}
	return orDefault(statuses[codeOf(first)], http.StatusInternalServerError)
}

// Bounds of the list of errors in one answer: one request may have as many faults as tokens, or as fields answered.
const (
	maxErrors        = 50
	maxErrorBytes    = 32 << 10      // of all errors together
	maxDocumentBytes = 6 << 10       // of all faults of a document together
	maxMessageBytes  = 600           // of one fault of a document: the parser quotes what it found
	maxStepBytes     = graph.MaxName // of one step of a path: no name that can be kept is longer
)

// encodeErrors returns errs as a JSON list within the bounds; a last entry says how many were left out.
func encodeErrors(errs gqlerror.List) []byte {
	out := []byte{'['}
	for i, err := range errs {
		room := maxErrorBytes
		if isDocumentFault(err) {
			room, err = maxDocumentBytes, shortened(err)
		}
		text := encodeError(withShortPaths(err))
		if len(text) > room {
			text = encodeError(bare(err))
		}
		if left := len(errs) - i; i > 0 && (i == maxErrors-1 && left > 1 || len(out)+len(text) > room) {
			return append(append(out, encodeError(leftOut(err, left))...), ']')
		}
		out = append(append(out, text...), ',')
	}
	out[len(out)-1] = ']'
	return out
}

func encodeError(err *gqlerror.Error) []byte {
	text, failed := json.Marshal(err)
	if failed != nil { // extensions that JSON cannot say: those of the presenter, so a defect
		text, _ = json.Marshal(&gqlerror.Error{Message: err.Message, Path: err.Path})
	}
	return text
}

func leftOut(like *gqlerror.Error, n int) *gqlerror.Error {
	return &gqlerror.Error{
		Message:    fmt.Sprintf("there are more errors, left out here: %s", thousands(n)),
		Extensions: map[string]any{"code": codeOf(like)},
	}
}

// shortened returns err with its message cut to maxMessageBytes.
func shortened(err *gqlerror.Error) *gqlerror.Error {
	short := *err
	short.Message = cut(err.Message, maxMessageBytes)
	return &short
}

// withShortPaths returns err with each step of its paths cut to maxStepBytes: a step may be a key of the sender's, as long as the
// body, and many errors lie below it.
func withShortPaths(err *gqlerror.Error) *gqlerror.Error {
	short := *err
	short.Path = slices.Clone(err.Path)
	for i, step := range short.Path {
		if name, is := step.(ast.PathName); is {
			short.Path[i] = ast.PathName(cut(string(name), maxStepBytes))
		}
	}
	if path, is := err.Extensions["path"].([]any); is {
		short.Extensions = maps.Clone(err.Extensions)
		short.Extensions["path"] = shortSteps(path)
	}
	return &short
}

// bare returns what is left of an error that is too large even by itself: its message, its code, and the number of its request.
func bare(err *gqlerror.Error) *gqlerror.Error {
	left := &gqlerror.Error{Message: cut(err.Message, maxMessageBytes), Extensions: map[string]any{"code": codeOf(err)}}
	if id, is := err.Extensions["requestId"]; is {
		left.Extensions["requestId"] = id
	}
	return left
}

// shortSteps returns a path with each step cut to maxStepBytes.
func shortSteps(path []any) []any {
	short := slices.Clone(path)
	for i, step := range path {
		if name, is := step.(string); is {
			short[i] = cut(name, maxStepBytes)
		}
	}
	return short
}

// cut returns at most the first bytes of a text, between two characters.
func cut(text string, bytes int) string {
	if len(text) <= bytes {
		return text
	}
	for !utf8.RuneStart(text[bytes]) {
		bytes--
	}
	return text[:bytes] + "…"
}

// withoutCode is the presenter that knows no error.
func withoutCode(_ context.Context, err error) *gqlerror.Error {
	return &gqlerror.Error{Err: err, Message: err.Error()}
}

// writeRefusal answers r outside GraphQL, in the same shape.
func writeRefusal(w http.ResponseWriter, r *refusal) {
	r.hint(w)
	writeErrors(w, r.status, gqlerror.List{r.inGraphQL()})
}

// writeErrors answers errors outside GraphQL, in the same shape and within the same bounds.
func writeErrors(w http.ResponseWriter, status int, errs gqlerror.List) {
	text := append([]byte(`{"errors":`), encodeErrors(requestBehind(w).signed(errs))...)
	writeText(w, status, append(text, '}'))
}

// writeJSON answers with a small value of the server's own making.
func writeJSON(w http.ResponseWriter, status int, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // only values of ours come here
	}
	writeText(w, status, text)
}

// writeText answers with a text in JSON.
func writeText(w http.ResponseWriter, status int, text []byte) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n'))
}
