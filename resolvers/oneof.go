package resolvers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
)

// oneOf refuses an input object of which not exactly one field is given, or that one as null. Validation sees to it in
// the document itself, not in variables. The place in the input is gqlgen's to add.
func oneOf(ctx context.Context, obj any, next graphql.Resolver) (any, error) {
	fields, _ := obj.(map[string]any)
	var given []string
	for name, value := range fields {
		if value == nil {
			return nil, &graph.Error{Kind: graph.BadUserInput, Message: fmt.Sprintf("%s is null: give exactly one field, and not null", name)}
		}
		given = append(given, name)
	}
	slices.Sort(given)
	switch len(given) {
	case 1:
		return next(ctx)
	case 0:
		return nil, &graph.Error{Kind: graph.BadUserInput, Message: "no field is given: give exactly one"}
	}
	return nil, &graph.Error{Kind: graph.BadUserInput, Message: strings.Join(given, ", ") + " are given: give exactly one field"}
}
