package access

import (
	"context"
	"crypto/subtle"
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is what is kept of a secret that was handed out.
type Token struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"` // whom commits are by
	Scopes  []Scope   `json:"scopes"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
	Revoked time.Time `json:"revoked,omitzero"`
	Parent  string    `json:"parent,omitempty"` // of a session: the id of the token that it was made of
	SHA256  string    `json:"sha256"`           // of the secret, in hexadecimal
}

// How long tokens live.
const (
	Usual       = 90 * 24 * time.Hour  // if nobody says
	Longest     = 365 * 24 * time.Hour // at most
	sessionTime = 12 * time.Hour
)

// New makes a token and its secret, which is nowhere else.
func New(name string, scopes []Scope, created, expires time.Time) (Token, Secret, error) {
	name = Composed(name)
	if err := CheckName(name); err != nil {
		return Token{}, "", err
	}
	switch life := expires.Sub(created); {
	case life <= 0:
		return Token{}, "", fmt.Errorf("a token that expires at %s has expired already", expires.Format(time.DateOnly))
	case life > Longest:
		return Token{}, "", fmt.Errorf("a token lives for 365 days at most")
	}
	id, secret := newSecret()
	return Token{ID: id, Name: name, Scopes: scopes, Created: created.UTC(), Expires: expires.UTC(), SHA256: secret.hash()}, secret, nil
}

// CheckName refuses names that are empty, longer than 100 bytes, or have characters that don't show.
func CheckName(name string) error {
	if name == "" || len(name) > 100 || !utf8.ValidString(name) {
		return fmt.Errorf("a name has 1 to 100 bytes")
	}
	for _, r := range name {
		if !unicode.IsPrint(r) {
			return fmt.Errorf("a name has only characters that can be seen")
		}
	}
	return nil
}

// Composed returns a name in Unicode's NFC, as names are kept: é written as one character or as two is the same person.
func Composed(name string) string { return norm.NFC.String(name) }

// matches compares in constant time.
func (t Token) matches(s Secret) bool {
	return subtle.ConstantTimeCompare([]byte(t.SHA256), []byte(s.hash())) == 1
}

// Caller is who calls.
type Caller struct {
	Name    string
	Scopes  []Scope
	Expires time.Time // zero where nothing ends it
	token   string    // the token's id; "" for who signed in elsewhere
	anybody bool
}

// Anybody is who calls where nobody has to say who they are. All of them may do all.
var Anybody = Caller{Name: "somebody", Scopes: []Scope{Admin}, anybody: true}

// May reports whether the caller has a scope.
func (c Caller) May(scope Scope) bool { return allow(c.Scopes, scope) }

// Named returns a caller whom somebody trusted vouches for.
func Named(name string, scopes []Scope) Caller { return Caller{Name: Composed(name), Scopes: scopes} }

type callerKey struct{}

// WithCaller returns a context of a request by somebody.
func WithCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// CallerOf returns who makes a request, and false where nobody has asked: then nothing may be done.
func CallerOf(ctx context.Context) (Caller, bool) {
	c, is := ctx.Value(callerKey{}).(Caller)
	return c, is
}
