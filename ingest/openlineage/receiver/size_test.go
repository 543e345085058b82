package receiver_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/live"
	"github.com/headwater-catalog/headwater/graph/memory"
	"github.com/headwater-catalog/headwater/ingest/openlineage/receiver"
)

// What events cost in the log, as docs/sources/openlineage.md says: an input that is new to the catalog is three records, one that is new to the job
// two, however many there are, and what is said again nothing.
func TestWhatAnInputCostsInTheLog(t *testing.T) {
	const inputs = 900
	store := memory.New()
	catalog, err := live.Open(t.Context(), store)
	require.NoError(t, err)
	defer func() { require.NoError(t, catalog.Close()) }()
	r := receiver.New(catalog)
	takeRun(t, r, "10", "first", inputs)
	takeRun(t, r, "11", "first", inputs) // the same, said again
	takeRun(t, r, "12", "second", inputs)
	var log []*graph.Commit
	for c, err := range store.Log(t.Context(), 0) {
		require.NoError(t, err)
		log = append(log, c)
	}
	require.Len(t, log, 2)
	const job = 1 + 2         // the job; that it writes the table, and that this comes from it
	const aRecord = 280       // bytes, at most
	const marks = inputs * 14 // of what the run read, noted with the job
	require.Len(t, log[0].Changes, 3*inputs+job+1, "a dataset, that the job reads it, and that it flows; the table once")
	require.Len(t, log[1].Changes, 2*inputs+job, "the datasets and the table are known")
	for _, c := range log {
		encoded, err := c.Encode()
		require.NoError(t, err)
		require.Less(t, len(encoded), marks+aRecord*len(c.Changes))
	}
}

// takeRun has a run be taken of a job that reads some tables, always the same, and writes one.
func takeRun(t *testing.T, r *receiver.Receiver, run, job string, inputs int) {
	t.Helper()
	tables := make([]string, inputs)
	for i := range tables {
		tables[i] = fmt.Sprintf(`{"namespace":"postgres://warehouse:5432","name":"raw.table_%d"}`, i)
	}
	fate := r.Receive(t.Context(), "sender", fmt.Appendf(nil, `{"eventType":"COMPLETE","eventTime":"2026-11-28T10:00:00Z","producer":"https://example.com",
		"schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent","run":{"runId":%q},"job":{"namespace":"warehouse","name":%q},
		"inputs":[%s],"outputs":[{"namespace":"postgres://warehouse:5432","name":"mart.table"}]}`, runID(run), job, strings.Join(tables, ",")))[0]
	require.NoError(t, fate.Err)
}
