package server

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/headwater-catalog/headwater/graph"
)

const (
	pingTime    = 15 * time.Second // between two signs of life
	sendTime    = 15 * time.Second // for one write; a reader who takes longer is cut off
	lastTime    = 5 * time.Second  // then, for what was being written and a word of why
	mostStreams = 10_000           // operations with many answers, over the whole server
)

// errTooSlow is said to a reader who is cut off, if it reads on within lastTime.
var errTooSlow = errors.New("the reader took longer than " + sendTime.String() + " for a message, and is cut off")

// logTooSlow notes that a reader is cut off.
func (r *request) logTooSlow() { r.log.Info().Msg("stream cut off: its reader takes too long") }

// streams counts the operations with many answers.
type streams struct {
	running atomic.Int64
	tell    func(change int)
}

// enter takes a place, and returns how to leave it; a refusal if there is none.
func (s *streams) enter() (leave func(), refused *refusal) {
	if s.running.Add(1) > mostStreams {
		s.running.Add(-1)
		return nil, refuse(http.StatusServiceUnavailable, graph.Unavailable,
			"the server has %s subscriptions open, at most that many: try again later", thousands(mostStreams))
	}
	s.tell(1)
	return func() {
		s.running.Add(-1)
		s.tell(-1)
	}, nil
}

// events runs a prepared operation and hands each of its answers to send, which must be done with it before it returns:
// the next takes its place. It returns when the operation is complete, ctx ends or send fails.
func (o once) events(ctx context.Context, op *graphql.OperationContext, send func(*graphql.Response) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if op.Operation.Operation != ast.Subscription {
		if resp := o.answer(ctx, op); resp != nil {
			return send(resp)
		}
		return ctx.Err()
	}
	respond, ctx := o.exec.DispatchOperation(ctx, op)
	for {
		resp := o.event(ctx, respond)
		if ctx.Err() != nil || resp == nil {
			return ctx.Err()
		}
		if err := send(resp); err != nil {
			requestOf(ctx).log.Debug().Err(err).Msg("stream cut off: its reader has gone, or took too long")
			return err
		}
	}
}

// event waits for the next answer, for as long as it takes to come, and then makes it within the limit of time.
func (o once) event(ctx context.Context, respond graphql.ResponseHandler) *graphql.Response {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c := &clock{limit: o.limits.Timeout, cancel: cancel}
	defer c.stop()
	return respond(context.WithValue(ctx, clockKey{}, c))
}

// clock ends the making of one answer of many. It starts with the first field, which is when the event has come.
type clock struct {
	limit  time.Duration
	cancel context.CancelFunc
	once   sync.Once
	timer  *time.Timer
}

type clockKey struct{}

func (c *clock) start() {
	c.once.Do(func() { c.timer = time.AfterFunc(c.limit, c.cancel) })
}

func (c *clock) stop() {
	if c.timer != nil {
		c.timer.Stop()
	}
}

// life is what streams know of the server that they run in: that it stops. It waits for them.
type life struct {
	stopping context.Context
	streams  sync.WaitGroup
}

type lifeKey struct{}

var errStopping = errors.New("the server stops")

// ended is closed when no stream runs any more.
func (l *life) ended() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		l.streams.Wait()
		close(done)
	}()
	return done
}

// living returns a context that ends with ctx or when the server stops, and what must be called at the stream's end.
func living(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	l, is := ctx.Value(lifeKey{}).(*life)
	if !is {
		return ctx, func() { cancel(nil) }
	}
	l.streams.Add(1)
	stop := context.AfterFunc(l.stopping, func() { cancel(errStopping) })
	return ctx, func() {
		stop()
		cancel(nil)
		l.streams.Done()
	}
}
