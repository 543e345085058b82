package neo4j

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// mostSayings is how many sayings a reader remembers at once.
const mostSayings = 256

// reader decodes records. What a commit says of a thousand links it says in the same words, so most records differ in
// their keys alone: what follows the key is decoded once and shared, as a graph shares it too.
type reader struct{ sayings map[string]*graph.Record }

// record decodes one record from its headwaterRecord. The error says only why.
func (r *reader) record(content string) (*graph.Record, error) {
	// These five characters cannot stand inside a text of JSON, where a quote is escaped, nor inside what comes before the claims.
	head, claims, found := strings.Cut(content, `,"c":`)
	if !found {
		return decoded(content)
	}
	var record graph.Record
	if err := json.Unmarshal([]byte(head+"}"), &record.Key); err != nil || record.From == "" {
		return decoded(content)
	}
	said, err := r.said(claims)
	if err != nil || said.Key != (graph.Key{}) {
		return decoded(content)
	}
	record.Claims, record.Denial = said.Claims, said.Denial
	return &record, nil
}

// said decodes what follows a record's key.
func (r *reader) said(claims string) (*graph.Record, error) {
	if known := r.sayings[claims]; known != nil {
		return known, nil
	}
	if r.sayings == nil || len(r.sayings) >= mostSayings {
		r.sayings = make(map[string]*graph.Record, mostSayings)
	}
	var said graph.Record
	if err := json.Unmarshal([]byte(`{"c":`+claims), &said); err != nil {
		return nil, err
	}
	r.sayings[claims] = &said
	return &said, nil
}

// decoded decodes a record by itself.
func decoded(content string) (*graph.Record, error) {
	var record graph.Record
	err := json.Unmarshal([]byte(content), &record)
	if err == nil && record.From == "" {
		err = fmt.Errorf("it names no entity")
	}
	return &record, err
}
