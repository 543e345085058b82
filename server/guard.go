package server

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"

	"github.com/headwater-catalog/headwater/graph"
)

// guard refuses documents that are too large, before they are run and by all transports. The text's length is checked
// before it is parsed, the number of tokens while it is, the rest by measure, which reads each fragment once.
//
// gqlgen's own complexity limit is not used: it walks a fragment again at each spread, so that 24 fragments of 900 bytes
// in all cost it seconds, and what it counts is counted here.
type guard struct{ limits Limits }

var (
	_ graphql.HandlerExtension          = guard{}
	_ graphql.OperationParameterMutator = guard{}
	_ graphql.OperationContextMutator   = guard{}
)

func (guard) ExtensionName() string { return "Guard" }

func (guard) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters refuses a text that is too long to be parsed.
func (g guard) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	if len(params.Query) <= g.limits.QueryBytes {
		return nil
	}
	return refuse(http.StatusRequestEntityTooLarge, graph.QueryTooLarge,
		"the document is %s bytes long, at most %s are read: split it, or pass values as variables",
		thousands(len(params.Query)), thousands(g.limits.QueryBytes)).inGraphQL()
}

// MutateOperationContext refuses a valid document that would cost too much. All limits it is over are named together.
func (g guard) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	size := measure(op.Operation, op.Variables)
	if size.defers {
		// Run by a transport of one answer, it would silently lack what was deferred.
		return badRequest("@defer is not supported: leave it out, and the answer comes whole").inGraphQL()
	}
	var over []string
	for _, limit := range []struct {
		name      string
		found, at int
		remedy    string
	}{
		{"depth", size.depth, g.limits.Depth, "ask for fewer levels"},
		{"aliases", size.aliases, g.limits.Aliases, "split the document"},
		{"cost", size.cost, g.limits.Cost, "ask for fewer fields or a smaller `first`"},
	} {
		if limit.found > limit.at {
			over = append(over, fmt.Sprintf("%s %s, at most %s (%s)",
				limit.name, saturated(limit.found), thousands(limit.at), limit.remedy))
		}
	}
	if len(over) == 0 {
		return nil
	}
	return refuse(http.StatusBadRequest, graph.QueryTooLarge,
		"the document asks for too much: %s", strings.Join(over, "; ")).inGraphQL()
}

// tooManyTokens returns the refusal of a document over the limit of tokens, nil for any other. The parser stops at the
// limit without a code; this counts on to say the number, at most as far as the text is long.
func (g guard) tooManyTokens(query string) *refusal {
	n := countTokens(query)
	if n <= g.limits.Tokens {
		return nil
	}
	return refuse(http.StatusBadRequest, graph.QueryTooLarge,
		"the document has %s tokens, at most %s are read: split it, or pass values as variables",
		thousands(n), thousands(g.limits.Tokens))
}

// countTokens counts as the parser does, comments included, up to the end or the first fault.
func countTokens(query string) int {
	lex := lexer.New(&ast.Source{Input: query})
	for n := 0; ; n++ {
		token, err := lex.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return n
		}
	}
}

// saturated is thousands of a number that may have stopped at ceiling.
func saturated(n int) string {
	if n >= ceiling {
		return "more than " + thousands(ceiling)
	}
	return thousands(n)
}

// thousands writes a number as 1,234,567.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
