//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// badEvent is one line of the list of bad inputs: what was taken before, what is sent then, and what must come of it.
type badEvent struct {
	name    string
	before  [][]byte
	body    []byte
	headers []string
	status  int
	says    string
	heard   bool                               // it is news of its run alone, which is beside the log
	holds   func(t *testing.T, g *graph.Graph) // afterwards, of what is taken
}

// runOf names a run by a number.
func runOf(number int) string { return fmt.Sprintf("01926f37-7b3b-7d11-9b1f-%012d", number) }

// aJobEvent is anEvent of a job as it is designed.
func aJobEvent(changed map[string]any) []byte {
	changed["run"], changed["eventType"] = nil, nil
	return anEvent(changed)
}

// namedWith is a dataset with one facet.
func namedWith(name, key string, members map[string]any) map[string]any {
	return map[string]any{"namespace": "n", "name": name, "facets": map[string]any{key: facet(members)}}
}

func zipped(body []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(body)
	_ = w.Close()
	return out.Bytes()
}

// bomb1GiB is 1 GiB of zeros in 1 MB of gzip.
func bomb1GiB() []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	piece := make([]byte, 1<<20)
	for range 1 << 10 {
		_, _ = w.Write(piece)
	}
	_ = w.Close()
	return out.Bytes()
}

func columns(n int) []any {
	fields := make([]any, n)
	for i := range fields {
		fields[i] = map[string]any{"name": fmt.Sprint("c", i)}
	}
	return fields
}

// manyDatasets is so many that an event may not name them.
func manyDatasets() []any {
	many := make([]any, 1001)
	for i := range many {
		many[i] = named(fmt.Sprint("d", i))
	}
	return many
}

// chained is 1,000 datasets each of which has the next one's name as well.
func chained() []any {
	links := make([]any, 1000)
	for i := range links {
		next := map[string]any{"namespace": "n", "name": fmt.Sprintf("d%04d", i+1), "type": "TABLE"}
		links[i] = namedWith(fmt.Sprintf("d%04d", i), "symlinks", map[string]any{"identifiers": []any{next}})
	}
	return links
}

// known is datasets of which the columns are known, though none comes from anywhere.
func known(letter string, n int) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = namedWith(fmt.Sprint(letter, i), "columnLineage", map[string]any{"fields": map[string]any{}})
	}
	return all
}

// named100 is datasets each of which has 100 other names.
func named100(n int) []any {
	all := make([]any, n)
	for i := range all {
		names := make([]any, 100)
		for j := range names {
			names[j] = map[string]any{"namespace": "n", "name": fmt.Sprintf("d%d.%d", i, j), "type": "TABLE"}
		}
		all[i] = namedWith(fmt.Sprint("d", i), "symlinks", map[string]any{"identifiers": names})
	}
	return all
}

// recorded tells whether something is recorded: an entity by its ID, or a link.
func recorded(g *graph.Graph, relation graph.Relation, from, to graph.ID) bool {
	return g.Record(graph.Key{Relation: relation, From: from, To: to}) != nil
}

func entityOf(t *testing.T, g *graph.Graph, id graph.ID) *graph.Entity {
	t.Helper()
	n, found := g.Node(id)
	require.True(t, found, id)
	return g.Entity(n)
}

// propertyOf returns a property of the job n/j.
func propertyOf(t *testing.T, g *graph.Graph, key string) string {
	t.Helper()
	for _, p := range entityOf(t, g, "job:n/j").Properties {
		if p.Key == key {
			return p.Value
		}
	}
	return ""
}

// completed says that the run that completed goes on to be so.
func completed(t *testing.T, g *graph.Graph) {
	t.Helper()
	require.Equal(t, "COMPLETE", propertyOf(t, g, "lastRun.state"))
}

// downstreamOf returns what is downstream of a dataset, each as often as it is listed.
func downstreamOf(t *testing.T, g *graph.Graph, id graph.ID) (ids []graph.ID) {
	t.Helper()
	n, found := g.Node(id)
	require.True(t, found, id)
	for _, item := range lineage.Trace(g, []graph.Node{n}, lineage.Options{Direction: lineage.Downstream}).Items() {
		ids = append(ids, g.ID(item.Node))
	}
	slices.Sort(ids)
	return ids
}

var gz = []string{"Content-Encoding: gzip"}

// badEvents are 28 to 56 of the list, but for bodies that break off (53) and batches (54), which have tests of their own.
func badEvents() []badEvent {
	return []badEvent{
		{name: "28 not JSON", body: []byte("hello"), status: 400, says: "not well-formed"},
		{name: "28 no object", body: []byte("[1]"), status: 400, says: "no JSON object"},
		{name: "28 empty", status: 400, says: "not well-formed"},
		{name: "29 no run id", body: anEvent(map[string]any{"run.runId": nil}), status: 422, says: "run.runId is missing"},
		{name: "29 no job", body: anEvent(map[string]any{"job": nil}), status: 422, says: "job is missing"},
		{name: "30 no UUID", body: anEvent(map[string]any{"run.runId": "not-a-uuid"}), status: 422, says: "run.runId must be a UUID"},
		{name: "31 unknown type", body: anEvent(map[string]any{"eventType": "DONE"}), status: 422, says: "eventType must be one of"},
		{name: "31 OTHER", body: anEvent(map[string]any{"eventType": "OTHER"}), status: 201},
		{name: "32 the same again", before: [][]byte{anEvent(nil)}, body: anEvent(nil), status: 200, says: "known"},
		{name: "33 COMPLETE before START", before: [][]byte{anEvent(nil)},
			body:   anEvent(map[string]any{"eventType": "START", "eventTime": "2026-11-28T11:00:00Z", "inputs": []any{named("b")}}),
			status: 201, holds: completed},
		{name: "34 START after COMPLETE", heard: true, before: [][]byte{anEvent(nil)},
			body: anEvent(map[string]any{"eventType": "START", "eventTime": "2026-11-28T13:00:00Z"}), status: 201, holds: completed},
		{name: "35 two jobs of one run", before: [][]byte{anEvent(nil)}, body: anEvent(map[string]any{"job.name": "k"}), status: 409, says: "run.runId is used by the job"},
		{name: "36 inputs absent", before: [][]byte{aJobEvent(map[string]any{})},
			body: aJobEvent(map[string]any{"eventTime": "2026-11-28T13:00:00Z", "inputs": nil, "outputs": []any{named("y")}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				require.True(t, recorded(g, graph.Reads, "job:n/j", "dataset:n/a"), "unchanged")
			}},
		{name: "36 inputs empty", before: [][]byte{aJobEvent(map[string]any{})},
			body: aJobEvent(map[string]any{"eventTime": "2026-11-28T13:00:00Z", "inputs": []any{}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				require.False(t, recorded(g, graph.Reads, "job:n/j", "dataset:n/a"), "cleared")
			}},
		{name: "36 a run adds up", heard: true, before: [][]byte{anEvent(nil)}, body: anEvent(map[string]any{"eventTime": "2026-11-28T13:00:00Z", "inputs": []any{}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				require.True(t, recorded(g, graph.Reads, "job:n/j", "dataset:n/a"))
			}},
		{name: "37 its own input", body: anEvent(map[string]any{"outputs": []any{named("a")}}), status: 201, holds: func(t *testing.T, g *graph.Graph) {
			require.Equal(t, 2, g.Count(graph.Feeds), "to the job and back")
			require.Equal(t, []graph.ID{"job:n/j"}, downstreamOf(t, g, "dataset:n/a"), "and the traversal ends")
		}},
		{name: "37 its own source", body: anEvent(map[string]any{"inputs": nil, "outputs": []any{namedWith("a", "columnLineage", map[string]any{
			"fields": map[string]any{"k": map[string]any{"inputFields": []any{map[string]any{"namespace": "n", "name": "a", "field": "k"}}}}})}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				require.True(t, recorded(g, graph.Feeds, "dataset:n/a", "dataset:n/a"), "one self-edge")
				require.Empty(t, downstreamOf(t, g, "field:n/a/k"))
			}},
		{name: "38 a cycle", before: [][]byte{
			anEvent(map[string]any{"run.runId": runOf(1), "job.name": "ab", "inputs": []any{named("a")}, "outputs": []any{named("b")}}),
			anEvent(map[string]any{"run.runId": runOf(2), "job.name": "bc", "inputs": []any{named("b")}, "outputs": []any{named("c")}}),
		}, body: anEvent(map[string]any{"run.runId": runOf(3), "job.name": "ca", "inputs": []any{named("c")}, "outputs": []any{named("a")}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				require.Equal(t, []graph.ID{"dataset:n/b", "dataset:n/c", "job:n/ab", "job:n/bc", "job:n/ca"}, downstreamOf(t, g, "dataset:n/a"), "each once")
			}},
		{name: "39 1,001 datasets", body: anEvent(map[string]any{"inputs": manyDatasets()}), status: 422, says: "1002 together; at most 1000"},
		{name: "40 2,001 columns", body: anEvent(map[string]any{"outputs": []any{namedWith("x", "schema", map[string]any{"fields": columns(2001)})}}), status: 422, says: "more than 2000"},
		{name: "41 a facet of 10 MB", body: anEvent(map[string]any{"job.facets": map[string]any{"big": facet(map[string]any{"x": strings.Repeat("x", 10<<20)})}}), status: 413, says: "4,194,304"},
		{name: "42 nested 10,001 deep", body: []byte(strings.Repeat(`{"a":`, 10_001) + "1" + strings.Repeat("}", 10_001)), status: 400, says: "deeper"},
		{name: "43 the year 0001", body: anEvent(map[string]any{"eventTime": "0001-01-01T00:00:00Z"}), status: 201},
		{name: "43 the year 9999", body: anEvent(map[string]any{"eventTime": "9999-12-31T23:59:59Z"}), status: 201},
		{name: "43 the year 0000", body: anEvent(map[string]any{"eventTime": "0000-12-31T23:59:59Z"}), status: 422, says: "eventTime must be a time"},
		{name: "43 no zone", body: anEvent(map[string]any{"eventTime": "2026-11-28T12:00:00"}), status: 422, says: "eventTime must be a time with its zone"},
		{name: "43 30 February", body: anEvent(map[string]any{"eventTime": "2026-02-30T12:00:00Z"}), status: 422, says: "eventTime must be"},
		{name: "44 years ahead", body: anEvent(map[string]any{"eventTime": "2136-11-28T12:00:00Z"}), status: 201, holds: func(t *testing.T, g *graph.Graph) {
			require.Equal(t, "2136-11-28T12:00:00Z", propertyOf(t, g, "clock.ahead"), "flagged")
			require.NotContains(t, propertyOf(t, g, "lastRun.time"), "2136")
		}},
		{name: "45 an empty name", body: anEvent(map[string]any{"job.name": ""}), status: 422, says: "job.name is empty"},
		{name: "45 spaces", body: anEvent(map[string]any{"job.name": "   "}), status: 422, says: "job.name is empty"},
		{name: "45 1,025 bytes", body: anEvent(map[string]any{"job.name": strings.Repeat("x", 1025)}), status: 422, says: "at most 1024"},
		{name: "46 composed and not", heard: true, before: [][]byte{anEvent(map[string]any{"inputs": []any{named("caf\u00e9")}})},
			body: anEvent(map[string]any{"eventTime": "2026-11-28T13:00:00Z", "inputs": []any{named("cafe\u0301")}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				require.Len(t, slices.Collect(g.Of(graph.Dataset)), 2, "the input and the output")
			}},
		{name: "46 another case", before: [][]byte{anEvent(nil)},
			body: anEvent(map[string]any{"eventTime": "2026-11-28T13:00:00Z", "inputs": []any{named("A")}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				entityOf(t, g, "dataset:n/a")
				entityOf(t, g, "dataset:n/A")
			}},
		{name: "47 NUL", body: anEvent(map[string]any{"job.name": "a\x00b"}), status: 422, says: "U+0000"},
		{name: "47 a line break", body: anEvent(map[string]any{"job.name": "a\r\nb"}), status: 422, says: "control character"},
		{name: "47 U+202E", body: anEvent(map[string]any{"job.name": "a\u202eb"}), status: 422, says: "U+202E"},
		{name: "47 half a surrogate", body: bytes.Replace(anEvent(nil), []byte(`"j"`), []byte(`"\ud800"`), 1), status: 422, says: "surrogate"},
		{name: "48 Cypher", body: anEvent(map[string]any{"job.name": "a`) DETACH DELETE n //"}), status: 201, holds: func(t *testing.T, g *graph.Graph) {
			entityOf(t, g, graph.JobID("n", "a`) DETACH DELETE n //"))
		}},
		{name: "49 markup", body: anEvent(map[string]any{"job.name": "<img src=x onerror=alert(1)>"}), status: 201, holds: func(t *testing.T, g *graph.Graph) {
			entityOf(t, g, graph.JobID("n", "<img src=x onerror=alert(1)>"))
		}},
		{name: "50 an address inside", body: anEvent(map[string]any{"job.facets": map[string]any{"x": facet(map[string]any{})}}), status: 201},
		{name: "51 a bomb", body: bomb1GiB(), headers: gz, status: 413, says: "16,777,216"},
		{name: "52 gzip twice", body: zipped(zipped(anEvent(nil))), headers: []string{"Content-Encoding: gzip, gzip"}, status: 400, says: "2 times"},
		{name: "52 gzip within gzip", body: zipped(zipped(anEvent(nil))), headers: gz, status: 400, says: "not well-formed"},
		{name: "52 gzip cut off", body: zipped(anEvent(nil))[:60], headers: gz, status: 400, says: "cut off"},
		{name: "52 no gzip", body: anEvent(nil), headers: gz, status: 400, says: "not in gzip"},
		{name: "52 br", body: anEvent(nil), headers: []string{"Content-Encoding: br"}, status: 415, says: "encoding"},
		{name: "55 a chain of 1,000 names", body: anEvent(map[string]any{"inputs": nil, "outputs": chained()}), status: 201, holds: func(t *testing.T, g *graph.Graph) {
			for n := range g.Of(graph.Dataset) {
				require.LessOrEqual(t, len(g.Entity(n).Aliases), graph.MaxAliases)
			}
		}},
		{name: "55 101 names", body: anEvent(map[string]any{"outputs": []any{namedWith("x", "symlinks", map[string]any{"identifiers": slices.Repeat(
			[]any{map[string]any{"namespace": "n", "name": "y", "type": "TABLE"}}, 101)})}}), status: 422, says: "100"},
		{name: "56 a missing column", before: [][]byte{anEvent(map[string]any{"inputs": []any{namedWith("a", "schema", map[string]any{"fields": columns(2)})}})},
			body: anEvent(map[string]any{"eventTime": "2026-11-28T13:00:00Z", "inputs": nil, "outputs": []any{namedWith("x", "columnLineage", map[string]any{
				"fields": map[string]any{"k": map[string]any{"inputFields": []any{map[string]any{"namespace": "n", "name": "a", "field": "gone"}}}}})}}), status: 201,
			holds: func(t *testing.T, g *graph.Graph) {
				require.True(t, recorded(g, graph.Feeds, "field:n/a/gone", "field:n/x/k"), "stored, not dropped")
				require.Empty(t, entityOf(t, g, "field:n/a/gone").Type, "and unresolved: nothing but its name is known")
			}},
		{name: "a run of 1,000,000 flows", before: [][]byte{anEvent(map[string]any{"eventType": "START", "inputs": known("a", 1000), "outputs": nil})},
			body: anEvent(map[string]any{"inputs": nil, "outputs": known("x", 1000)}), status: 422, says: "more than 50000 flows"},
		{name: "names that lead nowhere", body: anEvent(map[string]any{"outputs": named100(30)}), status: 201},
		{name: "another media type", body: anEvent(nil), headers: []string{"Content-Type: text/plain"}, status: 415, says: "application/json"},
		{name: "gzip", body: zipped(anEvent(nil)), headers: gz, status: 201},
		{name: "no members at all", body: anEvent(map[string]any{"inputs": nil, "outputs": nil, "eventType": nil}), status: 201},
	}
}

// What a receiver must refuse or take, as it is written in its plan, cheaply. What is refused changes nothing.
func TestBadEvents(t *testing.T) {
	for _, input := range badEvents() {
		t.Run(input.name, func(t *testing.T) {
			affordable(t, func() spent {
				r := newReceiving(t)
				for _, body := range input.before {
					require.Equal(t, http.StatusCreated, r.post("/api/v1/lineage", body).Code)
				}
				before := r.head()
				var answer *httptest.ResponseRecorder
				cost := spentBy(func() { answer = r.post("/api/v1/lineage", input.body, input.headers...) })
				require.Equal(t, input.status, answer.Code, answer.Body)
				require.Contains(t, answer.Body.String(), input.says)
				require.Less(t, answer.Body.Len(), mostReply)
				require.Equal(t, input.status == http.StatusCreated && !input.heard, r.head() == before+1, "what is refused, or known, changes nothing")
				if input.holds != nil {
					input.holds(t, r.catalog.Graph())
				}
				return cost
			})
		})
	}
}

// 53: a body that breaks off, whatever it said of its length.
func TestABodyThatBreaksOff(t *testing.T) {
	a := newAttacked(t)
	before := a.catalog.Graph()
	for name, rest := range map[string]string{
		"shorter than it says":    "Content-Length: 1000\r\n\r\n{",
		"chunks without an end":   "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
		"a chunk without its end": "Transfer-Encoding: chunked\r\n\r\nff\r\n{",
		"a length and chunks":     "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{",
		"two lengths":             "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{",
		"a length below zero":     "Content-Length: -1\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			affordable(t, func() spent {
				var got reaction
				cost := spentBy(func() {
					got = a.brokenOff("POST /api/v1/lineage HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + a.secrets["ingest"] +
						"\r\nContent-Type: application/json\r\n" + rest)
				})
				require.Equal(t, http.StatusBadRequest, got.status, got.body)
				return cost
			})
		})
	}
	require.Same(t, before, a.catalog.Graph(), "nothing is written")
}
