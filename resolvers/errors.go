package resolvers

import (
	"context"
	"errors"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
)

// Present makes of an error what the caller sees: the message and the code of a graph.Error, where in the input it lies
// (extensions.path) and what may have been meant (extensions.candidates). Its cause stays inside. Whatever is neither a
// graph.Error nor GraphQL's own about the document or an argument is INTERNAL and shows nothing of itself; the server
// logs it.
func Present(ctx context.Context, err error) *gqlerror.Error {
	shown := &gqlerror.Error{Err: err}
	shown.Path, shown.Locations = field(ctx)
	given, wrapped := errors.AsType[*gqlerror.Error](err)
	input := inputPath(shown.Path, given)
	known, isKnown := errors.AsType[*graph.Error](err)
	switch {
	case isKnown && known.Kind != graph.Internal:
		describe(shown, known, input)
	case wrapped && given.Extensions["code"] != nil:
		return given
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		say(shown, graph.Timeout, "the answer took too long: ask for less at a time", nil)
	case len(input) > 0: // an argument that gqlgen could not read
		say(shown, graph.BadUserInput, given.Message, input)
	default:
		say(shown, graph.Internal, "something went wrong inside the server", nil)
	}
	return shown
}

func say(shown *gqlerror.Error, kind graph.ErrorKind, message string, input []any) {
	shown.Message = message
	shown.Extensions = map[string]any{"code": string(kind)}
	if len(input) > 0 {
		shown.Extensions["path"] = input
	}
}

func describe(shown *gqlerror.Error, known *graph.Error, input []any) {
	message := known.Message
	if message == "" {
		message = strings.ToLower(strings.ReplaceAll(string(known.Kind), "_", " "))
	}
	if known.Path != nil {
		input = known.Path
	}
	say(shown, known.Kind, message, input)
	if len(known.Candidates) > 0 {
		shown.Extensions["candidates"] = known.Candidates
	}
}

// field returns the path of the field that is being answered, or of the element of its list, and where the document asks for it.
func field(ctx context.Context) (ast.Path, []gqlerror.Location) {
	answered := graphql.GetFieldContext(ctx)
	asked := answered
	for asked != nil && asked.Field.Field == nil && asked.Index != nil { // an element of a list is asked for by what has the list
		asked = asked.Parent
	}
	if asked == nil || asked.Field.Field == nil || asked.Field.Position == nil {
		return nil, nil
	}
	at := asked.Field.Position
	return answered.Path(), []gqlerror.Location{{Line: at.Line, Column: at.Column}}
}

// element returns the context of an element of the list that a field is answered with: an error in it is that element's.
func element(ctx context.Context, place int) context.Context {
	return graphql.WithFieldContext(ctx, &graphql.FieldContext{Index: &place})
}

// inputPath returns where in a field's arguments an error lies: what gqlgen appended to the field's own path.
func inputPath(field ast.Path, err *gqlerror.Error) []any {
	if err == nil || len(field) == 0 || len(err.Path) <= len(field) {
		return nil
	}
	var path []any
	for _, step := range err.Path[len(field):] {
		switch step := step.(type) {
		case ast.PathName:
			path = append(path, string(step))
		case ast.PathIndex:
			path = append(path, int(step))
		}
	}
	return path
}

// eachFault adds all faults but the last to the answer and returns the last, which gqlgen adds: each becomes an error
// of its own.
func eachFault(ctx context.Context, err error) error {
	faults, several := errors.AsType[graph.Faults](err)
	if !several || len(faults) == 0 {
		return err
	}
	for _, fault := range faults[:len(faults)-1] {
		graphql.AddError(ctx, fault)
	}
	return faults[len(faults)-1]
}
