package main

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/server/access"
)

// Two servers on one Neo4j know each other's tokens at once, and of a revoked one within 2 s; commits are by its name.
func TestTokensInNeo4j(t *testing.T) {
	database := neo4jtest.Shared(t)
	u := newPerson(t)
	u.env = append(u.env, "HEADWATER_STORE="+database.Address(), "HEADWATER_NEO4J_USER="+neo4jtest.User, "HEADWATER_NEO4J_PASSWORD="+neo4jtest.Password)
	secret := strings.TrimSpace(u.run("token", "create", "--name", "ci", "--scope", "write"))
	var servers []string
	for range 2 {
		address, err := freeAddress()
		require.NoError(t, err)
		ended := make(chan int)
		ctx, stop := context.WithCancel(context.Background())
		var said bytes.Buffer
		go func() {
			ended <- run(ctx, []string{"serve", "--listen", address}, strings.NewReader(""), &said, &said, u.env)
		}()
		t.Cleanup(func() { stop(); require.Equal(t, done, <-ended, said.String()) })
		awaitHealth(t, "http://"+address)
		servers = append(servers, "http://"+address)
	}
	asked := func(server string) int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server+"/graphql?query={catalog{revision}}", nil)
		require.NoError(t, err)
		request.Header.Set("Authorization", "Bearer "+secret)
		answer, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		return answer.StatusCode
	}
	for _, server := range servers {
		require.Equal(t, 200, asked(server))
	}
	with := person{t, append(u.env, "HEADWATER_TOKEN="+secret, "HEADWATER_STORE=", "HEADWATER_SERVER="+servers[0])}
	with.run("apply", "-f", "../../examples/xclusiv")
	require.Contains(t, with.run("query", "{commits(last: 1) {nodes {actor}}}"), `"ci"`)
	for _, row := range database.Query(t, `MATCH (d:HeadwaterDocument) RETURN d.content`, nil) {
		require.NotContains(t, row[0], secret[16:59], "only its SHA-256 is kept")
	}
	u.run("token", "revoke", "ci")
	for _, server := range servers {
		require.Eventually(t, func() bool { return asked(server) == 401 }, 20*time.Second, 50*time.Millisecond)
	}
	require.Equal(t, access.Secret("hw_…").String(), access.Secret(secret).String())
}
