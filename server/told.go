package server

import (
	"errors"
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// told is what the log's line of a request says of the errors in its answer: their codes, each once, and what stands behind the
// first that is the operators' to mend. Its zero value is ready.
type told struct {
	mu    sync.Mutex
	codes []string
	cause error
}

// code notes the code of an error that the caller sees.
func (t *told) code(code string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !slices.Contains(t.codes, code) {
		t.codes = append(t.codes, code)
	}
}

// because notes an error whole, unless another is: the caller sees no cause, and the operators have nowhere else to find it.
func (t *told) because(err error) {
	if known, is := errors.AsType[*graph.Error](err); is { // without the words of who handed it on
		err = known
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cause == nil {
		t.cause = err
	}
}

func (t *told) all() (codes []string, cause error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.codes), t.cause
}

// isOperators reports whether errors of a code are for the operators to look into, and not for the caller.
func isOperators(code string) bool {
	switch graph.ErrorKind(code) {
	case graph.Unavailable, graph.Internal, graph.StoreCorrupt:
		return true
	}
	return false
}
