package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

var (
	_ graph.Store           = (*Store)(nil)
	_ graph.OperationFinder = (*Store)(nil)
	_ graph.Compactor       = (*Store)(nil)
	_ graph.Packer          = (*Store)(nil)
	_ graph.Timekeeper      = (*Store)(nil)
)

const (
	applicationID = 0x48647772 // "Hdwr" in the file's header: this is a catalog
	wholeVersion  = 1          // of a file with a log that is whole

	compactedVersion = 2                // of one with a base, which programs that know of none must refuse
	formatVersion    = compactedVersion // a newer one is refused
)

//go:embed schema.sql
var schema string

// Store is a catalog in a file. See the package for what it promises.
type Store struct {
	path   string
	lock   *lock
	second *secondHead
	db     *sql.DB

	chunking sync.Mutex // held by who writes a checkpoint; before writing

	writing    sync.Mutex // held for each write; guards the next five
	writer     *sql.Conn
	statements statements
	broken     *graph.Error // why nothing is written any more
	last       time.Time    // of the head's commit
	writes     int          // since it was opened

	readOnly atomic.Pointer[graph.Error] // broken, for who does not hold writing
	room     room

	mu         sync.Mutex // held briefly; guards the rest
	base       graph.Base // where the log begins
	head       link
	moved      chan struct{} // closed when the head moves or the store is closed, and then another
	closed     bool
	checkpoint checkpointing
	image      checkpointing // of the packed graph

	background sync.WaitGroup // what writes checkpoints and images
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
	s := &Store{path: path, lock: lock, moved: make(chan struct{}), checkpoint: checkpointing{least: leastLog}, image: checkpointing{least: leastLog}}
	if err := s.open(ctx); err != nil {
		_ = s.letGo() // the first error says why
		return nil, s.fault("open", err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	if err := s.look(ctx); err != nil {
		return err
	}
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
	if _, err := s.writer.ExecContext(ctx, baseSchema+imageSchema+documentSchema); err != nil {
		return err
	}
	if err := s.statements.prepare(ctx, s.writer); err != nil {
		return err
	}
	if err := s.recall(ctx); err != nil {
		return err
	}
	if err := s.compareHeads(ctx); err != nil {
		return err
	}
	return s.dropOld(ctx)
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
	case version < wholeVersion:
		return s.damagedFile("it does not say its format")
	}
	return nil
}

// found makes an empty file a catalog, in one transaction.
func (s *Store) found(ctx context.Context) error {
	_, err := s.writer.ExecContext(ctx, fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT",
		schema, applicationID, wholeVersion))
	return err
}

// recall reads the head and the checkpoint, and verifies the chain from there on: from the packed graph on where that is later, since what
// was committed before it is in it. Whoever cannot use that graph reads, and verifies, from the checkpoint on.
func (s *Store) recall(ctx context.Context) error {
	base, start, err := s.readBase(ctx, s.db)
	if err != nil {
		return err
	}
	s.rebase(base)
	point, err := readCheckpoint(ctx, s.db, maxRevision)
	if err != nil {
		return err
	}
	if point.revision < start.revision {
		return s.damaged(point.revision, "its checkpoint lies before the beginning of the log")
	}
	s.checkpoint.bytes = point.bytes
	if err := s.matches(ctx, s.db, point.link); err != nil {
		return err
	}
	if s.head, err = s.known(ctx, start.link, point.link); err != nil {
		return err
	}
	if err := s.walk(ctx, s.db, s.head, maxRevision, func(c row) error {
		s.head = c.link
		s.checkpoint.grow(int64(len(c.content)), int64(len(c.content)))
		return nil
	}); err != nil {
		return err
	}
	if s.last = base.Time; s.head.revision > base.Revision {
		s.last, err = s.timeAt(ctx, s.db, s.head.revision)
	}
	return err
}

// known returns the place in the chain up to which opening need not read the log: that of the packed graph, where it is one of this log and later than the
// checkpoint, else the checkpoint's. It notes how long the log is between the two, without reading it.
func (s *Store) known(ctx context.Context, base, point link) (link, error) {
	image, err := readImage(ctx, s.db)
	if err != nil || !image.isReadable() || image.revision <= point.revision || !s.leads(ctx, s.db, base, image.link) {
		return point, err
	}
	var bytes, longest int64
	err = s.db.QueryRowContext(ctx, `SELECT coalesce(sum(octet_length(content)), 0), coalesce(max(octet_length(content)), 0) FROM commits
		WHERE revision > ? AND revision <= ?`, int64(point.revision), int64(image.revision)).Scan(&bytes, &longest)
	s.checkpoint.grow(bytes, longest)
	return image.link, err
}

// TimeOf implements [graph.Timekeeper].
func (s *Store) TimeOf(ctx context.Context, r graph.Revision) (time.Time, error) {
	t, err := s.timeAt(ctx, s.db, r)
	if errors.Is(err, sql.ErrNoRows) {
		err = s.orCompacted(r-1, s.damaged(r, "it is missing"))
	}
	return t, s.fault("time", err)
}

// timeAt returns the time of a commit in the log.
func (s *Store) timeAt(ctx context.Context, db reader, r graph.Revision) (time.Time, error) {
	var text string
	if err := db.QueryRowContext(ctx, `SELECT time FROM commits WHERE revision = ?`, int64(r)).Scan(&text); err != nil {
		return time.Time{}, s.unread(r, err)
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, s.damaged(r, "its time cannot be read")
	}
	return t, nil
}

// Close implements [graph.Store]. It writes a checkpoint where one is due, lets what is written in the background finish, and ends
// every Wait.
func (s *Store) Close() error {
	s.checkpointIfDue()
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	close(s.moved)
	s.mu.Unlock()
	s.background.Wait()
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
	note(s.statements.close())
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
