package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	neturl "net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

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

func TestCommitsAreFollowed(t *testing.T) {
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		s.commit(2)
		old := ask(commitsAfter("1"))
		s.is(old, `"revision":"2"`, `"action":"ADDED"`, `"id":"domain:d1"`)
		s.commit(1)
		s.is(old, `"revision":"3"`)
		old.close()
		future := ask(commitsAfter("9"))
		s.is(future, `"FUTURE_REVISION"`)
		payload, err := future.next()
		require.NoError(s, err)
		require.Empty(s, payload, "it is complete")
		future.close()
		query := ask(`{catalog{revision}}`)
		s.is(query, `"revision":"3"`)
		payload, err = query.next()
		require.NoError(s, err)
		require.Empty(s, payload)
		query.close()
	})
}

// After is left out: what is there is not told, what comes is.
func TestOnlyNewCommitsAreFollowed(t *testing.T) {
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		s.commit(2)
		fresh := ask(`subscription { commits { revision } }`)
		defer fresh.close()
		got := make(chan string)
		go func() {
			payload, _ := fresh.next()
			got <- payload
		}()
		for { // it may begin after the first ones
			s.commit(1)
			select {
			case payload := <-got:
				require.NotContains(s, payload, `"revision":"1"`)
				require.NotContains(s, payload, `"revision":"2"`)
				require.Contains(s, payload, `"revision"`)
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	})
}

func TestResumingASubscriptionLeavesNoGap(t *testing.T) {
	resumes, commits := 1_000, 60
	if os.Getenv("HEADWATER_SOAK") != "" {
		resumes = 10_000
	}
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				for range resumes / 10 {
					at := rand.IntN(min(int(s.catalog.Graph().Revision())+1, commits))
					a := ask(fmt.Sprintf(`subscription { commits(after: %d) { revision } }`, at))
					for r := at + 1; r <= min(at+1+rand.IntN(4), commits); r++ {
						payload, err := a.next()
						if err != nil || !strings.Contains(payload, fmt.Sprintf(`"revision":"%d"`, r)) {
							s.Errorf("after %d: %s %v, want %d", at, payload, err, r)
						}
					}
					a.close()
				}
			})
		}
		s.commit(commits)
		all.Wait()
	})
}

// A reader who does not read lags, and nobody waits for it, not even the server when it stops.
func TestAStalledReaderHurtsNobody(t *testing.T) {
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		stalled, reading := ask(commitsAfter("0")), ask(commitsAfter("0"))
		defer stalled.close()
		defer reading.close()
		for r := 1; r <= 200; r++ {
			s.commit(1)
			s.is(reading, fmt.Sprintf(`"revision":"%d"`, r))
		}
	})
}

func TestStoppingEndsSubscriptions(t *testing.T) {
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		s.commit(1)
		a := ask(commitsAfter("0"))
		defer a.close()
		s.is(a, `"revision":"1"`)
		s.stop()
		_, err := a.next()
		require.Error(s, err)
		if _, is := a.(messages); is {
			require.Equal(s, websocket.StatusGoingAway, websocket.CloseStatus(err))
		}
		require.NoError(s, <-s.done)
	})
}

func TestSocketsAreClosedForAReason(t *testing.T) {
	const begin = `{"type":"connection_init"}`
	ask := fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":%q}}`, commitsAfter("0"))
	var many []string
	for i := range 101 {
		many = append(many, strings.Replace(ask, `"id":"1"`, fmt.Sprintf(`"id":"%d"`, i), 1))
	}
	for name, c := range map[string]struct {
		said []string
		want websocket.StatusCode
	}{
		"no init":           {nil, 4408},
		"ask before init":   {[]string{ask}, 4401},
		"init twice":        {[]string{begin, begin}, 4429},
		"not JSON":          {[]string{"{"}, 4400},
		"unknown type":      {[]string{begin, `{"type":"start"}`}, 4400},
		"no id":             {[]string{begin, `{"type":"subscribe"}`}, 4400},
		"payload no object": {[]string{begin, `{"type":"subscribe","id":"1","payload":[]}`}, 4400},
		"same id":           {[]string{begin, ask, ask}, 4409},
		"too many":          {append([]string{begin}, many...), 4429},
		"too large":         {[]string{`{"x":"` + strings.Repeat("x", 1<<20) + `"}`}, 1009},
		"forbidden":         {[]string{`{"type":"connection_init","payload":{"authorization":"no"}}`}, 4403},
	} {
		t.Run(name, func(t *testing.T) {
			s := subscribable(t, func(cfg *server.Config) {
				cfg.ConnectionInit = func(ctx context.Context, payload map[string]any) (context.Context, error) {
					if payload["authorization"] != nil {
						return nil, fmt.Errorf("unknown")
					}
					return ctx, nil
				}
			})
			m := messages{s.dial("graphql-transport-ws")}
			defer m.close()
			for _, text := range c.said {
				_ = m.say(text) // the last may meet a closed connection
			}
			var err error
			for err == nil {
				_, err = m.next()
			}
			require.Equal(t, c.want, websocket.CloseStatus(err), err)
		})
	}
}

func TestSocketsTalkBothWays(t *testing.T) {
	s := subscribable(t, nil)
	s.commit(1)
	m := s.socket(commitsAfter("0")).(messages)
	defer m.close()
	s.is(m, `"revision":"1"`)
	require.NoError(t, m.say(`{"type":"complete","id":"1"}`))
	require.NoError(t, m.say(`{"type":"ping"}`))
	s.is(m, "pong")
	require.NoError(t, m.say(`{"type":"subscribe","id":"1","payload":{"query":"{nothing}"}}`))
	s.is(m, "GRAPHQL_VALIDATION_FAILED")
	require.NoError(t, m.say(`{"type":"subscribe","id":"1","payload":{}}`))
	s.is(m, "BAD_USER_INPUT")
	require.NoError(t, m.say(`{"type":"subscribe","id":"1","payload":{"query":"mutation{apply(input:{changes:[{put:{id:\"team:a\"}}]}){revision}}"}}`))
	s.is(m, `"revision":"2"`)
	s.is(m)
}

func TestStreamsAreRefusedInOneAnswer(t *testing.T) {
	catalog, err := live.Open(t.Context(), memory.New())
	require.NoError(t, err)
	defer func() { require.NoError(t, catalog.Close()) }()
	handler := server.NewHandler((&program{}).house(catalog, nil))
	for name, c := range map[string]struct {
		query  string
		header map[string]string
		status int
		says   string
	}{
		"invalid":          {`{nothing}`, map[string]string{"Accept": "text/event-stream"}, 400, "GRAPHQL_VALIDATION_FAILED"},
		"mutation":         {`mutation{apply(input:{changes:[]}){revision}}`, map[string]string{"Accept": "text/event-stream"}, 405, "POST"},
		"no stream":        {`subscription{commits{revision}}`, map[string]string{"Accept": "application/json"}, 400, "text/event-stream"},
		"no subprotocol":   {"", map[string]string{"Upgrade": "websocket", "Connection": "Upgrade"}, 400, "graphql-transport-ws"},
		"another origin":   {"", map[string]string{"Upgrade": "websocket", "Origin": "http://evil.test"}, 403, "origin"},
		"an opaque origin": {"", map[string]string{"Upgrade": "websocket", "Origin": "null"}, 403, "origin"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodGet, "http://localhost/graphql?query="+neturl.QueryEscape(c.query), nil)
			for name, value := range c.header {
				r.Header.Set(name, value)
			}
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			require.Equal(t, c.status, w.Code, w.Body)
			require.Contains(t, w.Body.String(), c.says)
		})
	}
}
