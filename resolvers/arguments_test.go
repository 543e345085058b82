package resolvers_test

import (
	"encoding/json"
	"testing"

	"github.com/headwater-catalog/headwater/graph"
)

// An argument of the wrong kind is the caller's fault, never the server's, whether it stands in the document or in a
// variable.
func TestArgumentsOfTheWrongKind(t *testing.T) {
	c, _ := caseStudy(t)
	const fault = graph.ErrorKind("GRAPHQL_VALIDATION_FAILED")
	for _, a := range []struct {
		document string
		value    any
		want     graph.ErrorKind
	}{
		{`query ($v: Int) {catalog {entities(first: $v) {totalCount}}}`, "ten", fault},
		{`query ($v: Int) {catalog {entities(first: $v) {totalCount}}}`, json.Number("1.5"), fault},
		{`query ($v: Int) {catalog {entities(first: $v) {totalCount}}}`, json.Number("1e3"), fault},
		{`query ($v: Int) {catalog {entities(first: $v) {totalCount}}}`, json.Number("99999999999999999999"), fault},
		{`query ($v: Int) {catalog {entities(first: $v) {totalCount}}}`, json.Number("1001"), graph.BadUserInput},
		{`query ($v: [Kind!]) {catalog {entities(where: {kinds: $v}) {totalCount}}}`, []any{"NOPE"}, fault},
		{`query ($v: EntityFilter) {catalog {entities(where: $v) {totalCount}}}`, map[string]any{"kind": "PORT"}, fault},
		{`query ($v: EntityFilter) {catalog {entities(where: $v) {totalCount}}}`, map[string]any{"unowned": "yes"}, fault},
		{`query ($v: ID!) {node(id: $v) {id}}`, json.Number("7"), ""},
		{`query ($v: ID!) {node(id: $v) {id}}`, true, fault},
		{`query ($v: ID!) {node(id: $v) {id}}`, nil, fault},
		{`query ($v: [ID!]!) {nodes(ids: $v) {id}}`, "team:finance", ""},
		{`query ($v: Revision) {catalog(atLeast: $v) {revision}}`, true, graph.BadRevision},
		{`query ($v: Revision) {catalog(atLeast: $v) {revision}}`, []any{}, graph.BadRevision},
		{`query ($v: Revision) {catalog(atLeast: $v) {revision}}`, json.Number("0"), ""},
		{`mutation ($v: [Change!]!) {apply(input: {changes: $v}) {revision}}`, []any{nil}, fault},
		{`mutation ($v: [Change!]!) {apply(input: {changes: $v}) {revision}}`, []any{map[string]any{"put": map[string]any{}}}, fault},
		{`mutation ($v: [Change!]!) {apply(input: {changes: $v}) {revision}}`, []any{}, ""},
		{`mutation ($v: SourceInput) {apply(input: {changes: [], source: $v}) {revision}}`, map[string]any{"name": " "}, graph.BadUserInput},
		{`mutation ($v: SourceInput) {apply(input: {changes: [], source: $v}) {revision}}`, map[string]any{"name": "x", "rank": nil}, fault},
	} {
		if code := c.code(a.document, map[string]any{"v": a.value}); code != a.want {
			t.Errorf("%s with %v: %q, want %q", a.document, a.value, code, a.want)
		}
	}
}
