package neo4j

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"github.com/headwater-catalog/headwater/graph"
)

// attempt is one Append: perhaps several transactions, of which one takes effect at most.
type attempt struct {
	store   *Store
	commit  *graph.Commit
	asked   time.Time     // the commit's time as the caller gave it
	within  time.Duration // for one transaction
	written bool          // some transaction got so far that it may have taken effect
}

// Append implements [graph.Store]. It takes at most 10 s and 1 ms for each change, and as much again where a connection
// was lost and it must find out what happened. A context that is done meanwhile does not interrupt it.
func (s *Store) Append(ctx context.Context, commit *graph.Commit) error {
	if ctx.Err() != nil {
		return s.fault(ctx, "append", ctx.Err())
	}
	s.appending.RLock()
	defer s.appending.RUnlock()
	a := attempt{store: s, commit: commit, asked: commit.Time.Round(0).UTC(),
		within: callTime + time.Duration(len(commit.Changes))*changeTime}
	ctx = context.WithoutCancel(ctx) // an outcome that nobody knows helps nobody
	return s.fault(ctx, "append", a.carryOut(ctx))
}

// carryOut appends, and where an outcome is unknown finds it out; what did not happen is tried once more.
func (a *attempt) carryOut(ctx context.Context) error {
	err := a.store.transact(ctx, a.within, a.try)
	if !a.unknown(err) {
		return err
	}
	// The next transaction takes the head's lock, which one that still runs holds: so it sees how that one ended.
	if err = a.store.transact(ctx, a.within, a.try); !a.unknown(err) {
		return err
	}
	return &graph.Error{Kind: graph.Unavailable, Err: err, Message: fmt.Sprintf(
		"the connection to Neo4j at %s was lost while revision %s was written, and nobody knows whether it was: "+
			"send the same request with the same operation id again", a.store.address, a.commit.Revision)}
}

// unknown reports whether an error leaves open what happened: the commit may have been on its way. Not where the error is
// our own, or Neo4j's answer, which says that the transaction was rolled back, unless Neo4j itself failed to commit.
func (a *attempt) unknown(err error) bool {
	var ours *graph.Error
	if err == nil || !a.written || errors.As(err, &ours) {
		return false
	}
	var answer *db.Neo4jError
	return !errors.As(err, &answer) || strings.HasPrefix(answer.Code, "Neo.DatabaseError.Transaction.")
}

// try appends in one transaction. It does nothing, and returns nil, where an earlier one of this attempt took effect.
func (a *attempt) try(tx transaction) error {
	head, err := a.store.lock(tx)
	if err != nil {
		return err
	}
	if a.written {
		hash, err := a.store.hashAt(tx, a.commit.Revision)
		if err != nil || hash == a.commit.Hash {
			return err
		}
	}
	if err := a.refuse(tx, head); err != nil {
		return err
	}
	content, err := a.seal(head)
	if err != nil {
		return err
	}
	a.written = true
	if err := tx.run(moveHead, moved(a.commit, content), nil); err != nil {
		return err
	}
	return lay(tx, a.commit.Changes)
}

// refuse says why the commit cannot come next, if it cannot.
func (a *attempt) refuse(tx transaction, head link) error {
	if id := a.commit.OperationID; id != "" {
		earlier, err := revisionOf(tx, id)
		if err != nil {
			return err
		}
		if earlier > 0 {
			return &graph.Error{Kind: graph.OpIDReused, Message: fmt.Sprintf("the operation id %q was used already, by revision %s", id, earlier)}
		}
	}
	if a.commit.Revision == head.revision+1 {
		return nil
	}
	return &graph.Error{Kind: graph.Conflict, Message: fmt.Sprintf(
		"the catalog is at revision %s, so %s cannot come next: read what changed and try again", head.revision, a.commit.Revision)}
}

// seal sets the commit's time and hash, and returns its encoding.
func (a *attempt) seal(head link) (string, error) {
	a.commit.Time = a.asked
	if a.commit.Time.Before(head.time) {
		a.commit.Time = head.time
	}
	content, err := a.commit.Encode()
	if err != nil {
		return "", &graph.Error{Kind: graph.Internal, Err: err}
	}
	a.commit.Hash = graph.Seal(head.hash, content)
	return string(content), nil
}

// moved returns the parameters of moveHead: the new head, and the commit as people read it and as it is.
func moved(c *graph.Commit, content string) map[string]any {
	kept := map[string]any{
		"revision": int64(c.Revision), "time": c.Time, "hash": c.Hash.String(), "actor": readable(c.Actor), "source": readable(c.Source.Name),
		"message": readable(c.Message), "changes": len(c.Changes), "content": content,
	}
	if c.OperationID != "" {
		kept["operation"], kept["operationHash"] = readable(c.OperationID), operationHash(c.OperationID)
	}
	return map[string]any{"revision": int64(c.Revision), "hash": c.Hash.String(), "time": written(c.Time), "commit": kept}
}

// operationHash stands for an operation id where it must be unique: an index takes no text of any length.
func operationHash(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:])
}

// revisionOf returns the revision that was made under an operation id, 0 if none was.
func revisionOf(tx transaction, id string) (graph.Revision, error) {
	var r int64
	err := tx.run(operation, map[string]any{"operation": operationHash(id)}, into(&r))
	return graph.Revision(r), err
}
