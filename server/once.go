package server

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

// once runs an operation that has one answer. It is what the transports share.
type once struct {
	exec   graphql.GraphExecutor
	limits Limits
	allow  func(ast.Operation) *refusal

	headerOf map[string]string // see Config
}

// anyOnce refuses what has many answers.
func anyOnce(op ast.Operation) *refusal {
	if op == ast.Subscription {
		return badRequest("a subscription has many answers: send it with Accept: text/event-stream, or over a WebSocket")
	}
	return nil
}

// queriesOnly refuses what is not a query.
func queriesOnly(op ast.Operation) *refusal {
	if op == ast.Mutation {
		return refuse(http.StatusMethodNotAllowed, graph.BadUserInput, "a mutation is sent by POST: GET changes nothing")
	}
	return anyOnce(op)
}

// run returns the response to params; nil if the caller has gone.
func (o once) run(ctx context.Context, params *graphql.RawParams) *graphql.Response {
	op, refused := o.prepare(ctx, params)
	if refused != nil {
		return refused
	}
	return o.answer(ctx, op)
}

// prepare returns an operation that may be run, or the response that refuses it.
func (o once) prepare(ctx context.Context, params *graphql.RawParams) (*graphql.OperationContext, *graphql.Response) {
	op, errs := o.exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		return nil, &graphql.Response{Errors: o.explain(op, params, errs)}
	}
	req := requestOf(ctx)
	req.operation, req.kind = op.Operation.Name, op.Operation.Operation
	if refused := o.allow(op.Operation.Operation); refused != nil {
		return nil, &graphql.Response{Errors: gqlerror.List{refused.inGraphQL()}}
	}
	return op, nil
}

// answer runs a prepared operation that has one answer, within the limit of time; nil if the caller has gone. The response
// to a query that took too long is the error alone: what came of it is not the whole. That of a mutation stands, for it may
// be done.
func (o once) answer(ctx context.Context, op *graphql.OperationContext) *graphql.Response {
	ctx, cancel := context.WithTimeout(ctx, o.limits.Timeout)
	defer cancel()
	respond, ctx := o.exec.DispatchOperation(ctx, op)
	resp := respond(ctx)
	return o.inTime(ctx, op.Operation.Operation, resp)
}

// inTime returns resp, or what stands for it once ctx has ended.
func (o once) inTime(ctx context.Context, op ast.Operation, resp *graphql.Response) *graphql.Response {
	late := errors.Is(ctx.Err(), context.DeadlineExceeded)
	switch {
	case late && (resp == nil || op == ast.Query):
		return &graphql.Response{Errors: gqlerror.List{tookTooLong(op, o.limits).inGraphQL()}}
	case ctx.Err() != nil && !late:
		return nil
	}
	return resp
}

// explain puts better words to errors of the document whose own do not say what to do.
func (o once) explain(op *graphql.OperationContext, params *graphql.RawParams, errs gqlerror.List) gqlerror.List {
	if codeOf(errs[0]) == errcode.ParseFailed {
		if refused := (guard{o.limits}).tooManyTokens(params.Query); refused != nil {
			return gqlerror.List{refused.inGraphQL()}
		}
	}
	if op.Doc != nil && op.Operation == nil {
		errs[0].Message = whichOperation(op.Doc.Operations, params.OperationName)
	}
	return errs
}

// whichOperation says which names the caller may give as operationName. It does not repeat the one given.
func whichOperation(operations ast.OperationList, given string) string {
	var names []string
	for _, op := range operations {
		if op.Name != "" {
			names = append(names, op.Name)
		}
	}
	known := "the document's operation has no name"
	if len(names) > 0 {
		known = "the document has " + strings.Join(names, ", ")
	}
	if given == "" {
		return "operationName must say which operation to run: " + known
	}
	return "the document has no operation of the operationName given: " + known
}

func tookTooLong(op ast.Operation, limits Limits) *refusal {
	remedy := "ask for less at a time: a smaller `first`, fewer fields or levels"
	if op == ast.Mutation {
		remedy = "it may have been done: send it again with the same operationId, or send fewer changes at a time"
	}
	return refuse(http.StatusGatewayTimeout, graph.Timeout, "the answer took more than %s: %s", limits.Timeout, remedy)
}
