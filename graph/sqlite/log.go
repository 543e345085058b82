package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"math"

	"github.com/headwater-catalog/headwater/graph"
)

const maxRevision = graph.Revision(math.MaxInt64) // that SQLite can keep

// link is a place in the chain of commits.
type link struct {
	revision graph.Revision
	hash     graph.Hash
}

// row is a commit as it stands in the file, its hash verified.
type row struct {
	link
	time      string
	operation sql.NullString
	content   []byte
}

// reader is a database or a transaction.
type reader interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

const selectCommits = `SELECT revision, time, operation_id, hash, content FROM commits WHERE revision > ? AND revision <= ? ORDER BY revision`

var errEnough = errors.New("enough")

// walk reads the commits after a link up to a revision, in order, and verifies that they are one chain. visit may end it with errEnough.
func (s *Store) walk(ctx context.Context, db reader, from link, to graph.Revision, visit func(row) error) error {
	rows, err := db.QueryContext(ctx, selectCommits, int64(min(from.revision, maxRevision)), int64(to))
	if err != nil {
		return s.unread(from.revision+1, err)
	}
	defer rows.Close()
	for rows.Next() {
		c, err := s.scan(rows, from)
		if err != nil {
			return err
		}
		if err := visit(c); errors.Is(err, errEnough) {
			return nil
		} else if err != nil {
			return err
		}
		from = c.link
	}
	return s.unread(from.revision+1, rows.Err())
}

// scan reads one commit and verifies that it follows a link.
func (s *Store) scan(rows *sql.Rows, previous link) (row, error) {
	var c row
	var hash string
	if err := rows.Scan(&c.revision, &c.time, &c.operation, &hash, &c.content); err != nil {
		return c, s.unread(previous.revision+1, err)
	}
	if c.revision != previous.revision+1 {
		return c, s.damaged(previous.revision+1, "it is missing")
	}
	c.hash = graph.Seal(previous.hash, c.content)
	if c.hash.String() != hash {
		return c, s.damaged(c.revision, "it does not match its hash")
	}
	return c, nil
}

// decode returns the commit of a row, and an error where the row's other columns say something else.
func (s *Store) decode(c row) (*graph.Commit, error) {
	commit, err := graph.DecodeCommit(c.content)
	if err != nil {
		return nil, s.damaged(c.revision, "it cannot be read")
	}
	commit.Hash = c.hash
	if commit.Revision != c.revision || commit.OperationID != c.operation.String || written(commit.Time) != c.time {
		return nil, s.damaged(c.revision, "its columns are not what its content says")
	}
	return commit, nil
}

// matches returns nil where the file has a commit of this revision and hash.
func (s *Store) matches(ctx context.Context, db reader, at link) error {
	found, err := s.linkAt(ctx, db, at.revision)
	if err == nil && found != at {
		err = s.damaged(at.revision, "its hash is another than was noted")
	}
	return err
}

// linkAt returns the place of a revision in the chain, RevisionCompacted for one before the base.
func (s *Store) linkAt(ctx context.Context, db reader, r graph.Revision) (link, error) {
	base := s.begins()
	if r == base.Revision {
		return link{r, base.Hash}, nil
	}
	if err := base.Check(r); err != nil {
		return link{}, err
	}
	at, err := s.hashAt(ctx, db, r)
	return at, s.orCompacted(r, err)
}

// orCompacted returns the error of reading a commit, another one where the log begins later by now.
func (s *Store) orCompacted(after graph.Revision, err error) error {
	if graph.KindOf(err) == graph.StoreCorrupt {
		if compacted := s.begins().Check(after); compacted != nil {
			return compacted
		}
	}
	return err
}

// hashAt returns the place of a commit in the chain.
func (s *Store) hashAt(ctx context.Context, db reader, r graph.Revision) (link, error) {
	var text string
	err := db.QueryRowContext(ctx, `SELECT hash FROM commits WHERE revision = ?`, int64(r)).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return link{}, s.damaged(r, "it is missing")
	}
	if err != nil {
		return link{}, s.unread(r, err)
	}
	hash, ok := parseHash(text)
	if !ok {
		return link{}, s.damaged(r, "its hash cannot be read")
	}
	return link{r, hash}, nil
}

// Log implements [graph.Store]. It reads some commits at a time, so that one who reads slowly holds nothing up.
func (s *Store) Log(ctx context.Context, after graph.Revision) iter.Seq2[*graph.Commit, error] {
	head := s.at().revision
	return func(yield func(*graph.Commit, error) bool) {
		if err := ctx.Err(); err != nil || after >= head {
			if err != nil {
				yield(nil, s.fault("log", err))
			}
			return
		}
		at, err := s.linkAt(ctx, s.db, after)
		for err == nil && at.revision < head {
			var some []*graph.Commit
			if some, err = s.some(ctx, &at, head); err == nil && len(some) == 0 {
				err = s.damaged(at.revision+1, "it is missing")
			}
			for _, commit := range some {
				if !yield(commit, nil) {
					return
				}
			}
		}
		if err != nil {
			yield(nil, s.fault("log", s.orCompacted(at.revision, err)))
		}
	}
}

// some reads the next commits, few or little, and moves the link behind them. What it read before an error is returned with it.
func (s *Store) some(ctx context.Context, at *link, to graph.Revision) ([]*graph.Commit, error) {
	const most, bytes = 256, 1 << 20
	var commits []*graph.Commit
	read := 0
	err := s.walk(ctx, s.db, *at, to, func(c row) error {
		commit, err := s.decode(c)
		if err != nil {
			return err
		}
		commits = append(commits, commit)
		*at = c.link
		if read += len(c.content); read > bytes || len(commits) == most {
			return errEnough
		}
		return nil
	})
	return commits, err
}

// Operation implements [graph.OperationFinder]: one look into an index.
func (s *Store) Operation(ctx context.Context, id string) (*graph.Commit, error) {
	r, err := s.revisionOf(ctx, id)
	if err != nil || r == 0 {
		return nil, s.fault("operation", err)
	}
	for commit, err := range s.Log(ctx, r-1) {
		if graph.KindOf(err) == graph.RevisionCompacted { // dropped, and about to be deleted
			return nil, nil //nolint:nilnil // there is none
		}
		if err == nil && commit.OperationID != id {
			err = s.fault("operation", s.damaged(r, "the index of operation ids leads to it wrongly"))
		}
		return commit, err
	}
	return nil, s.fault("operation", s.damaged(r, "it is missing"))
}

// revisionOf returns the revision that was made under an operation id, 0 if none was.
func (s *Store) revisionOf(ctx context.Context, id string) (graph.Revision, error) {
	var r int64
	err := s.db.QueryRowContext(ctx, `SELECT revision FROM commits WHERE operation_id = ?`, id).Scan(&r)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return graph.Revision(r), err
}
