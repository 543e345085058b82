package manifest

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/examples"
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

var update = flag.Bool("update", false, "write manifest.schema.json and the golden files anew")

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	require.NoError(t, compiler.AddResource(SchemaID, document))
	schema, err := compiler.Compile(SchemaID)
	require.NoError(t, err)
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, document string) error {
	t.Helper()
	var value any
	require.NoError(t, yaml.Unmarshal([]byte(document), &value))
	encoded, err := json.Marshal(value)
	require.NoError(t, err)
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
	require.NoError(t, err)
	return schema.Validate(instance)
}

func TestTheSchemaInTheRepositoryIsTheOneThatIsServed(t *testing.T) {
	const name = "manifest.schema.json"
	if *update {
		require.NoError(t, os.WriteFile(name, Schema(), 0o644))
	}
	kept, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, string(Schema()), string(kept), "run go test ./ingest/manifest -update")
}

func TestTheExamplesAreValid(t *testing.T) {
	schema := compiled(t)
	for _, folder := range []fs.FS{examples.XclusiV(), examples.Later()} {
		names, err := find(folder, nil)
		require.NoError(t, err)
		for _, name := range names {
			content, err := fs.ReadFile(folder, name)
			require.NoError(t, err)
			require.NoError(t, validate(t, schema, string(content)), name)
		}
	}
}

// keysIn collects every key that a schema allows in the mapping of a kind.
func keysIn(t *testing.T, kind graph.Kind) []string {
	t.Helper()
	var schema struct {
		Properties map[string]any
		Defs       map[string]struct {
			AnyOf []struct{ Properties map[string]any }
		} `json:"$defs"`
	}
	require.NoError(t, json.Unmarshal(Schema(), &schema))
	found := schema.Properties
	if kind != 0 {
		found = map[string]any{}
		for _, alternative := range schema.Defs[kind.Prefix()].AnyOf {
			maps.Copy(found, alternative.Properties)
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// TestTheParserAndTheSchemaKnowTheSameKeys asks the parser, not its vocabulary: a key is known to it if it does not
// answer that it is none.
func TestTheParserAndTheSchemaKnowTheSameKeys(t *testing.T) {
	var all []string
	for kind := range vocabulary {
		all = append(all, keysIn(t, kind)...)
	}
	slices.Sort(all)
	all = append(slices.Compact(all), "bogus")
	for kind := range vocabulary {
		var accepted []string
		for _, name := range all {
			r := reader{hidden: map[string]bool{}}
			at := document.Position{File: &document.File{}, Line: 1, Column: 1, Width: 1}
			if _, known := r.key(kind, document.Entry{Key: name, At: at, Value: &document.Node{}}); known {
				accepted = append(accepted, name)
			}
		}
		require.Equal(t, keysIn(t, kind), accepted, "kind %s", kind)
	}
}

func TestTheSchemaRefusesWhatTheParserRefuses(t *testing.T) {
	for name, document := range map[string]string{
		"an unknown key of a file":   "domain: {sale: Sale}",
		"an unknown key of a domain": "domains: {sale: {owners: finance}}",
		"a bad ID":                   "domains: {New Sale: Sale}",
		"a list of domains":          "domains: [sale]",
		"a flow without to":          "flows: [{from: a}]",
		"a reason without a team":    "domains: {sale: {owner: {reason: because}}}",
		"an unknown direction":       "ports: {sales: {direction: inward}}",
		"a mapping as a name":        "teams: {finance: {name: {en: Finance}}}",
	} {
		require.Error(t, validate(t, compiled(t), document), name)
		_, err := Read(files{"a.yaml": "source: s\n" + document}.fs())
		require.Error(t, err, name)
	}
}
