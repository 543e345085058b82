package alternative_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/examples"
	"github.com/headwater-catalog/headwater/ingest/alternative"
)

var update = flag.Bool("update", false, "write alternative.schema.json anew")

func TestTheSchemaInTheRepositoryIsTheOneThatIsServed(t *testing.T) {
	const name = "alternative.schema.json"
	if *update {
		require.NoError(t, os.WriteFile(name, format.Schema(), 0o644))
	}
	kept, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, string(format.Schema()), string(kept), "run go test ./ingest/alternative -update")
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	served, err := jsonschema.UnmarshalJSON(bytes.NewReader(format.Schema()))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	require.NoError(t, compiler.AddResource(alternative.SchemaID, served))
	s, err := compiler.Compile(alternative.SchemaID)
	require.NoError(t, err)
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var value any
	require.NoError(t, yaml.Unmarshal([]byte(text), &value))
	encoded, err := json.Marshal(value)
	require.NoError(t, err)
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
	require.NoError(t, err)
	return s.Validate(instance)
}

func TestTheExamplesAreValid(t *testing.T) {
	s := compiled(t)
	names, err := fs.Glob(examples.Alternatives(), "*.yaml")
	require.NoError(t, err)
	for _, name := range names {
		text, err := fs.ReadFile(examples.Alternatives(), name)
		require.NoError(t, err)
		require.NoError(t, validate(t, s, string(text)), name)
	}
}

// The schema and the reader accept the same.
func TestTheSchemaAcceptsWhatIsRead(t *testing.T) {
	s := compiled(t)
	for change, good := range map[string]bool{
		"divest: {division: division:v}":                                   true,
		"put: {id: domain:a, name: , tags: a, properties: []}":             true,
		"put: {id: domain:a, direction: INPUT, url: 7}":                    true,
		"move: {id: domain:a, to: }":                                       true,
		"replaceSystem: {system: system:a, by: system:b, markets: [m, n]}": true,
		"remove: {id: domain:a, cascade: true}":                            true,
		"divest:":                                                          false,
		"divest: {}":                                                       false,
		"divest: {division: }":                                             false,
		"sell: {division: division:v}":                                     false,
		"divest: {division: division:v, all: no}":                          false,
		"put: {id: domain:a, direction: input}":                            false,
		"put: {id: [domain:a]}":                                            false,
		"put: {id: domain:a, tags: [[a]]}":                                 false,
		"link: {relation: EATS, from: a, to: b}":                           false,
		"remove: {id: domain:a, cascade: perhaps}":                         false,
	} {
		text := "reason: r\nchanges:\n  - " + change + "\n"
		require.Equal(t, good, len(read("x.yaml", text).Problems) == 0, "read %s: %v", change, read("x.yaml", text).Problems)
		require.Equal(t, good, validate(t, s, text) == nil, "schema of %s: %v", change, validate(t, s, text))
	}
	for _, text := range []string{"reason: r", "changes: [{divest: {division: v}}]", "reason: r\nchanges: []", "reason: r\nchanges: [{divest: {division: v}}]\nx: y"} {
		require.NotEmpty(t, read("x.yaml", text).Problems)
		require.Error(t, validate(t, s, text))
	}
}
