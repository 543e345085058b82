package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver, the same as ours

	"github.com/headwater-catalog/headwater/graph"
)

// The opponents keep a row for each entity, with the same driver and the same promise: a commit is durable when it returns. The
// first knows only what is; the second also what was, who changed it, and whether an operation was carried out already, as
// Headwater does.
const (
	stateAlone      = "a row for each entity"
	stateAndHistory = "a row for each entity and one for each change"
)

// rows is a database with a row for each entity. It has one connection for writing, since SQLite has one writer at a time and whoever
// waits for it in a queue is faster than who tries again.
type rows struct {
	writing sync.Mutex
	db      *sql.DB
	history bool
	entity  *sql.Stmt
	commit  *sql.Stmt
	change  *sql.Stmt
	before  *sql.Stmt
}

const rowTables = `
	CREATE TABLE entities (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
	CREATE TABLE commits (revision INTEGER PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, operation_id TEXT UNIQUE) STRICT;
	CREATE TABLE changes (revision INTEGER NOT NULL, id TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (revision, id)) STRICT, WITHOUT ROWID;`

func openState(ctx context.Context, path string, ids []graph.ID) (writer, error) {
	return openRows(ctx, path, ids, false)
}

func openHistory(ctx context.Context, path string, ids []graph.ID) (writer, error) {
	return openRows(ctx, path, ids, true)
}

func openRows(ctx context.Context, path string, ids []graph.ID, history bool) (writer, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	r := &rows{db: db, history: history}
	if err := r.prepare(ctx); err != nil {
		return nil, errors.Join(err, r.close())
	}
	return r, r.describe(ctx, "the first", ids, "new")
}

func (r *rows) prepare(ctx context.Context) error {
	if _, err := r.db.ExecContext(ctx, rowTables); err != nil {
		return err
	}
	for statement, text := range map[**sql.Stmt]string{
		&r.entity: `INSERT INTO entities VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content`,
		&r.before: `SELECT content FROM entities WHERE id = ?`,
		&r.commit: `INSERT INTO commits (time, actor, operation_id) VALUES (?, 'bench', ?)`,
		&r.change: `INSERT INTO changes VALUES (?, ?, ?, ?)`,
	} {
		var err error
		if *statement, err = r.db.PrepareContext(ctx, text); err != nil { //nolint:sqlclosecheck // closed with the database
			return err
		}
	}
	return nil
}

func (r *rows) describe(ctx context.Context, operation string, ids []graph.ID, text string) error {
	r.writing.Lock()
	defer r.writing.Unlock()
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit there is nothing to roll back
	now := time.Now().UTC()
	var revision int64
	if r.history {
		result, err := tx.StmtContext(ctx, r.commit).ExecContext(ctx, now.Format(time.RFC3339Nano), operation) //nolint:sqlclosecheck // the transaction closes it
		if err != nil {
			return err
		}
		if revision, err = result.LastInsertId(); err != nil {
			return err
		}
	}
	for _, id := range ids {
		if err := r.put(ctx, tx, revision, id, text, now); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// put writes the row of an entity, and that of its change.
func (r *rows) put(ctx context.Context, tx *sql.Tx, revision int64, id graph.ID, text string, now time.Time) error {
	after, err := json.Marshal(graph.Record{Key: graph.EntityKey(id), Claims: []graph.Claim{{
		Source: graph.People.Name, Rank: graph.People.Rank, FirstSeen: now, LastSeen: now,
		Values: []graph.Value{{Attribute: graph.AttrDescription, Text: text}},
	}}})
	if err != nil {
		return err
	}
	if r.history {
		var before sql.NullString
		if err := tx.StmtContext(ctx, r.before).QueryRowContext(ctx, string(id)).Scan(&before); err != nil && !errors.Is(err, sql.ErrNoRows) { //nolint:sqlclosecheck // the transaction closes it
			return err
		}
		if _, err := tx.StmtContext(ctx, r.change).ExecContext(ctx, revision, string(id), before, string(after)); err != nil { //nolint:sqlclosecheck // the transaction closes it
			return err
		}
	}
	_, err = tx.StmtContext(ctx, r.entity).ExecContext(ctx, string(id), string(after)) //nolint:sqlclosecheck // the transaction closes it
	return err
}

func (r *rows) descriptions(ctx context.Context) (map[graph.ID]string, error) {
	found, err := r.db.QueryContext(ctx, `SELECT content FROM entities`)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	all := map[graph.ID]string{}
	for found.Next() {
		var content []byte
		var record graph.Record
		if err := found.Scan(&content); err != nil {
			return nil, err
		}
		if err := json.Unmarshal(content, &record); err != nil {
			return nil, err
		}
		all[record.From] = record.Entity().Description
	}
	return all, found.Err()
}

func (r *rows) close() error { return r.db.Close() }
