package server

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
)

// post answers queries and mutations sent as JSON in the body. gqlgen's own reads the body without a bound, repeats a
// malformed one in its answer, and checks the finished answer by parsing it again.
type post struct {
	limits   Limits
	headerOf map[string]string
}

var _ graphql.Transport = post{}

// Supports takes every POST but those that ask for another protocol: their refusal is of POST, too.
func (post) Supports(r *http.Request) bool {
	return r.Method == http.MethodPost && r.Header.Get("Upgrade") == ""
}

func (t post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	media, refused := negotiate(r)
	if refused == nil {
		refused = checkContentType(r)
	}
	if refused != nil {
		refused.write(w, media)
		return
	}
	start := graphql.Now()
	body, refused := readBody(w, r, t.limits.BodyBytes)
	if refused != nil {
		refused.write(w, media)
		return
	}
	params, refused := paramsOfBody(body, t.limits.BodyBytes)
	if refused != nil {
		refused.write(w, media)
		return
	}
	params.Headers, params.ReadTime = r.Header, graphql.TraceTiming{Start: start, End: graphql.Now()}
	answer(w, r, once{exec, t.limits, anyOnce, t.headerOf}, media, params)
}
