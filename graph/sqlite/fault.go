package sqlite

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"github.com/headwater-catalog/headwater/graph"
)

// code returns the primary result code of an error of SQLite, 0 where it is none.
func code(err error) int {
	var e *driver.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// passes reports whether an error of a write leaves the file as it was, so that the next may be tried. Of any other
// nobody knows what it left on the disk: a failed fsync may have dropped what it did not write, and says so only once.
func passes(err error) bool {
	if errors.Is(err, syscall.ENOSPC) { // of a sync of ours, which is no refusal but a loss
		return false
	}
	switch code(err) {
	case codes.SQLITE_BUSY, codes.SQLITE_TOOBIG, codes.SQLITE_CONSTRAINT:
		return true
	}
	return isFull(err)
}

// unknown is an error of ending a transaction that leaves open whether it is on the disk.
type unknown struct{ error }

func (u unknown) Unwrap() error { return u.error }

// fault turns any error into one that says what is wrong with this file and what to do.
func (s *Store) fault(op string, err error) error {
	if err == nil {
		return nil
	}
	var known *graph.Error
	if errors.As(err, &known) {
		named := *known
		named.Op = op
		return &named
	}
	kind, message := s.explain(err)
	return &graph.Error{Kind: kind, Op: op, Message: message, Err: err}
}

func (s *Store) explain(err error) (graph.ErrorKind, string) {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return graph.Timeout, "not waited for any longer"
	}
	var open unknown
	if errors.As(err, &open) {
		return graph.Unavailable, fmt.Sprintf("the disk of %s failed while this was made durable, and nobody knows whether it was: look at the system's log, "+
			"start Headwater again once the disk is well, and send the same request with the same operation id again, which does it once; "+
			"without an operation id, look first whether the history has it", s.path)
	}
	if isFull(err) {
		return graph.Unavailable, s.outOfRoom(err).Message
	}
	if what, damaged := broken(err); damaged {
		return graph.StoreCorrupt, fmt.Sprintf("%s is damaged: %s. headwater verify --store sqlite:%[1]s says more where it can; "+
			"restore it from a backup, or choose another file with --store sqlite:PATH", s.path, what)
	}
	switch code(err) {
	case codes.SQLITE_BUSY:
		return graph.Unavailable, fmt.Sprintf("another program is writing to %s; let it finish and try again", s.path)
	case codes.SQLITE_TOOBIG:
		return graph.BadUserInput, "the commit is larger than 1 GB; make it in several parts"
	case codes.SQLITE_READONLY, codes.SQLITE_PERM, codes.SQLITE_CANTOPEN:
		return graph.Unavailable, s.path + " cannot be written; change its permissions and those of its folder"
	case codes.SQLITE_IOERR:
		return graph.Unavailable, fmt.Sprintf("the disk of %s failed; look at the system's log", s.path)
	}
	return graph.Unavailable, fmt.Sprintf("%s could not be used", s.path)
}

// broken returns what SQLite found of its own structure, where that is what an error says. What it said itself is of pages and names
// of its own, which no caller is shown.
func broken(err error) (what string, is bool) {
	var e *driver.Error
	if !errors.As(err, &e) {
		return "", false
	}
	switch {
	case e.Code() == codes.SQLITE_CORRUPT_INDEX:
		return "an index of SQLite does not fit its table", true
	case code(err) == codes.SQLITE_CORRUPT:
		return "SQLite finds pages in it that are not as it wrote them", true
	case code(err) == codes.SQLITE_NOTADB:
		return "its first page is not that of an SQLite database", true
	case code(err) == codes.SQLITE_ERROR:
		return "a table, or a column of one, is not there any more", true
	}
	return "", false
}

// unread is the error of reading a revision: where SQLite cannot, it says which.
func (s *Store) unread(r graph.Revision, err error) error {
	what, damaged := broken(err)
	if !damaged {
		return err
	}
	return &graph.Error{Kind: graph.StoreCorrupt, Err: err, Message: fmt.Sprintf(
		"%s is damaged at revision %s, or just after: %s. Restore it from a backup", s.path, r, what)}
}

// latched is the error of every write after one that failed for good.
func (s *Store) latched(cause error) *graph.Error {
	return &graph.Error{Kind: graph.Unavailable, Err: cause, Message: fmt.Sprintf(
		"%s could not be written, so nothing is changed any more until Headwater is started again; reading goes on", s.path)}
}

// damagedFile is the error of a file that is not what was written, where that belongs to no revision.
func (s *Store) damagedFile(what string) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf("%s is damaged: %s. Restore it from a backup", s.path, what)}
}

// damaged is the error of a revision that is not what was written.
func (s *Store) damaged(r graph.Revision, what string) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%s is damaged at revision %s: %s. Restore it from a backup", s.path, r, what)}
}
