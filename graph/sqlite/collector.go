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

// longContent is from how many bytes on a commit is long. It is of tens of thousands of records.
const longContent = 16 << 20

// makeRoomFor hands memory that Go no longer needs back to the system before SQLite takes twice the length of a long commit: as the
// statement is given it, and as the record of the row. Go does not know of SQLite's memory, and would keep its own for later. What was
// drafted and dropped for such a commit is as much as that.
func makeRoomFor(content []byte) {
	if len(content) >= longContent {
		debug.FreeOSMemory()
	}
}
