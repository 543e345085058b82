package server

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"go.uber.org/goleak"
	"pgregory.net/rapid"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// reply is what a client gets to see.
type reply struct {
	status int
	header http.Header
	body   string
}

// errors returns the errors of a reply, which must be JSON of the one shape.
func (r reply) errors(t testing.TB) gqlerror.List {
	t.Helper()
	var shape struct{ Errors gqlerror.List }
	require.NoError(t, json.Unmarshal([]byte(r.body), &shape), r.body)
	require.NotEmpty(t, shape.Errors, r.body)
	return shape.Errors
}

func (r reply) code(t testing.TB) string {
	t.Helper()
	return codeOf(r.errors(t)[0])
}

func (r reply) message(t testing.TB) string {
	t.Helper()
	return r.errors(t)[0].Message
}

func handlerOf(cfg Config) http.Handler {
	if cfg.Schema == nil {
		cfg.Schema = newThings()
	}
	return NewHandler(cfg)
}

// send serves one request in process.
func send(t testing.TB, h http.Handler, r *http.Request) reply {
	t.Helper()
	recorder := httptest.NewRecorder()
	h.ServeHTTP(recorder, r)
	body, err := io.ReadAll(recorder.Result().Body)
	require.NoError(t, err)
	return reply{recorder.Code, recorder.Header(), string(body)}
}

// newPost returns a request as a client that names no form of answer sends it.
func newPost(body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return r
}

// ask sends a document by POST.
func ask(t testing.TB, cfg Config, query string) reply {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	require.NoError(t, err)
	return send(t, handlerOf(cfg), newPost(string(body)))
}

// parseLoosely validates a document but for variables and fragments that it does not use.
func parseLoosely(t *rapid.T, schema *ast.Schema, text string) *ast.QueryDocument {
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	require.NoError(t, err, text)
	chosen := rules.NewDefaultRules()
	chosen.RemoveRule(rules.NoUnusedVariablesRule.Name)
	chosen.RemoveRule(rules.NoUnusedFragmentsRule.Name)
	require.Empty(t, validator.ValidateWithRules(schema, doc, chosen), text)
	return doc
}
