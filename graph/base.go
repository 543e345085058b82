package graph

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// Base is where a log begins: the state that its first commit changes. The zero Base is the empty catalog, and so that of a
// log that is whole.
type Base struct {
	Revision Revision
	Hash     Hash      // of that revision's commit, which the next one's goes on from
	Time     time.Time // of that commit
	Why      string    // what made the log begin here, for people
}

// Compactor is what a Store can do besides: forget the beginning of its log, and begin with the state that another one
// still remembers.
//
// A store is one state, its base, and the commits after it; to compact it is to make a later state the base. The state of
// now, the head, and each commit that stays are what they were. Of a commit that is dropped nothing is left but what it
// made: neither who made it nor its operation id, which may then be used again.
type Compactor interface {
	// Base returns where the log begins.
	Base(ctx context.Context) (Base, error)

	// LoadBase returns where the log begins and the records then, as Load does.
	LoadBase(ctx context.Context) (Base, iter.Seq2[*Record, error])

	// Compact makes the state at a revision the base and drops all commits up to it, its own too. Log after an earlier
	// revision is then RevisionCompacted; who is in the midst of reading reads on, or meets the same error, and never a gap. It does nothing
	// where the base is that revision or a later one, and is FutureRevision beyond the head. What is dropped is read, with its
	// hashes verified, and damage ends it with StoreCorrupt. A crash leaves the store as it was or compacted; what it did not
	// come to delete, opening or the next Compact does. Others may read, append and compact meanwhile.
	Compact(ctx context.Context, to Revision, why string) error

	// Begin makes a base, and so the head, of a store that has neither commits nor a base; in any other it is a Conflict.
	// After an error, or a crash, the store is still without both, and Begin must be called again before the store is used.
	Begin(ctx context.Context, base Base, records iter.Seq2[*Record, error]) error
}

// Compacted is the error of a revision that a log no longer has: it says from where on there is one, and why.
func (b Base) Compacted(asked string) *Error {
	return &Error{Kind: RevisionCompacted, Message: fmt.Sprintf(
		"%s is no longer kept: the oldest point that can be asked for is revision %s, of %s (%s)", asked, b.Revision,
		b.Time.Format(time.RFC3339Nano), b.Why)}
}

// Check returns why a log with this base cannot be read after a revision: RevisionCompacted below the base.
func (b Base) Check(after Revision) error {
	if after >= b.Revision {
		return nil
	}
	return b.Compacted("what came after revision " + after.String())
}

// CheckCompact returns why a log cannot begin at a revision.
func CheckCompact(head, to Revision) error {
	if to <= head {
		return nil
	}
	return &Error{Kind: FutureRevision, Message: fmt.Sprintf("there is no revision %s yet to compact to; the newest is %s", to, head)}
}

// CheckBegin returns why a store with a head cannot begin with a base.
func CheckBegin(head Revision) error {
	if head == 0 {
		return nil
	}
	return &Error{Kind: Conflict, Message: fmt.Sprintf(
		"the catalog is at revision %s, and only an empty one can begin with a state of another: choose an empty store", head)}
}
