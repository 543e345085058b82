package server

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

// answerBound bounds the bytes of one answer, by whichever transport: each answer of a subscription by itself. What fields are answered
// with is counted before any of it is written, for texts are not copied until then; once it is too much no further field is run.
type answerBound struct{ limits Limits }

var (
	_ graphql.ResponseInterceptor = answerBound{}
	_ graphql.FieldInterceptor    = answerBound{}
)

func (answerBound) ExtensionName() string { return "AnswerBound" }

func (answerBound) Validate(graphql.ExecutableSchema) error { return nil }

// answerSize is how large an answer is so far, in bytes.
type answerSize struct{ bytes atomic.Int64 }

type answerSizeKey struct{}

// InterceptResponse answers with the refusal alone where the answer is too large. The response to a mutation stands, for it is done: it
// lacks what was too much.
func (b answerBound) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	var size answerSize
	resp := next(context.WithValue(ctx, answerSizeKey{}, &size))
	if op := operationOf(ctx); resp != nil && op != ast.Mutation && b.exceeds(&size) {
		return &graphql.Response{Errors: gqlerror.List{b.refusal(op).inGraphQL()}}
	}
	return resp
}

func (b answerBound) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	size, is := ctx.Value(answerSizeKey{}).(*answerSize)
	if !is { // the stream of a subscription, which is no answer yet
		return next(ctx)
	}
	if b.exceeds(size) {
		return nil, b.refusal(operationOf(ctx))
	}
	value, err := next(ctx)
	size.bytes.Add(int64(len(graphql.GetFieldContext(ctx).Field.Alias)) + bytesPerField + bytesOf(value))
	if err == nil && b.exceeds(size) {
		return nil, b.refusal(operationOf(ctx))
	}
	return value, err
}

func (b answerBound) exceeds(size *answerSize) bool { return size.bytes.Load() > b.limits.AnswerBytes }

func (b answerBound) refusal(op ast.Operation) *refusal {
	remedy := "ask for less at a time: a smaller `first`, fewer fields or aliases"
	if op == ast.Mutation {
		remedy = "it may have been done: ask what came of it by a query"
	}
	return refuse(http.StatusBadRequest, graph.QueryTooLarge, "the answer is more than %s bytes long: %s",
		thousands(int(b.limits.AnswerBytes)), remedy)
}

// tooLarge returns the refusal of a field that was one too many, if err is that.
func tooLarge(err error) (*refusal, bool) {
	refused, is := errors.AsType[*refusal](err)
	return refused, is && refused.kind == graph.QueryTooLarge
}

const (
	bytesPerField = 4 // quotes, colon and comma
	bytesOfOther  = 8 // of what is neither a text nor a list: a number, a word, the braces of an object
)

// bytesOf returns about how many bytes a field's value takes in JSON, without the fields below it.
func bytesOf(value any) int64 {
	if text, is := value.(string); is {
		return quotedBytes(text)
	}
	return valueBytes(reflect.ValueOf(value))
}

func valueBytes(v reflect.Value) int64 {
	switch v.Kind() {
	case reflect.String:
		return quotedBytes(v.String())
	case reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.String && !v.IsNil() {
			return quotedBytes(v.Elem().String())
		}
	case reflect.Slice:
		n := int64(bytesOfOther) + int64(v.Len())
		if v.Type().Elem().Kind() == reflect.String {
			for i := range v.Len() {
				n += quotedBytes(v.Index(i).String())
			}
		}
		return n
	}
	return bytesOfOther
}

// quotedBytes returns how long a text is in quotes: what must be escaped takes two bytes, or six.
func quotedBytes(text string) int64 {
	n := int64(len(text)) + 2
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t':
			n++
		case c < ' ':
			n += 5
		}
	}
	return n
}
