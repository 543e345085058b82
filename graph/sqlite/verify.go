package sqlite

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/headwater-catalog/headwater/graph"
)

// Verify reads everything in the file and returns nil if it is what was written: SQLite's own structure, the tables and views, every
// commit with the chain of hashes from the first, every document that is kept beside the catalog, and that the log, folded from the beginning, is the state that Load gives.
// Where the log was compacted, its beginning is the base: that is what its checksums say, and what the chain of hashes goes on
// from; that the dropped commits had led there was verified when they were dropped, and cannot be again. It takes some seconds for a million changes and memory in proportion to the records; others may go on meanwhile.
func (s *Store) Verify(ctx context.Context) error {
	return s.fault("verify", s.verify(ctx))
}

func (s *Store) verify(ctx context.Context) error {
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	defer snap.end()
	if err := snap.structure(ctx); err != nil {
		return err
	}
	if err := snap.verifyDocuments(ctx); err != nil {
		return err
	}
	folded, err := snap.fold(ctx)
	if err != nil {
		return err
	}
	if err := snap.verifyImage(ctx, folded); err != nil {
		return err
	}
	return snap.compare(ctx, folded)
}

// structure has SQLite check its pages and indexes, and checks that the tables are those that were made.
func (snap *snapshot) structure(ctx context.Context) error {
	var finding string
	if err := snap.tx.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&finding); err != nil {
		return err
	}
	if finding != "ok" {
		return snap.store.damagedFile(finding)
	}
	return snap.tables(ctx)
}

// digest stands for a record: the whole state need not be in memory.
type digest [sha256.Size]byte

func digestOf(record *graph.Record) (digest, error) {
	encoded, err := json.Marshal(record)
	return sha256.Sum256(encoded), err
}

// fold lays the whole log over its base, and checks that each change began with what was there.
func (snap *snapshot) fold(ctx context.Context) (map[graph.Key]digest, error) {
	state, at := map[graph.Key]digest{}, snap.start.link
	begins := *snap
	begins.point, begins.head = snap.start, snap.start.link
	for record, err := range begins.records(ctx) {
		if err != nil {
			return nil, err
		}
		if state[record.Key], err = digestOf(record); err != nil {
			return nil, err
		}
	}
	err := snap.store.walk(ctx, snap.tx, at, maxRevision, func(c row) error {
		commit, err := snap.store.decode(c)
		if err != nil {
			return err
		}
		for _, change := range commit.Changes {
			if err := snap.lay(state, commit.Revision, change); err != nil {
				return err
			}
		}
		at = c.link
		return nil
	})
	if err == nil && at != snap.head {
		err = snap.store.damaged(at.revision+1, "it is missing")
	}
	return state, err
}

func (snap *snapshot) lay(state map[graph.Key]digest, r graph.Revision, change graph.Change) error {
	key := change.Key()
	before, there := state[key]
	if there != (change.Before != nil) {
		return snap.store.damaged(r, fmt.Sprintf("what it says of %s before does not follow from the log", key))
	}
	if there {
		if claimed, err := digestOf(change.Before); err != nil || claimed != before {
			return snap.store.damaged(r, fmt.Sprintf("what it says of %s before does not follow from the log", key))
		}
	}
	if change.After == nil {
		delete(state, key)
		return nil
	}
	after, err := digestOf(change.After)
	state[key] = after
	return err
}

// compare checks that the state is what the log folds to.
func (snap *snapshot) compare(ctx context.Context, folded map[graph.Key]digest) error {
	for record, err := range snap.records(ctx) {
		if err != nil {
			return err
		}
		loaded, err := digestOf(record)
		if err != nil {
			return err
		}
		if wanted, there := folded[record.Key]; !there || wanted != loaded {
			return snap.damaged(fmt.Sprintf("%s is not what the log says", record.Key))
		}
		delete(folded, record.Key)
	}
	if len(folded) > 0 {
		return snap.damaged(fmt.Sprintf("%d records of the log are missing", len(folded)))
	}
	return nil
}
