package sqlite

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite" // the driver

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

// magic is what every SQLite file begins with.
var magic = []byte("SQLite format 3\x00")

// makeFolder makes the folder that the file lies in.
func makeFolder(path string) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return &graph.Error{Kind: graph.Unavailable, Op: "open", Err: err,
			Message: fmt.Sprintf("the folder %s cannot be made; choose another file with --store sqlite:PATH", folder)}
	}
	return nil
}

// checkFile makes an empty file where there is none, and refuses what cannot be one of SQLite. It is called before SQLite
// has the file open: closing any handle of a file lets go of the locks that SQLite has on it.
func checkFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return &graph.Error{Kind: graph.Unavailable, Err: err,
			Message: fmt.Sprintf("%s cannot be opened for writing; change its permissions, or choose another file with --store sqlite:PATH", path)}
	}
	defer file.Close()
	start := make([]byte, 100)
	n, err := io.ReadFull(file, start)
	switch {
	case errors.Is(err, io.EOF):
		return nil // empty
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return &graph.Error{Kind: graph.Unavailable, Err: err, Message: path + " cannot be read"}
	case n < len(start) || !bytes.HasPrefix(start, magic):
		return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
			"%s is no SQLite database, or its beginning is lost; restore it from a backup, or choose another file with --store sqlite:PATH", path)}
	}
	return nil
}

// source returns the name under which the driver opens the file, with the settings of every connection. A full
// synchronous makes the WAL durable before a commit returns. The time to wait is for people who look inside with
// another program: no other process of ours has the file. What the WAL keeps is moved by moveLogIfDue.
func source(path string) string {
	query := url.Values{"_pragma": {
		"busy_timeout(2000)", "journal_mode(WAL)", "synchronous(FULL)", "trusted_schema(OFF)", "cell_size_check(ON)",
		"journal_size_limit(67108864)", "wal_autocheckpoint(0)",
	}}
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + query.Encode()
}

// replace puts a file with some content in the place of another, durably, as a whole or not at all.
func replace(path string, content []byte) error {
	fresh, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = fresh.Write(content)
	if err := errors.Join(err, fresh.Sync(), fresh.Close()); err != nil {
		return err
	}
	fault.Reach(fault.HeadReplaced)
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes the names in a folder durable, where the system can.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
