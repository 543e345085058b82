package sqlite

import (
	"runtime/debug"
	"sync"
)

// collector is held by who has turned the garbage collector off.
var collector sync.Mutex

// withoutCollecting does what keeps nearly all of the memory that it takes: the garbage collector would look through all of that, again each
// time that it has doubled, and find nothing. A limit of the process's memory (GOMEMLIMIT) has it run all the same. It is off
// for one at a time; who comes meanwhile goes on as he is.
func withoutCollecting(do func()) {
	if !collector.TryLock() {
		do()
		return
	}
	defer collector.Unlock()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	do()
}
