package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

// batchAnswer says what became of the events of a batch, in the words of OpenLineage's specification. What is more is our own: taken and
// known, which are those that were successful, and results.
type batchAnswer struct {
	Status  string       `json:"status"` // success, or partial_success
	Summary batchSummary `json:"summary"`
	Failed  []batchFault `json:"failed_events"`
	Results []string     `json:"results"` // of each event, in its place: taken, known, refused, or delayed, which should be sent again
}

type batchSummary struct {
	Received     int `json:"received"`
	Successful   int `json:"successful"`
	Taken        int `json:"taken"`
	Known        int `json:"known"` // they said nothing new
	Failed       int `json:"failed"`
	Retriable    int `json:"retriable"`
	NonRetriable int `json:"non_retriable"`
}

type batchFault struct {
	Index     int    `json:"index"`
	Reason    string `json:"reason"`
	Retriable bool   `json:"retriable"`
}

// takeBatch answers 200 with what became of each event: those that are refused do not keep the others out. Where all should be
// sent again it is 503, so that a client does. With ?atomic=true all are taken, or none: see writeAllUntaken.
func (c Config) takeBatch(w http.ResponseWriter, r *http.Request, body []byte) {
	atomic, refused := isAtomic(r)
	var events [][]byte
	if refused == nil {
		events, refused = batchOf(body)
	}
	if refused != nil {
		writeRefusal(w, refused)
		return
	}
	answer := batchAnswer{Status: "success", Summary: batchSummary{Received: len(events)}, Failed: []batchFault{}, Results: make([]string, 0, len(events))}
	all := c.Lineage(r.Context(), atomic, events...)
	var last error
	for i, taken := range all {
		if taken.Err == nil {
			answer.addTaken(taken.Known)
			continue
		}
		last = taken.Err
		again := statusOfEvent(taken.Err) == http.StatusServiceUnavailable
		answer.addFault(batchFault{i, sentence(errorsOfEvent(r.Context(), taken.Err)), again})
	}
	switch n := answer.Summary; {
	case n.Retriable > 0 && n.Retriable == len(events):
		writeUntaken(w, r, last)
	case atomic && n.Failed > 0:
		writeAllUntaken(w, r, all)
	default:
		writeJSON(w, http.StatusOK, answer)
	}
}

// isAtomic reports whether a batch asks to be taken whole or not at all.
func isAtomic(r *http.Request) (bool, *refusal) {
	switch value := r.URL.Query().Get("atomic"); value {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	default:
		return false, badRequest("atomic must be true or false: with true all events of the batch are taken, or none")
	}
}

// writeAllUntaken answers why no event of a batch was taken: the faults of those that are faulty, each with its place in the batch. The
// status is that of the first.
func writeAllUntaken(w http.ResponseWriter, r *http.Request, all []Taken) {
	var shown gqlerror.List
	status := http.StatusUnprocessableEntity
	for i, taken := range all {
		if taken.Err == nil || taken.Withheld {
			continue
		}
		if len(shown) == 0 {
			status = statusOfEvent(taken.Err)
		}
		for _, e := range errorsOfEvent(r.Context(), taken.Err) {
			e.Message = fmt.Sprintf("event %d of the batch: %s; none of the batch was taken", i, e.Message)
			path, _ := e.Extensions["path"].([]any)
			e.Extensions["path"] = append([]any{i}, path...)
			shown = append(shown, e)
		}
	}
	writeErrors(w, status, shown)
}

// sentence puts what is wrong in one line.
func sentence(errors gqlerror.List) string {
	messages := make([]string, len(errors))
	for i, e := range errors {
		messages[i] = e.Message
	}
	return strings.Join(messages, "; ")
}

func (a *batchAnswer) addTaken(known bool) {
	a.Summary.Successful++
	if known {
		a.Summary.Known++
		a.Results = append(a.Results, statusKnown)
	} else {
		a.Summary.Taken++
		a.Results = append(a.Results, statusTaken)
	}
}

func (a *batchAnswer) addFault(f batchFault) {
	a.Status, a.Failed = "partial_success", append(a.Failed, f)
	a.Summary.Failed++
	if f.Retriable {
		a.Summary.Retriable++
		a.Results = append(a.Results, "delayed")
	} else {
		a.Summary.NonRetriable++
		a.Results = append(a.Results, "refused")
	}
}

// batchOf returns the events of a batch: of a list, or of an object's member "events", as some clients send it.
func batchOf(body []byte) ([][]byte, *refusal) {
	var events []json.RawMessage
	var err error
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] == '{' {
		var wrapped struct {
			Events *[]json.RawMessage `json:"events"`
		}
		if err = json.Unmarshal(body, &wrapped); err == nil && wrapped.Events == nil {
			return nil, badRequest(`the batch has no list of events: send [event, …] or {"events": [event, …]}`)
		} else if err == nil {
			events = *wrapped.Events
		}
	} else {
		err = json.Unmarshal(body, &events)
	}
	if err != nil {
		return nil, badRequest(`the batch is not well-formed: send [event, …] or {"events": [event, …]}`)
	}
	if n := len(events); n > maxBatch {
		return nil, refuse(http.StatusRequestEntityTooLarge, graph.QueryTooLarge, "the batch has %s events, at most %s are taken: send it in parts",
			thousands(n), thousands(maxBatch))
	}
	texts := make([][]byte, len(events))
	for i, e := range events {
		texts[i] = e
	}
	return texts, nil
}
