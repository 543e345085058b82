package sqlite_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

const (
	victimVariable      = "HEADWATER_TEST_VICTIM"      // the catalog's path: this process is the one to be killed
	checkpointsVariable = "HEADWATER_TEST_CHECKPOINTS" // if set, it writes checkpoints all the time
	groupVariable       = "HEADWATER_TEST_GROUP"       // how many commits it appends at once, if set
)

func TestMain(m *testing.M) {
	if path := os.Getenv(victimVariable); path != "" {
		victim(path) // never returns
	}
	_ = flag.Set("rapid.checks", "30") // each opens several files; -rapid.checks on the command line comes after
	goleak.VerifyTestMain(m)
}

// groupOf returns the commits of a size from a revision on.
func groupOf(first graph.Revision, size int) []*graph.Commit {
	var group []*graph.Commit
	for r := first; len(group) < size; r++ {
		group = append(group, change(r, 20))
	}
	return group
}

// victim appends all the time and says each revision once it is durable, of a group the last.
func victim(path string) {
	store, err := sqlite.Open(context.Background(), path)
	var head graph.Revision
	checkpoint := func() {
		if os.Getenv(checkpointsVariable) != "" {
			store.CheckpointOften()
		}
	}
	if err == nil {
		checkpoint()
		ctx, cancel := context.WithCancel(context.Background())
		head, _ = store.Load(ctx)
		cancel() // of the snapshot that is not read
	}
	size := 1
	if n, set := os.LookupEnv(groupVariable); set {
		size, _ = strconv.Atoi(n)
	}
	for r := head + 1; err == nil; r += graph.Revision(size) {
		if err = store.Append(context.Background(), groupOf(r, size)...); err == nil {
			fmt.Println(r + graph.Revision(size) - 1)
			checkpoint()
		}
	}
	fmt.Println("failed", err)
	os.Exit(1)
}

// TestKilledWhileACheckpointIsWritten kills a process that appends, one commit or several at once, and writes
// checkpoints, again and again over one file: every revision it was told of is there, and the state is what the log says.
func TestKilledWhileACheckpointIsWritten(t *testing.T) {
	kills := 20
	if testing.Short() {
		kills = 3
	}
	for _, size := range []int{1, 4} {
		t.Run(fmt.Sprintf("%d at once", size), func(t *testing.T) { killedAgainAndAgain(t, kills, size) })
	}
}

func killedAgainAndAgain(t *testing.T, kills, size int) {
	path := newPath(t)
	var last, checkpointed graph.Revision
	within := 60 * time.Millisecond
	for kill := 0; kill < kills || checkpointed == 0; kill++ {
		if kill >= kills/2 && checkpointed == 0 {
			within += within / 2 // a busy machine writes none so soon
		}
		last = max(last, killed(t, path, size, within))
		store := open(t, path)
		require.NoError(t, store.Verify(t.Context()))
		head, records := store.Load(t.Context())
		n := 0
		for _, err := range records {
			require.NoError(t, err)
			n++
		}
		require.Equal(t, 1+20*int(head), n)
		require.GreaterOrEqual(t, head, last, "what was acknowledged is there")
		require.LessOrEqual(t, head, last+graph.Revision(size), "and at most what was under way")
		require.Zero(t, int(head)%size, "of commits that are appended at once all are there or none")
		last = head
		point, err := store.Checkpointed(t.Context())
		require.NoError(t, err)
		checkpointed = max(checkpointed, point)
		require.NoError(t, store.Close())
	}
}

// killed starts a victim, kills it within some time after its first revision, and returns the last that it said.
func killed(t *testing.T, path string, size int, within time.Duration) (last graph.Revision) {
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), victimVariable+"="+path, checkpointsVariable+"=1", groupVariable+"="+strconv.Itoa(size))
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	child.Stderr = os.Stderr
	require.NoError(t, child.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		r, err := strconv.ParseUint(strings.TrimSpace(lines.Text()), 10, 63)
		require.NoError(t, err, "the victim said %q", lines.Text())
		if last == 0 {
			time.AfterFunc(time.Duration(rand.Int64N(int64(within))), func() { _ = child.Process.Kill() })
		}
		last = graph.Revision(r)
	}
	require.NoError(t, lines.Err())
	_ = child.Wait() // it was killed
	require.NotZero(t, last)
	return last
}
