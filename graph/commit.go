package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// Revision numbers the states of a catalog: dense, in commit order. 0 is the empty catalog.
type Revision uint64

// String returns the revision as a decimal number.
func (r Revision) String() string { return strconv.FormatUint(uint64(r), 10) }

// ParseRevision reads a decimal revision.
func ParseRevision(s string) (Revision, error) {
	n, err := strconv.ParseUint(s, 10, 63)
	if err != nil || strconv.FormatUint(n, 10) != s {
		return 0, &Error{Kind: BadRevision, Message: fmt.Sprintf("%q is no revision: it is a whole number, 0 or more", clip(s))}
	}
	return Revision(n), nil
}

// Change is one record before and after a commit; nil where it is not there. The two are never both nil, and never the same.
type Change struct {
	Before *Record `json:"b,omitempty"`
	After  *Record `json:"a,omitempty"`
}

// Key returns what the change is about.
func (c Change) Key() Key {
	if c.After != nil {
		return c.After.Key
	}
	return c.Before.Key
}

// Touched returns the entities that the change concerns, whether they are there still or not: the entity itself, or both ends
// of the link, and what the entity became a part of or ceased to be a part of. Some may be there twice.
func (c Change) Touched() []ID {
	k := c.Key()
	if k.IsLink() {
		return []ID{k.From, k.To}
	}
	touched := []ID{k.From}
	if was, is := containerOf(c.Before), containerOf(c.After); was != is {
		for _, container := range []ID{was, is} {
			if container != "" {
				touched = append(touched, container)
			}
		}
	}
	return touched
}

// isWhole reports whether the change is about one record.
func (c Change) isWhole() bool {
	switch {
	case c.Before == nil || c.After == nil:
		return c.Before != c.After
	default:
		return c.Before.Key == c.After.Key
	}
}

// Hash is a SHA-256.
type Hash [sha256.Size]byte

// String returns the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// Commit is one step of a catalog's history: all its changes happened, at once, or none.
type Commit struct {
	Revision    Revision  `json:"revision"`
	Time        time.Time `json:"time"` // UTC; never before the time of an earlier commit
	Actor       string    `json:"actor"`
	Source      Source    `json:"source"`
	Message     string    `json:"message,omitempty"`
	OperationID string    `json:"operationId,omitempty"` // chosen by the caller; no two commits of a store share one
	Fingerprint string    `json:"fingerprint,omitempty"` // of what was asked under the operation id
	Changes     []Change  `json:"changes"`               // by key, each once

	Hash Hash `json:"-"` // over the previous commit's hash and this one's encoding: see Seal
}

// Encode returns the commit's one encoding, which Seal hashes and stores keep: JSON, the very bytes of [json.Marshal]. It fails
// where a time has no form in RFC 3339.
func (c *Commit) Encode() ([]byte, error) {
	e := encoder{b: make([]byte, 0, c.size())}
	e.commit(c)
	return e.b, e.err
}

// size is about how long the encoding is, so that it is rarely copied while it grows, and takes little more room than it needs.
func (c *Commit) size() int {
	size := 512 + len(c.Message)
	for i := range c.Changes {
		size += len(`{"b":,"a":},`) + c.Changes[i].Before.size() + c.Changes[i].After.size()
	}
	return size
}

// DecodeCommit reads what Encode wrote. The Hash is not in it: the caller seals the bytes and compares.
func DecodeCommit(encoded []byte) (*Commit, error) {
	var c Commit
	if err := json.Unmarshal(encoded, &c); err != nil {
		return nil, &Error{Kind: StoreCorrupt, Op: "decode commit", Err: err}
	}
	for i, change := range c.Changes {
		if !change.isWhole() {
			return nil, &Error{Kind: StoreCorrupt, Op: "decode commit", Message: fmt.Sprintf("change %d is of no one record", i)}
		}
	}
	return &c, nil
}

// Seal returns the hash of a commit: SHA-256 over the previous commit's hash (zeros for the first) and its encoding.
// A log in which any byte was changed, or a commit taken out, no longer matches its hashes. A cut tail still does.
func Seal(previous Hash, encoded []byte) Hash {
	h := sha256.New()
	h.Write(previous[:])
	h.Write(encoded)
	var sum Hash
	h.Sum(sum[:0])
	return sum
}
