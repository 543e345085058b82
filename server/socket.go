package server

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/strictjson"
)

const initTime = 5 * time.Second // until connection_init

// rightEnded is said to a caller whose token ends while the connection is open.
const rightEnded = "Forbidden: the token has expired or was revoked"

// tooSlow is said to a caller who does not read what is sent, or does not answer a ping.
const tooSlow = "too slow: messages are to be read within 15 s; come back after the revision seen last"

// session is one WebSocket. One goroutine reads; each operation has its own.
type session struct {
	transport socket
	conn      *websocket.Conn
	header    http.Header
	once      once

	ctx   context.Context // of operations, once acknowledged; of the reader
	acked chan struct{}   // closed by connection_init

	mu      sync.Mutex
	running map[string]*request // by the client's id
	all     sync.WaitGroup
}

// closing is why the server closes the connection.
type closing struct {
	code   websocket.StatusCode
	reason string
}

func (c *closing) Error() string { return c.reason }

// serve reads until either side ends the connection, and returns when all that ran has ended.
func (s *session) serve(ctx context.Context) {
	alive, cancel := context.WithCancel(context.WithoutCancel(ctx)) // or reading would cut the connection without a word
	defer s.all.Wait()
	defer cancel()
	s.ctx, s.acked = alive, make(chan struct{})
	s.all.Go(func() { s.watch(ctx, alive) })
	err := s.read(alive)
	cancel()
	if c, ours := errors.AsType[*closing](err); ours {
		_ = s.conn.Close(c.code, c.reason)
	} else {
		_ = s.conn.CloseNow()
	}
}

// watch closes the connection when the server stops or the caller's right ends, when no connection_init comes, and when nobody answers a ping.
func (s *session) watch(ctx, alive context.Context) {
	init, ping := time.NewTimer(initTime), time.NewTicker(pingTime)
	defer init.Stop()
	defer ping.Stop()
	for {
		select {
		case <-alive.Done():
			return
		case <-ctx.Done():
			if errors.Is(context.Cause(ctx), errStopping) {
				_ = s.conn.Close(websocket.StatusGoingAway, "the server stops: come back after the revision seen last")
			} else {
				_ = s.conn.Close(closeForbidden, rightEnded)
			}
			return
		case <-init.C:
			select {
			case <-s.acked:
			default:
				_ = s.conn.Close(closeInitTimeout, "Connection initialisation timeout")
				return
			}
		case <-ping.C:
			if !s.ping(alive) {
				s.cutOff(ctx)
				return
			}
		}
	}
}

func (s *session) ping(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	return s.conn.Ping(ctx) == nil
}

// cutOff closes the connection of a caller who is too slow. It says why if the caller reads, within lastTime, what was sent before.
func (s *session) cutOff(ctx context.Context) {
	requestOf(ctx).logTooSlow()
	_ = s.conn.Close(websocket.StatusTryAgainLater, tooSlow)
}

// read handles messages until there are no more.
func (s *session) read(ctx context.Context) error {
	for {
		kind, text, err := s.conn.Read(ctx)
		if err != nil {
			return err
		}
		value, err := strictjson.Parse(text, strictjson.Bounds{Depth: maxJSONDepth})
		message, is := value.(map[string]any)
		if err != nil || !is || kind != websocket.MessageText {
			return &closing{closeInvalid, "Invalid message received: it is not a JSON object"}
		}
		if err := s.handle(ctx, message); err != nil {
			return err
		}
	}
}

func (s *session) isAcked() bool {
	select {
	case <-s.acked:
		return true
	default:
		return false
	}
}

func (s *session) handle(ctx context.Context, message map[string]any) error {
	id, hasID := message["id"].(string)
	payload, isObject := optional[map[string]any](message["payload"])
	kind, _ := message["type"].(string)
	named := kind == "subscribe" || kind == "complete"
	switch {
	case !isObject || named && (!hasID || id == ""):
		return &closing{closeInvalid, "Invalid message received: its id or payload is missing or of another type"}
	case kind == "connection_init":
		return s.initialise(ctx, payload)
	case kind == "ping":
		return s.send(ctx, `{"type":"pong"}`)
	case kind == "pong":
		return nil
	case kind == "subscribe":
		return s.subscribe(id, payload)
	case kind == "complete":
		s.end(id, nil)
		return nil
	}
	return &closing{closeInvalid, "Invalid message received: its type is unknown"}
}

func (s *session) initialise(ctx context.Context, payload map[string]any) error {
	if s.isAcked() {
		return &closing{closeTooMany, "Too many initialisation requests"}
	}
	known, cancel, refused := s.transport.door.introduce(ctx, payload)
	if refused != nil && refused.kind == graph.Unavailable {
		return &closing{websocket.StatusTryAgainLater, "who may call cannot be read at the moment"}
	}
	if refused != nil {
		return &closing{closeForbidden, `Forbidden: show a good token in connection_init, as {"authorization": "Bearer …"}`}
	}
	s.ctx = known
	s.all.Go(func() {
		defer cancel()
		<-known.Done()
		if ctx.Err() == nil { // the token has ended, and not the connection
			_ = s.conn.Close(closeForbidden, rightEnded)
		}
	})
	s.conn.SetReadLimit(maxFrameBytes)
	close(s.acked)
	return s.send(ctx, `{"type":"connection_ack"}`)
}

// subscribe starts an operation.
func (s *session) subscribe(id string, payload map[string]any) error {
	if !s.isAcked() {
		return &closing{closeUnauthorized, "Unauthorized"}
	}
	req := requestOf(s.ctx).within(newRequestID()) // operations of one connection run at once
	ctx, cancel := context.WithCancel(context.WithValue(s.ctx, requestKey{}, req))
	req.cancel = cancel
	s.mu.Lock()
	_, twice := s.running[id]
	full := len(s.running) >= operationsConnection
	if !twice && !full {
		s.running[id] = req
	}
	s.mu.Unlock()
	if twice || full {
		cancel()
		if twice {
			return &closing{closeDuplicate, "Subscriber for this id already exists"}
		}
		return &closing{closeTooMany, "Too many operations: at most " + thousands(operationsConnection) + " on a connection"}
	}
	s.all.Go(func() {
		defer cancel()
		s.operate(ctx, req, id, payload)
	})
	return nil
}

// operate runs an operation and says its end, unless the client did.
func (s *session) operate(ctx context.Context, req *request, id string, payload map[string]any) {
	defer req.ended()
	defer func() {
		if value := recover(); value != nil {
			req.worse(severityFailed)
			req.logError(panicked{value, debug.Stack()})
			_ = s.conn.Close(websocket.StatusInternalError, internalMessage(req.id))
		}
	}()
	quoted, _ := json.Marshal(id)
	refusal, err := s.run(graphql.StartOperationTrace(ctx), string(quoted), payload)
	if !s.end(id, req) || err != nil {
		return
	}
	if refusal != nil {
		_ = s.send(context.WithoutCancel(ctx), `{"id":`, string(quoted), `,"type":"error","payload":`, string(encodeErrors(req.signed(refusal))), `}`)
		return
	}
	_ = s.send(context.WithoutCancel(ctx), `{"id":`, string(quoted), `,"type":"complete"}`)
}

// run sends the answers of an operation; it returns the errors of one that may not run.
func (s *session) run(ctx context.Context, id string, payload map[string]any) (gqlerror.List, error) {
	params, refused := paramsOf(payload)
	if refused != nil {
		return gqlerror.List{refused.inGraphQL()}, nil
	}
	params.Headers = s.header
	leave, refused := s.transport.streams.enter()
	if refused != nil {
		return gqlerror.List{refused.inGraphQL()}, nil
	}
	defer leave()
	op, response := s.once.prepare(ctx, params)
	if response != nil {
		return response.Errors, nil
	}
	return nil, s.once.events(ctx, op, func(resp *graphql.Response) error {
		before, after := frame(resp, requestOf(ctx))
		return s.send(ctx, `{"id":`, id, `,"type":"next","payload":`, string(before), string(resp.Data), string(after), `}`)
	})
}

// end forgets an operation and cancels it; it reports whether it was there. The client may have used its id again: which is
// the operation meant, nil for any.
func (s *session) end(id string, which *request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	running, is := s.running[id]
	if !is || which != nil && which != running {
		return false
	}
	delete(s.running, id)
	running.cancel()
	return true
}

// send writes a message within sendTime; a reader who takes longer loses the connection. That of an operation that was
// cancelled is written all the same: to give up half-way would cost the others the connection.
func (s *session) send(ctx context.Context, parts ...string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	ctx = context.WithoutCancel(ctx)
	late := time.AfterFunc(sendTime, func() { s.cutOff(ctx) }) // a deadline of ctx would cut the connection without a word
	defer late.Stop()
	var text []byte
	for _, part := range parts {
		text = append(text, part...)
	}
	return s.conn.Write(ctx, websocket.MessageText, text)
}
