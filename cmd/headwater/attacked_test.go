//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	neturl "net/url"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server"
	"github.com/headwater-catalog/headwater/server/access"
)

// marker stands in bad input where it can; no answer may repeat it.
const marker = "Rumpelstiltskin"

// attacked is the real server with a catalog in it, from whom bad input comes in. One wants tokens, one is of this machine only.
type attacked struct {
	*subscribed
	local   *subscribed
	file    *access.File
	tokens  map[string]access.Token
	secrets map[string]string
}

func newAttacked(t *testing.T) *attacked {
	t.Helper()
	a := &attacked{file: access.NewFile(filepath.Join(t.TempDir(), "tokens")), tokens: map[string]access.Token{}, secrets: map[string]string{}}
	const hour = time.Hour
	for name, made := range map[string]struct {
		scope  access.Scope
		before time.Duration
	}{"read": {access.Read, 0}, "write": {access.Write, 0}, "ingest": {access.Ingest, 0}, "ending": {access.Write, 0}, "revoked": {access.Admin, 0}, "expired": {access.Admin, 2 * hour}} {
		created := time.Now().Add(-made.before)
		token, secret, err := access.New(name, []access.Scope{made.scope}, created, created.Add(hour))
		require.NoError(t, err)
		if name == "revoked" {
			token.Revoked = time.Now()
		}
		require.NoError(t, a.file.Put(t.Context(), token))
		a.tokens[name], a.secrets[name] = token, string(secret)
	}
	ring, err := access.NewKeyring(t.Context(), a.file, nil)
	require.NoError(t, err)
	following, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ring.Follow(following)
	}()
	t.Cleanup(func() { stop(); <-ended })
	a.subscribed = subscribable(t, func(c *server.Config) { c.Keys = ring })
	probe, err := http.Get("http://" + a.addr + "/healthz") // it runs: what is looked for at the end began after it
	require.NoError(t, err)
	require.NoError(t, probe.Body.Close())
	a.local = subscribable(t, nil)
	a.commit(3)
	a.local.commit(3)
	return a
}

// reaction is what came of bad input: the status, or the code that a WebSocket was closed with, 0 for a connection that was cut.
type reaction struct {
	status int
	code   string // the first error's; "" where there is none
	body   string
}

// request is what is sent to /graphql; it shows the token that may write if nothing is said of it.
type request struct {
	method, path, body string
	header             http.Header
	host               string
	local              bool // to the server of this machine only
	stranger           bool // without a token
}

func (q request) send(a *attacked) reaction {
	s := a.subscribed
	if q.local {
		s = a.local
	}
	r, err := http.NewRequest(orElse(q.method, http.MethodPost), "http://"+s.addr+orElse(q.path, "/graphql"), strings.NewReader(q.body))
	require.NoError(a, err)
	r.Header.Set("Content-Type", "application/json")
	if !q.local && !q.stranger {
		r.Header.Set("Authorization", "Bearer "+a.secrets["write"])
	}
	for name, values := range q.header {
		r.Header[name] = values
	}
	r.Host = q.host
	resp, err := http.DefaultClient.Do(r)
	require.NoError(a, err)
	defer func() { _ = resp.Body.Close() }()
	return reactionOf(a, resp)
}

func orElse(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

func reactionOf(t require.TestingT, resp *http.Response) reaction {
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	var shape struct {
		Errors []struct{ Extensions struct{ Code string } }
	}
	r := reaction{status: resp.StatusCode, body: string(body)}
	if json.Unmarshal(body, &shape) == nil && len(shape.Errors) > 0 {
		r.code = shape.Errors[0].Extensions.Code
	}
	return r
}

// inDocument is a request of a GraphQL document with variables, null if they are "".
func inDocument(text, variables string) request {
	quoted, _ := json.Marshal(text)
	return request{body: fmt.Sprintf(`{"query":%s,"variables":%s}`, quoted, orElse(variables, "null"))}
}

// with returns the request with a header.
func (q request) with(name string, values ...string) request {
	header := q.header.Clone()
	if header == nil {
		header = http.Header{}
	}
	header[name] = values
	q.header = header
	return q
}

// bytes are written as they are; what comes back is read as an answer, or as a connection that was cut.
func (a *attacked) bytes(text string) reaction {
	conn, err := net.Dial("tcp", a.addr)
	require.NoError(a, err)
	defer func() { _ = conn.Close() }()
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		_, _ = io.WriteString(conn, text)
	}()
	defer func() { _ = conn.Close(); <-sent }()
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return reaction{}
	}
	defer func() { _ = resp.Body.Close() }()
	return reactionOf(a, resp)
}

// brokenOff writes bytes and then nothing more, and reads the answer.
func (a *attacked) brokenOff(text string) reaction {
	conn, err := net.Dial("tcp", a.addr)
	require.NoError(a, err)
	defer func() { _ = conn.Close() }()
	_, err = io.WriteString(conn, text)
	require.NoError(a, err)
	require.NoError(a, conn.(*net.TCPConn).CloseWrite())
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(a, err)
	defer func() { _ = resp.Body.Close() }()
	return reactionOf(a, resp)
}

// says opens a WebSocket, says all that, and returns how it was closed.
func (a *attacked) says(said ...string) reaction {
	m := messages{a.dial("graphql-transport-ws")}
	defer m.close()
	for _, text := range said {
		_ = m.say(text) // the last may meet a closed connection
	}
	for {
		if _, err := m.next(); err != nil {
			return reaction{status: int(websocket.CloseStatus(err)), body: err.Error()}
		}
	}
}

// inits is a connection_init that shows a token.
func (a *attacked) inits(name string) string {
	return `{"type":"connection_init","payload":{"authorization":"Bearer ` + a.secrets[name] + `"}}`
}

// losesItsRight opens a stream, revokes its token and waits until it has ended; what is asked with the token then is the answer.
func (a *attacked) losesItsRight() reaction {
	shown := map[string][]string{"Authorization": {"Bearer " + a.secrets["ending"]}, "Accept": {"text/event-stream"}}
	r, err := http.NewRequest(http.MethodGet, "http://"+a.addr+"/graphql?query="+neturl.QueryEscape(commitsAfter("0")), nil)
	require.NoError(a, err)
	r.Header = shown
	open, err := http.DefaultClient.Do(r)
	require.NoError(a, err)
	defer func() { _ = open.Body.Close() }()
	token := a.tokens["ending"]
	token.Revoked = time.Now()
	require.NoError(a, a.file.Put(a.Context(), token))
	_, _ = io.Copy(io.Discard, open.Body)
	return inDocument(`mutation {apply(input: {changes: [{put: {id: "team:a"}}]}) {revision}}`, "").with("Authorization", shown["Authorization"]...).send(a)
}

// spent is what something cost this process.
type spent struct {
	cpu   time.Duration
	bytes uint64 // allocated in all, whether freed since or not
}

func spentBy(f func()) spent {
	before := soFar()
	f()
	after := soFar()
	return spent{after.cpu - before.cpu, after.bytes - before.bytes}
}

func soFar() spent {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return spent{time.Duration(usage.Utime.Nano() + usage.Stime.Nano()), sample[0].Value.Uint64()}
}
