package server

import (
	"context"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// wholeCharacters refuses documents in which an escape of a string is half a surrogate pair, as the specification of GraphQL has it, and
// as JSON is read here: the parser would put U+FFFD in its place, and two names could become one.
type wholeCharacters struct{}

var _ graphql.OperationParameterMutator = wholeCharacters{}

func (wholeCharacters) ExtensionName() string { return "WholeCharacters" }

func (wholeCharacters) Validate(graphql.ExecutableSchema) error { return nil }

func (wholeCharacters) MutateOperationParameters(_ context.Context, params *graphql.RawParams) *gqlerror.Error {
	if !strings.Contains(params.Query, `\u`) {
		return nil
	}
	for _, at := range literals.FindAllStringSubmatchIndex(params.Query, -1) {
		start, end := at[2], at[3] // below 0 where it is no string
		if start < 0 {
			continue
		}
		if half := halfPair(params.Query[start:end]); half != "" {
			return &gqlerror.Error{
				Message:    "the escape " + half + " is half a surrogate pair, which is no character",
				Locations:  []gqlerror.Location{location(params.Query[:start-1])},
				Extensions: map[string]any{"code": errcode.ParseFailed},
			}
		}
	}
	return nil
}

// location returns where what comes after a part of a document begins.
func location(before string) gqlerror.Location {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return gqlerror.Location{Line: 1 + strings.Count(before, "\n"), Column: 1 + utf8.RuneCountInString(line)}
}

// literals are what quotes and escapes stand in: block strings, in which nothing is escaped but their end, strings, whose text is the
// group, and comments.
var literals = regexp.MustCompile(`"""(?s:(?:\\"""|.)*?)"""|"((?:\\.|[^"\\\n\r])*)"|#[^\n\r]*`)

// escapes are what begins with a backslash in a string: a pair, what is half of one, or another.
var escapes = regexp.MustCompile(`\\(?:u[dD][89abAB][[:xdigit:]]{2}\\u[dD][c-fC-F][[:xdigit:]]{2}|(u[dD][89a-fA-F][[:xdigit:]]{2})|.)`)

// halfPair returns the first escape of a string, as it is written in a document, that is half a surrogate pair; "" if none is.
func halfPair(literal string) string {
	for _, escape := range escapes.FindAllStringSubmatch(literal, -1) {
		if escape[1] != "" {
			return escape[0]
		}
	}
	return ""
}
