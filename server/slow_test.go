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

	"github.com/stretchr/testify/require"
)

// pipes is a listener whose connections are pipes in memory, so that the clock of a synctest bubble rules their deadlines.
type pipes struct {
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once
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
		go func() { done <- Serve(ctx, ln, Config{Schema: newThings()}) }()
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

// A reader who stops reading loses the connection after the time for one write; who reads on is not limited in time.
func TestAReaderThatStallsIsCutOff(t *testing.T) {
	inBubble(t, func(t *testing.T, ln *pipes) {
		conn := ln.dial()
		_, err := io.WriteString(conn, "GET /graphql?query=subscription{changes{id}} HTTP/1.1\r\nHost: localhost:80\r\nAccept: text/event-stream\r\n\r\n")
		require.NoError(t, err)
		in, start := bufio.NewReader(conn), time.Now()
		for range 10_000 { // 100 s, beyond the server's limit of time for one answer
			line, err := in.ReadString('\n')
			require.NoError(t, err, time.Since(start))
			if strings.HasPrefix(line, "data") {
				require.Contains(t, line, `"changes"`)
			}
			time.Sleep(10 * time.Millisecond)
		}
		stalled := time.Now()
		time.Sleep(sendTime + time.Second)
		_, err = io.Copy(io.Discard, in)
		require.NoError(t, err)
		require.Equal(t, sendTime+time.Second, time.Since(stalled), "it was closed meanwhile")
		require.NoError(t, conn.Close())
	})
}
