package graphtest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// appenders race for the same revisions until each of them got some.
type appenders struct {
	store  graph.Store
	next   atomic.Uint64 // the revision that everybody tries
	mu     sync.Mutex
	winner map[graph.Revision]string // operation id by the revision it got
}

// append tries until the operation has a revision.
func (a *appenders) append(t *testing.T, id string) {
	for {
		r := graph.Revision(a.next.Load())
		err := a.store.Append(context.Background(), operation(r, id))
		switch graph.KindOf(err) {
		case "":
			a.mu.Lock()
			assert.NotContains(t, a.winner, r, "a revision has one winner")
			a.winner[r] = id
			a.mu.Unlock()
			a.next.CompareAndSwap(uint64(r), uint64(r)+1)
			return
		case graph.Conflict:
			a.next.CompareAndSwap(uint64(r), uint64(r)+1) // somebody got it
		default:
			assert.NoError(t, err)
			return
		}
	}
}

func concurrentAppenders(t *testing.T, store graph.Store) {
	const writers, each = 8, 10
	a := appenders{store: store, winner: map[graph.Revision]string{}}
	a.next.Store(1)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := range each {
				a.append(t, fmt.Sprintf("op %d of %d", i, w))
			}
		})
	}
	group.Wait()
	require.Len(t, a.winner, writers*each)
	log := logged(t, store, 0)
	checkChain(t, log)
	require.Len(t, log, writers*each)
	for _, c := range log {
		require.Equal(t, a.winner[c.Revision], c.OperationID)
	}
}

// concurrentReaders appends commits that each put two entities of one name, and loads while it does.
func concurrentReaders(t *testing.T, store graph.Store) {
	const last = 40
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			for seen := graph.Revision(0); seen < last && !t.Failed(); {
				if !assert.NoError(t, store.Wait(t.Context(), seen)) {
					return
				}
				s := loaded(t, store)
				assert.Greater(t, s.Revision, seen)
				assert.Len(t, s.Records, 2*int(s.Revision), "revision %s, whole", s.Revision)
				c, err := next(store.Log(t.Context(), seen))
				assert.NoError(t, err)
				assert.Equal(t, seen+1, c.Revision)
				seen = s.Revision
			}
		})
	}
	for r := graph.Revision(1); r <= last; r++ {
		left, right := graph.ID("domain:left-"+r.String()), graph.ID("domain:right-"+r.String())
		appended(t, store, commit(r, created(left, "both"), created(right, "both")))
	}
	group.Wait()
}
