package server

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// marker stands in a bad body where it can; no reply may repeat it.
const marker = "Rumpelstiltskin"

type badInput struct {
	name   string
	body   string
	change func(*http.Request)
	status int
	code   string
	says   string // of the message
}

var badInputs = []badInput{
	{name: "1 empty body", status: 400, code: "BAD_USER_INPUT", says: "empty"},
	{name: "1 blank body", body: " \n ", status: 400, code: "BAD_USER_INPUT", says: "empty"},
	{name: "2 null", body: `null`, status: 400, code: "BAD_USER_INPUT", says: "not a JSON object"},
	{name: "2 list", body: `[]`, status: 400, code: "BAD_USER_INPUT", says: "batches"},
	{name: "2 number", body: `1`, status: 400, code: "BAD_USER_INPUT", says: "not a JSON object"},
	{name: "3 empty query", body: `{"query":""}`, status: 400, code: "BAD_USER_INPUT", says: "no operation"},
	{name: "3 no query", body: `{"Query":"{hello}"}`, status: 400, code: "BAD_USER_INPUT", says: "no operation"},
	{name: "3 only a comment", body: `{"query":"# x"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED", says: "no operation"},
	{name: "3 only a fragment", body: `{"query":"fragment f on Thing {id}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "4 unclosed", body: `{"query":"{hello"}`, status: 400, code: "GRAPHQL_PARSE_FAILED"},
	{name: "5 batch", body: `[{"query":"{hello}"},{"query":"{hello}"}]`, status: 400, code: "BAD_USER_INPUT", says: "batches"},
	{name: "6 trailing", body: `{"query":"{hello}"} Rumpelstiltskin`, status: 400, code: "BAD_USER_INPUT", says: "follows"},
	{name: "7 key twice", body: `{"query":"{hello}","query":"{fails}"}`, status: 400, code: "BAD_USER_INPUT", says: "twice"},
	{name: "7 key twice, below", body: `{"query":"{hello}","variables":{"a":{"Rumpelstiltskin":1,"Rumpelstiltskin":2}}}`, status: 400, code: "BAD_USER_INPUT", says: "twice"},
	{name: "8 variables a list", body: `{"query":"{hello}","variables":["Rumpelstiltskin"]}`, status: 400, code: "BAD_USER_INPUT", says: "variables"},
	{name: "8 variables a string", body: `{"query":"{hello}","variables":"Rumpelstiltskin"}`, status: 400, code: "BAD_USER_INPUT", says: "variables"},
	{name: "8 extensions a list", body: `{"query":"{hello}","extensions":[]}`, status: 400, code: "BAD_USER_INPUT", says: "extensions"},
	{name: "8 operationName a number", body: `{"query":"{hello}","operationName":1}`, status: 400, code: "BAD_USER_INPUT", says: "operationName"},
	{name: "8 query a number", body: `{"query":1}`, status: 400, code: "BAD_USER_INPUT", says: "query"},
	{name: "9 NUL in the query", body: `{"query":"{hel\u0000lo}"}`, status: 400, code: "GRAPHQL_PARSE_FAILED"},
	{name: "9 BOM before the body", body: "\ufeff" + `{"query":"{hello}"}`, status: 400, code: "BAD_USER_INPUT"},
	{name: "10 invalid UTF-8", body: "{\"query\":\"{hello(name:\\\"\xff\\\")}\"}", status: 400, code: "BAD_USER_INPUT", says: "UTF-8"},
	{name: "10 half a surrogate pair", body: `{"query":"{hello}","variables":{"a":"\ud800"}}`, status: 400, code: "BAD_USER_INPUT", says: "surrogate"},
	{name: "10 half a surrogate pair in a literal", body: `{"query":"{hello(name:\"a\\ud800b\")}"}`, status: 400, code: "GRAPHQL_PARSE_FAILED", says: `\ud800 is half a surrogate pair`},
	{name: "11 UTF-16", body: `{"query":"{hello}"}`, change: contentType("application/json; charset=utf-16"), status: 415, code: "BAD_USER_INPUT", says: "UTF-8"},
	{name: "11 form", body: `query={hello}`, change: contentType("application/x-www-form-urlencoded"), status: 415, code: "BAD_USER_INPUT"},
	{name: "11 text", body: `{"query":"{hello}"}`, change: contentType("text/plain"), status: 415, code: "BAD_USER_INPUT"},
	{name: "11 no type", body: `{"query":"{hello}"}`, change: contentType(""), status: 415, code: "BAD_USER_INPUT"},
	{name: "12 two anonymous", body: `{"query":"{hello} {hello}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "12 two named, none chosen", body: `{"query":"query A {hello} query B {hello}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED", says: "A, B"},
	{name: "13 unknown operationName", body: `{"query":"query A {hello}","operationName":"Rumpelstiltskin"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED", says: "has A"},
	{name: "14 fragment bomb", body: `{"query":"` + fragmentBomb(24) + `"}`, status: 400, code: "QUERY_TOO_LARGE", says: "cost"},
	{name: "15 fragment cycle", body: `{"query":"{thing{...a}} fragment a on Thing{part{...b}} fragment b on Thing{part{...a}}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "16 nested 100,000 deep", body: `{"query":"` + strings.Repeat("{a", 100_000) + `"}`, status: 413, code: "QUERY_TOO_LARGE", says: "200,000 bytes"},
	{name: "16 nested 30,000 deep", body: `{"query":"` + strings.Repeat("{a", 30_000) + `"}`, status: 400, code: "QUERY_TOO_LARGE", says: "60,000 tokens"},
	{name: "16 lists nested", body: `{"query":"{hello}","variables":{"a":` + strings.Repeat("[", 1_000_000) + `}}`, status: 400, code: "BAD_USER_INPUT", says: "deeper"},
	{name: "18 31 aliases", body: `{"query":"{` + strings.Repeat("a:hello ", 31) + `}"}`, status: 400, code: "QUERY_TOO_LARGE", says: "31"},
	{name: "19 10,000 directives", body: `{"query":"{hello ` + strings.Repeat("@a", 10_000) + `}"}`, status: 400, code: "QUERY_TOO_LARGE", says: "tokens"},
	{name: "19 490 directives", body: `{"query":"{hello ` + strings.Repeat("@a", 490) + `}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED", says: "@a"},
	{name: "20 first beyond an int64", body: `{"query":"{things(first:99999999999999999999){totalCount}}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "20 first a float", body: `{"query":"{things(first:1e3){totalCount}}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "20 first a float in a variable", body: `{"query":"query($n:Int){things(first:$n){totalCount}}","variables":{"n":1e3}}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "22 undefined variable", body: `{"query":"{hello @skip(if:$x)}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "22 variable null", body: `{"query":"query($x:Boolean!){hello @skip(if:$x)}","variables":{"x":null}}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "24 query of 64 KiB and 1", body: `{"query":"{hello}#` + strings.Repeat("x", 64<<10-7) + `"}`, status: 413, code: "QUERY_TOO_LARGE", says: "65,537"},
	{name: "27 subscription", body: `{"query":"subscription {changes{id}}"}`, status: 400, code: "BAD_USER_INPUT", says: "subscription"},
	{name: "@defer", body: `{"query":"{...@defer{hello}}"}`, status: 400, code: "BAD_USER_INPUT", says: "@defer"},
	{name: "a long key in the variables", body: `{"query":"query($b:By){find(by:$b)}","variables":{"b":{"` + strings.Repeat("Q", 1<<20) + `":1}}}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED", says: "no such field"},
	{name: "a long name", body: `{"query":"{` + strings.Repeat("x", 60_000) + `}"}`, status: 400, code: "GRAPHQL_VALIDATION_FAILED"},
	{name: "a body over the limit", body: strings.Repeat(" ", 16<<20+1), status: 413, code: "QUERY_TOO_LARGE", says: "16,777,216"},
	{name: "a body over the limit, length unsaid", body: strings.Repeat(" ", 16<<20+1), change: func(r *http.Request) { r.ContentLength = -1 }, status: 413, code: "QUERY_TOO_LARGE", says: "--max-body"},
	{name: "only pages accepted", body: `{"query":"{hello}"}`, change: accept("text/html"), status: 406, code: "BAD_USER_INPUT"},
	{name: "91 another protocol", change: func(r *http.Request) { r.Method = "GET"; r.Header.Set("Upgrade", "websocket") }, status: 400, code: "BAD_USER_INPUT"},
	{name: "PUT", body: `{"query":"{hello}"}`, change: func(r *http.Request) { r.Method = "PUT" }, status: 405, code: "BAD_USER_INPUT", says: "POST"},
}

func contentType(value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Content-Type", value) }
}

func accept(value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("Accept", value) }
}

func TestBadInputsAreRefused(t *testing.T) {
	h := handlerOf(Config{})
	for _, bad := range badInputs {
		t.Run(bad.name, func(t *testing.T) {
			r := newPost(bad.body)
			if bad.change != nil {
				bad.change(r)
			}
			var reply reply
			allocated := allocatedBy(func() { reply = send(t, h, r) })
			require.Equal(t, bad.status, reply.status, reply.body[:min(1000, len(reply.body))])
			require.Equal(t, bad.code, reply.code(t))
			require.Contains(t, reply.message(t), bad.says)
			require.NotContains(t, reply.body, marker)
			require.Less(t, len(reply.body), 8<<10)
			require.Less(t, allocated, uint64(48<<20)) // three times the largest body
		})
	}
	require.Equal(t, 200, send(t, h, newPost(`{"query":"{hello}"}`)).status)
}

// TestABodyThatIsAnnouncedIsRefusedUnsent has a client ask first whether to send a body that is too long.
func TestABodyThatIsAnnouncedIsRefusedUnsent(t *testing.T) {
	at := httptest.NewServer(handlerOf(Config{Limits: Limits{BodyBytes: 1000}}))
	defer at.Close()
	body := &io.LimitedReader{R: strings.NewReader(strings.Repeat(" ", 2000)), N: 2000}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at.URL+"/graphql", body)
	require.NoError(t, err)
	r.ContentLength = 2000
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Expect", "100-continue")
	client := http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Hour}}
	answer, err := client.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, http.StatusRequestEntityTooLarge, answer.StatusCode)
	require.EqualValues(t, 2000, body.N, "nothing of it was sent")
}

// allocatedBy returns how many bytes f allocates, and whatever runs beside it.
func allocatedBy(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestBadURLsAreRefused(t *testing.T) {
	h := handlerOf(Config{})
	for name, bad := range map[string]struct {
		query  string
		status int
		says   string
	}{
		"no query":             {"", 400, "no operation"},
		"query twice":          {"query={hello}&query={fails}", 400, "twice"},
		"variables malformed":  {"query={hello}&variables={" + marker, 400, "variables"},
		"variables a list":     {"query={hello}&variables=[1]", 400, "variables"},
		"extensions malformed": {"query={hello}&extensions=" + marker, 400, "extensions"},
		"invalid UTF-8":        {"query=%ff", 400, "UTF-8"},
		"malformed":            {"query=%zz", 400, "URL"},
		"mutation":             {"query=" + url.QueryEscape(`mutation{put(name:"x"){id}}`), 405, "POST"},
		"subscription":         {"query=" + url.QueryEscape(`subscription{changes{id}}`), 400, "subscription"},
	} {
		t.Run(name, func(t *testing.T) {
			reply := send(t, h, httptest.NewRequest(http.MethodGet, "http://localhost/graphql?"+bad.query, nil))
			require.Equal(t, bad.status, reply.status, reply.body)
			require.Equal(t, "BAD_USER_INPUT", reply.code(t))
			require.Contains(t, reply.message(t), bad.says)
			require.NotContains(t, reply.body, marker)
			if bad.status == http.StatusMethodNotAllowed {
				require.Equal(t, "POST", reply.header.Get("Allow"))
			}
		})
	}
}
