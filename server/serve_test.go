package server

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

// running is a server on a port of its own, until the test ends or stop is called.
type running struct {
	addr   string
	schema *things
	client *http.Client
	stop   context.CancelFunc
	done   chan error
}

func start(t *testing.T, cfg Config, grace time.Duration) *running {
	t.Helper()
	ln, err := Listen("127.0.0.1:0", false)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	s := &running{ln.Addr().String(), newThings(), &http.Client{Transport: &http.Transport{}}, cancel, make(chan error, 1)}
	cfg.Schema = s.schema
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		s.done <- serve(ctx, ln, cfg, grace)
	}()
	t.Cleanup(func() {
		s.client.CloseIdleConnections()
		cancel()
		<-finished
	})
	return s
}

func (s *running) post(query string) (*http.Response, error) {
	return s.client.Post("http://"+s.addr+"/graphql", "application/json", strings.NewReader(fmt.Sprintf(`{"query":%q}`, query)))
}

func TestStopLetsRequestsFinish(t *testing.T) {
	s := start(t, Config{Limits: Limits{Timeout: 300 * time.Millisecond}}, stopTime)
	answered := make(chan int, 1)
	go func() {
		resp, err := s.post("{waits}")
		if err != nil {
			answered <- 0
			return
		}
		_ = resp.Body.Close()
		answered <- resp.StatusCode
	}()
	select {
	case <-s.schema.waiting:
	case status := <-answered: // a busy machine came to it too late
		answered <- status
	}
	s.stop()
	require.NoError(t, <-s.done)
	require.Equal(t, http.StatusGatewayTimeout, <-answered, "it ran to its own end")
	_, err := net.Dial("tcp", s.addr)
	require.Error(t, err, "nothing listens any more")
}

func TestStopCutsOffWhatNeverEnds(t *testing.T) {
	s := start(t, Config{}, 20*time.Millisecond)
	answered := make(chan error, 1)
	go func() {
		resp, err := s.post("{waits}")
		if err == nil {
			_ = resp.Body.Close()
		}
		answered <- err
	}()
	<-s.schema.waiting
	s.stop()
	require.ErrorContains(t, <-s.done, "cut off")
	require.Error(t, <-answered)
}

func TestServeReportsABrokenListener(t *testing.T) {
	ln, err := Listen("127.0.0.1:0", false)
	require.NoError(t, err)
	require.NoError(t, ln.Close())
	require.ErrorIs(t, Serve(context.Background(), ln, Config{Schema: newThings()}), net.ErrClosed)
}

func TestServeRefusesAListenerThatOthersReach(t *testing.T) {
	ln, err := net.Listen("tcp", "0.0.0.0:0")
	require.NoError(t, err)
	require.ErrorContains(t, Serve(context.Background(), ln, Config{Schema: newThings()}), "refusing to listen")
	_, err = ln.Accept()
	require.ErrorIs(t, err, net.ErrClosed)
}

func TestTooManyHeadersAreRefused(t *testing.T) {
	for name, header := range map[string]string{
		"10,000 headers":   strings.Repeat("X-Some: value\r\n", 10_000),
		"a header of 1 MB": "X-Some: " + strings.Repeat("x", 1<<20) + "\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, Config{}, stopTime)
			conn, err := net.Dial("tcp", s.addr)
			require.NoError(t, err)
			defer conn.Close()
			go func() { _, _ = io.WriteString(conn, "GET /healthz HTTP/1.1\r\nHost: "+s.addr+"\r\n"+header+"\r\n") }()
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			require.NoError(t, err)
			require.Equal(t, http.StatusRequestHeaderFieldsTooLarge, resp.StatusCode)
			require.NoError(t, resp.Body.Close())
		})
	}
}

// A client that sends all of a body before it listens is told the limit as well, and not cut off.
func TestATooLargeBodyIsAnsweredToWhoSendsItAll(t *testing.T) {
	s := start(t, Config{}, stopTime)
	conn, err := net.Dial("tcp", s.addr)
	require.NoError(t, err)
	defer conn.Close()
	const size = 17 << 20
	_, err = fmt.Fprintf(conn, "POST /graphql HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", s.addr, size)
	require.NoError(t, err)
	_, err = conn.Write(bytes.Repeat([]byte(" "), size))
	require.NoError(t, err)
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Equal(t, http.StatusRequestEntityTooLarge, resp.StatusCode)
	require.Contains(t, string(body), "16,777,216")
}

// A rebinding page reaches the real socket: its Host is a name of the attacker's.
func TestRebindingIsRefusedOnARealConnection(t *testing.T) {
	s := start(t, Config{}, stopTime)
	r, err := http.NewRequest(http.MethodGet, "http://"+s.addr+"/graphql?query={hello}", nil)
	require.NoError(t, err)
	for host, want := range map[string]int{"evil.test": 421, "localhost:1": 421, s.addr: 200} {
		r.Host = host
		resp, err := s.client.Do(r)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.Equal(t, want, resp.StatusCode, host)
	}
}

// safeBuffer is a log that a server may still write to while the test reads it.
type safeBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func logged() (*safeBuffer, *zerolog.Logger) {
	out := &safeBuffer{}
	log := NewLog(out, zerolog.DebugLevel)
	return out, &log
}

func TestPanicCostsOneRequest(t *testing.T) {
	out, log := logged()
	h := handlerOf(Config{Log: log, Pages: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(secret) })})
	reply := send(t, h, newRequest("/anything"))
	require.Equal(t, 500, reply.status)
	require.Equal(t, "INTERNAL", reply.code(t))
	require.NotContains(t, reply.body, secret)
	require.Contains(t, reply.message(t), reply.header.Get("X-Request-Id"))
	require.Contains(t, out.String(), secret)
	require.Contains(t, out.String(), reply.header.Get("X-Request-Id"))
	require.Equal(t, 200, send(t, h, newRequest("/healthz")).status)
}

func TestAnswerCutShortByAPanicIsAborted(t *testing.T) {
	h := handlerOf(Config{Pages: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "half")
		panic(secret)
	})})
	require.PanicsWithValue(t, http.ErrAbortHandler, func() { send(t, h, newRequest("/anything")) })
	client := http.Client{Transport: InProcess(h)}
	_, err := client.Get("http://localhost/anything")
	require.True(t, errors.Is(err, http.ErrAbortHandler), err)
}
