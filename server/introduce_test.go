package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/server/access"
)

// conversation is a WebSocket to a server, from the client's side.
type conversation struct {
	*testing.T
	conn *websocket.Conn
}

// converse opens a WebSocket; change sets its headers.
func converse(t *testing.T, h http.Handler, change func(http.Header)) conversation {
	t.Helper()
	running := httptest.NewServer(h)
	t.Cleanup(running.Close)
	header := http.Header{}
	if change != nil {
		change(header)
	}
	conn, _, err := websocket.Dial(t.Context(), running.URL+"/graphql",
		&websocket.DialOptions{Subprotocols: []string{subprotocol}, HTTPHeader: header})
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.CloseNow() })
	return conversation{t, conn}
}

func (c conversation) say(text string) {
	c.Helper()
	require.NoError(c, c.conn.Write(context.Background(), websocket.MessageText, []byte(text)))
}

// init says connection_init with a payload.
func (c conversation) init(payload string) {
	c.Helper()
	c.say(`{"type":"connection_init","payload":` + payload + `}`)
}

func (c conversation) ask(document string) {
	c.Helper()
	c.say(fmt.Sprintf(`{"type":"subscribe","id":"1","payload":{"query":%q}}`, document))
}

// hears returns the next message, or why there is none.
func (c conversation) hears() (string, error) {
	_, text, err := c.conn.Read(context.Background())
	return string(text), err
}

func (c conversation) hearsOf(words string) {
	c.Helper()
	text, err := c.hears()
	require.NoError(c, err)
	require.Contains(c, text, words)
}

func (c conversation) isClosed(with websocket.StatusCode) {
	c.Helper()
	text, err := c.hears()
	require.Equal(c, with, websocket.CloseStatus(err), "%s %v", text, err)
}

func bearing(secret string) string {
	text, _ := json.Marshal(map[string]string{"authorization": "Bearer " + secret})
	return string(text)
}

func TestATokenInConnectionInit(t *testing.T) {
	for _, payload := range []string{`{"authorization":"Bearer %s"}`, `{"Authorization":"bearer %s","other":1}`} {
		h := newHouse(t, nil)
		c := converse(t, h, nil)
		c.init(fmt.Sprintf(payload, h.secrets[access.Read]))
		c.hearsOf("connection_ack")
		c.ask(`{hello}`)
		c.hearsOf(`"hello":"hello"`)
		c.hearsOf("complete")
		c.ask(`mutation {put(name:"a") {id}}`)
		c.hearsOf("FORBIDDEN")
		require.NotContains(t, h.log.String(), h.secrets[access.Read][16:59])
	}
}

func TestBadTokensInConnectionInit(t *testing.T) {
	for name, payload := range map[string]string{
		"no payload":     `null`,
		"nothing":        `{}`,
		"not a token":    bearing("hunter2"),
		"another scheme": `{"authorization":"Basic YTpi"}`,
		"a bare token":   `{"authorization":"hw_x"}`,
		"empty":          `{"authorization":""}`,
		"a number":       `{"authorization":1}`,
		"a list":         `{"authorization":["Bearer a"]}`,
		"null":           `{"authorization":null}`,
		"long":           bearing(strings.Repeat("a", 8<<10)),
	} {
		t.Run(name, func(t *testing.T) {
			c := converse(t, newHouse(t, nil), nil)
			c.init(payload)
			c.isClosed(closeForbidden)
		})
	}
}

// Before it is known who calls nothing is done, and little is read.
func TestStrangersOnASocket(t *testing.T) {
	c := converse(t, newHouse(t, nil), nil)
	c.ask(`{hello}`)
	c.isClosed(closeUnauthorized)

	c = converse(t, newHouse(t, nil), nil)
	c.init(bearing(strings.Repeat("a", maxInitBytes)))
	c.isClosed(websocket.StatusMessageTooBig)

	away := &shelf{}
	keys, _ := access.NewKeyring(t.Context(), away, nil)
	c = converse(t, handlerOf(Config{Keys: keys}), nil) // where there are no tokens one that is shown counts for nothing
	c.init(bearing("hunter2"))
	c.hearsOf("connection_ack")
}

// What a request shows beside counts as for any other: a bad token is not made good by the first message.
func TestUpgradesThatShowSomething(t *testing.T) {
	h := newHouse(t, func(c *Config) {
		c.Proxy = Proxy{Header: "X-User", From: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Scopes: []access.Scope{access.Read}}
	})
	c := converse(t, h, func(header http.Header) { header.Set("X-User", "ada") })
	c.init(`{}`)
	c.hearsOf("connection_ack")
	c.ask(`mutation {put(name:"a") {id}}`)
	c.hearsOf("FORBIDDEN")

	c = converse(t, h, func(header http.Header) { header.Set("X-User", "ada") })
	c.init(bearing(h.secrets[access.Write]))
	c.hearsOf("connection_ack")
	c.ask(`mutation {put(name:"a") {id}}`)
	c.hearsOf(`"put"`) // the token counts in place of the proxy's word

	c = converse(t, h, func(header http.Header) { header.Set("Authorization", "Bearer "+h.secrets[access.Write]) })
	c.init(bearing("hunter2"))
	c.isClosed(closeForbidden)

	for name, value := range map[string]string{"Authorization": "Bearer hunter2", "Cookie": plainCookie + "=hunter2"} {
		r := newRequest("/graphql")
		r.Header.Set("Upgrade", "websocket")
		r.Header.Set(name, value)
		require.Equal(t, 401, send(t, newHouse(t, nil), r).status, name)
	}
}

// A socket ends with the token that opened it, whichever way it was shown, and says why.
func TestASocketEndsWithItsToken(t *testing.T) {
	for name, shownInHeader := range map[string]bool{"by the header": true, "by connection_init": false} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t, nil)
			secret, payload := h.secrets[access.Read], `{}`
			c := converse(t, h, func(header http.Header) {
				if shownInHeader {
					header.Set("Authorization", "Bearer "+secret)
				}
			})
			if !shownInHeader {
				payload = bearing(secret)
			}
			c.init(payload)
			c.hearsOf("connection_ack")
			c.ask(`{waits}`) // something is under way
			for i := range h.shelf.tokens {
				h.shelf.tokens[i].Revoked = time.Now()
			}
			require.NoError(t, h.keys.Refresh(t.Context()))
			_, err := c.hears()
			for err == nil { // the answer that was cut off may come before
				_, err = c.hears()
			}
			require.Equal(t, closeForbidden, websocket.CloseStatus(err), err)
			require.ErrorContains(t, err, "expired or was revoked")
		})
	}
}

// So does a stream of events, which says why in its last one, and is not complete.
func TestAStreamOfEventsEndsWithItsToken(t *testing.T) {
	schema := newThings()
	h := newHouse(t, func(cfg *Config) { cfg.Schema = schema })
	r := by(newPost(`{"query":"{waits}"}`), h.secrets[access.Read])
	r.Header.Set("Accept", mediaEvents)
	refreshed := make(chan error, 1)
	go func() {
		<-schema.waiting
		for i := range h.shelf.tokens {
			h.shelf.tokens[i].Revoked = time.Now()
		}
		refreshed <- h.keys.Refresh(context.Background())
	}()
	reply := send(t, h, r)
	require.NoError(t, <-refreshed)
	require.Equal(t, 200, reply.status)
	events := strings.Split(strings.TrimSpace(reply.body), "\n\n")
	require.Contains(t, events[len(events)-1], `"code":"UNAUTHENTICATED"`)
	require.Contains(t, events[len(events)-1], "revoked")
}
