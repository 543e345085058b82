package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/server"
)

// receiving is a server that takes events of OpenLineage.
type receiving struct {
	t       *testing.T
	catalog *live.Catalog
	handler http.Handler
}

func newReceiving(t *testing.T) *receiving {
	t.Helper()
	catalog, err := live.Open(t.Context(), memory.New())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, catalog.Close()) })
	return &receiving{t, catalog, server.NewHandler((&program{}).house(catalog, caller))}
}

// post sends a body to a path; headers are "Name: value".
func (r *receiving) post(path string, body []byte, headers ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(http.MethodPost, path, bytes.NewReader(body))
	request.Host = "localhost"
	request.Header.Set("Content-Type", "application/json")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		request.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	r.handler.ServeHTTP(answer, request)
	return answer
}

func (r *receiving) head() graph.Revision { return r.catalog.Graph().Revision() }

// anEvent is a run's event with some members replaced or, by nil, left out: a path is "run.runId".
func anEvent(changed map[string]any) []byte {
	event := map[string]any{
		"eventType": "COMPLETE", "eventTime": "2026-11-28T12:00:00Z", "producer": "https://example.com/p", "schemaURL": "https://example.com/s",
		"run": map[string]any{"runId": "01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10"}, "job": map[string]any{"namespace": "n", "name": "j"},
		"inputs": []any{named("a")}, "outputs": []any{named("x")},
	}
	for path, value := range changed {
		at := event
		steps := strings.Split(path, ".")
		for _, step := range steps[:len(steps)-1] {
			at = at[step].(map[string]any)
		}
		if at[steps[len(steps)-1]] = value; value == nil {
			delete(at, steps[len(steps)-1])
		}
	}
	text, _ := json.Marshal(event)
	return text
}

func named(name string) map[string]any { return map[string]any{"namespace": "n", "name": name} }

func facet(members map[string]any) map[string]any {
	members["_producer"], members["_schemaURL"] = "https://example.com/p", "http://169.254.169.254/latest"
	return members
}

func TestAnEventIsTakenOnceHoweverOftenItIsSent(t *testing.T) {
	r := newReceiving(t)
	require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(nil)).Code)
	for range 99 {
		require.Equal(t, http.StatusOK, r.post("/api/v1/lineage/", anEvent(nil)).Code)
	}
	require.EqualValues(t, 1, r.head())
	other := server.NewHandler((&program{}).house(r.catalog, nil))
	r.handler = other
	require.Equal(t, http.StatusOK, r.post("/", anEvent(nil)).Code, "nor by a server that did not see it")
	require.EqualValues(t, 1, r.head())
}

func TestABatch(t *testing.T) {
	events := make([]string, 100)
	for i := range events {
		events[i] = string(anEvent(map[string]any{"job.name": fmt.Sprint("j", i), "run.runId": fmt.Sprintf("01926f37-7b3b-7d11-9b1f-%012d", i)}))
	}
	list := "[" + strings.Join(events, ",") + "]"
	for name, body := range map[string]string{"a list": list, "an object": `{"events":` + list + `}`} {
		t.Run(name, func(t *testing.T) {
			r := newReceiving(t)
			answer := r.post("/api/v1/lineage/batch", []byte(body))
			require.Equal(t, http.StatusOK, answer.Code)
			require.JSONEq(t, `{"status":"success","summary":{"received":100,"successful":100,"taken":100,"known":0,"failed":0,"retriable":0,"non_retriable":0},
				"failed_events":[],"results":["taken"`+strings.Repeat(`,"taken"`, 99)+`]}`, answer.Body.String())
			require.EqualValues(t, 1, r.head(), "events of one sender and source are one commit")
		})
	}
	t.Run("with one that is bad", func(t *testing.T) {
		r := newReceiving(t)
		events[42] = string(anEvent(map[string]any{"run.runId": "x"}))
		answer := r.post("/api/v1/lineage/batch", []byte("["+strings.Join(events, ",")+"]"), "Content-Encoding: identity")
		require.Equal(t, http.StatusOK, answer.Code)
		var said struct {
			Status  string
			Summary struct{ Successful, Failed int }
			Failed  []struct {
				Index     int
				Reason    string
				Retriable bool
			} `json:"failed_events"`
		}
		require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &said))
		require.Equal(t, "partial_success", said.Status)
		require.Equal(t, 99, said.Summary.Successful)
		require.Equal(t, 42, said.Failed[0].Index)
		require.Equal(t, "run.runId must be a UUID, such as 01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10", said.Failed[0].Reason, "a sentence")
		require.False(t, said.Failed[0].Retriable)
	})
	t.Run("of all sorts", func(t *testing.T) {
		r := newReceiving(t)
		one := string(anEvent(nil))
		sorts := []string{one, "1", string(anEvent(map[string]any{"run.runId": runOf(2)})), one, string(anEvent(map[string]any{"job.name": "k"}))}
		require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(nil)).Code)
		answer := r.post("/api/v1/lineage/batch", []byte("["+strings.Join(sorts, ",")+"]"))
		require.Equal(t, http.StatusOK, answer.Code)
		require.JSONEq(t, `{"status":"partial_success","summary":{"received":5,"successful":3,"taken":1,"known":2,"failed":2,"retriable":0,"non_retriable":2},
			"failed_events":[{"index":1,"reason":"the event is no JSON object: send one event, or a list of them to the batch's address","retriable":false},
				{"index":4,"reason":"run.runId is used by the job \"j\" in \"n\" already: each run has an id of its own","retriable":false}],
			"results":["known","refused","taken","known","refused"]}`, answer.Body.String())
	})
	t.Run("atomically", func(t *testing.T) {
		r := newReceiving(t)
		answer := r.post("/api/v1/lineage/batch?atomic=true", []byte("["+strings.Join(events, ",")+"]"))
		require.Equal(t, http.StatusUnprocessableEntity, answer.Code)
		require.Contains(t, answer.Body.String(), "event 42 of the batch: run.runId must be a UUID")
		require.Contains(t, answer.Body.String(), `"path":[42,"run","runId"]`)
		require.Equal(t, 1, strings.Count(answer.Body.String(), `"message"`), "nothing is wrong with the others")
		require.EqualValues(t, 0, r.head())
		require.Equal(t, http.StatusOK, r.post("/api/v1/lineage/batch?atomic=true", []byte(list)).Code)
		require.EqualValues(t, 1, r.head())
		answer = r.post("/api/v1/lineage/batch?atomic=yes", []byte(list))
		require.Equal(t, http.StatusBadRequest, answer.Code)
		require.Contains(t, answer.Body.String(), "atomic must be true or false")
	})
	t.Run("that is none", func(t *testing.T) {
		r := newReceiving(t)
		for body, status := range map[string]int{`{}`: 400, `1`: 400, `[`: 400, "[" + strings.Repeat("{},", 1000) + "{}]": 413} {
			require.Equal(t, status, r.post("/api/v1/lineage/batch", []byte(body)).Code, body[:1])
		}
	})
}

func TestAReceiverWithoutItsStoreSaysWhenToSendAgain(t *testing.T) {
	r := newReceiving(t)
	require.NoError(t, r.catalog.Close())
	for path, body := range map[string][]byte{"/api/v1/lineage": anEvent(nil), "/api/v1/lineage/batch": []byte("[" + string(anEvent(nil)) + "]")} {
		answer := r.post(path, body)
		require.Equal(t, http.StatusServiceUnavailable, answer.Code, answer.Body)
		require.NotEmpty(t, answer.Header().Get("Retry-After"))
	}
}

func TestOnlyPostIsForEvents(t *testing.T) {
	r := newReceiving(t)
	request := httptest.NewRequest(http.MethodGet, "/api/v1/lineage", nil)
	request.Host = "localhost"
	answer := httptest.NewRecorder()
	r.handler.ServeHTTP(answer, request)
	require.Equal(t, http.StatusMethodNotAllowed, answer.Code)
	_, _ = io.Copy(io.Discard, answer.Body)
}

func TestWhatIsRefusedCanBeReadAndSentAgain(t *testing.T) {
	r := newReceiving(t)
	require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(nil)).Code)
	for range 3 {
		require.Equal(t, http.StatusConflict, r.post("/api/v1/lineage", anEvent(map[string]any{"job.name": "k"})).Code)
	}
	require.Equal(t, http.StatusUnprocessableEntity, r.post("/api/v1/lineage", anEvent(map[string]any{"eventTime": "never"})).Code)
	ask := func(document string) string {
		body, err := json.Marshal(map[string]string{"query": document})
		require.NoError(t, err)
		return r.post("/graphql", body).Body.String()
	}
	require.Contains(t, ask("{deadLetters {code reason whole sender}}"), `"code":"CONFLICT"`)
	require.Contains(t, ask("{deadLetters {reason}}"), "eventTime must be a time with its zone")
	require.Equal(t, 2, strings.Count(ask("{deadLetters {id}}"), `"id"`), "the same event is one letter")
	require.Equal(t, 2, strings.Count(ask("{deadLetters {source}}"), `"source":"openlineage:`), "whose claims it would have made")
	again := ask("mutation {replayDeadLetters {taken refused query {deadLetters {source}}}}")
	require.Contains(t, again, `{"taken":0,"refused":2,`)
	require.Equal(t, 2, strings.Count(again, `"source":`), "and what is left is read in the same request")

	require.NoError(t, r.catalog.DropDocuments(t.Context(), "runs", documentsOf(t, r.catalog, "runs")...))
	r.handler = server.NewHandler((&program{}).house(r.catalog, caller)) // a server that does not know whose the run is
	require.JSONEq(t, `{"data":{"replayDeadLetters":{"taken":1,"refused":1}}}`, ask("mutation {replayDeadLetters {taken refused}}"))
	require.Equal(t, 1, strings.Count(ask("{deadLetters {id}}"), `"id"`), "what was taken is a dead letter no more")
	require.Contains(t, ask("{deadLetters(first: 1001) {id}}"), "BAD_USER_INPUT")
}

// What only a run said that failed is told from what is there, by the claim's origin.
func TestWhatAFailedRunSaid(t *testing.T) {
	r := newReceiving(t)
	with := func(column string) []any {
		return []any{namedWith("x", "schema", map[string]any{"fields": []any{map[string]any{"name": column}}})}
	}
	require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(map[string]any{"outputs": with("k")})).Code)
	require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(map[string]any{"run.runId": runOf(2), "eventType": "START", "outputs": with("gone")})).Code)
	require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(map[string]any{"run.runId": runOf(2), "eventType": "FAIL", "inputs": nil, "outputs": nil})).Code)
	ask := func(id string) string {
		return r.post("/graphql", []byte(`{"query":"{catalog {entity(by: {id: \"`+id+`\"}) {claims {origin}}}}"}`)).Body.String()
	}
	require.Contains(t, ask("field:n/x/k"), `"origin":"run 01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10"`)
	require.Contains(t, ask("dataset:n/x"), `"origin":"run 01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10"`)
	require.Contains(t, ask("field:n/x/gone"), `"origin":"failed run `+runOf(2)+`"`)
}

// documentsOf returns the names of what is kept on a shelf.
func documentsOf(t *testing.T, catalog *live.Catalog, shelf string) []string {
	documents, err := catalog.Documents(t.Context(), shelf)
	require.NoError(t, err)
	require.NotEmpty(t, documents)
	return slices.Collect(maps.Keys(documents))
}

// The last run of a job is told as it is, though the log has only how it ended.
func TestTheLastRunOfAJob(t *testing.T) {
	r := newReceiving(t)
	ask := func() string {
		return r.post("/graphql", []byte(`{"query":"{lastRun(job: \"job:n/j\") {id state time}}"}`)).Body.String()
	}
	require.JSONEq(t, `{"data":{"lastRun":null}}`, ask())
	require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(nil)).Code)
	require.JSONEq(t, `{"data":{"lastRun":{"id":"01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10","state":"COMPLETE","time":"2026-11-28T12:00:00Z"}}}`, ask())
	require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", anEvent(map[string]any{"run.runId": "01926f37-7b3b-7d11-9b1f-3a0d6c3e9f11",
		"eventType": "START", "eventTime": "2026-11-29T12:00:00Z"})).Code)
	require.JSONEq(t, `{"data":{"lastRun":{"id":"01926f37-7b3b-7d11-9b1f-3a0d6c3e9f11","state":"START","time":"2026-11-29T12:00:00Z"}}}`, ask())
	require.EqualValues(t, 1, r.head())
}

// A key of the sender's stands in the path of each fault below it. However long it is, and however many they are, the answer is small and
// costs little more than reading the event.
func TestALongKeyIsNotRepeatedForEachFault(t *testing.T) {
	lineage := map[string]any{"_producer": "https://example.com/p", "_schemaURL": "https://example.com/s", "fields": map[string]any{
		strings.Repeat("Q", 2<<20): map[string]any{"inputFields": slices.Repeat([]any{map[string]any{"namespace": 1}}, 500)}}}
	output := map[string]any{"namespace": "n", "name": "x", "facets": map[string]any{"columnLineage": lineage}}
	event := anEvent(map[string]any{"outputs": []any{output}})
	for path, body := range map[string][]byte{
		"/api/v1/lineage":                   event,
		"/api/v1/lineage/batch":             slices.Concat([]byte("["), event, []byte("]")),
		"/api/v1/lineage/batch?atomic=true": slices.Concat([]byte("["), event, []byte("]")),
	} {
		t.Run(path, func(t *testing.T) {
			r := newReceiving(t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			answer := r.post(path, body)
			runtime.ReadMemStats(&after)
			require.LessOrEqual(t, answer.Body.Len(), 32<<10)
			require.Contains(t, answer.Body.String(), "outputs[0].facets.columnLineage.fields.QQQ", "which is named")
			require.Contains(t, answer.Body.String(), "must be a string", "with what is wrong")
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(20*len(body)))
		})
	}
}
