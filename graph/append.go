package graph

import (
	"fmt"
	"time"
)

// What every store does in Append, in one place: so their errors are the same words, and their logs the same bytes.

// CheckOrder returns why commits cannot come next after a head: a Conflict where their revisions are not the next ones in
// order, OpIDReused where two of them share an operation id. Whether the log has one already is for the store to look up,
// and to look up first.
func CheckOrder(head Revision, commits []*Commit) error {
	ids := make(map[string]Revision, len(commits))
	for _, c := range commits {
		if c.OperationID == "" {
			continue
		}
		if earlier, used := ids[c.OperationID]; used {
			return Reused(c.OperationID, earlier)
		}
		ids[c.OperationID] = c.Revision
	}
	for i, c := range commits {
		if next := head + Revision(i); c.Revision != next+1 {
			return &Error{Kind: Conflict, Message: fmt.Sprintf(
				"the catalog is at revision %s, so %s cannot come next: read what changed and try again", next, c.Revision)}
		}
	}
	return nil
}

// Reused is the error of an operation id that a revision has already.
func Reused(id string, earlier Revision) *Error {
	return &Error{Kind: OpIDReused, Message: fmt.Sprintf("the operation id %q was used already, by revision %s", id, earlier)}
}

// Follow puts a commit behind another one: it sets its Time, in UTC and never before the other's, and its Hash, and
// returns its encoding.
func (c *Commit) Follow(previous Hash, last time.Time) ([]byte, error) {
	c.Time = c.Time.Round(0).UTC()
	if c.Time.Before(last) {
		c.Time = last
	}
	encoded, err := c.Encode()
	if err != nil {
		return nil, &Error{Kind: Internal, Op: "append", Err: err}
	}
	c.Hash = Seal(previous, encoded)
	return encoded, nil
}
