package access

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"strings"
)

// Secret is what a caller shows: hw_, the token's id, _, 32 random bytes, _, a checksum. The prefix and the checksum let
// scanners find one that leaked, and tell a mistyped one from a wrong one without asking anybody.
type Secret string

const prefix = "hw_"

// String keeps a secret out of whatever prints it; string(s) is the way to it.
func (Secret) String() string { return prefix + "…" }

// GoString does too.
func (Secret) GoString() string { return prefix + "…" }

// MarshalText does too, for JSON and for logs that encode what they are given.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

var encoding = base64.RawURLEncoding

// newSecret returns a secret for a new token, and the token's id.
func newSecret() (id string, s Secret) {
	var name [6]byte
	var random [32]byte
	_, _ = rand.Read(name[:])   // never fails
	_, _ = rand.Read(random[:]) // the same
	id = hex.EncodeToString(name[:])
	body := prefix + id + "_" + encoding.EncodeToString(random[:])
	return id, Secret(body + "_" + checksum(body))
}

func checksum(body string) string { return fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(body))) }

// The lengths of the parts of a secret.
const (
	idLength     = 12
	secretLength = len(prefix) + idLength + 1 + 43 + 1 + 8
)

// id returns the id of the token that a secret is of, and false for what is none.
func (s Secret) id() (string, bool) {
	text := string(s)
	if len(text) != secretLength || !strings.HasPrefix(text, prefix) {
		return "", false
	}
	body, sum := text[:secretLength-9], text[secretLength-8:]
	id, random := body[len(prefix):len(prefix)+idLength], body[len(prefix)+idLength+1:]
	if body[len(prefix)+idLength] != '_' || text[secretLength-9] != '_' || checksum(body) != sum {
		return "", false
	}
	if _, err := hex.DecodeString(id); err != nil {
		return "", false
	}
	_, err := encoding.DecodeString(random)
	return id, err == nil
}

// hash is what is kept of a secret.
func (s Secret) hash() string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
