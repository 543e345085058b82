package receiver

import "sync"

// mostRecent bounds what a recent remembers: twice as many.
const mostRecent = 50_000

// recent remembers what was put last, a bounded number. Its zero value is empty. It is safe for concurrent use.
type recent[K comparable, V any] struct {
	mu        sync.Mutex
	now, past map[K]V
}

func (r *recent[K, V]) get(k K) (V, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.find(k)
}

func (r *recent[K, V]) find(k K) (V, bool) {
	if v, found := r.now[k]; found {
		return v, true
	}
	v, found := r.past[k]
	return v, found
}

func (r *recent[K, V]) put(k K, v V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keep(k, v)
}

func (r *recent[K, V]) keep(k K, v V) {
	if r.now == nil || len(r.now) >= mostRecent {
		r.past, r.now = r.now, map[K]V{}
	}
	r.now[k] = v
}

// getOrPut returns what is remembered of k, and puts v where nothing is.
func (r *recent[K, V]) getOrPut(k K, v V) V {
	r.mu.Lock()
	defer r.mu.Unlock()
	if known, found := r.find(k); found {
		return known
	}
	r.keep(k, v)
	return v
}
