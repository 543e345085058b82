package receiver_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
)

// logged is a catalog that keeps what each commit changed, and when.
type logged struct {
	*live.Catalog
	log []*graph.Commit
}

func (l *logged) Apply(ctx context.Context, r live.Request) (live.Applied, error) {
	applied, err := l.Catalog.Apply(ctx, r)
	if applied.Commit != nil {
		l.log = append(l.log, applied.Commit)
	}
	return applied, err
}

// Jobs of all sorts run each half hour for ten days, some of which fail always or now and then, at a server that is started again each
// third day. Each claim is touched at most once a day; besides, the log has what is new, and how runs ended where that changes.
func TestTheLogGrowsByAtMostOneTouchOfAClaimADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		catalog, err := live.Open(t.Context(), memory.New())
		require.NoError(t, err)
		defer func() { require.NoError(t, catalog.Close()) }()
		shelf := &logged{Catalog: catalog}
		const days = 10
		var r *receiver.Receiver
		for half := range days * 48 {
			if half%(3*48) == 0 {
				r = receiver.New(shelf)
			}
			for _, text := range halfHourly(half, time.Now()) {
				for _, fate := range r.Receive(t.Context(), "ada", text, text) {
					require.NoError(t, fate.Err)
				}
			}
			time.Sleep(30 * time.Minute)
		}
		touched, told := map[string]int{}, map[graph.Key]int{}
		for _, commit := range shelf.log {
			for _, change := range commit.Changes {
				if day := commit.Time.Format(time.DateOnly); isTouch(change) {
					touched[fmt.Sprint(day, change.Key())]++
				} else {
					told[change.Key()]++
				}
			}
		}
		require.Greater(t, len(touched), 20*(days-1))
		for claim, n := range touched {
			require.Equal(t, 1, n, claim)
		}
		require.Greater(t, len(told), 20)
		for key, n := range told {
			most := 3 // it is new; its origin may be another when the run ended; what is known of it changed
			if key == graph.EntityKey(graph.JobID("n", "flaky")) {
				most += 2 * days // it fails once a day
			}
			require.LessOrEqual(t, n, most, key)
		}
	})
}

// isTouch reports whether a change says what was said before: values but the note, and of whom.
func isTouch(c graph.Change) bool {
	if c.Before == nil || c.After == nil || len(c.Before.Claims) == 0 {
		return false
	}
	said := func(r *graph.Record) []graph.Value {
		return slices.DeleteFunc(slices.Clone(r.Claims[0].Values), func(v graph.Value) bool { return v.Attribute == graph.AttrNote })
	}
	return slices.EqualFunc(said(c.Before), said(c.After), func(v, w graph.Value) bool {
		return v.Attribute == w.Attribute && v.Text == w.Text && slices.Equal(v.List, w.List)
	}) && c.Before.Claims[0].LastSeen.Format(time.DateOnly) != c.After.Claims[0].LastSeen.Format(time.DateOnly)
}

// halfHourly returns the events of a half hour: START, which says all, and the end of a run of each job, and what a JobEvent and a
// DatasetEvent say.
func halfHourly(half int, now time.Time) [][]byte {
	const meta = `"_producer":"p","_schemaURL":"s"`
	schema := `"schema":{` + meta + `,"fields":[{"name":"k","type":"int"},{"name":"l"}]}`
	columns := `"columnLineage":{` + meta + `,"fields":{"k":{"inputFields":[{"namespace":"n","name":"a","field":"k"}]}}}`
	dataset := func(name, facets string) string {
		return fmt.Sprintf(`{"namespace":"n","name":%q,"facets":{%s}}`, name, facets)
	}
	explicit := `"facets":{"lineage":{` + meta + `,"entries":[{"namespace":"n","name":"e","type":"DATASET","inputs":[{"namespace":"n","name":"a","type":"DATASET"}]}]}}`
	at := func(minutes int) string { return now.Add(time.Duration(minutes) * time.Minute).Format(time.RFC3339) }
	both := `"inputs":[` + dataset("a", schema) + `],"outputs":[` + dataset("%s", schema+","+columns) + `]`
	var events [][]byte
	add := func(format string, args ...any) { events = append(events, fmt.Appendf(nil, format, args...)) }
	for i, job := range []string{"steady", "flaky", "failing", "through", "explicit"} {
		members, facets, ends := fmt.Sprintf(both, job+".out"), "", "COMPLETE"
		switch job {
		case "flaky":
			if half%48 == 7 {
				ends = "FAIL"
			}
		case "failing":
			ends = "FAIL"
		case "through":
			members = `"inputs":[` + dataset("a", "") + `],"outputs":[` + dataset("through.out", "") + `]`
		case "explicit":
			members, facets = `"outputs":[{"namespace":"n","name":"e"}]`, ","+explicit
		}
		for minutes, state := range []string{"START", ends} {
			if state == "FAIL" {
				members = `"inputs":[]`
			}
			add(`{"eventType":%q,"eventTime":%q,"producer":"p","schemaURL":"s","run":{"runId":"01926f37-7b3b-7d11-9b1f-%012d"},"job":{"namespace":"n","name":%q%s},%s}`,
				state, at(minutes), 10*half+i, job, facets, members)
		}
	}
	add(`{"eventTime":%q,"producer":"p","schemaURL":"s","job":{"namespace":"n","name":"designed"},"inputs":[%s],"outputs":[%s]}`, at(0), dataset("a", ""), dataset("d", ""))
	add(`{"eventTime":%q,"producer":"p","schemaURL":"s","dataset":%s}`, at(0), dataset("alone", schema+`,"documentation":{`+meta+`,"description":"by itself"}`))
	return events
}
