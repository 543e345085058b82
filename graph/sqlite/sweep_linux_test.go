package sqlite_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// swept are the system calls by which files are changed.
var swept = []string{"fsync", "fdatasync", "write", "pwrite64", "ftruncate"}

// sweepFaults are what each of them is made to do: fail as on a broken disk or on a full one, or be the last.
var sweepFaults = []string{"error=EIO", "error=ENOSPC", "signal=KILL"}

// sweep runs the script under strace, which looks at its calls on the catalog's files alone.
func sweep(t *testing.T, path string, options ...string) (said, trace string, err error) {
	if !strace() {
		t.Skip("strace is not there or may not trace")
	}
	log := filepath.Join(t.TempDir(), "trace")
	arguments := []string{"-f", "-o", log}
	for _, suffix := range []string{"", "-wal", "-shm", ".head", ".head.new", ".lock"} {
		arguments = append(arguments, "-P", path+suffix)
	}
	arguments = append(arguments, "-e", "trace="+strings.Join(swept, ","))
	child := exec.Command("strace", append(append(arguments, options...), os.Args[0], "-test.run=^$")...)
	child.Env = append(os.Environ(), victimVariable+"="+path, scriptVariable+"=1")
	out, err := child.Output()
	content, missing := os.ReadFile(log)
	require.NoError(t, missing)
	return string(out), string(content), err
}

// TestEachWriteFailsOnce has every call by which the script changes a file fail once, and kill it once: the script is told, and
// then nothing is written until the catalog is opened again unless the disk was only full; or nothing is lost.
func TestEachWriteFailsOnce(t *testing.T) {
	said, trace, err := sweep(t, newPath(t))
	require.NoError(t, err, said)
	require.Contains(t, said, "done")
	called := map[string]int{}
	thread := ""
	for _, call := range regexp.MustCompile(`(?m)^(\d+) +(\w+)\(`).FindAllStringSubmatch(trace, -1) {
		require.True(t, thread == "" || thread == call[1], "strace counts by thread, and the script is in one")
		thread = call[1]
		called[call[2]]++
	}
	for _, call := range []string{"fsync", "pwrite64", "write", "ftruncate"} {
		require.NotZero(t, called[call], "the script calls %s", call)
	}
	tried, silent := 0, 0
	for _, call := range swept {
		for _, fault := range sweepFaults {
			for n := 1; n <= called[call]; n += stride(called[call]) {
				tried++
				t.Run(fmt.Sprintf("%s at %s %d", fault, call, n), func(t *testing.T) {
					if !failedOnce(t, call, fault, n) {
						silent++
						t.Log("it was done all the same")
					}
				})
			}
		}
	}
	t.Logf("%v: %d faults, in spite of %d of which the script was done", called, tried, silent)
}

// stride returns which part of many calls is tried: all of them, or about five.
func stride(calls int) int {
	switch {
	case os.Getenv("HEADWATER_SOAK") != "":
		return 1
	case testing.Short():
		return max(1, calls/2)
	}
	return max(1, calls/5)
}

// failedOnce reports whether the script was told of a fault at the n-th of its calls.
func failedOnce(t *testing.T, call, fault string, n int) (told bool) {
	path := newPath(t)
	said, trace, err := sweep(t, path, "-e", fmt.Sprintf("inject=%s:%s:when=%d", call, fault, n))
	if fault == "signal=KILL" {
		require.Contains(t, trace, "killed by SIGKILL")
	} else {
		require.Equal(t, 1, strings.Count(trace, "(INJECTED)"), "the call was made, and failed")
	}
	acknowledged := acknowledgedBy(t, said)
	whole := strings.Contains(said, "done")
	if err == nil {
		require.True(t, whole, said)
	} else if fault != "signal=KILL" {
		require.Contains(t, said, "failed to", "it says why it ended")
		if strings.Contains(call, "sync") || fault == "error=EIO" {
			require.NotRegexp(t, `taken to (append|checkpoint|compact|move)`, said, "nothing is written after such an error")
		}
	}
	afterwards(t, path, acknowledged)
	return !whole
}

// acknowledgedBy returns the last revision that the script said.
func acknowledgedBy(t *testing.T, said string) (last graph.Revision) {
	for line := range strings.Lines(said) {
		if r, err := graph.ParseRevision(strings.TrimSpace(line)); err == nil {
			require.Greater(t, r, last)
			last = r
		}
	}
	return last
}

// afterwards checks what the script left: what was acknowledged, at most a group more, and of a group all or nothing.
func afterwards(t *testing.T, path string, acknowledged graph.Revision) {
	store := open(t, path)
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()))
	ends := []graph.Revision{0, 1, 4, 5, 8, 9, 10, scriptEnd}
	at := slices.Index(ends, acknowledged)
	require.GreaterOrEqual(t, at, 0)
	head := next(t, store) - 1
	require.Contains(t, ends[at:min(at+2, len(ends))], head, "acknowledged was %s", acknowledged)
	appendChanges(t, store, head+1, head+2, 20)
}
