package neo4j_test

import (
	"bytes"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// cutting says where a wire cuts the next connection that commits.
type cutting int32

const (
	whole         cutting = iota
	beforeCommit          // the server never hears of the COMMIT
	afterCommit           // the server commits, and its answer is lost
	withTheCommit         // the server hears of it, and that the client is gone, at once
)

// commitMessage is COMMIT as it stands on a Bolt connection: a chunk of two bytes, and the empty one that ends a message.
var commitMessage = []byte{0x00, 0x02, 0xB0, 0x12, 0x00, 0x00}

// wire stands between a store and its server, and cuts connections when it is told to.
type wire struct {
	listener net.Listener
	server   string
	cut      atomic.Int32
	cuts     atomic.Int32 // how many connections were cut
	silent   atomic.Bool  // what either side says is swallowed, and connections stay: a partition
	deaf     atomic.Bool  // what the server says is swallowed: a connection that is half-open
	delay    atomic.Int64 // nanoseconds that each packet takes longer
	group    sync.WaitGroup
	mu       sync.Mutex
	open     map[net.Conn]bool // nil once the wire is down for good
}

// newWire returns a wire to a server. It is taken down with the test.
func newWire(t testing.TB, server string) *wire {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	w := &wire{listener: listener, server: server, open: map[net.Conn]bool{}}
	w.group.Go(func() { w.accept(listener) })
	t.Cleanup(func() {
		listener.Close()
		w.drop()
		w.group.Wait()
	})
	return w
}

func (w *wire) address() string { return "bolt://" + w.listener.Addr().String() }

func (w *wire) accept(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", w.server)
		if err != nil {
			client.Close()
			continue
		}
		w.mu.Lock()
		w.open[client], w.open[server] = true, true
		w.mu.Unlock()
		var lost atomic.Bool // the answers no longer come through
		w.group.Go(func() { w.upward(client, server, &lost) })
		w.group.Go(func() { w.downward(client, server, &lost) })
	}
}

// upward carries what the client says, and cuts at a COMMIT where it is to.
func (w *wire) upward(client, server net.Conn, lost *atomic.Bool) {
	defer server.Close()
	defer client.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		how := whole
		if bytes.HasSuffix(buffer[:n], commitMessage) {
			how = cutting(w.cut.Swap(int32(whole)))
		}
		if how != whole {
			w.cuts.Add(1)
		}
		if how == beforeCommit {
			return
		}
		lost.Store(how == afterCommit)
		time.Sleep(time.Duration(w.delay.Load()))
		if w.silent.Load() {
			continue
		}
		if _, err := server.Write(buffer[:n]); err != nil || how == withTheCommit {
			return
		}
	}
}

// downward carries what the server says. An answer that is to be lost ends the connection once it was given.
func (w *wire) downward(client, server net.Conn, lost *atomic.Bool) {
	defer server.Close()
	defer client.Close()
	buffer := make([]byte, 64<<10)
	for {
		n, err := server.Read(buffer)
		if err != nil || lost.Load() {
			return
		}
		if w.silent.Load() || w.deaf.Load() {
			continue
		}
		if _, err := client.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// drop cuts all connections there are.
func (w *wire) drop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.open {
		c.Close()
	}
	clear(w.open)
}
