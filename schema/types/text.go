package types

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/headwater-catalog/headwater/graph/nfc"
)

// MarshalString writes the scalar String.
func MarshalString(s string) graphql.Marshaler { return graphql.MarshalString(s) }

// UnmarshalString reads the scalar String, and composes it (Unicode's NFC): whoever writes é as one character or as two
// means the same name, whether it is recorded or looked for. What it says is checked where it is used.
func UnmarshalString(value any) (string, error) {
	s, err := graphql.UnmarshalString(value)
	return nfc.Text(s), err
}
