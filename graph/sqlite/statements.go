package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// statements are those that every commit needs, and every document beside the catalog, on the connection that writes, prepared once. A
// commit's content, which is text, is given as the bytes that it is: it may be long, and a string would be one more copy.
type statements struct{ begin, insert, commit, putDocument *sql.Stmt }

func (s *statements) prepare(ctx context.Context, writer *sql.Conn) error {
	for statement, text := range map[**sql.Stmt]string{
		&s.begin:  `BEGIN IMMEDIATE`,
		&s.insert: `INSERT INTO commits (revision, time, operation_id, hash, content) VALUES (?, ?, ?, ?, CAST(? AS TEXT))`,
		&s.commit: `COMMIT`,
		&s.putDocument: `INSERT INTO shelved (shelf, name, checksum, content) VALUES (?, ?, ?, ?)
			ON CONFLICT (shelf, name) DO UPDATE SET checksum = excluded.checksum, content = excluded.content`,
	} {
		var err error
		if *statement, err = writer.PrepareContext(ctx, text); err != nil { //nolint:sqlclosecheck // closed by close
			return err
		}
	}
	return nil
}

// close closes those that were prepared, all of them although one may fail.
func (s *statements) close() error {
	var failed error
	for _, statement := range []*sql.Stmt{s.begin, s.insert, s.commit, s.putDocument} {
		if statement != nil {
			failed = errors.Join(failed, statement.Close())
		}
	}
	return failed
}
