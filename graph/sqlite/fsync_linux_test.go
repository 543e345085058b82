package sqlite_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
)

// strace reports whether strace is there and may trace.
func strace() bool { return exec.Command("strace", "true").Run() == nil }

// traced runs a victim under strace with some system calls traced and tampered with. It returns what the victim said,
// and the trace.
func traced(t *testing.T, path string, calls, tamper string, env ...string) (said, trace string) {
	if !strace() {
		t.Skip("strace is not there or may not trace")
	}
	log := filepath.Join(t.TempDir(), "trace")
	child := exec.Command("strace", "-f", "-o", log, "-e", "trace="+calls, "-e", "inject="+tamper, os.Args[0], "-test.run=^$")
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
