package server

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

// pipes is a listener whose connections are pipes in memory, so that the clock of a synctest bubble rules their deadlines.
type pipes struct {
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once
	log      *safeBuffer // of the server that listens
}

func newPipes() *pipes { return &pipes{accepted: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.accepted:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "unix"} }

func (p *pipes) dial() net.Conn {
	near, far := net.Pipe()
	p.accepted <- far
	return near
}

// inBubble runs f against a server on a fake clock.
func inBubble(t *testing.T, f func(t *testing.T, ln *pipes)) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		ln, done := newPipes(), make(chan error, 1)
		var log *zerolog.Logger
		ln.log, log = logged()
		go func() { done <- Serve(ctx, ln, Config{Schema: newThings(), Log: log}) }()
		f(t, ln)
		cancel()
		require.NoError(t, <-done)
	})
}

// trickle writes text a byte a second until the other side closes, and returns how long that took.
func trickle(conn net.Conn, text string) time.Duration {
	start := time.Now()
	for i := range text {
		if _, err := io.WriteString(conn, text[i:i+1]); err != nil {
			break
		}
		time.Sleep(time.Second)
	}
	return time.Since(start)
}

func TestSlowHeadersAreCutOff(t *testing.T) {
	inBubble(t, func(t *testing.T, ln *pipes) {
		conn := ln.dial()
		go func() { _, _ = io.Copy(io.Discard, conn) }() // what it is told
		took := trickle(conn, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: "+strings.Repeat("x", 1000))
		require.InDelta(t, headerTime.Seconds(), took.Seconds(), 1)
		require.NoError(t, conn.Close())
	})
}

func TestSlowBodyIsCutOff(t *testing.T) {
	inBubble(t, func(t *testing.T, ln *pipes) {
		conn := ln.dial()
		answered := make(chan int, 1)
		go func() {
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				answered <- 0
				return
			}
			answered <- resp.StatusCode
			_, _ = io.Copy(io.Discard, conn)
		}()
		_, err := io.WriteString(conn, "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
		require.NoError(t, err)
		took := trickle(conn, strings.Repeat(" ", 1000))
		require.InDelta(t, readTime.Seconds(), took.Seconds(), 2)
		require.Equal(t, http.StatusRequestTimeout, <-answered)
		require.NoError(t, conn.Close())
	})
}

func TestIdleConnectionsAreClosed(t *testing.T) {
	inBubble(t, func(t *testing.T, ln *pipes) {
		conn, start := ln.dial(), time.Now()
		_, err := io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: localhost:80\r\n\r\n")
		require.NoError(t, err)
		answer, err := io.ReadAll(conn) // until the server closes it
		require.NoError(t, err)
		require.Contains(t, string(answer), "200 OK")
		require.Equal(t, idleTime, time.Since(start))
		require.NoError(t, conn.Close())
	})
}

// noted checks that operators are told which request was cut off.
func (p *pipes) noted(t *testing.T) {
	t.Helper()
	require.Regexp(t, `"level":"info".*"request":"[^"]+".*"message":"stream cut off: its reader takes too long"`, p.log.String())
}

// stalling opens a stream of events, reads some, and returns what is read of it after a pause without reading, when it
// ended, and how.
func stalling(t *testing.T, ln *pipes, pause time.Duration) (rest string, ended time.Duration, err error) {
	conn := ln.dial()
	_, err = io.WriteString(conn, "GET /graphql?query=subscription{changes{id}} HTTP/1.1\r\nHost: localhost:80\r\nAccept: text/event-stream\r\n\r\n")
	require.NoError(t, err)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	in, start := bufio.NewReader(resp.Body), time.Now()
	for range 10_000 { // 100 s, beyond the server's limit of time for one answer
		line, err := in.ReadString('\n')
		require.NoError(t, err, time.Since(start))
		if strings.HasPrefix(line, "data") {
			require.Contains(t, line, `"changes"`)
		}
		time.Sleep(10 * time.Millisecond)
	}
	stalled := time.Now()
	time.Sleep(pause)
	read, err := io.ReadAll(in)
	ended = time.Since(stalled)
	require.NoError(t, conn.Close())
	return string(read), ended, err
}

// A reader who stops reading loses the connection after the time for one write, and is told why if it reads on soon; who
// reads on is not limited in time.
func TestAReaderThatStallsIsCutOff(t *testing.T) {
	inBubble(t, func(t *testing.T, ln *pipes) {
		rest, ended, err := stalling(t, ln, sendTime+time.Second)
		require.NoError(t, err)
		require.Equal(t, sendTime+time.Second, ended, "it is cut off at once")
		require.Contains(t, rest, "the reader took longer than 15s for a message, and is cut off: ask again, after the revision seen last")
		require.Contains(t, rest, `"UNAVAILABLE"`)
		require.NotContains(t, rest, "event: complete")
		ln.noted(t)
	})
	inBubble(t, func(t *testing.T, ln *pipes) {
		pause := sendTime + lastTime + time.Second
		rest, ended, err := stalling(t, ln, pause)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		require.Equal(t, pause, ended, "it was closed meanwhile")
		require.NotContains(t, rest, "cut off")
		ln.noted(t)
	})
}

// subscribed opens a WebSocket with an operation under way.
func subscribed(t *testing.T, ln *pipes) conversation {
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return ln.dial(), nil }}
	t.Cleanup(transport.CloseIdleConnections)
	conn, _, err := websocket.Dial(t.Context(), "http://localhost:80/graphql",
		&websocket.DialOptions{Subprotocols: []string{subprotocol}, HTTPClient: &http.Client{Transport: transport}})
	require.NoError(t, err)
	c := conversation{t, conn}
	c.init("{}")
	c.hearsOf("connection_ack")
	c.ask("subscription {changes{id}}")
	c.hearsOf(`"changes"`)
	return c
}

// stall reads nothing for a while, then to the end, and returns why it ended.
func stall(c conversation, pause time.Duration) (err error) {
	time.Sleep(pause)
	for err == nil {
		_, err = c.hears()
	}
	return err
}

// So does one over a WebSocket, and nothing of its operation goes on.
func TestASocketThatStallsIsCutOff(t *testing.T) {
	inBubble(t, func(t *testing.T, ln *pipes) {
		c, stalled := subscribed(t, ln), time.Now()
		var closed websocket.CloseError
		require.ErrorAs(t, stall(c, sendTime+time.Second), &closed)
		require.Equal(t, websocket.CloseError{Code: websocket.StatusTryAgainLater, Reason: tooSlow}, closed)
		require.Equal(t, sendTime+time.Second, time.Since(stalled), "it is cut off at once")
		ln.noted(t)
	})
	inBubble(t, func(t *testing.T, ln *pipes) {
		c, stalled, pause := subscribed(t, ln), time.Now(), sendTime+lastTime+time.Second
		require.NotErrorAs(t, stall(c, pause), new(websocket.CloseError))
		require.Equal(t, pause, time.Since(stalled), "it was closed meanwhile")
		ln.noted(t)
		require.NoError(t, c.conn.CloseNow())
	})
}

// Who reads and never answers a ping is told why as well. The frames are made by hand, for every library answers.
func TestASocketThatAnswersNoPingIsToldWhy(t *testing.T) {
	inBubble(t, func(t *testing.T, ln *pipes) {
		conn := ln.dial()
		const init = `{"type":"connection_init"}`
		go func() {
			_, _ = io.WriteString(conn, "GET /graphql HTTP/1.1\r\nHost: localhost:80\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
				"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: "+subprotocol+"\r\n\r\n")
			_, _ = conn.Write(append([]byte{0x81, 0x80 | byte(len(init)), 0, 0, 0, 0}, init...)) // a text, masked with zeros
		}()
		heard, err := io.ReadAll(conn)
		require.NoError(t, err)
		require.Contains(t, string(heard), "connection_ack")
		require.Contains(t, string(heard), "\x03\xf5"+tooSlow) // 1013
		ln.noted(t)
		require.NoError(t, conn.Close())
	})
}
