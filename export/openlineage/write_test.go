package openlineage_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/export/openlineage"
	"github.com/headwater-catalog/headwater/graph"
)

var noon = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func catalog(t require.TestingT, edits ...graph.Edit) *graph.Graph {
	changes, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: noon, Edits: edits})
	require.NoError(t, err)
	g, err := graph.Empty().With(1, changes...)
	require.NoError(t, err)
	return g
}

func feeds(from, to, via graph.ID) graph.Edit {
	return graph.Join{Relation: graph.Feeds, From: from, To: to, Via: via}
}

// decoded writes a graph and reads the lines as anybody would.
func decoded(t require.TestingT, g *graph.Graph) (events []map[string]any) {
	var out bytes.Buffer
	require.NoError(t, openlineage.Write(&out, g, noon))
	for line := range strings.Lines(out.String()) {
		var event map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &event))
		events = append(events, event)
	}
	return events
}

func TestADatasetAndItsJobAsEvents(t *testing.T) {
	g := catalog(t,
		graph.Put{ID: "dataset:lake/a", Values: []graph.Value{{Attribute: graph.AttrDescription, Text: "what comes in"}, {Attribute: graph.AttrTags, List: []string{"raw"}}}},
		graph.Put{ID: "field:lake/a/id", Values: []graph.Value{{Attribute: graph.AttrType, Text: "int"}}},
		graph.Put{ID: "field:lake/b/id"}, graph.Put{ID: "job:air/load"}, graph.Put{ID: "team:t"},
		graph.Join{Relation: graph.Owns, From: "team:t", To: "dataset:lake/a"},
		feeds("field:lake/a/id", "field:lake/b/id", "job:air/load"))
	events := decoded(t, g)
	require.Len(t, events, 3)
	first, err := json.Marshal(events[0]["dataset"])
	require.NoError(t, err)
	require.JSONEq(t, `{"namespace": "lake", "name": "a", "facets": {
		"documentation": {"_producer": "https://github.com/headwater-catalog/headwater", "_schemaURL": "https://openlineage.io/spec/facets/1-1-0/DocumentationDatasetFacet.json#/$defs/DocumentationDatasetFacet", "description": "what comes in"},
		"ownership": {"_producer": "https://github.com/headwater-catalog/headwater", "_schemaURL": "https://openlineage.io/spec/facets/1-0-1/OwnershipDatasetFacet.json#/$defs/OwnershipDatasetFacet", "owners": [{"name": "team:t"}]},
		"schema": {"_producer": "https://github.com/headwater-catalog/headwater", "_schemaURL": "https://openlineage.io/spec/facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet", "fields": [{"name": "id", "type": "int"}]},
		"tags": {"_producer": "https://github.com/headwater-catalog/headwater", "_schemaURL": "https://openlineage.io/spec/facets/1-0-0/TagsDatasetFacet.json#/$defs/TagsDatasetFacet", "tags": [{"key": "raw", "value": "true"}]}}}`, string(first))
	outputs, err := json.Marshal(events[2]["outputs"])
	require.NoError(t, err)
	require.Contains(t, string(outputs), `"inputFields":[{"field":"id","name":"a","namespace":"lake"}]`)
	require.Equal(t, "2026-11-29T12:00:00Z", events[2]["eventTime"])
}

func TestFlowsThroughAJobNeedNoExplicitLineage(t *testing.T) {
	g := catalog(t, graph.Put{ID: "dataset:lake/a"}, graph.Put{ID: "dataset:lake/b"}, graph.Put{ID: "job:air/load"},
		feeds("dataset:lake/a", "job:air/load", ""), feeds("job:air/load", "dataset:lake/b", ""))
	events := decoded(t, g)
	last, err := json.Marshal(events[len(events)-1])
	require.NoError(t, err)
	require.JSONEq(t, `{"eventTime": "2026-11-29T12:00:00Z", "producer": "https://github.com/headwater-catalog/headwater",
		"schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent",
		"job": {"namespace": "air", "name": "load"}, "inputs": [{"namespace": "lake", "name": "a"}], "outputs": [{"namespace": "lake", "name": "b"}]}`, string(last))
}

func TestDeniedFlowsAreNotInTheEvents(t *testing.T) {
	g := catalog(t, graph.Put{ID: "domain:a"}, graph.Put{ID: "domain:b"}, feeds("domain:a", "domain:b", ""), graph.Deny{From: "domain:a", To: "domain:b"})
	require.Empty(t, decoded(t, g))
}

// The events say what was recorded and no more: read back as the specification has it, they give the same flows.
func TestTheEventsSayJustWhatWasRecorded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := catalog(t, randomFlows(t)...)
		var want []string
		for l := range g.Links(graph.Feeds) {
			want = append(want, fmt.Sprintf("%s -> %s", address(g.ID(l.From)), address(g.ID(l.To))))
		}
		slices.Sort(want)
		require.Equal(t, slices.Compact(want), readBack(decoded(t, g)))
	})
}

// address is what an entity is called in events: kind, namespace, name and field.
func address(id graph.ID) string {
	switch s := id.Segments(); id.Kind() {
	case graph.Job:
		return "JOB " + s[0] + " " + s[1]
	case graph.Field:
		return "DATASET " + s[0] + " " + s[1] + " " + s[2]
	case graph.Dataset:
		return "DATASET " + s[0] + " " + s[1]
	}
	return "DATASET headwater " + string(id)
}

// readBack reads lineage by the order of the specification: the explicit facet, else inputs and outputs through the job.
func readBack(events []map[string]any) []string {
	flows := map[string]bool{}
	for _, e := range events {
		job, is := e["job"].(map[string]any)
		if !is {
			continue
		}
		self := fmt.Sprint("JOB ", job["namespace"], " ", job["name"])
		facets, _ := job["facets"].(map[string]any)
		if explicit, is := facets["lineage"].(map[string]any); is {
			for _, one := range explicit["entries"].([]any) {
				entry := one.(map[string]any)
				target := self
				if entry["name"] != nil {
					target = fmt.Sprint(entry["type"], " ", entry["namespace"], " ", entry["name"])
				}
				note(flows, entry["inputs"], target)
				fields, _ := entry["fields"].(map[string]any)
				for name, f := range fields {
					note(flows, f.(map[string]any)["inputs"], target+" "+name)
				}
			}
			continue
		}
		for _, in := range list(e["inputs"]) {
			flows[fmt.Sprintf("DATASET %s %s -> %s", in["namespace"], in["name"], self)] = true
		}
		for _, out := range list(e["outputs"]) {
			flows[fmt.Sprintf("%s -> DATASET %s %s", self, out["namespace"], out["name"])] = true
		}
	}
	var all []string
	for f := range flows {
		all = append(all, f)
	}
	slices.Sort(all)
	return all
}

func note(flows map[string]bool, inputs any, target string) {
	for _, in := range list(inputs) {
		from := fmt.Sprint(in["type"], " ", in["namespace"], " ", in["name"])
		if in["field"] != nil {
			from += " " + in["field"].(string)
		}
		flows[from+" -> "+target] = true
	}
}

func list(value any) (all []map[string]any) {
	items, _ := value.([]any)
	for _, item := range items {
		all = append(all, item.(map[string]any))
	}
	return all
}

func randomFlows(t *rapid.T) (edits []graph.Edit) {
	ids := []graph.ID{"dataset:x/a", "dataset:x/b", "field:x/a/f", "field:x/a/g", "field:y/c/f", "job:j/one", "job:j/two", "domain:d", "port:d/p", "system:s"}
	for _, id := range ids {
		edits = append(edits, graph.Put{ID: id})
	}
	for range rapid.IntRange(0, 12).Draw(t, "flows") {
		from, to := rapid.SampledFrom(ids).Draw(t, "from"), rapid.SampledFrom(ids).Draw(t, "to")
		via := rapid.SampledFrom([]graph.ID{"", "job:j/one", "job:j/two"}).Draw(t, "via")
		edits = append(edits, feeds(from, to, via))
	}
	for range rapid.IntRange(0, 2).Draw(t, "reads") {
		edits = append(edits, graph.Join{Relation: rapid.SampledFrom([]graph.Relation{graph.Reads, graph.Writes}).Draw(t, "reads or writes"), From: "job:j/one", To: "dataset:x/a"})
	}
	return edits
}

func TestTheEventsAreValidByTheSpecification(t *testing.T) {
	schema, facet := specification(t)
	rapid.Check(t, func(t *rapid.T) {
		edits := append(randomFlows(t), graph.Put{ID: "dataset:x/a", Values: []graph.Value{{Attribute: graph.AttrDescription, Text: "d"}, {Attribute: graph.AttrTags, List: []string{"t"}},
			{Attribute: graph.AttrAliases, List: []string{"dataset:hive/a", "dataset:file/a"}}}},
			graph.Put{ID: "team:t"}, graph.Join{Relation: graph.Owns, From: "team:t", To: "dataset:x/a"}, graph.Join{Relation: graph.Owns, From: "team:t", To: "job:j/one"})
		for _, event := range decoded(t, catalog(t, edits...)) {
			require.NoError(t, schema.Validate(event))
			for _, holder := range append(append(list(event["inputs"]), list(event["outputs"])...), object(event["job"]), object(event["dataset"])) {
				for name, value := range object(holder["facets"]) {
					require.NoError(t, facet(value.(map[string]any)["_schemaURL"].(string)).Validate(value), name)
				}
			}
		}
	})
}

func object(value any) map[string]any {
	o, _ := value.(map[string]any)
	return o
}

// specification compiles the schemas that lie beside the repository.
func specification(t *testing.T) (*jsonschema.Schema, func(url string) *jsonschema.Schema) {
	t.Helper()
	folder := filepath.Join("..", "..", "..", "shared", "data", "openlineage", "spec")
	files, _ := filepath.Glob(filepath.Join(folder, "facets", "*.json"))
	if len(files) == 0 {
		t.Skipf("SKIPPED: the specification is not in %s", folder)
	}
	compiler := jsonschema.NewCompiler()
	for _, file := range append(files, filepath.Join(folder, "OpenLineage.json")) {
		opened, err := os.Open(file)
		require.NoError(t, err)
		document, err := jsonschema.UnmarshalJSON(opened)
		require.NoError(t, err)
		require.NoError(t, opened.Close())
		require.NoError(t, compiler.AddResource(document.(map[string]any)["$id"].(string), document))
	}
	known := map[string]*jsonschema.Schema{}
	compile := func(url string) *jsonschema.Schema {
		if known[url] == nil {
			known[url] = compiler.MustCompile(url)
		}
		return known[url]
	}
	return compile("https://openlineage.io/spec/2-0-2/OpenLineage.json"), compile
}
