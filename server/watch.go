package server

import (
	"maps"
	"net/http"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

// Watch is told what is served, for whoever counts it. Its functions may be called from several goroutines at once and hold up
// the answer; one that is left out is not called. What they are told never comes from a caller: it is one of a few words.
type Watch struct {
	Answered  func(Answered)    // each operation at /graphql when it has ended, and each request that was refused in place of one
	Erred     func(code string) // each error in an answer, of whatever path, by its extensions.code
	Streaming func(change int)  // an operation with many answers began (1) or ended (-1)
}

// Answered is what became of an operation.
type Answered struct {
	Operation ast.Operation // "" where it was refused before that was known
	Outcome   Outcome
	Took      time.Duration // to the end of the last of its answers
}

// Outcome says in a word how an operation ended.
type Outcome string

// The outcomes, from the best to the worst. An answer of several errors has the worst of theirs.
const (
	Done    Outcome = "done"
	Refused Outcome = "refused" // the caller has to ask otherwise
	Gone    Outcome = "gone"    // the caller did not wait for the answer
	Failed  Outcome = "failed"  // the server or its store could not: INTERNAL, UNAVAILABLE, TIMEOUT, STORE_CORRUPT
)

// outcomes are in the order of their severity, which is a place in it.
var outcomes = []Outcome{Done, Refused, Gone, Failed}

const (
	severityRefused int32 = 1 + iota
	severityGone
	severityFailed
)

// severityOf returns how bad an answer with an error of that code is.
func severityOf(code string) int32 {
	switch graph.ErrorKind(code) {
	case graph.Internal, graph.Unavailable, graph.Timeout, graph.StoreCorrupt, "":
		return severityFailed
	}
	return severityRefused
}

// withDefaults returns w with a function that does nothing for each that is left out.
func (w Watch) withDefaults() Watch {
	if w.Answered == nil {
		w.Answered = func(Answered) {}
	}
	if w.Erred == nil {
		w.Erred = func(string) {}
	}
	if w.Streaming == nil {
		w.Streaming = func(int) {}
	}
	return w
}

// erred notes that a request is answered with an error.
func (r *request) erred(code string) {
	r.watch.Erred(code)
	r.errors.code(code)
	r.worse(severityOf(code))
}

// worse notes an outcome, unless a worse one is.
func (r *request) worse(severity int32) {
	for {
		known := r.severity.Load()
		if known >= severity || r.severity.CompareAndSwap(known, severity) {
			return
		}
	}
}

// ended tells what became of an operation.
func (r *request) ended() {
	r.watch.Answered(Answered{r.kind, outcomes[r.severity.Load()], time.Since(r.start)})
}

// signed returns errors as the caller sees them: with the id of their request, and of its trace where it has one. The errors
// given stay as they are, for they may be others' too.
func (r *request) signed(errs gqlerror.List) gqlerror.List {
	if r == nil || len(errs) == 0 {
		return errs
	}
	signed := make(gqlerror.List, len(errs))
	for i, err := range errs {
		r.erred(codeOf(err))
		known := *err
		known.Extensions = maps.Clone(err.Extensions)
		if known.Extensions == nil {
			known.Extensions = map[string]any{}
		}
		known.Extensions["requestId"] = r.id
		if r.trace != "" {
			known.Extensions["traceId"] = r.trace
		}
		signed[i] = &known
	}
	return signed
}

// requestBehind returns the request that is answered by w, nil where w is not of observe.
func requestBehind(w http.ResponseWriter) *request {
	for {
		switch known := w.(type) {
		case *observed:
			return known.request
		case interface{ Unwrap() http.ResponseWriter }:
			w = known.Unwrap()
		default:
			return nil
		}
	}
}
