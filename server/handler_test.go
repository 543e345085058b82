package server

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

func newRequest(path string) *http.Request {
	return httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
}

// presentGraph presents as the resolvers do, in short.
func presentGraph(ctx context.Context, err error) *gqlerror.Error {
	shown := &gqlerror.Error{Err: err, Message: err.Error(), Path: graphql.GetPath(ctx)}
	if known, ok := errors.AsType[*graph.Error](err); ok {
		shown.Message, shown.Extensions = known.Message, map[string]any{"code": string(known.Kind)}
	}
	return shown
}

func TestFormAndStatusFollowTheAcceptHeader(t *testing.T) {
	const none = ""
	const invalid, partial, fine = `{"query":"{nope}"}`, `{"query":"{hello fails}"}`, `{"query":"{hello}"}`
	for _, test := range []struct {
		accept, body, media string
		status              int
	}{
		{none, fine, mediaJSON, 200},
		{"*/*", fine, mediaJSON, 200},
		{"application/*;q=0.5", fine, mediaJSON, 200},
		{"application/json", fine, mediaJSON, 200},
		{"application/json; charset=utf-8", fine, mediaJSON, 200},
		{"application/graphql-response+json", fine, mediaGraphQL, 200},
		{"application/json, application/graphql-response+json", fine, mediaGraphQL, 200},
		{"application/graphql-response+json;q=0.1, application/json", fine, mediaJSON, 200},
		{"application/graphql-response+json, */*;q=0.1", fine, mediaGraphQL, 200},
		{"text/html, */*;q=0.1", fine, mediaJSON, 200},
		{none, invalid, mediaJSON, 400},
		{"*/*", invalid, mediaJSON, 400},
		{"application/json", invalid, mediaJSON, 200},
		{"application/graphql-response+json", invalid, mediaGraphQL, 400},
		{"application/json", "{", mediaJSON, 400},
		{"application/json", `{"query":"` + fragmentBomb(24) + `"}`, mediaJSON, 400},
		{"application/graphql-response+json", partial, mediaGraphQL, 200},
		{"text/event-stream", fine, mediaEvents, 200},
		{"text/event-stream, application/json;q=0.5", fine, mediaEvents, 200},
		{"application/graphql-response+json, application/json, text/event-stream", fine, mediaGraphQL, 200}, // as urql sends
		{"application/graphql-response+json, application/json, text/event-stream", invalid, mediaGraphQL, 400},
		{"text/html", fine, mediaJSON, 406},
		{"application/json;q=0", fine, mediaJSON, 406},
		{"application/json;charset=utf-16", fine, mediaJSON, 406},
	} {
		r := newPost(test.body)
		setUnlessEmpty(r.Header, "Accept", test.accept)
		reply := send(t, handlerOf(Config{}), r)
		require.Equal(t, test.status, reply.status, "%s: %s", test.accept, reply.body)
		require.Equal(t, test.media+"; charset=utf-8", reply.header.Get("Content-Type"), test.accept)
		require.Equal(t, "Accept", reply.header.Get("Vary"))
	}
}

func TestAnswersAreWellFormed(t *testing.T) {
	cfg := Config{ErrorPresenter: presentGraph}
	require.Equal(t, `{"data":{"hello":"hello"}}`+"\n", ask(t, cfg, `{hello}`).body)
	reply := ask(t, cfg, `{hello x: fails}`)
	require.Equal(t, `{"errors":[{"message":"there is no such thing","path":["x"],"extensions":{"code":"NOT_FOUND","requestId":"`+
		reply.header.Get("X-Request-Id")+`"}}],"data":{"hello":"hello","x":null}}`+"\n", reply.body)
	require.NotContains(t, ask(t, cfg, `{nope}`).body, `"data"`)
}

func TestGETAnswersQueries(t *testing.T) {
	h := handlerOf(Config{})
	reply := send(t, h, newRequest("/graphql?query="+strings.ReplaceAll(`query A($n:String){hello(name:$n)} query B{fails}`, " ", "%20")+
		`&operationName=A&variables={"n":"you"}&extensions=`))
	require.Equal(t, 200, reply.status, reply.body)
	require.JSONEq(t, `{"data":{"hello":"hello you"}}`, reply.body)
}

func TestMutationsAreSentByPOST(t *testing.T) {
	require.Equal(t, `{"data":{"put":{}}}`+"\n", ask(t, Config{}, `mutation {put(name:"x"){id}}`).body)
}

func TestOPTIONSSaysWhatIsAllowed(t *testing.T) {
	r := newRequest("/graphql")
	r.Method = http.MethodOptions
	reply := send(t, handlerOf(Config{}), r)
	require.Equal(t, 204, reply.status)
	require.Equal(t, "GET, HEAD, POST", reply.header.Get("Allow"))
}

func TestWhatGoesWrongInsideStaysInside(t *testing.T) {
	for _, field := range []string{"breaks", "panics"} {
		out, log := logged()
		reply := ask(t, Config{Log: log, ErrorPresenter: presentGraph}, "{"+field+" hello}")
		require.Equal(t, 200, reply.status, "the other field is answered")
		require.Contains(t, reply.body, `"hello":"hello"`)
		err := reply.errors(t)[0]
		require.Equal(t, "INTERNAL", codeOf(err))
		require.Equal(t, field, err.Path.String())
		require.Equal(t, reply.header.Get("X-Request-Id"), err.Extensions["requestId"])
		require.NotContains(t, reply.body, secret)
		require.Contains(t, out.String(), secret)
		require.Contains(t, out.String(), reply.header.Get("X-Request-Id"))
	}
}

func TestOneRequestCannotFloodTheLog(t *testing.T) {
	out, log := logged()
	var query strings.Builder
	for i := range 25 {
		query.WriteString("a" + string(rune('a'+i)) + ": breaks ")
	}
	reply := ask(t, Config{Log: log}, "{"+query.String()+"}")
	require.Len(t, reply.errors(t), 25)
	require.Equal(t, mostDefects, strings.Count(out.String(), "internal error"))
}

func TestListOfErrorsIsBounded(t *testing.T) {
	var many gqlerror.List
	for range 10_000 {
		many = append(many, &gqlerror.Error{Message: "no", Extensions: map[string]any{"code": "NOT_FOUND"}})
	}
	var shown gqlerror.List
	require.NoError(t, json.Unmarshal(encodeErrors(many), &shown))
	require.Len(t, shown, maxErrors)
	require.Contains(t, shown[maxErrors-1].Message, "9,951")

	require.NoError(t, json.Unmarshal(encodeErrors(many[:maxErrors]), &shown))
	require.Equal(t, "no", shown[maxErrors-1].Message, "as many as fit are not left out")
}

// Whatever a request has in it, in whichever place of an error it comes back, the errors are within the bound together: also the first.
func TestErrorsAreSmallWhateverWasSent(t *testing.T) {
	long := strings.Repeat("\x01", 1<<20)
	for name, err := range map[string]gqlerror.Error{
		"message":       {Message: long},
		"response path": {Path: ast.Path{ast.PathName("find"), ast.PathName(long), ast.PathIndex(3)}},
		"input path":    {Extensions: map[string]any{"path": []any{"input", long, 3}}},
		"long path":     {Path: slices.Repeat(ast.Path{ast.PathName(long)}, 100)},
		"candidates":    {Extensions: map[string]any{"candidates": []string{long}}},
	} {
		t.Run(name, func(t *testing.T) {
			for code, most := range map[string]int{"BAD_USER_INPUT": maxErrorBytes, "GRAPHQL_VALIDATION_FAILED": maxDocumentBytes} {
				one := err
				one.Extensions = map[string]any{"code": code, "requestId": "7"}
				maps.Copy(one.Extensions, err.Extensions)
				for _, errs := range []gqlerror.List{{&one}, slices.Repeat(gqlerror.List{&one}, 20)} {
					text := encodeErrors(errs)
					require.LessOrEqual(t, len(text), most+1000, "and what says how many are left out")
					var shown gqlerror.List
					require.NoError(t, json.Unmarshal(text, &shown))
					require.Equal(t, code, codeOf(shown[0]))
					require.Equal(t, "7", shown[0].Extensions["requestId"])
				}
			}
		})
	}
}

// A key that nothing knows comes back in the path of its error, as far as it may be of use, over each transport.
func TestALongKeyIsNotRepeated(t *testing.T) {
	payload := `{"query":"query($b:By){find(by:$b)}","variables":{"b":{"` + strings.Repeat("Q", 100<<10) + `":1}}}`
	answers := map[string]string{}
	for media := range map[string]bool{mediaJSON: true, mediaGraphQL: true, mediaEvents: true} {
		r := newPost(payload)
		r.Header.Set("Accept", media)
		answers[media] = send(t, handlerOf(Config{}), r).body
	}
	c := converse(t, handlerOf(Config{}), nil)
	c.init(`{}`)
	c.hearsOf("connection_ack")
	c.say(`{"type":"subscribe","id":"1","payload":` + payload + `}`)
	answers["WebSocket"], _ = c.hears()
	for transport, answer := range answers {
		require.Contains(t, answer, "no such field", transport)
		require.Contains(t, answer, `"path":["variable","b","QQQ`, transport)
		require.Less(t, len(answer), 4<<10, transport)
	}
}

// A body that is encoded is refused where it is not decoded, and so is one that only says so: the header says what is taken.
func TestHowABodyMayBeEncoded(t *testing.T) {
	h := handlerOf(Config{Lineage: func(_ context.Context, _ bool, events ...[]byte) []Taken { return make([]Taken, len(events)) }})
	var inGzip strings.Builder
	zip := gzip.NewWriter(&inGzip)
	_, err := zip.Write([]byte(`{"query":"{hello}"}`))
	require.NoError(t, err)
	require.NoError(t, zip.Close())
	for _, test := range []struct {
		path, encoding, body string
		status               int
		taken                string
	}{
		{"/graphql", "gzip", inGzip.String(), 415, "identity"},
		{"/graphql", "br", `{"query":"{hello}"}`, 415, "identity"},
		{"/graphql", "gzip, identity", inGzip.String(), 415, "identity"},
		{"/graphql", "identity", `{"query":"{hello}"}`, 200, ""},
		{pathSession, "gzip", inGzip.String(), 415, "identity"},
		{pathLineage, "br", `{}`, 415, "gzip"},
		{pathLineage, "gzip", inGzip.String(), 201, ""},
		{pathLineageBatch, "zstd", `[{}]`, 415, "gzip"},
	} {
		for _, media := range []string{mediaJSON, mediaEvents} {
			r := newPost(test.body)
			r.URL.Path = test.path
			r.Header.Set("Content-Encoding", test.encoding)
			r.Header.Set("Accept", media)
			answer := send(t, h, r)
			require.Equal(t, test.status, answer.status, "%s %s: %s", test.path, test.encoding, answer.body)
			require.Equal(t, test.taken, answer.header.Get("Accept-Encoding"), test.path)
			if test.status == 415 {
				require.Contains(t, answer.message(t), "plain")
			}
		}
	}
}

func TestTimeRunsOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // on whose clock nothing but waiting takes time
		limits := Limits{Timeout: 10 * time.Millisecond}
		reply := ask(t, Config{Limits: limits}, "{hello waits}")
		require.Equal(t, 504, reply.status)
		require.Equal(t, "TIMEOUT", reply.code(t))
		require.Contains(t, reply.message(t), "10ms")
		require.NotContains(t, reply.body, `"data"`, "half an answer is none")

		reply = ask(t, Config{Limits: limits}, "mutation {waits}")
		require.Equal(t, "TIMEOUT", reply.code(t))
		require.Contains(t, reply.message(t), "operationId")
		require.Contains(t, reply.body, `"data"`, "what is done is told")
	})
}

func TestNobodyIsAnsweredWhoHasGone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	schema := newThings()
	go func() { <-schema.waiting; cancel() }()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/graphql?query={waits}", nil)
	require.NoError(t, err)
	client := http.Client{Transport: InProcess(handlerOf(Config{Schema: schema}))}
	_, err = client.Do(r)
	require.ErrorIs(t, err, context.Canceled)
}

func TestInProcessIsTheSameServer(t *testing.T) {
	client := http.Client{Transport: InProcess(handlerOf(Config{Pages: http.RedirectHandler("/healthz", http.StatusFound)}))}
	resp, err := client.Post("http://localhost/graphql", "application/json", strings.NewReader(`{"query":"{hello}"}`))
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.JSONEq(t, `{"data":{"hello":"hello"}}`, string(body))
	require.Equal(t, int64(len(body)), resp.ContentLength)

	resp, err = client.Get("http://localhost/old")
	require.NoError(t, err)
	require.Equal(t, "/healthz", resp.Request.URL.Path)
	resp, err = client.Get("http://evil.test/graphql?query={hello}")
	require.NoError(t, err)
	require.Equal(t, 421, resp.StatusCode)
}

func TestOperatorsPages(t *testing.T) {
	var is Readiness
	h := handlerOf(Config{Build: Build{Version: "v1.2.3", Commit: "0a1b", Date: "2026-11-30T00:00:00Z"}, Ready: func(context.Context) Readiness { return is }})
	for _, c := range []struct {
		is     Readiness
		path   string
		status int
		body   string
	}{
		{Readiness{Revision: "7"}, "/readyz", 200, `{"status":"ready","revision":"7"}`},
		{Readiness{Reason: "the store is away"}, "/readyz", 503, `{"status":"not ready","reason":"the store is away"}`},
		{Readiness{Reason: "the store is away"}, "/readyz?stale=ok", 503, `{"status":"not ready","reason":"the store is away"}`},
		{Readiness{"7", "the store is away", "", ""}, "/readyz", 503, `{"status":"stale","revision":"7","reason":"the store is away"}`},
		{Readiness{"7", "the store is away", "", ""}, "/readyz?stale=ok", 200, `{"status":"stale","revision":"7","reason":"the store is away"}`},
		{Readiness{"7", "", "the disk failed", ""}, "/readyz", 503, `{"status":"read-only","revision":"7","reason":"the disk failed"}`},
		{Readiness{"7", "", "the disk failed", ""}, "/readyz?stale=ok", 200, `{"status":"read-only","revision":"7","reason":"the disk failed"}`},
		{Readiness{"7", "", "", "no room"}, "/readyz", 503, `{"status":"full","revision":"7","reason":"no room"}`},
		{Readiness{"7", "", "", "no room"}, "/readyz?stale=ok", 200, `{"status":"full","revision":"7","reason":"no room"}`},
		{Readiness{"7", "", "the disk failed", "no room"}, "/readyz", 503, `{"status":"read-only","revision":"7","reason":"the disk failed"}`},
		{Readiness{"7", "the store is away", "the disk failed", ""}, "/readyz", 503, `{"status":"stale","revision":"7","reason":"the store is away"}`},
	} {
		is = c.is
		reply := send(t, h, newRequest(c.path))
		require.Equal(t, c.status, reply.status)
		require.JSONEq(t, c.body, reply.body)
	}
	require.Equal(t, 200, send(t, h, newRequest("/healthz")).status, "it lives all the same")

	var build Build
	require.NoError(t, json.Unmarshal([]byte(send(t, h, newRequest("/version")).body), &build))
	require.NotEmpty(t, build.Go)
	require.Equal(t, Build{Version: "v1.2.3", Commit: "0a1b", Date: "2026-11-30T00:00:00Z", Modified: build.Modified, Go: build.Go}, build)

	r := newPost("{}")
	r.URL.Path = "/healthz"
	require.Equal(t, 405, send(t, h, r).status)
	require.Equal(t, 404, send(t, h, newRequest("/nowhere")).status)
}

func TestEveryAnswerIsProtected(t *testing.T) {
	for _, path := range []string{"/graphql", "/healthz", "/nowhere"} {
		reply := send(t, handlerOf(Config{}), newRequest(path))
		for name, want := range map[string]string{
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			require.Equal(t, want, reply.header.Get(name), path)
		}
		require.Contains(t, reply.header.Get("Content-Security-Policy"), "default-src 'none'")
	}
}

func TestLogSaysWhatWasAnsweredAndNotWhatWasAsked(t *testing.T) {
	out, log := logged()
	r := newPost(`{"query":"query Greeting($n:String){hello(name:$n)}","variables":{"n":"` + marker + `"}}`)
	r.Header.Set("Authorization", marker)
	r.URL.RawQuery = marker
	send(t, handlerOf(Config{Log: log}), r)
	var line map[string]any
	require.NoError(t, json.Unmarshal([]byte(out.String()), &line), "one line of JSON")
	require.Equal(t, "info", line["level"])
	require.Equal(t, "POST", line["method"])
	require.Equal(t, "/graphql", line["path"])
	require.Equal(t, "Greeting", line["operation"])
	require.EqualValues(t, 200, line["status"])
	require.NotContains(t, out.String(), marker)
}

func TestDocumentCacheForgetsTheOneUnusedForLongest(t *testing.T) {
	ctx, cache := context.Background(), newDocumentCache(2)
	cache.Add(ctx, "a", nil)
	cache.Add(ctx, "b", nil)
	cache.Add(ctx, "a", nil)
	cache.Add(ctx, "c", nil)
	for text, want := range map[string]bool{"a": true, "b": false, "c": true} {
		_, kept := cache.Get(ctx, text)
		require.Equal(t, want, kept, text)
	}
	_, _ = cache.Get(ctx, "a")
	cache.Add(ctx, "d", nil)
	_, kept := cache.Get(ctx, "c")
	require.False(t, kept)
}
