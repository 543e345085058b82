package server

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/server/access"
)

// scopes lets an operation of GraphQL be run by those only who may: it stands before every operation, whatever transport
// it came by. A transport that loses the caller lets nobody do anything.
type scopes struct{}

var (
	_ graphql.OperationInterceptor = scopes{}
	_ graphql.HandlerExtension     = scopes{}
)

func (scopes) ExtensionName() string { return "Scopes" }

func (scopes) Validate(graphql.ExecutableSchema) error { return nil }

func (scopes) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	caller, _ := access.CallerOf(ctx)
	wanted := access.Read
	if operationOf(ctx) == ast.Mutation {
		wanted = access.Write
	}
	if caller.May(wanted) {
		return next(ctx)
	}
	return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{lacking(caller, wanted).inGraphQL()}})
}

// lacking is the refusal of a caller without a scope.
func lacking(caller access.Caller, wanted access.Scope) *refusal {
	return refuse(http.StatusForbidden, graph.Forbidden, "%q may not do this: it takes a token with the scope %s", caller.Name, wanted)
}
