package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	neturl "net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/server"
)

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

// While the log is compacted, too: who resumes where it is no longer kept is told so, and sees no gap.
func TestResumingASubscriptionWhileTheLogIsCompacted(t *testing.T) {
	const kept = 10
	resumes := 300
	if os.Getenv("HEADWATER_SOAK") != "" {
		resumes = 10_000
	}
	overBoth(t, func(s *subscribed, ask func(string) answers) {
		var compacted atomic.Int64
		var all sync.WaitGroup
		enough := make(chan struct{})
		for range 10 {
			all.Go(func() {
				for range resumes / 10 {
					if !s.resumed(ask, kept+5) {
						compacted.Add(1)
					}
				}
			})
		}
		go func() { all.Wait(); close(enough) }()
		for n := 0; ; n++ {
			s.commit(1)
			if n > kept {
				_, err := s.catalog.Compact(context.Background(), s.catalog.Graph().Revision()-kept, "a test")
				require.NoError(s, err)
			}
			select {
			case <-enough:
				s.Logf("of %d resumes %d were told that what follows is gone; %d commits", resumes, compacted.Load(), n+1)
				return
			default:
			}
		}
	})
}

// resumed follows some commits after a revision that is some commits old, and reports whether they were kept.
func (s *subscribed) resumed(ask func(string) answers, old int) bool {
	at := int(s.catalog.Graph().Revision())
	at -= min(at, rand.IntN(old))
	a := ask(fmt.Sprintf(`subscription { commits(after: %d) { revision } }`, at))
	defer a.close()
	for r := at + 1; r <= at+1+rand.IntN(4); r++ {
		payload, err := a.next()
		if strings.Contains(payload, `"REVISION_COMPACTED"`) {
			base, err := s.catalog.Base(context.Background())
			if err != nil || int(base.Revision) < r {
				s.Errorf("%d is said to be gone, but the log begins at %s: %v", r, base.Revision, err)
			}
			return false
		}
		if err != nil || !strings.Contains(payload, fmt.Sprintf(`"revision":"%d"`, r)) {
			s.Errorf("after %d: %s %v, want %d", at, payload, err, r)
			return true
		}
	}
	return true
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
		if _, is := a.(*events); is { // which have no code to be closed with
			s.is(a, "the server stops: ask again, after the revision seen last")
		}
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
	} {
		t.Run(name, func(t *testing.T) {
			s := subscribable(t, nil)
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
