package types

import (
	"encoding/json"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
)

// MarshalRevision writes a revision as a decimal string, which no client rounds.
func MarshalRevision(r graph.Revision) graphql.Marshaler { return graphql.MarshalString(r.String()) }

// UnmarshalRevision reads a revision given as a decimal string or as a number.
func UnmarshalRevision(value any) (graph.Revision, error) {
	switch v := value.(type) {
	case string:
		return graph.ParseRevision(v)
	case json.Number:
		return graph.ParseRevision(string(v))
	case int64:
		return graph.ParseRevision(strconv.FormatInt(v, 10))
	case int:
		return graph.ParseRevision(strconv.Itoa(v))
	case float64:
		return graph.ParseRevision(strconv.FormatFloat(v, 'f', -1, 64))
	}
	return 0, &graph.Error{Kind: graph.BadRevision, Message: "a revision is a decimal string or a whole number, 0 or more"}
}
