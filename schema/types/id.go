package types

import (
	"encoding/json"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/nfc"
)

// MarshalID writes an ID as a string.
func MarshalID(id graph.ID) graphql.Marshaler { return graphql.MarshalString(string(id)) }

// UnmarshalID reads the scalar ID: a string, which it composes as UnmarshalString does, or a whole number as GraphQL allows. What it says is checked where it is used.
func UnmarshalID(value any) (graph.ID, error) {
	switch v := value.(type) {
	case string:
		return graph.ID(nfc.ID(v)), nil
	case int64:
		return graph.ID(strconv.FormatInt(v, 10)), nil
	case json.Number:
		return graph.ID(v), nil
	}
	return "", badInput("an ID is a string")
}
