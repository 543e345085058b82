package graph

import (
	"context"
	"iter"
	"time"
)

// Store keeps a catalog durably: its current state and the log of commits that led there. It has no query and no
// traversal; those exist once, above it. All methods may be called at the same time from several goroutines, except
// that nothing may be called after Close.
//
// Errors are [*Error]s: Unavailable where trying again later may help, StoreCorrupt where what was read back is not
// what was written, Conflict and OpIDReused from Append as said there, and RevisionCompacted from Log.
// A done context ends every method with an error that wraps the context's.
type Store interface {
	// Load returns the head's revision and the records of exactly that state, each once, entities and links in any
	// order. The sequence can be read once. An error, also one of opening, ends it and is its last element.
	Load(ctx context.Context) (Revision, iter.Seq2[*Record, error])

	// Append adds commits to the log and lays their changes over the state, all in one durable step: when it returns nil
	// all of it survives a crash, when it returns an error nothing happened (or, with Unavailable, whether it happened can
	// be asked by an OperationID). The commits have consecutive revisions, the first the head's plus one, or it is a
	// Conflict. An OperationID that the log has already, or another of the commits, is OpIDReused, whatever the Revision.
	// Append sets the Time of each to that of the commit before where that is later, and its Hash. Without commits it does
	// nothing.
	Append(ctx context.Context, commits ...*Commit) error

	// Log returns the commits after a revision in order, up to the head at the time of the call. Where the next one is no longer
	// kept (see [Compactor]), also if it was dropped while the sequence was read, its last element is RevisionCompacted; a
	// revision beyond the head gives nothing.
	Log(ctx context.Context, after Revision) iter.Seq2[*Commit, error]

	// Wait returns nil as soon as the head is beyond a revision, whoever appended, or an error when the context is done.
	Wait(ctx context.Context, after Revision) error

	// Close lets go of what the store holds. It waits for an Append under way.
	Close() error
}

// OperationFinder is what a Store can do besides: look up the commit of an operation id without reading the log.
type OperationFinder interface {
	// Operation returns the commit with this operation id, nil where there is none.
	Operation(ctx context.Context, id string) (*Commit, error)
}

// Timekeeper is what a Store can do besides: tell when a commit was made without reading what it changed.
type Timekeeper interface {
	// TimeOf returns the time of the commit of a revision, RevisionCompacted where that is no longer kept.
	TimeOf(ctx context.Context, r Revision) (time.Time, error)
}

// Packer is what a Store can do besides: keep the graph itself, packed, beside the records, so that it need not be made of them.
type Packer interface {
	// LoadGraph returns the graph of the head: New of what Load returns, in less time where a packed graph is kept.
	LoadGraph(ctx context.Context) (*Graph, error)

	// OfferGraph tells the store of the graph at a revision that is durable. Whether it is kept, now or ever, is for the store to
	// decide, which does that in the background: OfferGraph returns at once, and Close waits for what is under way.
	OfferGraph(g *Graph)
}
