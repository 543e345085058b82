package server

import (
	"context"
	"errors"
	"net/http"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

// gateway is /graphql: the first transport that supports a request answers it by the one executor.
//
// It stands where gqlgen's handler.Server would. That one brings its WebSocket and cache libraries with it, and answers a
// panic with half a header; what is left of it is the loop in ServeHTTP.
type gateway struct {
	exec       graphql.GraphExecutor
	transports []graphql.Transport
}

func newGateway(cfg Config, d door, many *streams) *gateway {
	exec := executor.New(cfg.Schema)
	exec.SetQueryCache(newDocumentCache(cachedDocuments))
	exec.SetDefaultRulesFn(validation)
	exec.SetParserTokenLimit(cfg.Limits.Tokens)
	exec.SetErrorPresenter(presenter(cfg.ErrorPresenter, cfg.Limits))
	exec.SetRecoverFunc(recovered)
	exec.Use(scopes{})
	exec.Use(guard{cfg.Limits})
	exec.Use(wholeCharacters{})
	exec.Use(extension.Introspection{}) // whoever may call may read all; the limits are the defence
	exec.Use(answerBounds{cfg.Limits.AnswerBytes})
	for _, e := range cfg.Extensions {
		exec.Use(e)
	}
	return &gateway{strict{exec, cfg.Schema}, []graphql.Transport{socket{cfg.Limits, many, d}, sse{cfg.Limits, many, cfg.HeaderOf},
		post{cfg.Limits, cfg.HeaderOf}, get{cfg.Limits, cfg.HeaderOf}, other{}}}
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = r.WithContext(graphql.StartOperationTrace(r.Context()))
	for _, t := range g.transports {
		if t.Supports(r) {
			t.Do(w, r, g.exec)
			return
		}
	}
}

// other refuses what no transport before it supports.
type other struct{}

func (other) Supports(*http.Request) bool { return true }

func (other) Do(w http.ResponseWriter, r *http.Request, _ graphql.GraphExecutor) {
	if r.Header.Get("Upgrade") != "" {
		writeRefusal(w, badRequest("no other protocol is spoken here: send GraphQL by POST, or a query by GET"))
		return
	}
	w.Header().Set("Allow", strings.Join([]string{http.MethodGet, http.MethodHead, http.MethodPost}, ", "))
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	writeRefusal(w, refuse(http.StatusMethodNotAllowed, graph.BadUserInput, "send GraphQL by POST, or a query by GET"))
}

// presenter wraps the presenter of the resolvers' errors: it knows what time ran out, and lets nothing out without a code.
func presenter(present graphql.ErrorPresenterFunc, limits Limits) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
			late := tookTooLong(operationOf(ctx), limits).inGraphQL()
			late.Path = graphql.GetPath(ctx)
			return late
		}
		if refused, is := tooLarge(err); is {
			return refused.inGraphQL()
		}
		shown := present(ctx, err)
		if shown == nil {
			return nil
		}
		if code := codeOf(shown); code != "" && code != string(graph.Internal) {
			if isOperators(code) {
				requestOf(ctx).errors.because(err)
			}
			return shown
		}
		requestOf(ctx).logError(err)
		return internal(ctx, shown)
	}
}

func operationOf(ctx context.Context) ast.Operation {
	if graphql.HasOperationContext(ctx) && graphql.GetOperationContext(ctx).Operation != nil {
		return graphql.GetOperationContext(ctx).Operation.Operation
	}
	return ast.Query
}

// internal is a defect as the caller sees it: where it struck, and under which number the log tells the rest.
func internal(ctx context.Context, err *gqlerror.Error) *gqlerror.Error {
	id := requestOf(ctx).id
	return &gqlerror.Error{
		Message:    internalMessage(id),
		Path:       err.Path,
		Locations:  err.Locations,
		Extensions: map[string]any{"code": string(graph.Internal), "requestId": id},
	}
}

func internalMessage(id string) string {
	return "something went wrong inside the server; its log says what, under request " + id
}

// panicked is a resolver's panic as an error, with where it happened for the log.
type panicked struct {
	value any
	stack []byte
}

func (panicked) Error() string { return "panic" }

func recovered(_ context.Context, value any) error {
	return panicked{value, debug.Stack()}
}
