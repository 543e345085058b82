package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/headwater-catalog/headwater/graph"
)

// The schema of the tests: a page of things that hold pages of things, and fields that go wrong in each known way.
const thingsSDL = `
	type Query {
		hello(name: String): String
		thing(id: ID): Thing
		find(by: By): String
		things(first: Int, last: Int): Things!
		fails: String      # with an error of the catalog
		breaks: String     # with an error of another making
		panics: String
		unavailable: String # with an error of the store
		waits: String      # until its context ends
		echo(count: Int, id: ID, text: String, yes: Boolean, colour: Colour, number: Number, box: Box, boxes: [Box!]): String # its arguments
	}
	enum Colour { RED GREEN }
	scalar Number
	input Box { count: Int, id: ID, text: String, yes: Boolean, colour: Colour, number: Number, numbers: [Number!], box: Box, must: Int! = 1 }
	input By { id: ID name: String }
	type Things { nodes: [Thing!]! totalCount: Int! }
	type Thing { id: ID! name: String part: Thing things(first: Int, last: Int): Things! }
	type Mutation { put(name: String!): Thing hello(name: String): String waits: String }
	type Subscription { changes: Thing }
`

// secret is what only the log may see.
const secret = "MATCH (n) at /var/lib/store"

// things is an executable schema of the top level only: each field answers with its name. It runs a field as generated code
// does: middleware around it, its panic recovered, its error presented.
type things struct {
	schema  *ast.Schema
	waiting chan struct{} // gets one for each field that waits
}

func newThings() *things {
	return &things{gqlparser.MustLoadSchema(&ast.Source{Input: thingsSDL}), make(chan struct{}, 100)}
}

func (t *things) Schema() *ast.Schema { return t.schema }

func (t *things) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

func (t *things) Exec(context.Context) graphql.ResponseHandler {
	return func(ctx context.Context) *graphql.Response {
		op := graphql.GetOperationContext(ctx)
		var data bytes.Buffer
		for i, field := range graphql.CollectFields(op, op.Operation.SelectionSet, nil) {
			fmt.Fprintf(&data, "%c%q:", "{,"[min(i, 1)], field.Alias)
			data.Write(t.resolve(ctx, op, field))
		}
		data.WriteByte('}')
		return &graphql.Response{Data: data.Bytes()}
	}
}

func (t *things) resolve(ctx context.Context, op *graphql.OperationContext, field graphql.CollectedField) (text []byte) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Query", Field: field})
	defer func() {
		if value := recover(); value != nil {
			graphql.AddError(ctx, op.Recover(ctx, value))
			text = []byte("null")
		}
	}()
	value, err := op.ResolverMiddleware(ctx, func(ctx context.Context) (any, error) {
		return t.field(ctx, field, field.ArgumentMap(op.Variables))
	})
	if err != nil {
		graphql.AddError(ctx, err)
		return []byte("null")
	}
	text, _ = json.Marshal(value)
	return text
}

func (t *things) field(ctx context.Context, field graphql.CollectedField, args map[string]any) (any, error) {
	switch field.Name {
	case "hello":
		return strings.TrimSpace(fmt.Sprintf("hello %v", orDefault(args["name"], any("")))), nil
	case "echo":
		text, err := json.Marshal(args)
		return string(text), err
	case "fails":
		return nil, &graph.Error{Kind: graph.NotFound, Message: "there is no such thing", Err: errors.New(secret)}
	case "breaks":
		return nil, errors.New(secret)
	case "unavailable":
		return nil, &graph.Error{Kind: graph.Unavailable, Message: "the disk failed", Err: syscall.EIO}
	case "panics":
		panic(secret)
	case "waits":
		t.waiting <- struct{}{}
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return map[string]any{}, nil
}

// operation returns the first operation of a document that is valid in the tests' schema.
func operation(t testing.TB, query string) *ast.OperationDefinition {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(newThings().schema, query, rules.NewDefaultRules())
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return doc.Operations[0]
}
