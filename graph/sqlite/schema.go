package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
)

// comment is what a statement of SQL says to people. It may be worded otherwise from version to version; the rest may not, within a format.
var comment = regexp.MustCompile(`--[^\n]*`)

// tables checks that the file has the tables, indexes and views that this program makes, made by the same statements but for their
// comments. What people added is theirs.
func (snap *snapshot) tables(ctx context.Context) error {
	wanted, err := expectedTables(ctx)
	if err != nil {
		return err
	}
	found, err := listTables(ctx, snap.tx)
	if err != nil {
		return err
	}
	for t := range wanted {
		if !found[t] {
			return snap.store.damagedFile(fmt.Sprintf("its %s %q is missing or another", t.kind, t.name))
		}
	}
	return nil
}

// table is a table, an index or a view, with the statement that made it.
type table struct{ kind, name, of, statement string }

// expectedTables makes an empty catalog in memory and lists what it has.
func expectedTables(ctx context.Context) (all map[table]bool, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // each would have a memory of its own
	if _, err := db.ExecContext(ctx, schema+baseSchema+imageSchema+documentSchema); err != nil {
		return nil, err
	}
	return listTables(ctx, db)
}

func listTables(ctx context.Context, db reader) (map[table]bool, error) {
	rows, err := db.QueryContext(ctx, `SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[table]bool{}
	for rows.Next() {
		var t table
		if err := rows.Scan(&t.kind, &t.name, &t.of, &t.statement); err != nil {
			return nil, err
		}
		t.statement = comment.ReplaceAllString(t.statement, "")
		all[t] = true
	}
	return all, rows.Err()
}
