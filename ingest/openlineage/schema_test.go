package openlineage_test

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/ingest/openlineage"
)

// shared returns the folder of the specification's own files beside the repository, and skips where there is none.
func shared(t *testing.T) string {
	t.Helper()
	folder, err := filepath.Abs("../../../shared/data/openlineage")
	require.NoError(t, err)
	if _, err := os.Stat(folder); err != nil {
		t.Skip("SKIPPED: the specification's schemas and events are not at ../shared/data/openlineage, so nothing is held against them")
	}
	return folder
}

// schemas are the specification's JSON Schemas: of events, and of each facet, by the member that it stands in and its name.
type schemas struct {
	event  *jsonschema.Schema
	facets map[string]map[string]*jsonschema.Schema
}

func compiled(t *testing.T) schemas {
	folder := shared(t)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	c.RegisterFormat(&jsonschema.Format{Name: "uri", Validate: func(v any) error { // relative ones are let in
		s, _ := v.(string)
		_, err := url.Parse(s)
		return err
	}})
	add := func(path string) string {
		content, err := os.ReadFile(path)
		require.NoError(t, err)
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		require.NoError(t, err)
		id := document.(map[string]any)["$id"].(string)
		require.NoError(t, c.AddResource(id, document))
		return id
	}
	core := add(filepath.Join(folder, "spec/OpenLineage.json"))
	s := schemas{facets: map[string]map[string]*jsonschema.Schema{"run": {}, "job": {}, "dataset": {}, "inputFacets": {}, "outputFacets": {}}}
	files, err := filepath.Glob(filepath.Join(folder, "spec/facets/*.json"))
	require.NoError(t, err)
	ids := map[string]string{}
	for _, path := range files {
		ids[strings.TrimSuffix(filepath.Base(path), ".json")] = add(path)
	}
	s.event, err = c.Compile(core)
	require.NoError(t, err)
	for name, id := range ids {
		compiled, err := c.Compile(id)
		require.NoError(t, err)
		for member := range compiled.Properties {
			for _, where := range placesOf(name) {
				s.facets[where][member] = compiled
			}
		}
	}
	return s
}

// placesOf returns in which members a facet stands, by the name of its schema.
func placesOf(schema string) []string {
	switch {
	case schema == "LineageFacet":
		return []string{"job", "dataset"}
	case schema == "BaseSubsetDatasetFacet":
		return []string{"inputFacets", "outputFacets"}
	case schema == "DataQualityAssertionsDatasetFacet", strings.HasSuffix(schema, "InputDatasetFacet"):
		return []string{"inputFacets"}
	case strings.HasSuffix(schema, "OutputDatasetFacet"):
		return []string{"outputFacets"}
	case strings.HasSuffix(schema, "RunFacet"):
		return []string{"run"}
	case strings.HasSuffix(schema, "JobFacet"):
		return []string{"job"}
	}
	return []string{"dataset"}
}

// accepts reports whether the schemas accept an event with all its facets.
func (s schemas) accepts(event map[string]any) bool {
	if s.event.Validate(event) != nil {
		return false
	}
	ok := s.acceptsFacets("run", event["run"], "facets") && s.acceptsFacets("job", event["job"], "facets") && s.acceptsFacets("dataset", event["dataset"], "facets")
	if _, isRun := event["run"]; isRun { // a dataset beside a run says nothing
		ok = s.acceptsFacets("run", event["run"], "facets") && s.acceptsFacets("job", event["job"], "facets")
	}
	for member, own := range map[string]string{"inputs": "inputFacets", "outputs": "outputFacets"} {
		items, _ := event[member].([]any)
		for _, d := range items {
			ok = ok && s.acceptsFacets("dataset", d, "facets") && s.acceptsFacets(own, d, own)
		}
	}
	return ok
}

func (s schemas) acceptsFacets(where string, of any, member string) bool {
	object, _ := of.(map[string]any)
	facets, _ := object[member].(map[string]any)
	for name, f := range facets {
		if schema := s.facets[where][name]; schema != nil && schema.Validate(map[string]any{name: f}) != nil {
			return false
		}
	}
	return true
}

// exemplars are events that have each of the specification's own facets, in its place.
func exemplars(t *testing.T, s schemas) []map[string]any {
	folder := shared(t)
	files, err := filepath.Glob(filepath.Join(folder, "spec/tests/*/*.json"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var events []map[string]any
	for _, path := range files {
		for name, f := range read(t, path) {
			for _, where := range placesOf(filepath.Base(filepath.Dir(path))) {
				event := withFacet(where, name, f)
				if s.accepts(event) { // a facet of jobs is none of datasets
					events = append(events, event)
				}
			}
		}
	}
	for _, path := range []string{"event_simple.json", "spec/tests/example_full_event.json"} {
		events = append(events, read(t, filepath.Join(folder, path)))
	}
	require.Greater(t, len(events), len(files)*3/4)
	return events
}

func read(t *testing.T, path string) map[string]any {
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
	require.NoError(t, err)
	return value.(map[string]any)
}

func withFacet(where, name string, facet any) map[string]any {
	facets := map[string]any{name: facet}
	run, job := map[string]any{"runId": "01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10"}, map[string]any{"namespace": "n", "name": "j"}
	d := map[string]any{"namespace": "n", "name": "d"}
	event := map[string]any{"eventTime": "2026-11-28T12:00:00Z", "producer": "https://example.com/p", "schemaURL": "https://example.com/s",
		"eventType": "COMPLETE", "run": run, "job": job, "inputs": []any{}, "outputs": []any{}}
	switch where {
	case "run":
		run["facets"] = facets
	case "job":
		job["facets"] = facets
	case "dataset":
		d["facets"], event["outputs"] = facets, []any{d}
	case "inputFacets":
		d[where], event["inputs"] = facets, []any{d}
	case "outputFacets":
		d[where], event["outputs"] = facets, []any{d}
	}
	return event
}

// What the specification's schemas refuse is refused, and what they accept is accepted: of the specification's own examples with
// members left out, replaced and added at random.
func TestDecodeAgreesWithTheSchemas(t *testing.T) {
	s := compiled(t)
	examples := exemplars(t, s)
	refused, accepted := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		event := cloned(t, rapid.SampledFrom(examples).Draw(rt, "event"))
		for range rapid.IntRange(0, 2).Draw(rt, "changes") {
			mutate(rt, event)
		}
		text, err := json.Marshal(event)
		require.NoError(rt, err)
		if excepted(string(text)) {
			return
		}
		_, err = openlineage.Decode(text)
		if s.accepts(event) {
			accepted++
			require.NoError(rt, err, "%s", text)
			return
		}
		refused++
		require.Error(rt, err, "%s", text)
	})
	require.Positive(t, accepted)
	require.Positive(t, refused)
}

// excepted reports whether an event is among those that are let in though the schemas refuse them: see metrics and facets.
func excepted(text string) bool {
	return strings.Contains(text, `"_deleted"`) || strings.Contains(text, `"dataQualityMetrics"`)
}

func cloned(t *testing.T, event map[string]any) map[string]any {
	text, err := json.Marshal(event)
	require.NoError(t, err)
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	return value.(map[string]any)
}

// mutate changes one place of an event.
func mutate(t *rapid.T, value any) {
	for {
		switch v := value.(type) {
		case map[string]any:
			keys := make([]string, 0, len(v))
			for k := range v {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			if len(keys) == 0 || rapid.IntRange(0, 9).Draw(t, "add") == 0 {
				v[rapid.SampledFrom([]string{"run", "job", "dataset", "name", "type", "facets", "other", "_producer"}).Draw(t, "key")] = drawValue(t)
				return
			}
			key := rapid.SampledFrom(keys).Draw(t, "member")
			switch rapid.IntRange(0, 5).Draw(t, "change") {
			case 0:
				delete(v, key)
				return
			case 1:
				v[key] = drawValue(t)
				return
			}
			if !nests(v[key]) {
				v[key] = drawValue(t)
				return
			}
			value = v[key]
		case []any:
			if len(v) == 0 {
				return
			}
			i := rapid.IntRange(0, len(v)-1).Draw(t, "item")
			if !nests(v[i]) {
				v[i] = drawValue(t)
				return
			}
			value = v[i]
		default:
			return
		}
	}
}

func nests(value any) bool {
	switch value.(type) {
	case map[string]any, []any:
		return true
	}
	return false
}

func drawValue(t *rapid.T) any {
	return rapid.SampledFrom([]any{nil, true, json.Number("1"), json.Number("1.5"), json.Number("2.0"), "text", "DATASET", "JOB", "2026-11-28T12:00:00+02:00",
		"01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10", []any{}, []any{"text"}, map[string]any{}, map[string]any{"namespace": "n", "name": "x"},
		map[string]any{"runId": "01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10"}, map[string]any{"_producer": "p", "_schemaURL": "s"}}).Draw(t, "value")
}
