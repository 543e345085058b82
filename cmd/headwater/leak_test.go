package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	neturl "net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// openFiles returns how many files and sockets this process has open; 0 where nobody tells.
func openFiles() int {
	entries, _ := os.ReadDir("/proc/self/fd")
	return len(entries)
}

// abandoned opens a connection, says something and waits until the server is in the middle of it.
type abandoned func(s *subscribed) (drop func(), err error)

// waysToBegin are the transports, each left in the middle of what it does.
var waysToBegin = map[string]abandoned{
	"POST, half a body": func(s *subscribed) (func(), error) {
		return s.leave("POST /graphql HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n", "100 Continue", `{"query":"`)
	},
	"POST, answered": func(s *subscribed) (func(), error) {
		const question = `{"query":"{catalog{revision}}"}`
		return s.leave("POST /graphql HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: "+fmt.Sprint(len(question))+"\r\n\r\n"+question, `"revision"`, "")
	},
	"server-sent events": func(s *subscribed) (func(), error) {
		return s.leave("GET /graphql?query="+neturl.QueryEscape(commitsAfter("0"))+" HTTP/1.1\r\nHost: HOST\r\nAccept: text/event-stream\r\n\r\n", "data:", "")
	},
	"server-sent events by POST": func(s *subscribed) (func(), error) {
		question := fmt.Sprintf(`{"query":%q}`, commitsAfter("0"))
		return s.leave("POST /graphql HTTP/1.1\r\nHost: HOST\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: "+fmt.Sprint(len(question))+"\r\n\r\n"+question, "data:", "")
	},
	"half a head": func(s *subscribed) (func(), error) {
		return s.leave("GET /graphql HTTP/1.1\r\nHost: HOST\r\nAcc", "", "")
	},
	"not a word": func(s *subscribed) (func(), error) { return s.leave("", "", "") },
	"WebSocket": func(s *subscribed) (func(), error) {
		m := messages{s.dial("graphql-transport-ws")}
		_ = m.say(`{"type":"connection_init"}`)
		_ = m.say(fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":%q}}`, commitsAfter("0")))
		_, _ = m.next() // the acknowledgement
		_, err := m.next()
		return m.close, err
	},
	"WebSocket, not begun": func(s *subscribed) (func(), error) {
		m := messages{s.dial("graphql-transport-ws")}
		return m.close, nil
	},
}

// leave writes a request, waits for words of the answer, if any, and writes what comes then. To drop it is to be gone without a word.
func (s *subscribed) leave(request, until, then string) (func(), error) {
	conn, err := net.Dial("tcp", s.addr)
	if err != nil {
		return nil, err
	}
	_ = conn.(*net.TCPConn).SetLinger(0)
	drop := func() { _ = conn.Close() }
	if _, err := io.WriteString(conn, strings.Replace(request, "HOST", s.addr, 1)); err != nil {
		return drop, err
	}
	for in, heard := bufio.NewReader(conn), until == ""; !heard; {
		line, err := in.ReadString('\n')
		if err != nil {
			return drop, err
		}
		heard = strings.Contains(line, until)
	}
	_, err = io.WriteString(conn, then)
	return drop, err
}

// Of connections that were opened and dropped nothing is left: no goroutine, no file. (The server itself is looked after by
// subscribable.)
func TestDroppedConnectionsLeaveNothing(t *testing.T) {
	s := subscribable(t, nil)
	s.commit(1)
	for name, begin := range waysToBegin {
		drop, err := begin(s) // what there is once and for all, such as a poller, is there from now on
		require.NoError(t, err, name)
		drop()
	}
	goroutines, files := atRest()

	var all sync.WaitGroup
	drops, turns := make(chan func(), 1000), make(chan struct{}, 50) // the server waits for a beginning some seconds only
	for name, begin := range waysToBegin {
		for range 1000 / len(waysToBegin) {
			all.Go(func() {
				turns <- struct{}{}
				defer func() { <-turns }()
				drop, err := begin(s)
				assert.NoError(t, err, name)
				if drop != nil {
					drops <- drop
				}
			})
		}
	}
	all.Wait()
	require.Len(t, drops, 1000)
	require.Greater(t, runtime.NumGoroutine(), goroutines+500, "they were open at the same time")
	close(drops)
	for drop := range drops {
		drop()
	}
	left, open := atRest()
	for deadline := time.Now().Add(time.Minute); (left > goroutines || open > files) && time.Now().Before(deadline); left, open = atRest() {
	}
	require.LessOrEqual(t, left, goroutines)
	require.LessOrEqual(t, open, files)
}

// atRest returns how many goroutines and files there are once they have not become fewer for a while.
func atRest() (goroutines, files int) {
	goroutines, files = runtime.NumGoroutine(), openFiles()
	for same := 0; same < 20; same++ {
		time.Sleep(20 * time.Millisecond)
		if g, f := runtime.NumGoroutine(), openFiles(); g < goroutines || f < files {
			goroutines, files, same = min(g, goroutines), min(f, files), 0
		}
	}
	return goroutines, files
}
