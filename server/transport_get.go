package server

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
)

// get answers queries sent in the URL, and nothing that changes anything: a browser sends a GET for any page that asks.
type get struct {
	limits   Limits
	headerOf map[string]string
}

var _ graphql.Transport = get{}

// Supports takes GET and HEAD but those that ask for another protocol.
func (get) Supports(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.Header.Get("Upgrade") == ""
}

func (t get) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	media, refused := negotiate(r)
	if refused != nil {
		refused.write(w, media)
		return
	}
	start := graphql.Now()
	params, refused := paramsOfURL(r.URL.RawQuery)
	if refused != nil {
		refused.write(w, media)
		return
	}
	params.Headers, params.ReadTime = r.Header, graphql.TraceTiming{Start: start, End: graphql.Now()}
	answer(w, r, once{exec, t.limits, queriesOnly, t.headerOf}, media, params)
}
