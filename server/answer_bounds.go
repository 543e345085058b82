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

// answerBounds bounds the time and the bytes of one answer, by whichever transport: each answer of a subscription by itself. It stops an
// operation between two fields, once its time is over, its caller has gone, or what fields were answered with is too much: that is
// counted before any of it is written, for texts are not copied until then. Most resolvers are quick and do not look at the context
// themselves.
//
// It holds no more than it needs: gqlgen copies it onto the stack for each field, and the goroutines that answer lists begin with small
// ones. With all Limits in it a list cost half as much again.
type answerBounds struct{ bytes int64 }

var (
	_ graphql.ResponseInterceptor = answerBounds{}
	_ graphql.FieldInterceptor    = answerBounds{}
)

func (answerBounds) ExtensionName() string { return "AnswerBounds" }

func (answerBounds) Validate(graphql.ExecutableSchema) error { return nil }

// making is an answer that is being made. It is looked up once for each field, so all that fields need of the context is here.
type making struct {
	bytes atomic.Int64 // about how long it is so far
	clock *clock       // nil where the time runs already
}

type makingKey struct{}

// InterceptResponse answers with the refusal alone where the answer is too large. The response to a mutation stands, for it is done: it
// lacks what was too much.
func (b answerBounds) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	var answer making
	answer.clock, _ = ctx.Value(clockKey{}).(*clock)
	resp := next(context.WithValue(ctx, makingKey{}, &answer))
	if op := operationOf(ctx); resp != nil && op != ast.Mutation && b.exceeds(&answer) {
		return &graphql.Response{Errors: gqlerror.List{b.refusal(op).inGraphQL()}}
	}
	return resp
}

func (b answerBounds) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	answer, err := b.before(ctx)
	if err != nil {
		return nil, err
	}
	value, err := next(ctx)
	if err == nil && answer != nil {
		err = b.after(ctx, answer, value)
	}
	return value, err
}

// before returns the answer that a field is of, nil for the stream of a subscription, which is no answer yet; or why it isn't run.
func (b answerBounds) before(ctx context.Context) (*making, error) {
	answer, is := ctx.Value(makingKey{}).(*making)
	if is && answer.clock != nil {
		answer.clock.start()
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if is && b.exceeds(answer) {
		return nil, b.refusal(operationOf(ctx))
	}
	return answer, nil
}

// after counts a field's value, and refuses it where it is one too many.
func (b answerBounds) after(ctx context.Context, answer *making, value any) error {
	answer.bytes.Add(int64(len(graphql.GetFieldContext(ctx).Field.Alias)) + bytesPerField + bytesOf(value))
	if b.exceeds(answer) {
		return b.refusal(operationOf(ctx))
	}
	return nil
}

func (b answerBounds) exceeds(answer *making) bool { return answer.bytes.Load() > b.bytes }

func (b answerBounds) refusal(op ast.Operation) *refusal {
	remedy := "ask for less at a time: a smaller `first`, fewer fields or aliases"
	if op == ast.Mutation {
		remedy = "it may have been done: ask what came of it by a query"
	}
	return refuse(http.StatusBadRequest, graph.QueryTooLarge, "the answer is more than %s bytes long: %s",
		thousands(int(b.bytes)), remedy)
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
	switch v := value.(type) {
	case string:
		return quotedBytes(v)
	case graph.ID:
		return quotedBytes(string(v))
	case nil, int, bool:
		return bytesOfOther
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
