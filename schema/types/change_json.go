package types

import (
	"encoding/json"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// UnmarshalJSON reads a link as GraphQL takes it: with the name of its relation.
func (l *LinkInput) UnmarshalJSON(text []byte) error {
	type plain LinkInput
	read := struct {
		*plain
		Relation string
	}{plain: (*plain)(l)}
	if err := json.Unmarshal(text, &read); err != nil {
		return err
	}
	relation, known := graph.RelationNamed(read.Relation)
	if !known {
		return fmt.Errorf("there is no relation %q", read.Relation)
	}
	l.Relation = relation
	return nil
}
