package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// answer runs the operation and writes its response; nothing if the caller has gone.
func answer(w http.ResponseWriter, r *http.Request, o once, media media, params *graphql.RawParams) {
	o.write(w, media, o.run(r.Context(), params))
}

// write writes the response to an operation, nil for a caller who has gone.
func (o once) write(w http.ResponseWriter, media media, resp *graphql.Response) {
	if resp == nil {
		panic(http.ErrAbortHandler) // there is nobody to answer: an empty 200 would be a lie to a proxy's cache
	}
	for extension, header := range o.headerOf {
		if value, is := resp.Extensions[extension]; is {
			w.Header().Set(header, fmt.Sprint(value))
		}
	}
	writeResponse(w, media, resp)
}

// write answers a GraphQL request that is not well-formed, or that the transport refuses.
func (r *refusal) write(w http.ResponseWriter, media media) {
	r.hint(w)
	writeResponse(w, media, &graphql.Response{Errors: gqlerror.List{r.inGraphQL()}})
}

// writeResponse writes a response once: the data goes out as the schema made it, neither copied nor parsed again.
func writeResponse(w http.ResponseWriter, media media, resp *graphql.Response) {
	before, after := frame(resp, requestBehind(w))
	status := statusOf(resp, media)
	header := w.Header()
	header.Set("Content-Type", media.name+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(before)+len(resp.Data)+len(after)))
	header.Set("Cache-Control", "no-store")
	header.Set("Vary", "Accept")
	if status == http.StatusMethodNotAllowed {
		header.Set("Allow", http.MethodPost)
	}
	w.WriteHeader(status)
	for _, part := range [][]byte{before, resp.Data, after} {
		if _, err := w.Write(part); err != nil {
			return // the caller has gone
		}
	}
}

// frame returns what stands before and after the data. The errors come first, as the GraphQL specification advises; there
// is no data where nothing was run. The errors are signed by the request that they answer, nil for none.
func frame(resp *graphql.Response, req *request) (before, after []byte) {
	before = []byte{'{'}
	if len(resp.Errors) > 0 {
		before = append(append(before, `"errors":`...), encodeErrors(req.signed(resp.Errors))...)
	}
	if resp.Data != nil {
		if len(before) > 1 {
			before = append(before, ',')
		}
		before = append(before, `"data":`...)
	}
	if text, err := json.Marshal(resp.Extensions); err == nil && len(resp.Extensions) > 0 {
		after = append([]byte(`,"extensions":`), text...)
	}
	return before, append(after, '}', '\n')
}
