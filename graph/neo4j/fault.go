package neo4j

import (
	"context"
	"errors"
	"fmt"
	"strings"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"github.com/headwater-catalog/headwater/graph"
)

// fault turns any error into one that says what is wrong and what to do. The context is that of the caller: where it is
// done, that is why.
func (s *Store) fault(ctx context.Context, op string, err error) error {
	if err == nil {
		return nil
	}
	var known *graph.Error
	if errors.As(err, &known) {
		named := *known
		named.Op = op
		return &named
	}
	if ctx.Err() != nil {
		return &graph.Error{Kind: graph.Timeout, Op: op, Message: "not waited for any longer", Err: ctx.Err()}
	}
	return &graph.Error{Kind: graph.Unavailable, Op: op, Message: s.explain(err), Err: err}
}

// opening is fault for Open. What can't get better by waiting, because somebody must set something right, is BadUserInput
// there; the same happening to an open store is Unavailable, as to those who ask it.
func (s *Store) opening(ctx context.Context, err error) error {
	fault := s.fault(ctx, "open", err)
	var known *graph.Error
	if errors.As(fault, &known) && known.Kind == graph.Unavailable && misconfigured(codeOf(err)) {
		known.Kind = graph.BadUserInput
	}
	return fault
}

func misconfigured(code string) bool {
	return strings.HasPrefix(code, "Neo.ClientError.Security.") && !strings.HasSuffix(code, ".AuthenticationRateLimit") ||
		strings.HasSuffix(code, ".DatabaseNotFound") || strings.Contains(code, "ConstraintCreationFailed")
}

// explain says in words what an error of the driver or of Neo4j means.
func (s *Store) explain(err error) string {
	switch code := codeOf(err); {
	case strings.HasSuffix(code, ".CredentialsExpired"):
		return fmt.Sprintf("the password for Neo4j at %s is still the first one: change it in Neo4j (ALTER CURRENT USER SET PASSWORD), "+
			"then set HEADWATER_NEO4J_PASSWORD to the new one", s.address)
	case strings.HasSuffix(code, ".AuthenticationRateLimit"):
		return fmt.Sprintf("Neo4j at %s was given a wrong password several times and refuses for some seconds: "+
			"set HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD to the right ones and try again", s.address)
	case strings.HasPrefix(code, "Neo.ClientError.Security.Forbidden"):
		return fmt.Sprintf("the user of Neo4j at %s may not do this: give it the right to write, and to make constraints", s.address)
	case strings.HasPrefix(code, "Neo.ClientError.Security."):
		return fmt.Sprintf("Neo4j at %s refuses the user or the password: set HEADWATER_NEO4J_USER and HEADWATER_NEO4J_PASSWORD to the right ones", s.address)
	case strings.HasSuffix(code, ".DatabaseNotFound"):
		return fmt.Sprintf("Neo4j at %s has no database %q: leave the name out of the address to use the one there is, or make it in Neo4j "+
			"(CREATE DATABASE, where the edition can)", s.address, s.database)
	case strings.Contains(code, "ConstraintCreationFailed"):
		return fmt.Sprintf("Neo4j at %s holds nodes with a label that begins with Headwater and that Headwater did not write: delete them, or choose another database", s.address)
	case code != "":
		return fmt.Sprintf("Neo4j at %s could not do it (%s); try again, and if it stays so look at Neo4j's log", s.address, code)
	}
	return fmt.Sprintf("Neo4j at %s cannot be reached or does not answer: check that it runs, and that this is its Bolt address (port 7687 unless configured)", s.address)
}

// codeOf returns Neo4j's code of an error, "" where Neo4j said nothing.
func codeOf(err error) string {
	var limit *driver.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		err = limit.Errors[len(limit.Errors)-1]
	}
	var expired *driver.TokenExpiredError
	if errors.As(err, &expired) {
		return expired.Code
	}
	var failed *db.Neo4jError
	if errors.As(err, &failed) {
		return failed.Code
	}
	return ""
}

// damaged is the error of a revision that is not what was written.
func (s *Store) damaged(r graph.Revision, what string) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Message: fmt.Sprintf(
		"the catalog in Neo4j at %s is damaged at revision %s: %s. Restore the database from a backup", s.address, r, what)}
}
