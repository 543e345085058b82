package receiver

import (
	"crypto/sha256"
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// mostTogether is how many events are committed at a time.
const mostTogether = 256

// queueOf says whose events wait together: a commit has one actor and one source.
type queueOf struct {
	sender string
	source graph.Source
}

// queue holds the events that nobody serves yet, in the order in which they came. Whoever waits may take the turn to serve them.
type queue struct {
	of    queueOf
	turn  chan struct{} // held by who serves
	users int           // who wait in it; guarded by queues

	mu      sync.Mutex
	waiting []*waiter
}

// waiter is an event on its way.
type waiter struct {
	event  *openlineage.Event
	digest [sha256.Size]byte
	queue  *queue
	fate   Fate
	done   chan struct{} // closed once fate is the answer
}

func (w *waiter) answer(known bool, err error) {
	w.fate = Fate{Known: known && err == nil, Err: err}
	close(w.done)
}

func (w *waiter) answered() bool {
	select {
	case <-w.done:
		return true
	default:
		return false
	}
}

// take removes what is to be committed next.
func (q *queue) take() []*waiter {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := min(len(q.waiting), mostTogether)
	taken := slices.Clone(q.waiting[:n])
	q.waiting = slices.Delete(q.waiting, 0, n)
	return taken
}

// leave takes an event out, and returns false where somebody serves it or has answered it.
func (q *queue) leave(w *waiter) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.waiting, w)
	if i >= 0 {
		q.waiting = slices.Delete(q.waiting, i, i+1)
	}
	return i >= 0
}

// queues are those in which somebody waits.
type queues struct {
	mu  sync.Mutex
	all map[queueOf]*queue
}

// join puts an event at the end of its queue. Whoever joined calls left when it is answered.
func (q *queues) join(of queueOf, w *waiter) *queue {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.all == nil {
		q.all = map[queueOf]*queue{}
	}
	one := q.all[of]
	if one == nil {
		one = &queue{of: of, turn: make(chan struct{}, 1)}
		q.all[of] = one
	}
	one.users++
	one.mu.Lock()
	one.waiting = append(one.waiting, w)
	one.mu.Unlock()
	return one
}

func (q *queues) left(one *queue) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if one.users--; one.users == 0 {
		delete(q.all, one.of)
	}
}
