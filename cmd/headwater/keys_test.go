package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	neturl "net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/server"
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

// A stream is for whoever may read, and ends with their right to it.
func TestAStreamEndsWithItsToken(t *testing.T) {
	file := access.NewFile(filepath.Join(t.TempDir(), "tokens"))
	token, secret, err := access.New("ci", []access.Scope{access.Read}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	other, ingest, err := access.New("tool", []access.Scope{access.Ingest}, time.Now(), time.Now().Add(time.Hour))
	require.NoError(t, err)
	require.NoError(t, file.Put(t.Context(), token, other))
	ring, err := access.NewKeyring(t.Context(), file, nil)
	require.NoError(t, err)
	s := subscribable(t, func(c *server.Config) { c.Keys = ring })
	stream := func(shown string) *http.Response {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+s.addr+"/graphql?query="+neturl.QueryEscape(commitsAfter(`"0"`)), nil)
		require.NoError(t, err)
		request.Header.Set("Accept", "text/event-stream")
		request.Header.Set("Authorization", "Bearer "+shown)
		answer, err := http.DefaultClient.Do(request)
		require.NoError(t, err)
		t.Cleanup(func() { _ = answer.Body.Close() })
		return answer
	}
	require.Equal(t, 401, stream("hw_nobody").StatusCode)
	refused, err := io.ReadAll(stream(string(ingest)).Body)
	require.NoError(t, err)
	require.Contains(t, string(refused), "FORBIDDEN")

	s.commit(1)
	open := stream(string(secret))
	first := make([]byte, 1)
	_, err = io.ReadFull(open.Body, first)
	require.NoError(t, err, "it has begun")
	token.Revoked = time.Now()
	require.NoError(t, file.Put(t.Context(), token))
	require.NoError(t, ring.Refresh(t.Context()))
	_, err = io.ReadAll(open.Body)
	require.NotErrorIs(t, err, context.DeadlineExceeded, "it has ended")
}

// What is no token, or no password, is told where it is read: a server or a database would only say that nobody is let in.
func TestASecretThatIsNoneIsTold(t *testing.T) {
	dir := t.TempDir()
	holding := func(content string) string {
		path := filepath.Join(dir, strings.TrimSpace(content)+"secret")
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
		return path
	}
	for _, test := range []struct{ said, reason string }{
		{"HEADWATER_TOKEN=hw_a\nb", "HEADWATER_TOKEN holds no token"},
		{"HEADWATER_TOKEN_FILE=" + holding("\n"), "the file of HEADWATER_TOKEN_FILE holds no token"},
		{"HEADWATER_TOKEN_FILE=" + dir, "the file of HEADWATER_TOKEN_FILE cannot be read"},
	} {
		_, err := token([]string{test.said})
		require.ErrorContains(t, err, test.reason)
		require.NotContains(t, err.Error(), "hw_")
	}
	secret, err := token([]string{"HEADWATER_TOKEN_FILE=" + holding("hw_a\n")})
	require.NoError(t, err)
	require.Equal(t, access.Secret("hw_a"), secret)
	secret, err = token(nil)
	require.NoError(t, err)
	require.Empty(t, secret)

	_, err = neo4jLogin([]string{"HEADWATER_NEO4J_PASSWORD_FILE=" + holding("\n")})
	require.ErrorContains(t, err, "the file of HEADWATER_NEO4J_PASSWORD_FILE is empty")
	login, err := neo4jLogin([]string{"HEADWATER_NEO4J_PASSWORD_FILE=" + holding(" p \n")})
	require.NoError(t, err)
	require.Equal(t, " p ", login.Password)
}
