package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	codes "modernc.org/sqlite/lib"

	"github.com/headwater-catalog/headwater/graph"
)

var _ graph.Shelf = (*Store)(nil)

//go:embed documents.sql
var documentSchema string

// documentChecksum is the checksum of a document at its place.
func documentChecksum(shelf, name, content string) string {
	text := make([]byte, 0, len(shelf)+len(name)+len(content)+len(`"" ""`)+1)
	text = append(strconv.AppendQuote(text, shelf), ' ')
	text = append(strconv.AppendQuote(text, name), '\n')
	sum := sha256.Sum256(append(text, content...))
	return hex.EncodeToString(sum[:])
}

// Documents implements [graph.Shelf]. It reads the documents of all shelves, since one that is damaged may say that it is on another:
// where any is damaged, or missing, the error says so, and the whole ones come with it. Linear in all that is kept.
func (s *Store) Documents(ctx context.Context, shelf string) (map[string]string, error) {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, s.fault("documents", err)
	}
	defer func() { _ = tx.Rollback() }()
	documents := map[string]string{}
	err = s.eachWhole(ctx, tx, func(on, name, content string) {
		if on == shelf {
			documents[name] = content
		}
	})
	return documents, s.fault("documents", err)
}

// eachWhole calls a function for each document that is what was written, of all shelves. Its error tells of the others: the first of them,
// and else that some are missing.
func (s *Store) eachWhole(ctx context.Context, db reader, whole func(shelf, name, content string)) error {
	var indexed, there int // a row that is lost in the table is in its index still
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM shelved INDEXED BY sqlite_autoindex_shelved_1`).Scan(&indexed); err != nil {
		return err
	}
	rows, err := db.QueryContext(ctx, `SELECT rowid, shelf, name, checksum, content FROM shelved NOT INDEXED ORDER BY rowid`)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var damage error
	for ; rows.Next(); there++ {
		var row int64
		var shelf, name, checksum, content sql.NullString // none is, unless it is damaged
		if err := rows.Scan(&row, &shelf, &name, &checksum, &content); err != nil {
			return errors.Join(damage, err)
		}
		if checksum.String == documentChecksum(shelf.String, name.String, content.String) {
			whole(shelf.String, name.String, content.String)
		} else if damage == nil {
			damage = s.damagedDocument(row, shelf.String, name.String)
		}
	}
	if err := rows.Err(); err != nil || damage != nil {
		return errors.Join(damage, err)
	}
	if there != indexed {
		return s.damagedFile(fmt.Sprintf("of %d documents on its shelves %d are there", indexed, there))
	}
	return nil
}

// verifyDocuments checks what is kept beside the catalog.
func (snap *snapshot) verifyDocuments(ctx context.Context) error {
	return snap.store.eachWhole(ctx, snap.tx, func(_, _, _ string) {})
}

// damagedDocument is the error of a document that is not what was written.
func (s *Store) damagedDocument(row int64, shelf, name string) error {
	if shelf == ownShelf && name == shelvingsName {
		return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
			"%s is damaged: how often documents beside the catalog were put or dropped is not what was written. The next that is put mends that", s.path)}
	}
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"%s is damaged: the document %q on its shelf %q, which is kept beside the catalog, is not what was written. Restore it from a backup; "+
			"or give that document up, sqlite3 %[1]s 'DELETE FROM shelved WHERE rowid = %[4]d', and check that with headwater verify", s.path, name, shelf, row)}
}

// How often documents were put or dropped is itself a document, on a shelf that is the store's own, and in the second note of the head:
// so it is known when the last of that was undone.
const (
	ownShelf      = ""
	shelvingsName = "how often documents were put or dropped"
)

// shelvings returns how often documents were put or dropped, as the file says: 0 where it says nothing, and otherwise if what it says is
// damaged, which Documents and Verify tell.
func shelvings(ctx context.Context, db reader, otherwise int64) (int64, error) {
	var checksum, content sql.NullString
	err := db.QueryRowContext(ctx, `SELECT checksum, content FROM shelved WHERE shelf = ? AND name = ?`, ownShelf, shelvingsName).Scan(&checksum, &content)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, nil
	case err != nil && code(err) != codes.SQLITE_CORRUPT:
		return 0, err
	}
	n, malformed := strconv.ParseInt(content.String, 10, 64)
	if malformed != nil || checksum.String != documentChecksum(ownShelf, shelvingsName, content.String) {
		return otherwise, nil //nolint:nilerr // Documents and Verify tell
	}
	return n, nil
}

// putDocument puts a document, within a transaction.
func (s *Store) putDocument(ctx context.Context, shelf, name, content string) error {
	_, err := s.statements.putDocument.ExecContext(ctx, shelf, name, documentChecksum(shelf, name, content), content)
	return err
}

// PutDocuments implements [graph.Shelf].
func (s *Store) PutDocuments(ctx context.Context, shelf string, documents map[string]string) error {
	return s.shelve(ctx, func(ctx context.Context) error {
		for name, content := range documents {
			if err := s.putDocument(ctx, shelf, name, content); err != nil {
				return err
			}
		}
		return nil
	})
}

// DropDocuments implements [graph.Shelf].
func (s *Store) DropDocuments(ctx context.Context, shelf string, names ...string) error {
	return s.shelve(ctx, func(ctx context.Context) error {
		for _, name := range names {
			if _, err := s.writer.ExecContext(ctx, `DELETE FROM shelved WHERE shelf = ? AND name = ?`, shelf, name); err != nil {
				return err
			}
		}
		return nil
	})
}

// shelve has a function put and drop documents in one transaction, and notes that it did.
func (s *Store) shelve(ctx context.Context, do func(context.Context) error) error {
	if ctx.Err() != nil {
		return s.fault("documents", ctx.Err())
	}
	ctx = context.WithoutCancel(ctx) // a transaction is not left half-way
	return s.fault("documents", s.write(func() error {
		at := mark{s.second.last.link, s.second.last.shelvings + 1}
		err := s.inOne(ctx, func() error {
			return errors.Join(do(ctx), s.putDocument(ctx, ownShelf, shelvingsName, strconv.FormatInt(at.shelvings, 10)))
		})
		if err != nil {
			return err
		}
		if err := s.second.note(at); err != nil { // the documents are there all the same
			s.latch(err)
		}
		return nil
	}))
}
