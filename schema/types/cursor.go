package types

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// query is what a list answers: the field, what it is a field of, and its arguments but for those that choose the page.
// The cursors of a list are good for the same query only, at any revision, and however it is said: arguments stand here in one
// form, refs as IDs, lists that are sets in order and each item once, texts folded as they are looked for, filters canonical.
type query []any

// query returns what a list below the entity answers.
func (h Handle) query(field string, args ...any) query {
	return append(query{h.ID(), field}, args...)
}

// below returns the query of a list within what q answers.
func (q query) below(field string, args ...any) query {
	return append(append(slices.Clip(q), field), args...)
}

// sealBytes is how much of a checksum stands before the key in a cursor.
const sealBytes = 9

// cursor returns the cursor of the item with a sort key: the key behind a checksum of query and key, so that a cursor
// that nobody handed out, or for another query, is noticed. It grants nothing, so it needs no secret, and every server
// of a catalog reads what another gave.
func (q query) cursor(key []string) string {
	text := strings.Join(key, keySeparator)
	return base64.RawURLEncoding.EncodeToString(append(q.seal(text), text...))
}

// keySeparator occurs in no ID.
const keySeparator = "\x00"

// key returns the sort key that a cursor was made of.
func (q query) key(cursor string) ([]string, error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(raw) < sealBytes || subtle.ConstantTimeCompare(raw[:sealBytes], q.seal(string(raw[sealBytes:]))) == 0 {
		return nil, &graph.Error{Kind: graph.BadCursor,
			Message: "this is no cursor of this list: take one from an answer to the same field with the same arguments"}
	}
	return strings.Split(string(raw[sealBytes:]), keySeparator), nil
}

func (q query) seal(key string) []byte {
	asked, err := json.Marshal(q)
	if err != nil {
		panic(fmt.Sprintf("types: the query of a list, %v, is no JSON: %v", q, err)) // only arguments come here
	}
	sum := sha256.Sum256(append(append(asked, 0), key...))
	return sum[:sealBytes]
}
