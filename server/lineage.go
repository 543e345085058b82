package server

import (
	"context"
	"errors"
	"net/http"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

const (
	pathLineage      = "/api/v1/lineage"
	pathLineageBatch = pathLineage + "/batch"
)

// Events takes events of OpenLineage, each the JSON text of one, and returns when those that it takes are durable: what became of
// each, in their order. With atomic it takes all of them or none.
type Events func(ctx context.Context, atomic bool, events ...[]byte) []Taken

// Taken is what became of an event.
type Taken struct {
	Known bool // it said nothing new

	// Err is why it was not taken; nil if it was. One with a method Malformed() bool that answers true is of a text that is no event
	// at all. Of kind graph.Unavailable or graph.Timeout the event should be sent again; of any other that would not help.
	Err error

	// Withheld: it was not taken because others that it came with were not; Err says so.
	Withheld bool
}

// events adds the addresses of the receiver, if there is one. One event may be posted to the root as well: clients that are given a
// URL without a path do so.
func (c Config) events(mux *http.ServeMux, pages http.Handler) http.Handler {
	if c.Lineage == nil {
		return pages
	}
	one, many := receive(c.takeOne), receive(c.takeBatch)
	for _, path := range []string{pathLineage, pathLineage + "/{$}"} {
		mux.Handle(path, one)
	}
	for _, path := range []string{pathLineageBatch, pathLineageBatch + "/{$}"} {
		mux.Handle(path, many)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && r.URL.Path == "/" && checkContentType(r) == nil {
			one.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// receive reads the body of a POST by somebody who may hand in what tools observe.
func receive(take func(http.ResponseWriter, *http.Request, []byte)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			writeRefusal(w, refuse(http.StatusMethodNotAllowed, graph.BadUserInput, "send events of OpenLineage by POST"))
			return
		}
		refused := mayHandIn(r.Context())
		if refused == nil {
			refused = checkContentType(r)
		}
		var body []byte
		if refused == nil {
			body, refused = readEvents(w, r)
		}
		if refused != nil {
			writeRefusal(w, refused)
			return
		}
		take(w, r, body)
	})
}

// mayHandIn refuses who may neither hand in what tools observe nor change the catalog.
func mayHandIn(ctx context.Context) *refusal {
	caller, _ := access.CallerOf(ctx)
	if caller.May(access.Ingest) || caller.May(access.Write) {
		return nil
	}
	return lacking(caller, access.Ingest)
}

// What became of an event that was not refused.
const (
	statusTaken = "taken"
	statusKnown = "known"
)

// takeOne answers 201 to an event that is new, 200 to one that says nothing new. It is never 204: the client in Java fails at that.
func (c Config) takeOne(w http.ResponseWriter, r *http.Request, body []byte) {
	switch taken := c.Lineage(r.Context(), false, body)[0]; {
	case taken.Err != nil:
		writeUntaken(w, r, taken.Err)
	case taken.Known:
		writeJSON(w, http.StatusOK, map[string]string{"status": statusKnown})
	default:
		writeJSON(w, http.StatusCreated, map[string]string{"status": statusTaken})
	}
}

// retryAfter is when a client should send an event again, in seconds.
const retryAfter = "2"

// writeUntaken answers why an event was not taken: each of its faults, with its place in the event.
func writeUntaken(w http.ResponseWriter, r *http.Request, err error) {
	status := statusOfEvent(err)
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	writeErrors(w, status, errorsOfEvent(r.Context(), err))
}

// statusOfEvent returns the HTTP status of an event that was not taken. 4xx: never send this again. 503: send it again.
func statusOfEvent(err error) int {
	if isMalformed(err) {
		return http.StatusBadRequest
	}
	switch graph.KindOf(err) {
	case graph.Unavailable, graph.Timeout:
		return http.StatusServiceUnavailable
	case graph.Forbidden:
		return http.StatusForbidden
	case graph.Conflict:
		return http.StatusConflict
	case graph.Internal, graph.StoreCorrupt:
		return http.StatusInternalServerError
	default:
		return http.StatusUnprocessableEntity
	}
}

func isMalformed(err error) bool {
	var malformed interface{ Malformed() bool }
	return errors.As(err, &malformed) && malformed.Malformed()
}

// errorsOfEvent returns errors as they are shown.
func errorsOfEvent(ctx context.Context, err error) gqlerror.List {
	if isMalformed(err) {
		return gqlerror.List{badRequest("%s", err).inGraphQL()}
	}
	var shown gqlerror.List
	for _, e := range each(err) {
		known, is := errors.AsType[*graph.Error](e)
		if !is || known.Kind == graph.Internal {
			requestOf(ctx).logError(e)
			shown = append(shown, internal(ctx, &gqlerror.Error{}))
			continue
		}
		one := &gqlerror.Error{Message: known.Message, Extensions: map[string]any{"code": string(known.Kind)}}
		if len(known.Path) > 0 {
			one.Extensions["path"] = known.Path
		}
		shown = append(shown, one)
	}
	return shown
}

// each returns several faults one by one.
func each(err error) []error {
	if faults, several := errors.AsType[graph.Faults](err); several {
		return faults.Unwrap()
	}
	return []error{err}
}
