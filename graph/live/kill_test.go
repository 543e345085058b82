package live_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/sqlite"
)

const (
	victimVariable = "HEADWATER_TEST_VICTIM" // the catalog's path: this process is the one to be killed
	writers        = 8
)

// victim applies changes from several writers, each of which says "ack NAME" once it was told that its change is durable.
func victim(path string) {
	c, err := openSQLite(path)
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	first := c.Graph().Revision()
	for w := range writers {
		go func() {
			for i := 0; ; i++ {
				name := fmt.Sprintf("run-%s-writer-%d-%d", first, w, i)
				r := live.Request{Actor: "victim", Source: graph.People, OperationID: name, Edits: pair(name)}
				if _, err := c.Apply(context.Background(), r); err != nil {
					fmt.Println("failed", err)
					os.Exit(1)
				}
				fmt.Println("ack", name) // one write, so lines are whole
			}
		}()
	}
	select {}
}

func openSQLite(path string) (*live.Catalog, error) {
	store, err := sqlite.Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	return live.Open(context.Background(), store)
}

// pair are edits that belong together: two entities and a flow.
func pair(name string) []graph.Edit {
	left, right := graph.ID("domain:"+name+"/left"), graph.ID("domain:"+name+"/right")
	text := []graph.Value{{Attribute: graph.AttrDescription, Text: strings.Repeat("long ", 400)}}
	return []graph.Edit{
		graph.Put{ID: left, Values: text}, graph.Put{ID: right, Values: text},
		graph.Join{Relation: graph.Feeds, From: left, To: right},
	}
}

// TestKilledAtAnyMoment kills a process that writes, again and again over one file: what it was told is durable is
// there, nothing is there by half, and what nobody was told of is at most what was under way.
func TestKilledAtAnyMoment(t *testing.T) {
	kills := 40
	if os.Getenv("HEADWATER_SOAK") != "" {
		kills = 200
	}
	if testing.Short() {
		kills = 5
	}
	path := filepath.Join(t.TempDir(), "catalog.db")
	acknowledged := map[string]bool{}
	for range kills {
		before := len(acknowledged)
		killOne(t, path, acknowledged)
		require.Greater(t, len(acknowledged), before, "it came to writing")
		survived(t, path, acknowledged)
	}
	t.Logf("%d kills, %d acknowledged", kills, len(acknowledged))
}

// killOne starts a victim and kills it some time after its first acknowledgment.
func killOne(t *testing.T, path string, acknowledged map[string]bool) {
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), victimVariable+"="+path)
	out, err := child.StdoutPipe()
	require.NoError(t, err)
	child.Stderr = os.Stderr
	require.NoError(t, child.Start())
	lines := bufio.NewReader(out)
	var once sync.Once
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		name, ok := strings.CutPrefix(strings.TrimSpace(line), "ack ")
		require.True(t, ok, "the victim said %q", line)
		acknowledged[name] = true
		once.Do(func() {
			time.AfterFunc(time.Duration(rand.Int64N(int64(60*time.Millisecond))), func() { _ = child.Process.Kill() })
		})
	}
	_ = child.Wait() // it was killed
}

// survived checks what is in the file against what was acknowledged.
func survived(t *testing.T, path string, acknowledged map[string]bool) {
	store, err := sqlite.Open(t.Context(), path)
	require.NoError(t, err)
	defer store.Close()
	require.NoError(t, store.Verify(t.Context()))
	present := map[string]bool{}
	for commit, err := range store.Log(t.Context(), 0) {
		require.NoError(t, err)
		require.Len(t, commit.Changes, 3, "revision %s is whole", commit.Revision)
		present[commit.OperationID] = true
	}
	for name := range acknowledged {
		require.True(t, present[name], "%s was acknowledged and is lost", name)
	}
	unheard := 0
	for name := range present {
		if !acknowledged[name] {
			unheard++
			acknowledged[name] = true // from now on it must stay
		}
	}
	require.LessOrEqual(t, unheard, writers, "commits that nobody was told of")
	g, err := graph.New(store.Load(t.Context()))
	require.NoError(t, err)
	require.Equal(t, graph.Revision(len(present)), g.Revision())
	require.Equal(t, 2*len(present), g.Len())
	require.Equal(t, len(present), g.Count(graph.Feeds))
}
