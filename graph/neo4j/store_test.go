package neo4j_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(replicaVariable); address != "" {
		serveOrders(address) // never returns
	}
	code := m.Run()
	for _, problem := range []error{neo4jtest.Stop(), goleak.Find()} {
		if problem != nil {
			fmt.Fprintln(os.Stderr, problem)
			code = 1
		}
	}
	os.Exit(code)
}

var login = neo4j.Login{User: neo4jtest.User, Password: neo4jtest.Password}

// open opens the catalog of a server.
func open(t testing.TB, server *neo4jtest.Server) *neo4j.Store {
	t.Helper()
	store, err := neo4j.Open(t.Context(), server.Address(), login)
	require.NoError(t, err)
	return store
}

func TestStore(t *testing.T) {
	neo4jtest.Shared(t)
	graphtest.Run(t, func(t testing.TB) graph.Store { return open(t, neo4jtest.Shared(t)) })
}

func TestStoreReopened(t *testing.T) {
	neo4jtest.Shared(t)
	graphtest.RunDurable(t, func(t testing.TB) func() graph.Store {
		server := neo4jtest.Shared(t)
		return func() graph.Store { return open(t, server) }
	})
}
