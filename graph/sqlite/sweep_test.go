package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"runtime"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

// scriptEnd is the last revision of the script.
const scriptEnd graph.Revision = 13

// script does once, in one thread, all that writes to a catalog's files: it opens, appends one commit and several at once, writes
// a checkpoint, compacts, closes, and opens again. It says each revision that was acknowledged, "failed" with the error that ended
// it, and then whether the same was "refused" or "taken" when tried once more; "done" where nothing failed. MoveLog stands for what
// happens by itself when there is more to move.
func script(path string) {
	runtime.LockOSThread() // so that a tracer counts each call once, and in order
	ctx := context.Background()
	var store *sqlite.Store
	opening := func() (err error) {
		store, err = sqlite.Open(ctx, path)
		return err
	}
	appending := func(first graph.Revision, size int) func() error {
		return func() error {
			if err := store.Append(ctx, groupOf(first, size)...); err != nil {
				return err
			}
			fmt.Println(first + graph.Revision(size) - 1)
			return nil
		}
	}
	closing := func() error { return store.Close() }
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"open", opening}, {"append", appending(1, 1)}, {"append", appending(2, 3)}, {"checkpoint", func() error { _, err := store.Checkpoint(); return err }},
		{"append", appending(5, 1)}, {"compact", func() error { return store.Compact(ctx, 3, "a test") }},
		{"append", appending(6, 3)}, {"append", appending(9, 1)}, {"move the log", func() error { return store.MoveLog() }},
		{"append", appending(10, 1)}, {"close", closing}, {"open", opening}, {"append", appending(11, 3)}, {"close", closing},
	} {
		if err := step.do(); err != nil {
			fmt.Printf("failed to %s: %v\n", step.name, err)
			if step.do() != nil {
				fmt.Println("refused to", step.name)
			} else {
				fmt.Println("taken to", step.name)
			}
			os.Exit(1)
		}
	}
	fmt.Println("done")
	os.Exit(0)
}
