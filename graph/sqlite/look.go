package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/headwater-catalog/headwater/graph"
)

// look refuses a file that does not reach what the note of its head says, before anybody may write. Whoever may write and closes the
// file has SQLite take into it what is whole of its -wal file, and delete that: of a damaged one nothing would be left to look at, or
// to save. It reads some rows; what it cannot read is for opening to tell.
func (s *Store) look(ctx context.Context) error {
	noted, found, err := readSecondHead(s.path)
	if err != nil || !found || noted.revision == 0 && noted.shelvings == 0 {
		return err
	}
	if Lost(s.path) {
		return s.lost(noted.revision)
	}
	if file, err := os.Stat(s.path); err == nil && file.Size() == 0 { // SQLite deletes the -wal file of an empty one, even to read
		return s.notBehind(mark{}, noted)
	}
	at, other, err := s.reached(ctx, noted)
	if err != nil || other {
		return nil //nolint:nilerr // opening tells
	}
	return s.notBehind(at, noted)
}

// reached returns how far a file has come, and whether what was noted is of another history. It leaves all files as they are.
func (s *Store) reached(ctx context.Context, noted mark) (at mark, other bool, err error) {
	db, err := sql.Open("sqlite", toRead(s.path))
	if err != nil {
		return mark{}, false, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var tables int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&tables); err != nil || tables == 0 {
		return mark{}, false, err
	}
	err = db.QueryRowContext(ctx, `SELECT max(coalesce((SELECT max(revision) FROM commits), 0), coalesce((SELECT max(revision) FROM base), 0)),
		EXISTS (SELECT * FROM commits WHERE revision = ? AND hash <> ?)`, int64(noted.revision), noted.hash.String()).Scan(&at.revision, &other)
	if err != nil {
		return mark{}, false, err
	}
	at.shelvings, err = shelvings(ctx, db, noted.shelvings)
	return at, other, err
}

// notBehind returns nil where a file has come as far as was noted.
func (s *Store) notBehind(at, noted mark) error {
	switch {
	case noted.revision > at.revision:
		return s.setBack(at.revision, noted.revision)
	case noted.shelvings > at.shelvings:
		return s.shelvesSetBack(at.shelvings, noted.shelvings)
	}
	return nil
}

// Lost says whether there is no file at path, but the note of the head of one: it is gone, and [Open] refuses to begin another.
func Lost(path string) bool {
	_, err := os.Stat(path)
	_, noted := os.Stat(secondHeadPath(path))
	return errors.Is(err, fs.ErrNotExist) && noted == nil
}

// Unnoted says whether there is a file at path without the note of its head, as [Open] makes anew without a word.
func Unnoted(path string) bool {
	_, err := os.Stat(path)
	_, noted := os.Stat(secondHeadPath(path))
	return err == nil && errors.Is(noted, fs.ErrNotExist)
}

func (s *Store) lost(noted graph.Revision) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%[1]s is missing, but had reached revision %[2]s, as %[3]s says. Put it back, with its file %[1]s-wal if it had one, or restore a backup; "+
			"or, to begin an empty catalog in its place, delete %[3]s", s.path, noted, secondHeadPath(s.path))}
}

// toRead returns the name under which the driver opens a file that others may be writing, and leaves it as it is.
func toRead(path string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?mode=ro&_pragma=busy_timeout(10000)&_pragma=trusted_schema(OFF)"
}
