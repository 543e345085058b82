package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
)

// keeper is a person who knows the login of a Neo4j.
func keeper(t *testing.T, server *neo4jtest.Server) (person, string) {
	u := newPerson(t)
	u.env = append(u.env, "HEADWATER_NEO4J_USER="+neo4jtest.User, "HEADWATER_NEO4J_PASSWORD="+neo4jtest.Password)
	return u, server.Address()
}

// try runs a command and returns its exit code, and all that it wrote.
func (u person) try(args ...string) (int, string) {
	var out bytes.Buffer
	code := run(context.Background(), args, strings.NewReader(""), &out, &out, u.env)
	return code, out.String()
}

func TestAdoptWhatWasEditedByHand(t *testing.T) {
	server := neo4jtest.Shared(t)
	u, at := keeper(t, server)
	u.run("apply", "-f", "../../examples/xclusiv", "--store", at)
	require.Contains(t, u.run("adopt", "--store", at), "Nothing to do")
	server.Query(t, `MATCH (n:Domain {id: 'domain:division-x/sale'}) SET n.name = 'Selling', n.mine = 1`, nil)

	code, said := u.try("verify", "--store", at)
	require.Equal(t, failed, code)
	require.Contains(t, said, `domain:division-x/sale: name should be "Sale", and is "Selling"`)
	require.Contains(t, said, "2 edits by hand. Take them over with headwater adopt --store "+at)

	said = u.run("adopt", "--store", at, "--dry-run")
	require.Contains(t, said, `adopted   domain:division-x/sale: name`)
	require.Contains(t, said, `put back  domain:division-x/sale: mine`)
	require.Contains(t, said, "Would be 1 adopted, 1 put back. Nothing was changed.")
	require.Contains(t, u.run("adopt", "--store", at, "-m", "as all say"), "1 adopted, 1 put back, as revision 2.")
	require.Contains(t, u.run("verify", "--store", at), "is whole")
	require.Contains(t, u.run("search", "Selling", "--store", at, "-o", "name"), "domain:division-x/sale")

	server.Query(t, `MATCH (n:Domain {id: 'domain:division-x/sale'}) SET n.name = ''`, nil)
	server.Query(t, `MATCH (a:Team), (b:Domain {id: 'domain:division-x/sale'}) CREATE (b)-[:OWNS]->(a)`, nil)
	code, said = u.try("adopt", "--store", at)
	require.Equal(t, failed, code)
	require.Contains(t, said, "nothing was changed. Correct it in Neo4j")
	require.Contains(t, said, "  domain:division-x/sale OWNS team:")
	require.Contains(t, u.run("adopt", "--store", at, "--put-back"), "0 adopted")
	require.Contains(t, u.run("verify", "--store", at), "is whole")
	require.Contains(t, u.run("search", "Selling", "--store", at, "-o", "name"), "domain:division-x/sale")
}

func TestAdoptIsForNeo4jAlone(t *testing.T) {
	u := newPerson(t)
	for words, args := range map[string][]string{
		"only in Neo4j is anything edited by hand": {"adopt", "--store", "sqlite:catalog.db"},
		"--put-back makes no commit":               {"adopt", "--store", "neo4j://127.0.0.1", "--put-back", "-m", "why"},
	} {
		code, said := u.try(args...)
		require.Equal(t, misuse, code)
		require.Contains(t, said, words)
	}
}

// stopNeo4j runs tests, and then stops the Neo4j that they started.
type stopNeo4j struct{ *testing.M }

func (m stopNeo4j) Run() int {
	code := m.M.Run()
	if err := neo4jtest.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}
