package neo4j

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"github.com/headwater-catalog/headwater/graph"
)

// attempt is one Append: perhaps several transactions, of which one takes effect at most.
type attempt struct {
	store   *Store
	commits []*graph.Commit
	asked   []time.Time    // the commits' times as the caller gave them
	changes []graph.Change // of all commits together: see merged
	within  time.Duration  // for one transaction
	written bool           // some transaction got so far that it may have taken effect
}

// Append implements [graph.Store]: one transaction, which writes each record once although several commits change it. It
// takes at most 10 s and 1 ms for each change, and as much again where a connection was lost and it must find out what
// happened. A context that is done meanwhile does not interrupt it.
func (s *Store) Append(ctx context.Context, commits ...*graph.Commit) error {
	if ctx.Err() != nil || len(commits) == 0 {
		return s.fault(ctx, "append", ctx.Err())
	}
	s.appending.RLock()
	defer s.appending.RUnlock()
	a := attempt{store: s, commits: commits, within: callTime}
	for _, c := range commits {
		a.asked = append(a.asked, c.Time)
		a.within += time.Duration(len(c.Changes)) * changeTime
	}
	a.changes = merged(commits)
	ctx = context.WithoutCancel(ctx) // an outcome that nobody knows helps nobody
	err := a.carryOut(ctx)
	if err == nil {
		s.witness.note(a.last().Revision, a.last().Hash)
	}
	return s.fault(ctx, "append", err)
}

// merged returns what commits change together: each key once, from before the first of them to after the last.
func merged(commits []*graph.Commit) []graph.Change {
	if len(commits) == 1 {
		return commits[0].Changes
	}
	var all []graph.Change
	at := map[graph.Key]int{}
	for _, c := range commits {
		for _, change := range c.Changes {
			key := change.Key()
			if i, known := at[key]; known {
				all[i].After = change.After
				continue
			}
			at[key] = len(all)
			all = append(all, change)
		}
	}
	return slices.DeleteFunc(all, func(c graph.Change) bool { return c.Before == nil && c.After == nil })
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
			"send the same request with the same operation id again", a.store.address, a.last().Revision)}
}

func (a *attempt) last() *graph.Commit { return a.commits[len(a.commits)-1] }

// unknown reports whether an error leaves open what happened: the commits may have been on their way. Not where the error is
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
	tx.step(a.within) // others may hold the lock
	seen := a.store.witness.newest()
	head, err := a.store.lock(tx)
	if err != nil {
		return err
	}
	tx.step(replyTime)
	if goesBack(seen, head) {
		return a.store.setBack(head)
	}
	if a.written { // all of them took effect if the last did
		hash, err := a.store.hashAt(tx, a.last().Revision)
		if err != nil || hash == a.last().Hash {
			return err
		}
	}
	if err := a.refuse(tx, head); err != nil {
		return err
	}
	kept, err := a.seal(head)
	if err != nil {
		return err
	}
	digest, err := a.digest(head)
	if err != nil {
		return err
	}
	a.written = true
	last := a.last()
	p := map[string]any{
		"revision": int64(last.Revision), "hash": last.Hash.String(), "time": written(last.Time), "digest": digest, "commits": kept,
	}
	tx.step(replyTime + time.Duration(len(a.commits))*changeTime)
	if err := tx.run(moveHead, p, nil); err != nil {
		return err
	}
	err = lay(tx, a.changes)
	tx.step(replyTime + time.Duration(len(a.changes))*changeTime) // COMMIT
	return err
}

// digest returns the digest of all records with the commits, nil where the head has none to go on from.
func (a *attempt) digest(head link) (any, error) {
	d, known := digestAt(head.digest, head.revision)
	if !known && head.revision > 0 {
		return nil, nil
	}
	for _, change := range a.changes {
		if err := d.change(change); err != nil {
			return nil, err
		}
	}
	return d.at(a.last().Revision), nil
}

// refuse says why the commits cannot come next, if they cannot.
func (a *attempt) refuse(tx transaction, head link) error {
	ids := map[string]string{} // by hash
	var hashes []any
	for _, c := range a.commits {
		if c.OperationID != "" {
			hash := operationHash(c.OperationID)
			ids[hash], hashes = c.OperationID, append(hashes, hash)
		}
	}
	var earlier int64
	var hash string
	if len(hashes) > 0 {
		if err := tx.run(someOperation, map[string]any{"operations": hashes}, into(&earlier, &hash)); err != nil {
			return err
		}
	}
	if earlier > 0 {
		return graph.Reused(ids[hash], graph.Revision(earlier))
	}
	return graph.CheckOrder(head.revision, a.commits)
}

// seal sets the commits' times and hashes, and returns each as it is kept.
func (a *attempt) seal(head link) ([]any, error) {
	hash, last := head.hash, head.time
	kept := make([]any, len(a.commits))
	for i, c := range a.commits {
		c.Time = a.asked[i]
		content, err := c.Follow(hash, last)
		if err != nil {
			return nil, err
		}
		hash, last, kept[i] = c.Hash, c.Time, commitProperties(c, string(content))
	}
	return kept, nil
}

// commitProperties returns all properties of a commit's node: the commit as people read it, and as it is.
func commitProperties(c *graph.Commit, content string) row {
	kept := row{
		"revision": int64(c.Revision), "time": c.Time, "hash": c.Hash.String(), "actor": readable(c.Actor), "source": readable(c.Source.Name),
		"message": readable(c.Message), "changes": len(c.Changes), "content": content,
	}
	if c.OperationID != "" {
		kept["operation"], kept["operationHash"] = readable(c.OperationID), operationHash(c.OperationID)
	}
	return kept
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
