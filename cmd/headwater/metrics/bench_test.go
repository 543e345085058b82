package metrics

import (
	"context"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/headwater-catalog/headwater/server"
)

// BenchmarkField measures what looking at a field costs: one that is read from a value, one that is a method but walks nothing, and
// one that is counted. BenchmarkMetrics in cmd/headwater measures whole answers.
func BenchmarkField(b *testing.B) {
	q := questions{New(server.Build{}, none)}
	next := func(context.Context) (any, error) { return nil, nil } //nolint:nilnil // a null field
	for _, field := range []struct {
		name   string
		method bool
	}{{"name", false}, {"owners", true}, {"upstream", true}} {
		b.Run(field.name, func(b *testing.B) {
			ctx := graphql.WithFieldContext(b.Context(), &graphql.FieldContext{
				IsMethod: field.method, Field: graphql.CollectedField{Field: &ast.Field{Name: field.name}},
			})
			for b.Loop() {
				_, _ = q.InterceptField(ctx, next)
			}
		})
	}
}
