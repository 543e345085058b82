package receiver_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/graph/sqlite"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
)

func newReceiver(t *testing.T) (*receiver.Receiver, *live.Catalog) {
	catalog, err := live.Open(t.Context(), memory.New())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, catalog.Close()) })
	return receiver.New(catalog), catalog
}

// Events of many senders at the same time lead to the graph that they lead to one by one.
func TestManySendersAtOnce(t *testing.T) {
	r, catalog := newReceiver(t)
	var senders sync.WaitGroup
	for sender := range 8 {
		senders.Go(func() {
			for i := range 10 {
				for _, fate := range r.Receive(context.Background(), fmt.Sprint("sender ", sender%3), sample(i), sample(i+200*(sender%4))) {
					if fate.Err != nil {
						t.Error(fate.Err)
					}
				}
			}
		})
	}
	senders.Wait()
	one, alone := newReceiver(t)
	for i := range 10 {
		for j := range 4 {
			require.NoError(t, one.Receive(t.Context(), "alone", sample(i+200*j))[0].Err)
		}
	}
	require.Equal(t, told(alone.Graph()), told(catalog.Graph()))
}

func told(g *graph.Graph) string {
	var b strings.Builder
	for record := range g.Records() {
		fmt.Fprintln(&b, record.Key, len(record.Claims))
		for _, v := range record.Effective() {
			fmt.Fprintln(&b, "  ", v.Attribute, v.Text, v.List)
		}
	}
	return b.String()
}

// An event that the catalog refuses does not keep out those that wait beside it.
func TestABadEventKeepsNobodyOut(t *testing.T) {
	r, catalog := newReceiver(t)
	broken := strings.Replace(string(sample(1)), `"runId":"0`, `"runId":"x`, 1)
	fates := r.Receive(t.Context(), "ada", sample(0), []byte(broken), []byte("{"), sample(2))
	require.NoError(t, fates[0].Err)
	require.Equal(t, graph.BadUserInput, graph.KindOf(fates[1].Err))
	var none *openlineage.NoEvent
	require.ErrorAs(t, fates[2].Err, &none)
	require.NoError(t, fates[3].Err)
	require.EqualValues(t, 1, catalog.Graph().Revision())
	letters, err := r.Letters(t.Context())
	require.NoError(t, err)
	require.Len(t, letters, 2)
}

// Whoever does not wait is told so, and the event was not taken; one that is being made durable is waited for.
func TestWhoDoesNotWait(t *testing.T) {
	r, catalog := newReceiver(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	fate := r.Receive(ctx, "ada", sample(0))[0]
	if fate.Err != nil {
		require.Equal(t, graph.Timeout, graph.KindOf(fate.Err))
		require.EqualValues(t, 0, catalog.Graph().Revision())
		return
	}
	require.EqualValues(t, 1, catalog.Graph().Revision())
}

func TestLettersAreBounded(t *testing.T) {
	r, _ := newReceiver(t)
	for i := range 1_300 {
		require.Error(t, r.Receive(t.Context(), "ada", fmt.Appendf(nil, `{"number":%d}`, i))[0].Err)
	}
	letters, err := r.Letters(t.Context())
	require.NoError(t, err)
	require.LessOrEqual(t, len(letters), 1_100)
	require.GreaterOrEqual(t, len(letters), 1_000)
}

// A run that says nothing new of lineage makes no commit, is durable all the same, and is known to the next process: the last run, what it
// read, and whose its id is.
func TestRunsOutliveTheProcess(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "catalog.db"))
	require.NoError(t, err)
	catalog, err := live.Open(t.Context(), store)
	require.NoError(t, err)
	defer func() { require.NoError(t, catalog.Close()) }()
	one := receiver.New(catalog)
	require.NoError(t, take(t, one, "01", "COMPLETE", 0, `"inputs":[{"namespace":"n","name":"a"}],"outputs":[{"namespace":"n","name":"x"}]`).Err)
	at := catalog.Graph().Revision()
	started := take(t, one, "02", "START", 1, `"inputs":[{"namespace":"n","name":"a"}]`)
	require.Equal(t, receiver.Fate{}, started, "it is news")
	require.Equal(t, receiver.Fate{Known: true}, take(t, one, "02", "START", 1, `"inputs":[ {"namespace":"n","name":"a"}]`), "but once")
	require.Equal(t, at, catalog.Graph().Revision())

	next := receiver.New(catalog)
	last, found, err := next.LastRun(t.Context(), graph.JobID("n", "j"))
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, receiver.Run{ID: runID("02"), State: "START", Time: time.Date(2026, 11, 28, 12, 1, 0, 0, time.UTC)}, last)
	other := strings.Replace(string(run("02", "START", 1, "")), `"name":"j"`, `"name":"k"`, 1)
	require.Equal(t, graph.Conflict, graph.KindOf(next.Receive(t.Context(), "ada", []byte(other))[0].Err))
	require.NoError(t, take(t, next, "02", "COMPLETE", 2, `"outputs":[{"namespace":"n","name":"y","facets":{"columnLineage":{"_producer":"p","_schemaURL":"s","fields":{}}}}]`).Err)
	require.NotNil(t, catalog.Graph().Record(graph.Key{Relation: graph.Feeds, From: graph.DatasetID("n", "a"), To: graph.DatasetID("n", "y")}), "what it read before flows to what it writes")
}

func runID(run string) string { return "01926f37-7b3b-7d11-9b1f-0000000000" + run }

// run returns an event of a run of the job j.
func run(id, state string, minute int, members string) []byte {
	if members != "" {
		members = "," + members
	}
	return fmt.Appendf(nil, `{"eventType":%q,"eventTime":"2026-11-28T12:%02d:00Z","producer":"p","schemaURL":"s","run":{"runId":%q},"job":{"namespace":"n","name":"j"}%s}`,
		state, minute, runID(id), members)
}

func take(t *testing.T, r *receiver.Receiver, id, state string, minute int, members string) receiver.Fate {
	t.Helper()
	return r.Receive(t.Context(), "ada", run(id, state, minute, members))[0]
}

// faulty is a catalog whose shelf fails as long as it is told to.
type faulty struct {
	*live.Catalog
	fails atomic.Bool
}

func (f *faulty) PutDocuments(ctx context.Context, shelf string, documents map[string]string) error {
	if f.fails.Load() {
		return &graph.Error{Kind: graph.Unavailable, Message: "not now"}
	}
	return f.Catalog.PutDocuments(ctx, shelf, documents)
}

// An event whose run could not be kept is not taken, and is kept once it is sent again, or another is.
func TestARunThatIsNotKeptIsNotTaken(t *testing.T) {
	_, catalog := newReceiver(t)
	shelf := &faulty{Catalog: catalog}
	r := receiver.New(shelf)
	require.NoError(t, take(t, r, "01", "COMPLETE", 0, "").Err)
	shelf.fails.Store(true)
	require.Equal(t, graph.Unavailable, graph.KindOf(take(t, r, "02", "COMPLETE", 1, "").Err))
	shelf.fails.Store(false)
	require.NoError(t, take(t, r, "02", "COMPLETE", 1, "").Err)
	last, _, err := receiver.New(catalog).LastRun(t.Context(), graph.JobID("n", "j"))
	require.NoError(t, err)
	require.Equal(t, runID("02"), last.ID)
}

// All or none: where one event is refused the others are withheld, and nothing is changed.
func TestAllOrNone(t *testing.T) {
	r, catalog := newReceiver(t)
	good, broken := run("01", "START", 0, ""), []byte(`{"eventTime":"never"}`)
	fates := r.ReceiveWhole(t.Context(), "ada", good, broken, good)
	require.True(t, fates[0].Withheld)
	require.False(t, fates[1].Withheld)
	require.Equal(t, graph.BadUserInput, graph.KindOf(fates[1].Err))
	require.True(t, fates[2].Withheld)
	require.Zero(t, catalog.Graph().Revision())
	letters, err := r.Letters(t.Context())
	require.NoError(t, err)
	require.Len(t, letters, 1, "what was withheld is none")

	renamed := []byte(strings.Replace(string(good), `"name":"j"`, `"name":"k"`, 1))
	require.ErrorContains(t, r.ReceiveWhole(t.Context(), "ada", good, renamed)[1].Err, `is used by the job "j"`)
	require.NoError(t, r.ReceiveWhole(t.Context(), "ada", renamed)[0].Err, "what was withheld keeps no run for its job")
	good = run("04", "START", 0, "")

	other := []byte(strings.Replace(string(good), `"namespace":"n"`, `"namespace":"m"`, 1))
	fates = r.ReceiveWhole(t.Context(), "ada", good, []byte(strings.Replace(string(other), runID("04"), runID("02"), 1)))
	require.ErrorContains(t, fates[1].Err, `the source "openlineage:m", others are of "openlineage:n"`)
	require.EqualValues(t, 1, catalog.Graph().Revision())

	require.Equal(t, []receiver.Fate{{}, {}}, r.ReceiveWhole(t.Context(), "ada", good, run("03", "COMPLETE", 1, "")))
	require.EqualValues(t, 2, catalog.Graph().Revision())
	require.Empty(t, r.ReceiveWhole(t.Context(), "ada"))
}

// A run that would make too many flows is refused the event that goes past them, by itself: beside others that come with it, and all or none.
func TestARunOfTooManyFlows(t *testing.T) {
	r, catalog := newReceiver(t)
	many := func(members, format string) string {
		items := make([]string, 300)
		for i := range items {
			items[i] = fmt.Sprintf(format, i)
		}
		return `"` + members + `":[` + strings.Join(items, ",") + `]`
	}
	read := run("01", "START", 0, many("inputs", `{"namespace":"n","name":"a%d"}`))
	wrote := run("01", "RUNNING", 1, many("outputs", `{"namespace":"n","name":"x%d","facets":{"columnLineage":{"_producer":"p","_schemaURL":"s","fields":{}}}}`))
	ended := run("01", "COMPLETE", 2, "")

	fates := r.ReceiveWhole(t.Context(), "ada", read, wrote, ended)
	require.Equal(t, graph.BadUserInput, graph.KindOf(fates[1].Err))
	require.False(t, fates[1].Withheld)
	require.True(t, fates[0].Withheld)
	require.True(t, fates[2].Withheld)
	require.Zero(t, catalog.Graph().Revision())
	_, heard, err := r.LastRun(t.Context(), graph.JobID("n", "j"))
	require.NoError(t, err)
	require.False(t, heard, "nothing of them is heard")

	fates = r.Receive(t.Context(), "ada", read, wrote, ended)
	require.NoError(t, fates[0].Err)
	require.ErrorContains(t, fates[1].Err, "more than 50000 flows")
	require.NoError(t, fates[2].Err)
	last, _, err := r.LastRun(t.Context(), graph.JobID("n", "j"))
	require.NoError(t, err)
	require.Equal(t, "COMPLETE", last.State)
	require.Zero(t, catalog.Graph().Count(graph.Writes))
	letters, err := r.Letters(t.Context())
	require.NoError(t, err)
	require.Len(t, letters, 1)
	require.Contains(t, letters[0].Reason, "The `lineage` facet can say which inputs an output comes from")
}

// What becomes of events is told, each once.
func TestWhatBecomesOfEventsIsTold(t *testing.T) {
	_, catalog := newReceiver(t)
	told := map[string]int{}
	var mu sync.Mutex
	count := func(word string) {
		mu.Lock()
		defer mu.Unlock()
		told[word]++
	}
	shelf := &faulty{Catalog: catalog}
	r := receiver.New(shelf, receiver.Watch{Received: func(o receiver.Outcome) { count(string(o)) }, Kept: count})
	take(t, r, "01", "START", 0, "")
	take(t, r, "01", "START", 0, "")
	r.Receive(t.Context(), "ada", []byte(`{"eventTime":"never"}`))
	shelf.fails.Store(true)
	take(t, r, "02", "START", 1, "")
	require.Equal(t, map[string]int{"taken": 1, "known": 1, "refused": 1, "delayed": 1, "BAD_USER_INPUT": 1}, told)
}
