package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	codes "modernc.org/sqlite/lib"

	"github.com/headwater-catalog/headwater/graph"
)

// Backup writes the catalog in the file at from, as it is at one moment, to a new file, and returns the revision that the new
// file ends with. A server may have the catalog and go on writing: Backup reads beside it, through SQLite, without its lock. That
// only holds on the same machine.
//
// The new file gets its name when it is durable and all of it was verified as [Store.Verify] does, so whatever catalog has that name is whole. A file
// that is there is not replaced: that is BadUserInput. A process that is killed meanwhile leaves files TO.partial-… behind,
// which mean nothing; the next Backup or Restore into the same folder deletes them. On a file system without hard links one that is killed at
// the very end may leave at TO a line of text that says so, which is no catalog. A catalog that is damaged or was set back is StoreCorrupt, and no backup is made of it.
func Backup(ctx context.Context, from, to string) (graph.Revision, error) {
	revision, err := backup(ctx, from, to)
	return revision, (&Store{path: from}).fault("backup", err)
}

// Restore puts a backup where no catalog is, and returns the revision that it ends with. It holds the lock of the new place meanwhile. What
// [Backup] promises of the new file holds here too. A second note of the head that an earlier catalog left there is deleted, since to
// go back behind it is what is asked for; a -wal file it left is refused, since commits may be in it.
func Restore(ctx context.Context, from, to string) (graph.Revision, error) {
	if err := makeFolder(to); err != nil {
		return 0, err
	}
	lock, err := hold(to)
	if err != nil {
		return 0, err
	}
	revision, err := restore(ctx, from, to)
	if err := errors.Join(err, lock.release()); err != nil {
		return 0, (&Store{path: from}).fault("restore", err)
	}
	return revision, nil
}

func restore(ctx context.Context, from, to string) (graph.Revision, error) {
	if err := refuseTaken(to + "-wal"); err != nil {
		return 0, err
	}
	fresh, revision, err := copyVerified(ctx, from, to)
	if err != nil {
		return 0, err
	}
	defer fresh.discard()
	if err := os.Remove(secondHeadPath(to)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, unwritten(to, err)
	}
	return revision, publish(fresh.path, to)
}

func backup(ctx context.Context, from, to string) (graph.Revision, error) {
	fresh, revision, err := copyVerified(ctx, from, to)
	if err != nil {
		return 0, err
	}
	defer fresh.discard()
	return revision, publish(fresh.path, to)
}

// copyVerified copies a catalog to a file of its own beside its later place, verifies it there and makes it durable.
func copyVerified(ctx context.Context, from, to string) (fresh *partial, revision graph.Revision, err error) {
	if err := refuseTaken(to); err != nil {
		return nil, 0, err
	}
	if fresh, err = beginPartial(to); err != nil {
		return nil, 0, noRoomFor(to, err)
	}
	if revision, err = copyTo(ctx, from, fresh.path); err == nil {
		err = syncFile(fresh.path)
	}
	if err != nil {
		fresh.discard()
		return nil, 0, noRoomFor(to, err)
	}
	return fresh, revision, nil
}

// noRoomFor tells of the disk of a copy, the only one that making it writes to, what would be told of the one that is read.
func noRoomFor(to string, err error) error {
	if code(err) != codes.SQLITE_FULL && !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return &graph.Error{Kind: graph.Unavailable, Err: err, Message: fmt.Sprintf(
		"the disk of %s is full; nothing was written there: make room and try again, or choose another file", to)}
}

// copyTo copies a catalog into an empty file and verifies it. The note of the head is read before the copy begins: what it
// names was durable then, so it must be in the copy.
func copyTo(ctx context.Context, from, fresh string) (revision graph.Revision, err error) {
	at, noted, err := readSecondHead(from)
	if err != nil {
		return 0, err
	}
	if err := vacuum(ctx, from, fresh); err != nil {
		return 0, err
	}
	made, err := Open(ctx, fresh)
	if err != nil {
		return 0, insteadOf(from, err)
	}
	defer func() { err = errors.Join(err, made.Close()) }()
	if err := made.Verify(ctx); err != nil {
		return 0, insteadOf(from, err)
	}
	if !noted {
		return made.head.revision, nil
	}
	source := &Store{path: from}
	if at.revision <= made.head.revision && at.revision >= made.begins().Revision && made.matches(ctx, made.db, at.link) != nil {
		return 0, source.otherHistory(at.revision)
	}
	return made.head.revision, source.notBehind(made.second.last, at)
}

// vacuum has SQLite write what a transaction that only reads sees of a file to an empty one.
func vacuum(ctx context.Context, from, fresh string) error {
	if _, err := os.Stat(from); err != nil { // SQLite's own words would not say which file
		return &graph.Error{Kind: graph.BadUserInput, Err: err, Message: fmt.Sprintf("there is no catalog to read at %s; name its file", from)}
	}
	db, err := sql.Open("sqlite", toRead(from))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, fresh)
	return errors.Join(err, db.Close())
}

// insteadOf tells of the copied file what was found in its copy: the bytes are the same and the copy is deleted.
func insteadOf(from string, err error) error {
	kind := graph.KindOf(err)
	if kind != graph.StoreCorrupt && kind != graph.BadUserInput {
		return err
	}
	return &graph.Error{Kind: kind, Err: err, Message: fmt.Sprintf("%s cannot be copied, since its copy fails: %v. "+
		"headwater verify --store sqlite:%[1]s says more of it", from, err)}
}

// publish gives a file its name, which no other may have, durably. A link, unlike a rename, never replaces; some file systems have no links.
func publish(fresh, to string) error {
	err := os.Link(fresh, to)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = renameTo(fresh, to)
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return refuseTaken(to)
	case err != nil:
		return unwritten(to, err)
	}
	return syncFolder(filepath.Dir(to))
}

// reservation is what a file says that keeps a name for a moment. It is no catalog, and nobody takes it for one.
const reservation = "Headwater was about to put a catalog here, and was killed. There is nothing in this file: delete it.\n"

// renameTo gives a file a name that it first takes, as nobody can who finds it there.
func renameTo(fresh, to string) error {
	taken, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = taken.WriteString(reservation)
	err = errors.Join(err, taken.Sync(), taken.Close())
	if err == nil {
		err = os.Rename(fresh, to)
	}
	if err != nil {
		_ = os.Remove(to) // it was ours, and is no catalog where it stays
	}
	return err
}

func refuseTaken(path string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return &graph.Error{Kind: graph.BadUserInput, Message: fmt.Sprintf(
		"%s is there already and is not replaced; choose another file, or move that one away", path)}
}

func unwritten(path string, cause error) error {
	return &graph.Error{Kind: graph.Unavailable, Err: cause, Message: fmt.Sprintf(
		"%s cannot be written; look at its folder and its disk, or choose another file", path)}
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return unwritten(path, err)
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return unwritten(path, err)
	}
	return nil
}
