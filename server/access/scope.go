package access

import (
	"fmt"
	"slices"
	"strings"
)

// Scope is what a token is good for.
type Scope string

// The scopes. Write includes read, read includes metrics, and Admin all.
const (
	Read    Scope = "read"    // ask questions
	Write   Scope = "write"   // change the catalog
	Ingest  Scope = "ingest"  // hand in what tools observe
	Metrics Scope = "metrics" // see the server's figures, which hold nothing of the catalog but its size
	Admin   Scope = "admin"   // everything
)

// Scopes lists all of them.
var Scopes = []Scope{Read, Write, Ingest, Metrics, Admin}

// ParseScopes reads scopes, each once. At least one is wanted.
func ParseScopes(names []string) ([]Scope, error) {
	var scopes []Scope
	for _, name := range names {
		scope := Scope(strings.ToLower(strings.TrimSpace(name)))
		if !slices.Contains(Scopes, scope) {
			return nil, fmt.Errorf("there is no scope %q; choose of read, write, ingest, metrics and admin", name)
		}
		if !slices.Contains(scopes, scope) {
			scopes = append(scopes, scope)
		}
	}
	if len(scopes) == 0 {
		return nil, fmt.Errorf("say what the token is good for: read, write, ingest, metrics or admin")
	}
	return scopes, nil
}

// allow reports whether scopes include one.
func allow(scopes []Scope, wanted Scope) bool {
	return slices.ContainsFunc(scopes, func(s Scope) bool {
		return s == wanted || s == Admin || s == Write && wanted == Read || (s == Read || s == Write) && wanted == Metrics
	})
}
