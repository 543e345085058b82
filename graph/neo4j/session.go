package neo4j

import (
	"context"
	"errors"
	"strings"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"github.com/headwater-catalog/headwater/graph"
)

// How long things may take.
const (
	callTime   = 10 * time.Second       // a call, if nothing else is said
	pollTime   = 3 * time.Second        // a look at the head: short, because a connection may be half-open
	loadTime   = 10 * time.Minute       // reading the whole state
	changeTime = time.Millisecond       // a change of a commit, besides callTime
	poolTime   = 2 * time.Second        // waiting for a free connection
	retryTime  = 2 * time.Second        // trying again what Neo4j calls transient
	replyTime  = 3 * time.Second        // for one step of an Append, besides its changes: as short as pollTime, for the same reason
	pollPause  = 100 * time.Millisecond // between looks at the head
)

// transaction runs statements in one transaction of Neo4j.
type transaction struct {
	ctx  context.Context
	tx   driver.ManagedTransaction
	ran  *[]Statement        // nil where nobody wants to know
	step func(time.Duration) // says how long the next step may take; the last one is that to the end of COMMIT
}

// Statement is what the driver was handed.
type Statement struct {
	Text       string
	Parameters map[string]any
}

// Observe has a function told the statements of each transaction that was committed, for who wants to do the same with
// nothing around it. It may be called from several goroutines. Observe is called before anything else is.
func (s *Store) Observe(each func(transaction []Statement)) { s.observe = each }

// transact does some work in one transaction, within a time. The work may be done again where Neo4j was only briefly
// unable: it must not rely on doing it once. Everything goes to the leader of a cluster, where nothing read is stale.
func (s *Store) transact(ctx context.Context, within time.Duration, work func(transaction) error) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	watch := time.AfterFunc(within, cancel)
	defer watch.Stop()
	session := s.driver.NewSession(ctx, driver.SessionConfig{DatabaseName: s.database, FetchSize: fetchSize})
	var ran *[]Statement
	_, err := session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		if s.observe != nil {
			ran = new([]Statement)
		}
		return nil, work(transaction{ctx, tx, ran, func(d time.Duration) { watch.Reset(d) }})
	}, driver.WithTxTimeout(within))
	if err == nil && ran != nil {
		s.observe(*ran)
	}
	if closing := session.Close(ctx); err == nil && closing != nil && ctx.Err() == nil {
		return closing
	}
	return err
}

// run runs one statement and hands each row of its result to a function, if there is one.
func (t transaction) run(statement cypher, p map[string]any, each func(row []any) error) error {
	parameters := map[string]any{"p": p}
	if t.ran != nil {
		*t.ran = append(*t.ran, Statement{string(statement), parameters})
	}
	result, err := t.tx.Run(t.ctx, string(statement), parameters)
	if err != nil {
		return final(err)
	}
	for result.Next(t.ctx) {
		if each == nil {
			continue
		}
		if err := each(result.Record().Values); err != nil {
			return err
		}
	}
	return final(result.Err())
}

// final keeps the driver from trying again what needs more memory than Neo4j gives one transaction: Neo4j calls that
// transient, but it only loads the server with the same again.
func final(err error) error {
	var failed *db.Neo4jError
	if errors.As(err, &failed) && strings.Contains(failed.Code, "MemoryPoolOutOfMemory") {
		return &graph.Error{Kind: graph.Unavailable, Message: "Neo4j has not enough memory for this at once, and nothing was changed: " +
			"make the change in several parts, or raise db.memory.transaction.max in neo4j.conf"}
	}
	return err
}
