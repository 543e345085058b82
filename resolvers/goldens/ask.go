package goldens

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/resolvers"
)

// Asker runs one document and returns the response in JSON.
type Asker func(t testing.TB, document string, variables map[string]any) []byte

// NewAsker returns what runs documents over a schema, without a transport and its limits. Errors are in the order of
// their paths.
func NewAsker(schema graphql.ExecutableSchema) Asker {
	exec := executor.New(schema)
	exec.SetErrorPresenter(resolvers.Present)
	exec.Use(extension.Introspection{})
	return func(t testing.TB, document string, variables map[string]any) []byte {
		t.Helper()
		return encode(t, run(t.Context(), exec, &graphql.RawParams{Query: document, Variables: variables}))
	}
}

func run(ctx context.Context, exec *executor.Executor, params *graphql.RawParams) *graphql.Response {
	ctx = graphql.StartOperationTrace(ctx)
	operation, errs := exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		return &graphql.Response{Errors: errs}
	}
	respond, ctx := exec.DispatchOperation(ctx, operation)
	return respond(ctx)
}

func encode(t testing.TB, response *graphql.Response) []byte {
	t.Helper()
	slices.SortStableFunc(response.Errors, func(a, b *gqlerror.Error) int { // fields are answered at the same time
		return strings.Compare(a.Path.String(), b.Path.String())
	})
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(response); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(b.Bytes())
}
