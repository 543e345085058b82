package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

var (
	_ graph.Store           = (*Store)(nil)
	_ graph.OperationFinder = (*Store)(nil)
)

const (
	applicationID = 0x48647772 // "Hdwr" in the file's header: this is a catalog
	formatVersion = 1          // of the tables; a newer one is refused
)

//go:embed schema.sql
var schema string

// Store is a catalog in a file. See the package for what it promises.
type Store struct {
	path   string
	lock   *lock
	second *secondHead
	db     *sql.DB

	writing sync.Mutex // held for each write; guards the next four
	writer  *sql.Conn
	insert  *sql.Stmt
	broken  *graph.Error // why nothing is written any more
	last    time.Time    // of the head's commit

	mu         sync.Mutex // held briefly; guards the rest
	head       link
	moved      chan struct{} // closed when the head moves or the store is closed, and then another
	closed     bool
	checkpoint checkpointing
}

// Open opens the catalog in the file at path, which it makes, with its folder, where there is none. It fails at once
// with Unavailable where another process has the file, with BadUserInput where the file is something else or written by a
// newer Headwater, and with StoreCorrupt where it is damaged; all of them say what to do.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := makeFolder(path); err != nil {
		return nil, err
	}
	lock, err := hold(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, lock: lock, moved: make(chan struct{}), checkpoint: checkpointing{least: leastLog}}
	if err := s.open(ctx); err != nil {
		_ = s.letGo() // the first error says why
		return nil, s.fault("open", err)
	}
	s.checkpointIfDue()
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	if err := checkFile(s.path); err != nil {
		return err
	}
	var err error
	if s.db, err = sql.Open("sqlite", source(s.path)); err != nil {
		return err
	}
	if s.writer, err = s.db.Conn(ctx); err != nil {
		return err
	}
	if err := s.identify(ctx); err != nil {
		return err
	}
	if s.insert, err = s.writer.PrepareContext(ctx, insertCommit); err != nil {
		return err
	}
	if err := s.recall(ctx); err != nil {
		return err
	}
	return s.compareHeads(ctx)
}

// identify makes sure that the file is a catalog of a format that this program knows, and makes an empty file one.
func (s *Store) identify(ctx context.Context) error {
	var id, version, tables int
	row := s.writer.QueryRowContext(ctx, `SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id, pragma_user_version`)
	if err := row.Scan(&id, &version, &tables); err != nil {
		return err
	}
	switch {
	case id == 0 && version == 0 && tables == 0:
		return s.found(ctx)
	case id != applicationID:
		return &graph.Error{Kind: graph.BadUserInput, Message: fmt.Sprintf(
			"%s is a database of another program, not a catalog; choose another file with --store sqlite:PATH", s.path)}
	case version > formatVersion:
		return &graph.Error{Kind: graph.BadUserInput, Message: fmt.Sprintf(
			"%s was written by a newer Headwater (format %d; this one knows %d): use that version, or choose another file with --store sqlite:PATH",
			s.path, version, formatVersion)}
	}
	return nil
}

// found makes an empty file a catalog, in one transaction.
func (s *Store) found(ctx context.Context) error {
	_, err := s.writer.ExecContext(ctx, fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
		schema, applicationID, formatVersion))
	return err
}

// recall reads the head and the checkpoint, and verifies the chain from there on.
func (s *Store) recall(ctx context.Context) error {
	point, err := readCheckpoint(ctx, s.db)
	if err != nil {
		return err
	}
	s.checkpoint.bytes = point.bytes
	if err := s.matches(ctx, s.db, point.link); err != nil {
		return err
	}
	s.head = point.link
	if err := s.walk(ctx, s.db, point.link, maxRevision, func(c row) error {
		s.head = c.link
		s.checkpoint.log += int64(len(c.content))
		return nil
	}); err != nil {
		return err
	}
	s.last, err = s.timeAt(ctx, s.head.revision)
	return err
}

// timeAt returns the time of a revision's commit.
func (s *Store) timeAt(ctx context.Context, r graph.Revision) (time.Time, error) {
	if r == 0 {
		return time.Time{}, nil
	}
	var text string
	if err := s.db.QueryRowContext(ctx, `SELECT time FROM commits WHERE revision = ?`, int64(r)).Scan(&text); err != nil {
		return time.Time{}, err
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, s.damaged(r, "its time cannot be read")
	}
	return t, nil
}

// Close implements [graph.Store]. It lets a checkpoint under way finish, and ends every Wait.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	close(s.moved)
	s.mu.Unlock()
	s.checkpoint.running.Wait()
	s.writing.Lock()
	defer s.writing.Unlock()
	s.broken = &graph.Error{Kind: graph.Unavailable, Message: s.path + " is closed"}
	return s.fault("close", s.letGo())
}

// letGo closes what is open, everything although something may fail, and returns the first error.
func (s *Store) letGo() error {
	var first error
	note := func(err error) {
		if err != nil && first == nil {
			first = err
		}
	}
	if s.insert != nil {
		note(s.insert.Close())
	}
	if s.writer != nil {
		note(s.writer.Close())
	}
	if s.db != nil {
		note(s.db.Close())
	}
	if s.second != nil {
		note(s.second.close())
	}
	note(s.lock.release())
	return first
}
