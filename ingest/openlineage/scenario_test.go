package openlineage_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// taken folds all events in a folder of the scenarios, which real producers sent.
func taken(t *testing.T, pattern string) *catalog {
	files, err := filepath.Glob(filepath.Join(shared(t), "scenarios", pattern))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	c := newCatalog()
	for _, path := range files {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		e, err := openlineage.Decode(text)
		require.NoError(t, err, path)
		c.take(t, e)
	}
	return c
}

func TestASimpleRun(t *testing.T) {
	c := taken(t, "simple_run_event/events/*.json")
	require.Equal(t, []string{"job_name -> test.table.output", "test.table.input -> job_name"}, flows(c.graph))
}

func TestAirflow(t *testing.T) {
	c := taken(t, "airflow/events/*.json")
	for _, flow := range []string{"test.csv", "mock-project.test.upload", "mock-project.test.upload_cp", "copied.csv"} {
		require.Contains(t, told(c.graph), flow)
	}
	for n := range c.graph.Of(graph.Job) {
		require.NotEmpty(t, c.graph.Entity(n).Claims)
	}
}

func TestSparkColumns(t *testing.T) {
	c := taken(t, "CLL/events/*.json")
	g := c.graph
	require.Contains(t, told(g), "cll_source1")
	fields := 0
	for l := range g.Links(graph.Feeds) {
		if g.Kind(l.From) == graph.Field && g.Kind(l.To) == graph.Field {
			fields++
			require.NotEmpty(t, l.Via)
		}
	}
	require.Positive(t, fields, "columns flow to columns")
}

// The dbt scenario has only the parts of events that its producer is held to; here they become whole, and are taken.
func TestDbtFragments(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t), "scenarios/dbt/csv_to_postgres/events/*/*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	c := newCatalog()
	for _, path := range files {
		event := read(t, path)
		event["eventTime"], event["producer"], event["schemaURL"] = "2026-11-28T12:00:00Z", "p", "s"
		event["run"] = map[string]any{"runId": "01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10"}
		completeFacets(event)
		text, err := json.Marshal(event)
		require.NoError(t, err)
		e, err := openlineage.Decode(text)
		require.NoError(t, err, path)
		c.take(t, e)
	}
	require.Contains(t, flows(c.graph), "dbt_test.main.raw_customers.email -> dbt_test.main.stg_customers.email via dbt_test.main.openlineage_compatibility_test.stg_customers")
}

// completeFacets gives each facet what all have alike.
func completeFacets(value any) {
	switch v := value.(type) {
	case map[string]any:
		if facets, is := v["facets"].(map[string]any); is {
			for _, f := range facets {
				f.(map[string]any)["_producer"], f.(map[string]any)["_schemaURL"] = "p", "s"
			}
		}
		for _, member := range v {
			completeFacets(member)
		}
	case []any:
		for _, item := range v {
			completeFacets(item)
		}
	}
}

func TestTheSpecificationsInvalidEventsAreRefusedWithThePath(t *testing.T) {
	for file, path := range map[string]string{
		"event_invalid_dataset_facet":        "outputs[0].facets.ownership.owners[0].name is missing",
		"event_invalid_input_dataset_facet":  "inputs[0].inputFacets.dataQualityMetrics.columnMetrics is missing",
		"event_invalid_job_facet":            "job.facets.ownership.owners[0].name is missing",
		"event_invalid_output_dataset_facet": "outputs[0].outputFacets.outputStatistics.rowCount must be a whole number",
		"event_invalid_run_facet":            "run.facets.parent.run.runId is missing",
		"event_no_run_id":                    "run.runId is missing",
	} {
		text, err := os.ReadFile(filepath.Join(shared(t), "invalid", file+".json"))
		require.NoError(t, err)
		_, err = openlineage.Decode(text)
		require.EqualError(t, err, path, file)
	}
	for _, file := range []string{"event_full.json", "event_simple.json"} {
		text, err := os.ReadFile(filepath.Join(shared(t), file))
		require.NoError(t, err)
		_, err = openlineage.Decode(text)
		require.NoError(t, err, file)
	}
}

// Whatever is sent is refused or becomes claims that a graph takes, and takes once.
func FuzzEvents(f *testing.F) {
	for _, e := range []string{
		`{"eventTime":"2026-11-28T12:00:00Z","producer":"p","schemaURL":"s","run":{"runId":"01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10"},"job":{"namespace":"n","name":"j"},"inputs":[{"namespace":"n","name":"a"}],"outputs":[{"namespace":"n","name":"x","facets":{"columnLineage":{"_producer":"p","_schemaURL":"s","fields":{"k":{"inputFields":[{"namespace":"n","name":"a","field":"k"}]}},"dataset":[{"namespace":"n","name":"a","field":"d"}]},"symlinks":{"_producer":"p","_schemaURL":"s","identifiers":[{"namespace":"n","name":"a","type":"TABLE"}]}}}]}`,
		`{"eventTime":"2026-11-28T12:00:00Z","producer":"p","schemaURL":"s","job":{"namespace":"n","name":"j","facets":{"lineage":{"_producer":"p","_schemaURL":"s","entries":[{"type":"JOB","inputs":[{"type":"JOB"}]},{"namespace":"n","name":"x","type":"DATASET","fields":{"a":{"inputs":[]}}}]}}}}`,
		`{"eventTime":"2026-11-28T12:00:00Z","producer":"p","schemaURL":"s","dataset":{"namespace":"n","name":"j"}}`, `[]`, `{"run":{},"job":1}`,
		`{"eventTime":"0001-01-01T00:00:00Z","eventType":"FAIL","producer":"p","schemaURL":"s","run":{"runId":"01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10","facets":{"parent":{"_producer":"p","_schemaURL":"s","run":{"runId":"01926f37-7b3b-7d11-9b1f-3a0d6c3e9f11"},"job":{"namespace":"n","name":"p"}}}},"job":{"namespace":"n","name":"j"},"inputs":[{"namespace":"n","name":"a"}],"outputs":[{"namespace":"n","name":"a"}]}`,
		`{"eventTime":"2026-11-28T12:00:00+14:00","producer":"p","schemaURL":"s","dataset":{"namespace":"n","name":"a","facets":{"symlinks":{"_producer":"p","_schemaURL":"s","identifiers":[{"namespace":"n","name":"a","type":"TABLE"},{"namespace":"m","name":"b","type":"LOCATION"}]},"lifecycleStateChange":{"_producer":"p","_schemaURL":"s","lifecycleStateChange":"RENAME","previousIdentifier":{"namespace":"m","name":"b"}},"schema":{"_producer":"p","_schemaURL":"s","fields":[{"name":"k","fields":[{"name":"l"}]}]},"ownership":{"_producer":"p","_schemaURL":"s","owners":[{"name":"team:t","type":"OWNER"}]},"tags":{"_deleted":true}}}}`,
		`{"eventTime":"2026-02-30T00:00:00Z"}`, `{"run":{"runId":"a","runId":"b"}}`, "\"\xff\"", ``,
	} {
		f.Add([]byte(e))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		e, err := openlineage.Decode(text)
		if err != nil {
			require.NotEmpty(t, err.Error())
			return
		}
		c := newCatalog()
		c.take(t, e)
		require.Empty(t, c.take(t, e))
	})
}
