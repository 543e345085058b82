package neo4j_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j"
)

// replicaVariable holds Neo4j's address where this process is a server of the catalog that carries out orders.
const replicaVariable = "HEADWATER_TEST_REPLICA"

// serveOrders reads orders, a line each, and writes outcomes until there are no more orders.
func serveOrders(address string) {
	store, err := neo4j.Open(context.Background(), address, login)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	c, err := live.Open(context.Background(), store)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("ready")
	var under sync.WaitGroup
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var o order
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		under.Go(func() {
			got := carryOut(c, o)
			got.Number = o.Number
			line, _ := json.Marshal(got)
			_, _ = os.Stdout.Write(append(line, '\n')) // one write, so lines are whole
		})
	}
	under.Wait()
	_ = c.Close()
	os.Exit(0)
}

func register(n int) graph.ID { return graph.ID(fmt.Sprintf("domain:register-%d", n)) }

func carryOut(c *live.Catalog, o order) outcome {
	if o.Value == "" {
		return readRegister(c, o)
	}
	a, err := c.Apply(context.Background(), live.Request{
		Actor: "client", Source: graph.People, OperationID: o.Operation, IfRevision: o.IfRevision,
		Edits: []graph.Edit{graph.Put{ID: register(o.Register), Values: []graph.Value{{Attribute: graph.AttrDescription, Text: o.Value}}}},
	})
	if err != nil {
		return failed(err)
	}
	return outcome{Revision: a.Commit.Revision, Previous: described(a.Commit.Changes[0].Before)}
}

func readRegister(c *live.Catalog, o order) outcome {
	g, err := c.AtLeast(context.Background(), o.AtLeast)
	if err != nil {
		return failed(err)
	}
	got := outcome{Revision: g.Revision()}
	if n, there := g.Node(register(o.Register)); there {
		got.Previous = g.Entity(n).Description
	}
	return got
}

func failed(err error) outcome { return outcome{Error: graph.KindOf(err), Message: err.Error()} }

// described returns the description that a record gives, "" where there is none.
func described(r *graph.Record) string {
	if r == nil {
		return ""
	}
	return r.Entity().Description
}

// replica is a server in a process of its own.
type replica struct {
	process *exec.Cmd
	orders  io.WriteCloser
	mu      sync.Mutex
	next    int
	waiting map[int]chan outcome // nil once the process is gone
	ended   chan struct{}
}

var errGone = errors.New("the server is gone")

// startReplica starts a server on a Neo4j. It ends with the test.
func startReplica(t *testing.T, address string) *replica {
	t.Helper()
	r := &replica{process: exec.Command(os.Args[0], "-test.run=^$"), waiting: map[int]chan outcome{}, ended: make(chan struct{})}
	r.process.Env = append(os.Environ(), replicaVariable+"="+address)
	r.process.Stderr = os.Stderr
	var err error
	r.orders, err = r.process.StdinPipe()
	require.NoError(t, err)
	out, err := r.process.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, r.process.Start())
	lines := bufio.NewScanner(out)
	ready := lines.Scan() && lines.Text() == "ready"
	go r.listen(lines)
	t.Cleanup(func() {
		r.orders.Close()
		r.signal(syscall.SIGCONT)
		<-r.ended
	})
	require.True(t, ready, "the server says that it is ready")
	return r
}

// listen hands out the outcomes until the process is gone.
func (r *replica) listen(lines *bufio.Scanner) {
	defer close(r.ended)
	for lines.Scan() {
		var got outcome
		if json.Unmarshal(lines.Bytes(), &got) != nil {
			continue // half a line of one that was killed
		}
		r.mu.Lock()
		answer := r.waiting[got.Number]
		delete(r.waiting, got.Number)
		r.mu.Unlock()
		if answer != nil {
			answer <- got
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, answer := range r.waiting {
		close(answer)
	}
	r.waiting = nil
	_ = r.process.Wait() // it may have been killed
}

// ask returns a server's answer, or errGone where the process ends before.
func (r *replica) ask(o order) (outcome, error) {
	answer := make(chan outcome, 1)
	r.mu.Lock()
	if r.waiting == nil {
		r.mu.Unlock()
		return outcome{}, errGone
	}
	r.next++
	o.Number = r.next
	r.waiting[o.Number] = answer
	line, err := json.Marshal(o)
	if err == nil {
		_, err = r.orders.Write(append(line, '\n'))
	}
	r.mu.Unlock()
	if err != nil {
		return outcome{}, errGone
	}
	got, answered := <-answer
	if !answered {
		return outcome{}, errGone
	}
	return got, nil
}

func (r *replica) signal(s syscall.Signal) { _ = r.process.Process.Signal(s) }
