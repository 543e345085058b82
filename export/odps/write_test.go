package odps_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/export/odps"
	"github.com/headwater-catalog/headwater/graph"
)

func catalog(t require.TestingT, edits ...graph.Edit) *graph.Graph {
	changes, err := graph.Empty().Draft(graph.Draft{Source: graph.People, Revision: 1, Time: time.Unix(0, 0), Edits: edits})
	require.NoError(t, err)
	g, err := graph.Empty().With(1, changes...)
	require.NoError(t, err)
	return g
}

func in(id, container graph.ID, values ...graph.Value) graph.Edit {
	return graph.Put{ID: id, Values: append(values, graph.Value{Attribute: graph.AttrContainer, Text: string(container)})}
}

func feeds(from, to graph.ID) graph.Edit {
	return graph.Join{Relation: graph.Feeds, From: from, To: to}
}

var input = graph.Value{Attribute: graph.AttrDirection, Text: "INPUT"}

// twoProducts is a product that feeds another one, port to port.
func twoProducts() []graph.Edit {
	return []graph.Edit{
		graph.Put{ID: "team:t", Values: []graph.Value{{Attribute: graph.AttrName, Text: "Sales"}}},
		graph.Put{ID: "domain:x/sale"}, graph.Join{Relation: graph.Owns, From: "team:t", To: "domain:x/sale"},
		in("product:x/orders", "domain:x/sale", graph.Value{Attribute: graph.AttrDescription, Text: "All orders"}, graph.Value{Attribute: graph.PropertyPrefix + "version", Text: "2.1.0"}),
		in("port:x/orders/out", "product:x/orders", graph.Value{Attribute: graph.AttrType, Text: "tables"}),
		in("product:x/weekly", "domain:x/sale"),
		in("port:x/weekly/in", "product:x/weekly", input),
		in("port:x/weekly/report", "product:x/weekly"), in("port:x/weekly/other", "product:x/weekly"),
		feeds("port:x/orders/out", "port:x/weekly/in"), feeds("port:x/weekly/in", "port:x/weekly/report"),
	}
}

func TestWhereOneProductFeedsAnotherTheirContractsAreTheSame(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, odps.Write(&out, catalog(t, twoProducts()...)))
	require.Equal(t, `apiVersion: v1.0.0
kind: DataProduct
id: product:x/orders
name: orders
version: 2.1.0
status: active
domain: x/sale
description:
  purpose: All orders
outputPorts:
- name: out
  type: tables
  version: 1.0.0
  contractId: port:x/orders/out
  inputContracts: []
team:
  name: Sales
---
apiVersion: v1.0.0
kind: DataProduct
id: product:x/weekly
name: weekly
version: 1.0.0
status: active
domain: x/sale
inputPorts:
- name: in
  version: 1.0.0
  contractId: port:x/orders/out
outputPorts:
- name: other
  version: 1.0.0
  contractId: port:x/weekly/other
  inputContracts: []
- name: report
  version: 1.0.0
  contractId: port:x/weekly/report
  inputContracts:
  - id: port:x/orders/out
    version: 1.0.0
team:
  name: Sales
`, out.String())
}

func TestWhatFeedsAProductPastItsPortsIsAnInputPort(t *testing.T) {
	documents := odps.Documents(catalog(t, graph.Put{ID: "system:erp"}, graph.Put{ID: "product:p"}, in("dataset:lake/a", "product:p"),
		feeds("system:erp", "dataset:lake/a"), graph.Put{ID: "domain:d"}, feeds("domain:d", "product:p")))
	require.Equal(t, []odps.InputPort{{Name: "d", Version: "1.0.0", ContractID: "domain:d"}, {Name: "erp", Version: "1.0.0", ContractID: "system:erp"}}, documents[0].InputPorts)
	require.Equal(t, []odps.InputContract{{ID: "system:erp", Version: "1.0.0"}}, documents[0].OutputPorts[0].InputContracts)
}

// Whatever the catalog, the documents are valid, come back from YAML as they were, and no two ports of a product have one key.
func TestTheDocumentsAreValidByTheStandard(t *testing.T) {
	schema := standard(t)
	rapid.Check(t, func(t *rapid.T) {
		g := catalog(t, random(t)...)
		for _, d := range odps.Documents(g) {
			text, err := yaml.Marshal(d)
			require.NoError(t, err)
			var back odps.Document
			require.NoError(t, yaml.Unmarshal(text, &back))
			require.Equal(t, d, back, "%s", text)
			encoded, err := json.Marshal(d)
			require.NoError(t, err)
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(encoded))
			require.NoError(t, err)
			require.NoError(t, schema.Validate(value))
			keys := map[string]bool{}
			for _, p := range d.InputPorts {
				require.False(t, keys[p.Name+"@"+p.Version], "%s twice", p.Name)
				keys[p.Name+"@"+p.Version] = true
			}
		}
	})
}

func random(t *rapid.T) (edits []graph.Edit) {
	name := rapid.StringOfN(rapid.SampledFrom([]rune("ab :#'\"-1é")), 1, 8, -1).Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
	edits = append(edits, graph.Put{ID: "domain:d"}, graph.Put{ID: "team:t"}, graph.Put{ID: "team:u"})
	ids := []graph.ID{"domain:d"}
	for i := range rapid.IntRange(1, 3).Draw(t, "products") {
		p := graph.ID(fmt.Sprintf("product:p%d", i))
		edits = append(edits, in(p, "domain:d", graph.Value{Attribute: graph.AttrName, Text: name.Draw(t, "name")}, graph.Value{Attribute: graph.AttrDescription, Text: name.Draw(t, "text")}))
		ids = append(ids, p)
		for j := range rapid.IntRange(0, 3).Draw(t, "ports") {
			port := graph.ID(fmt.Sprintf("port:p%d/q%d", i, j))
			values := []graph.Value{{Attribute: graph.AttrName, Text: rapid.SampledFrom([]string{"in", "in 2", "out"}).Draw(t, "port")}}
			if rapid.Bool().Draw(t, "input") {
				values = append(values, input)
			}
			edits, ids = append(edits, in(port, p, values...)), append(ids, port)
		}
	}
	for range rapid.IntRange(0, 8).Draw(t, "flows") {
		edits = append(edits, feeds(rapid.SampledFrom(ids).Draw(t, "from"), rapid.SampledFrom(ids).Draw(t, "to")))
	}
	if rapid.Bool().Draw(t, "owned") {
		edits = append(edits, graph.Join{Relation: graph.Owns, From: "team:t", To: "product:p0"})
	}
	return edits
}

// standard compiles the schema that lies beside the repository.
func standard(t *testing.T) *jsonschema.Schema {
	t.Helper()
	file := filepath.Join("..", "..", "..", "shared", "data", "odps", "schema", "odps-json-schema-v1.0.0.json")
	opened, err := os.Open(file)
	if err != nil {
		t.Skipf("SKIPPED: the standard's schema is not there: %v", err)
	}
	defer opened.Close()
	document, err := jsonschema.UnmarshalJSON(opened)
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("odps.json", document))
	return compiler.MustCompile("odps.json")
}
