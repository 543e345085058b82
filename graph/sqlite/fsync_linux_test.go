package sqlite_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// traced runs a victim under strace with some system calls traced and tampered with. It returns what the victim said,
// and the trace.
func traced(t *testing.T, path string, calls, tamper string, env ...string) (said, trace string) {
	strace, err := exec.LookPath("strace")
	if err != nil || exec.Command(strace, "true").Run() != nil {
		t.Skip("strace is not there or may not trace")
	}
	log := filepath.Join(t.TempDir(), "trace")
	child := exec.Command(strace, "-f", "-o", log, "-e", "trace="+calls, "-e", "inject="+tamper, os.Args[0], "-test.run=^$")
	child.Env = append(append(os.Environ(), victimVariable+"="+path), env...)
	out, err := child.Output()
	require.Error(t, err, "the victim went on")
	content, err := os.ReadFile(log)
	require.NoError(t, err)
	return string(out), string(content)
}

// TestEveryAcknowledgmentHasASyncOfItsOwn looks at the system calls: kill -9 does not show whether a store syncs at
// all, because the system keeps what was written.
func TestEveryAcknowledgmentHasASyncOfItsOwn(t *testing.T) {
	said, trace := traced(t, newPath(t), "fsync,fdatasync,write", "write:signal=KILL:when=60")
	synced, acknowledged := false, 0
	for line := range strings.Lines(trace) {
		switch {
		case strings.Contains(line, "sync(") && strings.Contains(line, "= 0"), strings.Contains(line, "sync resumed"):
			synced = true
		case strings.Contains(line, `write(1, "`):
			require.True(t, synced, "after %d acknowledgments", acknowledged)
			synced = false
			acknowledged++
		}
	}
	require.GreaterOrEqual(t, acknowledged, int(lastRevision(t, said, 1)))
	require.Greater(t, acknowledged, 10)
}

// TestAFailedSync has one sync of the disk after another fail, or kill the process.
func TestAFailedSync(t *testing.T) {
	last := 30
	if testing.Short() {
		last = 6
	}
	for _, fault := range []string{"error=EIO", "signal=KILL"} {
		for n := 1; n <= last; n++ { // counted by thread
			t.Run(fmt.Sprintf("%s at sync %d", fault, n), func(t *testing.T) {
				path, size := newPath(t), 1+2*(n%2) // every second with three commits at once
				said, _ := traced(t, path, "fsync,fdatasync", fmt.Sprintf("fsync,fdatasync:%s:when=%d", fault, n),
					checkpointsVariable+"=1", groupVariable+"="+strconv.Itoa(size))
				if fault == "error=EIO" {
					require.Contains(t, said, "failed", "it says why it ended")
				}
				store := open(t, path)
				defer store.Close()
				require.NoError(t, store.Verify(t.Context()))
				head, records := store.Load(t.Context())
				for _, err := range records {
					require.NoError(t, err)
				}
				acknowledged := lastRevision(t, said, size)
				require.GreaterOrEqual(t, head, acknowledged)
				require.LessOrEqual(t, head, acknowledged+graph.Revision(size))
				require.Zero(t, int(head)%size, "all commits of a group or none")
			})
		}
	}
}

// lastRevision returns the last revision that a victim said, which appends so many at once.
func lastRevision(t *testing.T, said string, size int) (last graph.Revision) {
	for line := range strings.Lines(said) {
		if n, err := strconv.ParseUint(strings.TrimSpace(line), 10, 63); err == nil {
			require.Equal(t, last+graph.Revision(size), graph.Revision(n))
			last = graph.Revision(n)
		}
	}
	return last
}
