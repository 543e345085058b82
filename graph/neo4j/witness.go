package neo4j

import (
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// witness remembers the newest place in the chain that this store was shown or made itself. A database that was set back
// to an earlier state, by an old backup, contradicts it: who served on would mix two histories.
type witness struct {
	mu   sync.Mutex
	seen link
}

// note remembers a place, if it is the newest.
func (w *witness) note(r graph.Revision, hash graph.Hash) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if r >= w.seen.revision {
		w.seen = link{revision: r, hash: hash}
	}
}

// newest returns the newest place that was seen.
func (w *witness) newest() link {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen
}

// contradicts reports whether a place in the chain cannot be of the history in which another was seen.
func contradicts(seen, at link) bool { return at.revision == seen.revision && at.hash != seen.hash }

// goesBack reports whether a head that was read after something was seen cannot be of the same history.
func goesBack(seen, head link) bool { return head.revision < seen.revision || contradicts(seen, head) }

// setBack is the error of a database that contradicts what was seen.
func (s *Store) setBack(at link) error {
	return s.damagedBy(at.revision, "the database was set back or made anew while this server ran", "Start the server again, once you are sure of the database")
}
