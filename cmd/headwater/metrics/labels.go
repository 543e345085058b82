package metrics

import (
	"slices"

	"github.com/99designs/gqlgen/graphql/errcode"

	"github.com/headwater-catalog/headwater/graph"
)

// other is the label of what is on no list.
const other = "other"

// operations are the types of operations; none is of what was refused before it was known.
var operations = []string{"query", "mutation", "subscription", "none"}

// eventOutcomes are what becomes of events of OpenLineage.
var eventOutcomes = []string{"taken", "known", "refused", "delayed"}

// codes are the error codes of the contract.
var codes = []string{
	string(graph.NotFound), string(graph.BadUserInput), string(graph.AlreadyExists), string(graph.Conflict), string(graph.Forbidden),
	string(graph.Unauthenticated), string(graph.HasDependents), string(graph.BadCursor), string(graph.BadRevision), string(graph.FutureRevision),
	string(graph.RevisionCompacted), string(graph.OpIDReused), string(graph.QueryTooLarge), string(graph.Timeout), string(graph.Unavailable),
	string(graph.StoreCorrupt), string(graph.Internal), errcode.ParseFailed, errcode.ValidationFailed,
}

// fields are those fields of the schema that walk the graph, or fold it from the log.
var fields = []string{"border", "catalog", "diff", "downstream", "findings", "impact", "lineage", "path", "plan", "rollUp", "upstream"}

// oneOf returns a word if it is on a list, else other: a caller may choose what the words are made of.
func oneOf(list []string, word string) string {
	if slices.Contains(list, word) {
		return word
	}
	return other
}
