package receiver_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/neo4j"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
)

// takerVariable holds the address of a Neo4j: this process takes events into it.
const takerVariable = "HEADWATER_TEST_TAKER"

func TestMain(m *testing.M) {
	if address := os.Getenv(takerVariable); address != "" {
		takeAll(address)
		return
	}
	code := m.Run()
	if err := neo4jtest.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

var login = neo4j.Login{User: neo4jtest.User, Password: neo4jtest.Password}

// senders is how many send to a server at a time.
const senders = 8

// takeAll takes the events that come, a line each: a number and the event. It answers with the number and what became of it: "taken",
// "again" where it is to be sent again, or else why it is refused.
func takeAll(address string) {
	catalog, err := openNeo4j(context.Background(), address)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	r := receiver.New(catalog)
	lines := make(chan string)
	var sending sync.WaitGroup
	for sender := range senders {
		sending.Go(func() {
			for line := range lines {
				number, event, _ := strings.Cut(line, " ")
				fate := r.Receive(context.Background(), fmt.Sprint("sender ", sender%3), []byte(event))[0]
				fmt.Println(number, toldOf(fate)) // one write, so lines are whole
			}
		})
	}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		lines <- in.Text()
	}
	close(lines)
	sending.Wait()
}

func toldOf(fate receiver.Fate) string {
	switch graph.KindOf(fate.Err) {
	case "":
		return "taken"
	case graph.Unavailable, graph.Timeout:
		return "again"
	}
	return fate.Err.Error()
}

// openNeo4j opens the catalog in a Neo4j, however long that takes to answer: two servers that begin it at the same time are in each other's way.
func openNeo4j(ctx context.Context, address string) (*live.Catalog, error) {
	for {
		store, err := neo4j.Open(ctx, address, login)
		if err == nil {
			var catalog *live.Catalog
			if catalog, err = live.Open(ctx, store); err == nil {
				return catalog, nil
			}
			err = errors.Join(err, store.Close())
		}
		if graph.KindOf(err) != graph.Unavailable {
			return nil, err
		}
	}
}

// runs returns the events of runs of as many jobs, three each, in the order in which they happened: what a run reads and writes it says
// bit by bit, and no other run has to do with it.
func runs(jobs int) (events []string) {
	dataset := func(kind string, job, i int) string {
		return fmt.Sprintf(`[{"namespace":"n","name":"%s_%d_%d"}]`, kind, job, i)
	}
	for i, state := range []string{"START", "RUNNING", "COMPLETE"} {
		for job := range jobs {
			events = append(events, fmt.Sprintf(`{"eventType":%q,"eventTime":"2026-11-28T10:%02d:00Z","producer":"p","schemaURL":"s",`+
				`"run":{"runId":"01926f37-7b3b-7d11-9b1f-%012d"},"job":{"namespace":"n","name":"job_%d"},"inputs":%s,"outputs":%s}`,
				state, i, job, job, dataset("in", job, i), dataset("out", job, i)))
		}
	}
	return events
}

// outcome is what senders were told of events, by their numbers.
type outcome struct {
	mu      sync.Mutex
	taken   map[int]bool
	refused []string
}

// told notes a server's answer.
func (o *outcome) told(line string) {
	number, became, _ := strings.Cut(strings.TrimSpace(line), " ")
	var n int
	_, err := fmt.Sscan(number, &n)
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case err == nil && became == "taken":
		o.taken[n] = true
	case err != nil || became != "again":
		o.refused = append(o.refused, line)
	}
}

// taker is a server in a process of its own, and what it is sent.
type taker struct {
	process *exec.Cmd
	third   chan struct{} // closed once a third of what it is sent is answered
	ended   chan struct{}
}

// startTaker starts a server, and has some events be sent to it.
func startTaker(t *testing.T, address string, events []string, send []int, out *outcome) *taker {
	process := exec.Command(os.Args[0], "-test.run=^$")
	process.Env = append(os.Environ(), takerVariable+"="+address)
	process.Stderr = os.Stderr
	in, err := process.StdinPipe()
	require.NoError(t, err)
	answers, err := process.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, process.Start())
	server := &taker{process, make(chan struct{}), make(chan struct{})}
	go func() {
		defer in.Close()
		for _, n := range send {
			if _, err := fmt.Fprintln(in, n, events[n]); err != nil {
				return // it was killed
			}
		}
	}()
	go func() {
		defer close(server.ended)
		lines := bufio.NewReader(answers)
		for answered := 1; ; answered++ {
			line, err := lines.ReadString('\n')
			if err == io.EOF { // a line that is cut off was not heard
				return
			}
			out.told(line)
			if answered == len(send)/3 {
				close(server.third)
			}
		}
	}()
	return server
}

// wait returns when the server has answered all, or was killed.
func (s *taker) wait() {
	<-s.ended
	_ = s.process.Wait() // it may have been killed
}

// TestNothingTakenIsLostInNeo4j has many senders send events, in any order and some of them again, to two servers on one Neo4j, one of which
// is killed, and then to two others, while Neo4j is. What senders were told is taken is there after each; and once the rest was sent again all is
// as if the events had come one by one.
func TestNothingTakenIsLostInNeo4j(t *testing.T) {
	database := neo4jtest.Shared(t)
	jobs, faults := 20, 2
	if os.Getenv("HEADWATER_SOAK") != "" {
		jobs, faults = 200, 20
	}
	events := runs(jobs)
	out := &outcome{taken: map[int]bool{}}
	for fault := range faults {
		send := rest(events, out, len(events)/2)
		first := startTaker(t, database.Address(), events, send[:len(send)/2], out)
		second := startTaker(t, database.Address(), events, send[len(send)/2:], out)
		select {
		case <-first.third:
		case <-first.ended:
			require.Fail(t, "the server ended by itself", out.refused)
		}
		if fault%2 == 0 {
			require.NoError(t, first.process.Process.Kill())
		} else {
			database.Kill(t)
			database.Restart(t)
		}
		first.wait()
		second.wait()
		require.Empty(t, out.refused)
		kept(t, database, events, out)
	}
	t.Logf("%d of %d events taken in spite of %d faults", len(out.taken), len(events), faults)
	startTaker(t, database.Address(), events, rest(events, out, 0), out).wait()
	require.Empty(t, out.refused)
	require.Len(t, out.taken, len(events))

	one, alone := newReceiver(t)
	for _, event := range events {
		require.NoError(t, one.Receive(t.Context(), "alone", []byte(event))[0].Err)
	}
	require.Equal(t, told(alone.Graph()), told(kept(t, database, events, out)))
}

// rest returns the events that no sender was told are taken, and some that were, in any order.
func rest(events []string, out *outcome, again int) (send []int) {
	for n := range events {
		if !out.taken[n] {
			send = append(send, n)
		}
	}
	for range again {
		send = append(send, rand.IntN(len(events)))
	}
	rand.Shuffle(len(send), func(i, j int) { send[i], send[j] = send[j], send[i] })
	return send
}

// kept checks that what events say that were taken is in Neo4j.
func kept(t *testing.T, database *neo4jtest.Server, events []string, out *outcome) *graph.Graph {
	catalog, err := openNeo4j(t.Context(), database.Address())
	require.NoError(t, err)
	defer func() { require.NoError(t, catalog.Close()) }()
	g := catalog.Graph()
	jobs := len(events) / 3
	for n := range out.taken {
		for _, kind := range []string{"in", "out"} {
			name := fmt.Sprintf("%s_%d_%d", kind, n%jobs, n/jobs)
			_, there := g.Node(graph.DatasetID("n", name))
			require.True(t, there, "%s was taken and is lost", name)
		}
	}
	return g
}
