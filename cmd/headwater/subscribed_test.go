package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	neturl "net/url"
	"strings"
	"testing"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/server"
)

// subscribed is a server with the real resolvers; nothing of it is left at the test's end.
type subscribed struct {
	*testing.T
	catalog *live.Catalog
	addr    string
	stop    context.CancelFunc
	done    chan error
}

func subscribable(t *testing.T, change func(*server.Config)) *subscribed {
	t.Helper()
	before := goleak.IgnoreCurrent()
	catalog, err := live.Open(t.Context(), memory.New())
	require.NoError(t, err)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	cfg := (&program{}).house(catalog, nil)
	if change != nil {
		change(&cfg)
	}
	ctx, stop := context.WithCancel(context.Background())
	s := &subscribed{t, catalog, ln.Addr().String(), stop, make(chan error, 1)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.done <- server.Serve(ctx, ln, cfg)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
		require.NoError(t, catalog.Close())
		http.DefaultClient.CloseIdleConnections()
		goleak.VerifyNone(t, before)
	})
	return s
}

func (s *subscribed) commit(n int) {
	s.Helper()
	for range n {
		id := graph.ID(fmt.Sprintf("domain:d%s", s.catalog.Graph().Revision()))
		_, err := s.catalog.Apply(context.Background(), live.Request{Source: graph.People, Edits: []graph.Edit{graph.Put{ID: id}}})
		require.NoError(s, err)
	}
}

func commitsAfter(after string) string {
	return fmt.Sprintf(`subscription { commits(after: %s) { revision diff { entities { action entity { id } } } } }`, after)
}

// answers is what comes of one operation: the payloads, and "" once it is complete.
type answers interface {
	next() (payload string, err error)
	close()
}

// events reads server-sent events.
type events struct {
	resp *http.Response
	in   *bufio.Reader
}

func (s *subscribed) events(query string) answers {
	s.Helper()
	r, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://"+s.addr+"/graphql?query="+neturl.QueryEscape(query), nil)
	require.NoError(s, err)
	r.Header.Set("Accept", "text/event-stream")
	resp, err := http.DefaultClient.Do(r)
	require.NoError(s, err)
	require.Equal(s, "text/event-stream; charset=utf-8", resp.Header.Get("Content-Type"))
	return &events{resp, bufio.NewReader(resp.Body)}
}

func (e *events) next() (string, error) {
	for {
		line, err := e.in.ReadString('\n')
		if data, is := strings.CutPrefix(line, "data:"); is || err != nil {
			return strings.TrimSpace(data), err
		}
	}
}

func (e *events) close() { _ = e.resp.Body.Close() }

// messages reads the messages of a WebSocket.
type messages struct{ conn *websocket.Conn }

func (s *subscribed) dial(subprotocols ...string) *websocket.Conn {
	s.Helper()
	conn, resp, err := websocket.Dial(context.Background(), "ws://"+s.addr+"/graphql", &websocket.DialOptions{Subprotocols: subprotocols})
	require.NoError(s, err, resp)
	return conn
}

func (s *subscribed) socket(query string) answers {
	s.Helper()
	m := messages{s.dial("graphql-transport-ws")}
	require.NoError(s, m.say(`{"type":"connection_init"}`))
	payload, err := m.next()
	require.NoError(s, err)
	require.Equal(s, "connection_ack", payload)
	require.NoError(s, m.say(fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":%q}}`, query)))
	return m
}

func (m messages) say(text string) error {
	return m.conn.Write(context.Background(), websocket.MessageText, []byte(text))
}

func (m messages) next() (string, error) {
	_, text, err := m.conn.Read(context.Background())
	if err != nil {
		return "", err
	}
	var message struct {
		Type    string
		Payload json.RawMessage
	}
	if err := json.Unmarshal(text, &message); err != nil {
		return "", err
	}
	switch message.Type {
	case "complete":
		return "", nil
	case "next", "error":
		return string(message.Payload), nil
	}
	return message.Type, nil
}

func (m messages) close() { _ = m.conn.CloseNow() }

// overBoth runs a test for each protocol.
func overBoth(t *testing.T, test func(s *subscribed, ask func(string) answers)) {
	t.Run("server-sent events", func(t *testing.T) { s := subscribable(t, nil); test(s, s.events) })
	t.Run("WebSocket", func(t *testing.T) { s := subscribable(t, nil); test(s, s.socket) })
}

func (s *subscribed) is(a answers, words ...string) {
	s.Helper()
	payload, err := a.next()
	require.NoError(s, err)
	for _, word := range words {
		require.Contains(s, payload, word)
	}
}
