package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// quick has fields that wait give up soon.
var quick = Config{Limits: Limits{Timeout: time.Millisecond}, ErrorPresenter: presentGraph}

// isAnswered requires of an answer what holds for any: one of the known statuses, JSON, and nothing from inside.
func isAnswered(t *testing.T, r reply) {
	t.Helper()
	require.True(t, slices.Contains([]int{200, 400, 404, 405, 413, 415, 504}, r.status), "%d: %s", r.status, r.body)
	require.True(t, json.Valid([]byte(r.body)), r.body)
	require.NotContains(t, r.body, secret)
	require.Less(t, len(r.body), maxErrorBytes+64<<10)
}

// No document is answered by anything but data or errors.
func FuzzDocuments(f *testing.F) {
	for _, seed := range []string{`{hello}`, `query A($n:String=1){hello(name:$n)} query B{fails}`, `{...a} fragment a on Query{thing{...a}}`, fragmentBomb(10),
		`mutation{put(name:"""a\"""b"""){id}}`, `subscription{changes{id}}`, "\ufeff{hello}", `{things(first:-1){nodes{id}}}`, `{hello @skip(if:$x)}`, `{a:panics b:waits c:breaks}`, introspectionQuery} {
		f.Add(seed, `{"n":null}`, "A")
	}
	f.Add(`query A($n:Int){things(first:$n){totalCount}}`, `{"n":1e400}`, "")
	h := handlerOf(quick)
	f.Fuzz(func(t *testing.T, document, variables, name string) {
		body, err := json.Marshal(map[string]any{"query": document, "operationName": name})
		require.NoError(t, err)
		if json.Valid([]byte(variables)) {
			body = append(append(body[:len(body)-1], `,"variables":`+variables...), '}')
		}
		isAnswered(t, send(t, h, newPost(string(body))))
	})
}

// Nor is any body, or any query of an address.
func FuzzRequests(f *testing.F) {
	for _, bad := range badInputs {
		if len(bad.body) < 4<<10 {
			f.Add(bad.body)
		}
	}
	f.Add(`query={hello}&variables={"a":1}&operationName=`)
	f.Add("query=%00&extensions=%ff")
	h := handlerOf(quick)
	f.Fuzz(func(t *testing.T, text string) {
		isAnswered(t, send(t, h, newPost(text)))
		r := httptest.NewRequest(http.MethodGet, "http://localhost/graphql", nil)
		r.URL = &url.URL{Path: "/graphql", RawQuery: text}
		isAnswered(t, send(t, h, r))
	})
}

// No Authorization header lets anybody in, whatever stands in it.
func FuzzBearer(f *testing.F) {
	h := newHouse(f, nil)
	good := h.secrets["read"]
	for _, seed := range []string{"", "Bearer", "Bearer ", "bearer x y", "Bearer " + good[:20], "Basic " + good, "Bearer\t" + good, "Bearer " + good + "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		r := newRequest("/graphql?query={hello}")
		r.Header["Authorization"] = []string{header}
		reply := send(t, h, r)
		if secret, wellFormed := secretOf(header); wellFormed && string(secret) == good {
			return
		}
		require.Equal(t, 401, reply.status, "%q", header)
	})
}
