package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
)

const subprotocol = "graphql-transport-ws"

// Why a WebSocket is closed, by the protocol graphql-transport-ws.
const (
	closeInvalid         = websocket.StatusCode(4400)
	closeUnauthorized    = websocket.StatusCode(4401)
	closeForbidden       = websocket.StatusCode(4403)
	closeInitTimeout     = websocket.StatusCode(4408)
	closeDuplicate       = websocket.StatusCode(4409)
	closeTooMany         = websocket.StatusCode(4429) // inits; and operations, for which the protocol has no code
	maxFrameBytes        = 1 << 20
	maxInitBytes         = 16 << 10 // of what is read before connection_init was accepted
	operationsConnection = 100
)

// socket answers operations of every type over a WebSocket, many at once over one.
type socket struct {
	limits  Limits
	streams *streams
	door    door
}

var _ graphql.Transport = socket{}

// Supports takes what asks for a WebSocket.
func (socket) Supports(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

func (t socket) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	offered := strings.Split(strings.ReplaceAll(strings.Join(r.Header.Values("Sec-Websocket-Protocol"), ","), " ", ""), ",")
	if !slices.Contains(offered, subprotocol) {
		writeRefusal(w, badRequest("the WebSocket's protocol here is %s: name it in Sec-WebSocket-Protocol", subprotocol))
		return
	}
	ctx, end := living(r.Context())
	defer end()
	// The middleware in front has checked the origin.
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, InsecureSkipVerify: true})
	if err != nil {
		return // it is answered
	}
	conn.SetReadLimit(maxInitBytes)
	s := &session{transport: t, conn: conn, header: r.Header, running: map[string]*request{},
		once: once{exec: exec, limits: t.limits, allow: allowedBy(http.MethodPost)}}
	s.serve(ctx)
}
