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
	checkpointsVariable = "HEADWATER_TEST_CHECKPOINTS" // if set, it writes checkpoints all the time, and says so of the first if it is saying
	groupVariable       = "HEADWATER_TEST_GROUP"       // how many commits it appends at once, if set
	mostVariable        = "HEADWATER_TEST_MOST"        // the revision after which it only waits to be killed, if set
	scriptVariable      = "HEADWATER_TEST_SCRIPT"      // if set, it does not go on for ever but does what script does
	backupVariable      = "HEADWATER_TEST_BACKUP"      // if set, it only makes backups, in this folder
	compactVariable     = "HEADWATER_TEST_COMPACT"     // if set, it compacts the log all the time, to the head less so many
)

const (
	saying       = "say"
	checkpointed = "checkpointed" // what a victim says when there is a checkpoint
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
	if folder := os.Getenv(backupVariable); folder != "" {
		backUpAllTheTime(path, folder) // never returns
	}
	if os.Getenv(scriptVariable) != "" {
		script(path) // never returns
	}
	store, err := sqlite.Open(context.Background(), path)
	var head graph.Revision
	said := false
	checkpoint := func() {
		switch os.Getenv(checkpointsVariable) {
		case "":
			return
		case saying:
			if at, _ := store.Checkpointed(context.Background()); at > 0 && !said {
				said = true
				fmt.Println(checkpointed)
			}
		}
		store.CheckpointOften()
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
	if behind, set := os.LookupEnv(compactVariable); set && err == nil {
		n, _ := strconv.Atoi(behind)
		go compactAllTheTime(store, graph.Revision(n))
	}
	most, _ := graph.ParseRevision(os.Getenv(mostVariable)) // 0 where it is not set
	for r := head + 1; err == nil; r += graph.Revision(size) {
		if err = store.Append(context.Background(), groupOf(r, size)...); err == nil {
			fmt.Println(r + graph.Revision(size) - 1)
			checkpoint()
			if most > 0 && r >= most {
				time.Sleep(time.Hour) //nolint:forbidigo // it is killed meanwhile; select{} would be a deadlock to Go
			}
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
	var last graph.Revision
	for range kills {
		last = max(last, killed(t, path, size))
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
		require.NotZero(t, point, "it was killed after a checkpoint, or while another was written")
		require.NoError(t, store.Close())
	}
}

// killed starts a victim, kills it within some time after its first revision and a checkpoint, and returns the last revision
// that it said.
func killed(t *testing.T, path string, size int) (last graph.Revision) {
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), victimVariable+"="+path, checkpointsVariable+"="+saying, groupVariable+"="+strconv.Itoa(size))
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	child.Stderr = os.Stderr
	require.NoError(t, child.Start())
	lines := bufio.NewScanner(out)
	for said, doomed := false, false; lines.Scan(); {
		if text := strings.TrimSpace(lines.Text()); text == checkpointed {
			said = true
		} else {
			r, err := strconv.ParseUint(text, 10, 63)
			require.NoError(t, err, "the victim said %q", text)
			last = graph.Revision(r)
		}
		if said && last > 0 && !doomed {
			doomed = true
			time.AfterFunc(time.Duration(rand.Int64N(int64(60*time.Millisecond))), func() { _ = child.Process.Kill() })
		}
	}
	require.NoError(t, lines.Err())
	_ = child.Wait() // it was killed
	require.NotZero(t, last)
	return last
}
