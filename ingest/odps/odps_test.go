package odps_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/odcs"
	"github.com/headwater-catalog/headwater/ingest/odps"
	"github.com/headwater-catalog/headwater/ingest/standard"
	"github.com/headwater-catalog/headwater/ingest/standard/standardtest"
)

// mesh is two products, the second of which consumes the first, and the contract between them.
var mesh = map[string]string{
	"tills.odps.yaml": `apiVersion: v1.0.0
kind: DataProduct
id: p-tills
name: Tills
domain: Retail/Sale
status: active
tags: [till]
inputPorts:
- {name: receipts, version: 1.0.0, contractId: c-receipts}
- {name: returns, version: 1.0.0, contractId: c-returns}
outputPorts:
- name: sales
  version: 1.0.0
  contractId: c-sales
  inputContracts:
  - {id: c-receipts, version: 1.0.0}
- {name: everything, version: 1.0.0, contractId: c-all}
- {name: constants, version: 1.0.0, contractId: c-constants, inputContracts: []}
team:
  name: Retail Operations
  members:
  - {username: ada, role: owner, dateIn: 2024-01-01, dateOut: 2025-01-01, replacedByUsername: bob}
  - {username: bob, role: owner, dateIn: 2025-01-01}
`,
	"planning.odps.yaml": `apiVersion: v0.9.0
kind: DataProduct
id: p-planning
name: Sales Planning
status: draft
inputPorts:
- {name: sales, version: 1.0.0, contractId: c-sales}
outputPorts:
- {name: plan, version: 1.0.0, contractId: c-plan}
team:
- {username: cleo, name: Cleo Ann, role: Product Owner}
- {username: dan, role: engineer}
`,
	"sales.odcs.yaml": `apiVersion: v3.1.0
kind: DataContract
id: c-sales
version: 1.0.0
status: active
servers:
- {server: shop, type: postgres, host: db, database: shop, schema: public}
schema:
- name: sale
  properties:
  - {name: amount, logicalType: number}
`,
	"values.yaml": "kind: Deployment\nmetadata: {{ .Values.name }}\n", // is for others
}

func read(t *testing.T, files map[string]string) *standard.Import {
	t.Helper()
	i, err := odps.Read(standardtest.Files(files), "odps:mesh", odcs.Mesh{})
	require.NoError(t, err)
	return i
}

func TestProductsPortsAndContracts(t *testing.T) {
	i := read(t, mesh)
	require.Equal(t, graph.Source{Name: "odps:mesh", Rank: graph.Imported}, i.Source)
	require.Empty(t, i.Warnings)
	g, _ := standardtest.Apply(t, graph.Empty(), i)
	const tills, planning, table = "product:retail/sale/tills", "product:sales-planning", "dataset:postgres:%2F%2Fdb:5432/shop.public.sale"
	want := graphtest.Parse(t, strings.NewReplacer("TILLS", "port:retail/sale/tills", "PLANNING", "port:sales-planning", "TABLE", table).Replace(`
		domain:retail/sale in domain:retail
		`+tills+` in domain:retail/sale
		TILLS/input/receipts-1-0-0 in `+tills+`
		TILLS/input/returns-1-0-0 in `+tills+`
		TILLS/output/sales-1-0-0 in `+tills+`
		TILLS/output/everything-1-0-0 in `+tills+`
		TILLS/output/constants-1-0-0 in `+tills+`
		PLANNING/input/sales-1-0-0 in `+planning+`
		PLANNING/output/plan-1-0-0 in `+planning+`
		TABLE in `+tills+`
		field:postgres:%2F%2Fdb:5432/shop.public.sale/amount in TABLE
		TILLS/input/receipts-1-0-0 -> TILLS/output/sales-1-0-0
		TILLS/input/receipts-1-0-0 -> TILLS/output/everything-1-0-0
		TILLS/input/returns-1-0-0 -> TILLS/output/everything-1-0-0
		TABLE -> TILLS/output/sales-1-0-0
		TILLS/output/sales-1-0-0 -> PLANNING/input/sales-1-0-0
		PLANNING/input/sales-1-0-0 -> PLANNING/output/plan-1-0-0
		team:retail-operations owns `+tills+`
		team:cleo-ann owns `+planning+`
	`))
	require.Equal(t, graphtest.String(want), graphtest.String(g))
}

func TestTheSameFilesChangeNothingInWhateverOrder(t *testing.T) {
	g, n := standardtest.Apply(t, graph.Empty(), read(t, mesh))
	require.NotZero(t, n)
	again, n := standardtest.Apply(t, g, read(t, mesh))
	require.Zero(t, n)
	turned, err := odps.Read(standardtest.Permuted(mesh, func(name string) string { return string(rune('z'-len(name)%20)) + name }), "odps:mesh", odcs.Mesh{})
	require.NoError(t, err)
	other, _ := standardtest.Apply(t, graph.Empty(), turned)
	require.Equal(t, graphtest.String(again), graphtest.String(other))
}

func TestWhatIsNoLongerSaidIsWithdrawn(t *testing.T) {
	g, _ := standardtest.Apply(t, graph.Empty(), read(t, mesh))
	less, _ := standardtest.Apply(t, g, read(t, map[string]string{"planning.odps.yaml": mesh["planning.odps.yaml"]}))
	alone, _ := standardtest.Apply(t, graph.Empty(), read(t, map[string]string{"planning.odps.yaml": mesh["planning.odps.yaml"]}))
	require.Equal(t, graphtest.String(alone), graphtest.String(less))
}

func TestBelowADivision(t *testing.T) {
	i, err := odps.Read(standardtest.Files(mesh), "odps:mesh", odcs.Mesh{Division: "division:division-x"})
	require.NoError(t, err)
	g, _ := standardtest.Apply(t, graphtest.Parse(t, "division-x/stock in division:division-x"), i)
	require.Contains(t, graphtest.String(g), "\ndivision-x/retail in division:division-x\n")
}

func TestFaultsStandAtTheirLines(t *testing.T) {
	head := "apiVersion: v1.0.0\nkind: DataProduct\n"
	for name, c := range map[string]struct{ file, words string }{
		"no id":            {head + "name: Tills\n", "a.yaml:1:1: a data product has no id; it needs one"},
		"other version":    {"apiVersion: v2.0.0\nkind: DataProduct\nid: a\n", `a.yaml:1:13: the version "v2.0.0" of the standard is not read; v0.9 and v1 are`},
		"no product":       {"kind: Deployment\n", "a.yaml:1:1: this is no data product: a product has kind: DataProduct"},
		"nothing":          {"", "there is no data product: a YAML file with kind: DataProduct"},
		"ports no list":    {head + "id: a\ninputPorts: all\n", "a.yaml:4:13: inputPorts is a list, not a text"},
		"port no name":     {head + "id: a\ninputPorts:\n- {version: 1}\n", "a.yaml:5:3: a port has no name; it needs one"},
		"port twice":       {head + "id: a\ninputPorts:\n- {name: x, version: 1}\n- {name: x, version: 1}\n", `a.yaml:6:3: the input port x, version "1", stands here twice`},
		"ports collide":    {head + "id: a\ninputPorts:\n- {name: x.y}\n- {name: x-y}\n", "or another becomes port:a/input/x-y as well"},
		"two products":     {head + "id: a\n---\n" + head + "id: a\n", "the product a is at a.yaml:3:5 as well"},
		"names collide":    {head + "id: a\nname: A B\n---\n" + head + "id: b\nname: A-B\n", `"A-B" and "A B" at a.yaml:4:7 both become product:a-b: rename one of them`},
		"team a text":      {head + "id: a\nteam: us\n", "team is a mapping with a name and members, or a list of members, not a text"},
		"alias bomb":       {head + "id: &a [x]\nname: *a\n", "anchors are not read here"},
		"key twice":        {head + "id: a\nid: b\n", `the key "id" stands here twice`},
		"tag":              {head + "id: !!python/object a\n", "tags are not read here"},
		"no letter":        {head + "id: '***'\n", "neither the name nor the id of the product has a letter or a digit"},
		"brackets for all": {strings.Repeat("[", 200_000), "stand inside each other"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := odps.Read(standardtest.Files(map[string]string{"a.yaml": c.file}), "odps:a", odcs.Mesh{}, "a.yaml")
			var problems document.Problems
			require.True(t, errors.As(err, &problems), "%v", err)
			require.Contains(t, strings.Join(standardtest.Words(problems), "\n"), c.words)
		})
	}
}

// Whatever is not known of an input is warned of, and left out.
func TestAnInputContractOfNoInputPort(t *testing.T) {
	i := read(t, map[string]string{"a.yaml": "apiVersion: v1.0.0\nkind: DataProduct\nid: a\noutputPorts:\n- {name: x, contractId: c, inputContracts: [{id: d, version: 1}]}\n"})
	require.Equal(t, []string{`a.yaml:5:45: no input port of the product has the contract "d": this input of port:a/output/x is left out`}, standardtest.Words(i.Warnings))
}

func TestDocumentsByOthers(t *testing.T) {
	i, err := odps.Read(standardtest.Shared(t, "odps"), "odps:others", odcs.Mesh{})
	require.NoError(t, err)
	g, _ := standardtest.Apply(t, graph.Empty(), i)
	const product = "port:seller/customer-data-product/"
	text := graphtest.String(g)
	for _, line := range []string{
		"product:seller/customer-data-product in seller",
		"data-team owns product:seller/customer-data-product",
		// Of the second version of the raw transactions the inputs are said, of the other output ports they are not.
		product + "input/payments-1-0-0 -> " + product + "output/rawtransactions-2-0-0", // by its contract, whatever the version
		product + "input/onlinetransactions-1-0-0 -> " + product + "output/rawtransactions-2-0-0",
		product + "input/payments-1-0-0 -> " + product + "output/consolidatedtransactions-1-0-0",
		"port:simple-data-product/input/source-data-1-0-0 -> port:simple-data-product/output/processed-data-1-0-0",
	} {
		require.Contains(t, text, line)
	}
	require.NotContains(t, text, product+"input/payments-2-0-0 -> "+product+"output/rawtransactions-2-0-0")
	require.Equal(t, 1+2+3*4, strings.Count(text, " -> "), text)
}

func FuzzRead(f *testing.F) {
	for _, content := range mesh {
		f.Add(content)
	}
	const head = "apiVersion: v1.0.0\nkind: DataProduct\n"
	for _, seed := range []string{
		head + "id: a\ninputPorts:\n- {name: x.y, version: 1}\n- {name: x-y, contractId: c}\noutputPorts:\n- {name: o, inputContracts: [{id: c, version: 1}]}\n",
		head + "id: a\nname: A B\n---\n" + head + "id: b\nname: A-B\nteam: {name: t, members: [{username: u}]}\n",
		head + "id: '***'\ninputPorts: all\nteam: us\ntags: {}\n", head + "id: &a [x]\nname: *a\n", "apiVersion: v2.0.0\nkind: DataProduct\nid: a\n", "\xff", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		i, err := odps.Read(standardtest.Files(map[string]string{"a.yaml": content}), "odps:a", odcs.Mesh{}, "a.yaml")
		if err == nil {
			_, _ = graph.Empty().Draft(graph.Draft{Source: i.Source, Whole: true, Revision: 1, Time: graphtest.Noon, Edits: i.Edits})
		}
	})
}
