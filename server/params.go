package server

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/strictjson"
)

// readBody reads a request's body of at most limit bytes, which is not encoded, once there is room to work on it.
func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, *refusal) {
	if len(encodings(r)) > 0 {
		return nil, wrongEncoding(w, "identity", "a body that is encoded is not read here: send it plain, without the header Content-Encoding")
	}
	body, refused := receiveBody(w, r, limit)
	if refused == nil {
		refused = workOn(r.Context(), body)
	}
	return body, refused
}

// receiveBody receives a request's body of at most limit bytes. One that says beforehand to be longer is not kept.
func receiveBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, *refusal) {
	tooLarge := refuse(http.StatusRequestEntityTooLarge, graph.QueryTooLarge,
		"the body is more than %s bytes long: send it in parts, or start the server with a larger --max-body",
		thousands(int(limit)))
	if r.ContentLength > limit {
		if r.Header.Get("Expect") == "" { // else it waits to be told whether to send it
			drain(r.Body)
		}
		return nil, tooLarge
	}
	body, err := readAll(arriving{http.MaxBytesReader(w, r.Body, limit), shareOf(r.Context())}, r.ContentLength, limit)
	if _, over := errors.AsType[*http.MaxBytesError](err); over {
		drain(r.Body)
		return nil, tooLarge
	}
	if errors.Is(err, errNoRoom) {
		drain(r.Body)
		return nil, noRoom
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, refuse(http.StatusRequestTimeout, graph.Timeout, "the body did not come in time: send it again")
	}
	if err != nil {
		return nil, badRequest("the body broke off: send it again")
	}
	return body, nil
}

// drain reads on for a while and keeps nothing: a client that sends before it listens would else find its connection
// closed, and never see the answer.
func drain(body io.Reader) { _, _ = io.CopyN(io.Discard, body, maxDrained) }

const maxDrained = 64 << 20

// readAll reads in to its end. It allocates at most twice limit in all, and little for what is announced but not sent.
func readAll(in io.Reader, announced, limit int64) ([]byte, error) {
	body := make([]byte, 0, 1+min(max(announced, 4<<10), 1<<20, limit))
	for {
		n, err := in.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		if err == io.EOF {
			return body, nil
		}
		if err != nil {
			return nil, err
		}
		if len(body) == cap(body) {
			body = append(make([]byte, 0, min(4*int64(cap(body)), limit+1)), body...)
		}
	}
}

// maxJSONDepth is how deep lists and objects may nest in a request. The deepest input of the schema needs a tenth of it.
const maxJSONDepth = 100

// paramsOfBody reads the parameters of a GraphQL request in JSON. Members other than the four are ignored.
func paramsOfBody(body []byte, limit int64) (*graphql.RawParams, *refusal) {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, badRequest(`the body is empty: send {"query": "…"}`)
	}
	value, err := strictjson.Parse(body, boundsOf(limit))
	if err != nil {
		return nil, badRequest("the body is not well-formed: %s", err)
	}
	switch request := value.(type) {
	case map[string]any:
		return paramsOf(request)
	case []any:
		return nil, badRequest("batches are not supported: send each operation in a request of its own")
	default:
		return nil, badRequest(`the body is not a JSON object: send {"query": "…"}`)
	}
}

// paramsOfURL reads the parameters of a GraphQL request from a URL's query.
func paramsOfURL(rawQuery string) (*graphql.RawParams, *refusal) {
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return nil, badRequest("the URL's query is not well-formed")
	}
	request := map[string]any{}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		given := values[name]
		switch {
		case len(given) == 0 || len(given) == 1 && given[0] == "" && name != "query":
			continue
		case len(given) > 1:
			return nil, badRequest("the parameter %s is given twice", name)
		case !utf8.ValidString(given[0]):
			return nil, badRequest("the parameter %s is not valid UTF-8", name)
		}
		request[name] = given[0]
		if name == "variables" || name == "extensions" {
			if request[name], err = strictjson.Parse([]byte(given[0]), strictjson.Bounds{Depth: maxJSONDepth}); err != nil {
				return nil, badRequest("the parameter %s is not well-formed JSON: %s", name, err)
			}
		}
	}
	return paramsOf(request)
}

// paramsOf checks the types of the four parameters.
func paramsOf(request map[string]any) (*graphql.RawParams, *refusal) {
	params := &graphql.RawParams{}
	query, ok := request["query"].(string)
	if !ok || query == "" {
		return nil, badRequest(`no operation is given: send its text as the string "query" (people may prefer /playground)`)
	}
	params.Query = query
	if params.OperationName, ok = optional[string](request["operationName"]); !ok {
		return nil, badRequest(`"operationName" must be a string or null`)
	}
	if params.Variables, ok = optional[map[string]any](request["variables"]); !ok {
		return nil, badRequest(`"variables" must be an object or null`)
	}
	if params.Extensions, ok = optional[map[string]any](request["extensions"]); !ok {
		return nil, badRequest(`"extensions" must be an object or null`)
	}
	return params, nil
}

// optional returns value as a T, or T's zero for null and for what is left out.
func optional[T any](value any) (typed T, ok bool) {
	if value == nil {
		return typed, true
	}
	typed, ok = value.(T)
	return typed, ok
}
