package tracing

import (
	"cmp"
	"context"

	"github.com/99designs/gqlgen/graphql"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	oteltrace "go.opentelemetry.io/otel/trace"
)

// Operations returns what makes a span of each operation of GraphQL that may be run, of a subscription for each of its answers.
func (t *Tracer) Operations() graphql.HandlerExtension { return operations{t} }

type operations struct{ *Tracer }

var _ graphql.ResponseInterceptor = operations{}

func (operations) ExtensionName() string { return "Tracing" }

func (operations) Validate(graphql.ExecutableSchema) error { return nil }

func (o operations) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	kind, name := "operation", ""
	if graphql.HasOperationContext(ctx) {
		if op := graphql.GetOperationContext(ctx).Operation; op != nil {
			kind, name = string(op.Operation), op.Name
		}
	}
	// The span's name is one of three: the operation's own is the caller's, and goes where many values belong.
	ctx, span := o.spans.Start(ctx, "graphql "+kind, oteltrace.WithAttributes(attribute.String("graphql.operation.type", kind)))
	defer span.End()
	if name != "" {
		span.SetAttributes(attribute.String("graphql.operation.name", name))
	}
	response := next(ctx)
	if response != nil && len(response.Errors) > 0 {
		code, _ := response.Errors[0].Extensions["code"].(string)
		span.SetAttributes(attribute.String("error.type", cmp.Or(code, "INTERNAL")), attribute.Int("graphql.errors", len(response.Errors)))
		span.SetStatus(codes.Error, "")
	}
	return response
}

// Commit begins the span of a change. Its end says what came of it: a revision, "" for nothing, or the code of an error.
func (t *Tracer) Commit(ctx context.Context, edits int) (context.Context, func(revision, code string)) {
	if t == nil {
		return ctx, func(string, string) {}
	}
	ctx, span := t.spans.Start(ctx, "commit", oteltrace.WithAttributes(attribute.Int("headwater.edits", edits)))
	return ctx, func(revision, code string) {
		if code != "" {
			span.SetAttributes(attribute.String("error.type", code))
			span.SetStatus(codes.Error, "")
		}
		if revision != "" {
			span.SetAttributes(attribute.String("headwater.revision", revision))
		}
		span.End()
	}
}
