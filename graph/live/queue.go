package live

import (
	"context"
	"slices"
	"sync"
)

// waiter is a request on its way through Apply.
type waiter struct {
	ctx     context.Context
	request Request
	print   string
	suspect bool // the store said that an operation id is used, perhaps this one: it must be looked up
	applied Applied
	err     error
	done    chan struct{} // closed once applied and err are the answer
}

func (w *waiter) answered() bool {
	select {
	case <-w.done:
		return true
	default:
		return false
	}
}

// queue holds the requests that nobody serves yet, in the order in which they came.
type queue struct {
	mu      sync.Mutex
	waiting []*waiter
}

func (q *queue) join(w *waiter) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, w)
}

// leave takes a request out, and returns false where somebody serves it or has answered it.
func (q *queue) leave(w *waiter) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.waiting, w)
	if i < 0 {
		return false
	}
	q.waiting = slices.Delete(q.waiting, i, i+1)
	return true
}

// next takes out the request that came first, nil if there is none.
func (q *queue) next() *waiter {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		return nil
	}
	w := q.waiting[0]
	q.waiting = slices.Delete(q.waiting, 0, 1)
	return w
}

// putBack gives requests that were taken out their place before all others.
func (q *queue) putBack(ws ...*waiter) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = slices.Insert(q.waiting, 0, ws...)
}
