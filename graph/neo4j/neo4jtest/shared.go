package neo4jtest

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// shared is the one server of this process.
var shared struct {
	once   sync.Once
	server *Server
	err    error
}

// Shared returns the one server of this process, with nothing in it. The first call starts it. Where it cannot be started
// for want of Java or Maven the test is skipped, or fails where HEADWATER_TEST_NEO4J is "required".
func Shared(t testing.TB) *Server {
	t.Helper()
	if missing := Missing(); missing != "" {
		message := fmt.Sprintf("NOT TESTED against a real Neo4j: %s is not installed; install Java 17 or later and Maven", missing)
		if os.Getenv("HEADWATER_TEST_NEO4J") == "required" {
			t.Fatal(message)
		}
		fmt.Fprintln(os.Stderr, message)
		t.Skip(message)
	}
	shared.once.Do(func() { shared.server, shared.err = Start(context.Background()) })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	shared.server.Empty(t)
	return shared.server
}

// Stop ends the server of this process, if one was started. TestMain calls it after all tests.
func Stop() error {
	if shared.server == nil {
		return nil
	}
	return shared.server.Stop()
}

// Driver returns a driver for the server, for what a test wants to do or see past Headwater. It is closed with the test.
func (s *Server) Driver(t testing.TB) neo4j.DriverWithContext {
	t.Helper()
	driver, err := neo4j.NewDriverWithContext(s.Address(), neo4j.BasicAuth(User, Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = driver.Close(context.Background()) })
	return driver
}

// Empty deletes all nodes and relationships.
func (s *Server) Empty(t testing.TB) {
	t.Helper()
	s.Query(t, `MATCH (n) DETACH DELETE n`, nil)
}

// Query runs a statement and returns its rows.
func (s *Server) Query(t testing.TB, statement string, parameters map[string]any) [][]any {
	t.Helper()
	result, err := neo4j.ExecuteQuery(context.Background(), s.Driver(t), statement, parameters, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	var rows [][]any
	for _, record := range result.Records {
		rows = append(rows, record.Values)
	}
	return rows
}
