package neo4j

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// link is a place in the chain of commits.
type link struct {
	revision graph.Revision
	hash     graph.Hash
	time     time.Time // of the head only
	digest   string    // of the head only: see digest.at
	base     base      // of the head only: where the log begins
}

// lock returns the head, and keeps everybody else from moving it until the transaction ends.
func (s *Store) lock(tx transaction) (link, error) { return s.headBy(tx, lockHead) }

// head returns the head as somebody who waits for nobody sees it. What it says was committed, but what the last commit
// changed elsewhere may show a moment later.
func (s *Store) head(ctx context.Context, within time.Duration) (link, error) {
	var at link
	err := s.transact(ctx, within, func(tx transaction) (err error) {
		at, err = s.headBy(tx, readHead)
		return err
	})
	return at, err
}

// settled returns the head once everything that it stands for can be seen, and nothing else.
func (s *Store) settled(ctx context.Context) (link, error) {
	var at link
	err := s.transact(ctx, callTime, func(tx transaction) (err error) {
		at, err = s.lock(tx)
		return err
	})
	return at, err
}

func (s *Store) headBy(tx transaction, statement cypher) (link, error) {
	var revision int64
	var hash, at, digest string
	var begins baseColumns
	if err := tx.run(statement, nil, into(append([]any{&revision, &hash, &at, &digest}, begins.into()...)...)); err != nil {
		return link{}, err
	}
	if hash == "" {
		return link{}, &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
			"the catalog in Neo4j at %s has no head: the database was emptied or edited while Headwater ran. Restore it from a backup, or start Headwater again", s.address)}
	}
	known, ok := parseHash(hash)
	t, err := time.Parse(time.RFC3339Nano, at)
	if !ok || err != nil {
		return link{}, s.damaged(graph.Revision(revision), "the head cannot be read")
	}
	from, err := s.baseOf(&begins)
	return link{graph.Revision(revision), known, t, digest, from}, err
}

// hashAt returns the hash of a revision's commit, zeros where there is none.
func (s *Store) hashAt(tx transaction, r graph.Revision) (graph.Hash, error) {
	var text string
	if err := tx.run(commitHash, map[string]any{"revision": int64(r)}, into(&text)); err != nil || text == "" {
		return graph.Hash{}, err
	}
	hash, ok := parseHash(text)
	if !ok {
		return hash, s.damaged(r, "its hash cannot be read")
	}
	return hash, nil
}

func parseHash(text string) (graph.Hash, bool) {
	var h graph.Hash
	if len(text) != 2*len(h) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(text))
	return h, err == nil && h.String() == text
}

// written is a time as it stands in the head.
func written(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

var errUnexpected = &graph.Error{Kind: graph.StoreCorrupt, Message: "the catalog in Neo4j has nodes that lack properties or have others " +
	"than were written, so it was changed by hand: restore the database from a backup"}

// into returns what puts the columns of a row into int64s and strings; without a row they stay as they are.
func into(columns ...any) func(row []any) error {
	return func(row []any) error {
		for i, column := range columns {
			if !assign(column, row[i]) {
				return errUnexpected
			}
		}
		return nil
	}
}

func assign(column, value any) (ok bool) {
	switch c := column.(type) {
	case *int64:
		*c, ok = value.(int64)
	case *string:
		*c, ok = value.(string)
	}
	return ok
}
