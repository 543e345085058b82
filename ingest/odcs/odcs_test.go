package odcs_test

import (
	"errors"
	"io/fs"
	"maps"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/odcs"
	"github.com/headwater-catalog/headwater/ingest/standard"
	"github.com/headwater-catalog/headwater/ingest/standard/standardtest"
)

// orders is a contract of two tables, one of which is made of the other.
const orders = `apiVersion: v3.1.0
kind: DataContract
id: c-orders
version: 2.1.0
status: active
domain: sale
dataProduct: Orders
tags: [retail]
servers:
- {server: test, environment: test, type: postgres, host: test-db, port: 5432, database: shop, schema: public}
- {server: live, environment: prod, type: postgres, host: db, port: 6000, database: shop, schema: public}
schema:
- name: orders
  physicalName: order_1
  physicalType: table
  description: One row an order.
  properties:
  - {name: id, primaryKey: true, logicalType: string, physicalType: varchar(18)}
  - name: customer
    logicalType: object
    relationships: [{to: customers.id, type: foreignKey}]
    properties:
    - {name: city, physicalName: town, classification: restricted}
- name: totals
  properties:
  - name: amount
    transformSourceObjects: [orders.id, orders, elsewhere]
    transformDescription: Summed by day.
team:
  name: Order Desk
  description: They take orders.
  members:
  - {username: ada, role: Owner, dateIn: 2024-01-01, dateOut: 2025-01-01, replacedByUsername: bob}
  - {username: bob, name: Bob Bee, role: Owner, dateIn: 2025-01-01}
`

func read(t *testing.T, content string) *standard.Import {
	t.Helper()
	i, err := odcs.Read(standardtest.Files(map[string]string{"a.yaml": content}), "odcs:a", odcs.Mesh{}, "a.yaml")
	require.NoError(t, err)
	return i
}

func TestAContract(t *testing.T) {
	g, _ := standardtest.Apply(t, graph.Empty(), read(t, orders))
	want := graphtest.Parse(t, strings.NewReplacer("TABLE", "dataset:postgres:%2F%2Fdb:6000/shop.public.", "COLUMN", "field:postgres:%2F%2Fdb:6000/shop.public.").Replace(`
		product:sale/orders in sale
		TABLEorder_1 in product:sale/orders
		TABLEtotals in product:sale/orders
		COLUMNorder_1/id in TABLEorder_1
		COLUMNorder_1/customer in TABLEorder_1
		COLUMNorder_1/customer.town in TABLEorder_1
		COLUMNtotals/amount in TABLEtotals
		COLUMNorder_1/id -> COLUMNtotals/amount
		TABLEorder_1 -> COLUMNtotals/amount
		order-desk owns TABLEorder_1
		order-desk owns TABLEtotals
	`))
	require.Equal(t, graphtest.String(want), graphtest.String(g))
}

func TestWhatIsSaidOfAField(t *testing.T) {
	i := read(t, orders)
	require.Equal(t, map[string]string{
		"name": "customer", "type": "object", "property:relationships": "customers.id (foreignKey)",
	}, standardtest.Values(t, i, graph.FieldID("postgres://db:6000", "shop.public.order_1", "customer")))
	require.Equal(t, map[string]string{"name": "amount", "property:transform-sources": "elsewhere", "property:transform-description": "Summed by day."},
		standardtest.Values(t, i, graph.FieldID("postgres://db:6000", "shop.public.totals", "amount")))
	require.Equal(t, map[string]string{"name": "Order Desk", "description": "They take orders.", "property:members": "Bob Bee (Owner, since 2025-01-01)",
		"property:former-members": "ada (Owner, 2024-01-01 to 2025-01-01, then bob)"},
		standardtest.Values(t, i, "team:order-desk"))
}

// Both forms of a team: who left is nobody's owner.
func TestWhoOwns(t *testing.T) {
	contract := func(team string) string {
		return "apiVersion: v3.0.2\nkind: DataContract\nid: c\nschema:\n- name: x\n" + team
	}
	for name, c := range map[string]struct{ team, owner string }{
		"a team with a name":     {"team: {name: Data Office, members: [{username: ada, role: owner}]}\n", "data-office"},
		"the members alone":      {"team:\n- {username: ada, role: analyst}\n- {username: bob@shop, role: Data Owner}\n", "bob-shop"},
		"members without a team": {"team: {members: [{username: ada, name: Ada Lee, role: owner}]}\n", "ada-lee"},
		"an owner who left":      {"team:\n- {username: ada, role: owner, dateOut: 2025-01-01}\n- {username: bob, role: owner}\n", "bob"},
		"one who was replaced":   {"team:\n- {username: ada, role: owner, replacedByUsername: bob}\n", ""},
		"no owner among them":    {"team:\n- {username: ada, role: ownership-analyst}\n", ""},
		"no team":                {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			g, _ := standardtest.Apply(t, graph.Empty(), read(t, contract(c.team)))
			owns := ""
			if c.owner != "" {
				owns = "\n" + c.owner + " owns dataset:odcs:%2F%2Fc/x"
			}
			require.Equal(t, graphtest.String(graphtest.Parse(t, "dataset:odcs:%2F%2Fc/x"+owns)), graphtest.String(g))
		})
	}
}

// A team without a name of its own is told with what it is responsible for.
func TestTheHistoryOfATeam(t *testing.T) {
	const dataset = "dataset:odcs:%2F%2Fc/x"
	for name, team := range map[string]string{
		"the members alone":     "team:\n- {username: ada, role: analyst, dateIn: 2024-01-01}\n- {username: bob, dateOut: 2025-03-01, replacedByUsername: ada}\n- {username: cleo}\n- {username: dan, replacedByUsername: cleo}\n",
		"a team without a name": "team: {members: [{username: ada, role: analyst, dateIn: 2024-01-01}, {username: bob, dateOut: 2025-03-01, replacedByUsername: ada}, {username: cleo}, {username: dan, replacedByUsername: cleo}]}\n",
	} {
		t.Run(name, func(t *testing.T) {
			values := standardtest.Values(t, read(t, "apiVersion: v3.0.2\nkind: DataContract\nid: c\nschema: [{name: x}]\n"+team), dataset)
			require.Equal(t, "ada (analyst, since 2024-01-01), cleo", values["property:members"])
			require.Equal(t, "bob (to 2025-03-01, then ada), dan (then cleo)", values["property:former-members"])
		})
	}
}

// What a contract says of all its datasets counts where one does not say otherwise.
func TestWhatAContractSaysOfAll(t *testing.T) {
	i := read(t, `apiVersion: v3.1.0
kind: DataContract
id: c
name: Orders
version: 1.0.0
status: active
tenant: shop
description: {purpose: To plan., limitations: No refunds., usage: By day.}
authoritativeDefinitions: [{type: x, url: 'jdbc:db'}, {type: y, url: 'https://shop/orders'}]
customProperties: [{property: sla, value: gold}, {property: region, value: eu}]
tags: [retail]
schema:
- {name: a, tags: [core], customProperties: [{property: region, value: us}], authoritativeDefinitions: [{type: x, url: 'https://shop/a'}]}
- {name: b}
`)
	all := map[string]string{"property:contract": "c", "property:contract-version": "1.0.0", "property:contract-name": "Orders", "property:status": "active", "property:tenant": "shop",
		"property:purpose": "To plan.", "property:limitations": "No refunds.", "property:usage": "By day.", "property:sla": "gold"}
	with := func(more map[string]string) map[string]string {
		maps.Copy(more, all)
		return more
	}
	require.Equal(t, with(map[string]string{"name": "a", "tags": "core,retail", "url": "https://shop/a", "property:region": "us"}), standardtest.Values(t, i, "dataset:odcs:%2F%2Fc/a"))
	require.Equal(t, with(map[string]string{"name": "b", "tags": "retail", "url": "https://shop/orders", "property:region": "eu"}), standardtest.Values(t, i, "dataset:odcs:%2F%2Fc/b"))
}

// A dataset is the same as the one that OpenLineage's clients tell of: https://openlineage.io/docs/spec/naming.
func TestWhereADatasetIs(t *testing.T) {
	for server, want := range map[string]graph.ID{
		"{type: postgres, host: db, database: shop, schema: public}":                          graph.DatasetID("postgres://db:5432", "shop.public.x"),
		"{type: mysql, host: db, port: 3307, database: shop}":                                 graph.DatasetID("mysql://db:3307", "shop.x"),
		"{type: snowflake, account: org-one, database: SHOP, schema: PUBLIC}":                 graph.DatasetID("snowflake://org-one", "SHOP.PUBLIC.x"),
		"{type: bigquery, project: p, dataset: d}":                                            graph.DatasetID("bigquery", "p.d.x"),
		"{type: kafka, host: 'broker:9092'}":                                                  graph.DatasetID("kafka://broker:9092", "x"),
		"{type: redshift, host: r, database: d, schema: s}":                                   graph.DatasetID("redshift://r:5439", "d.s.x"),
		"{type: postgres, database: shop, schema: public}":                                    graph.DatasetID("odcs://c", "x"), // no host
		"{type: of-our-own, host: db}":                                                        graph.DatasetID("odcs://c", "x"),
		"{type: databricks, host: w.cloud, catalog: main, schema: default, server: anything}": graph.DatasetID("databricks://w.cloud", "main.default.x"),
	} {
		i := read(t, "apiVersion: v3.0.0\nkind: DataContract\nid: c\nservers: ["+server+"]\nschema: [{name: x}]\n")
		require.Equal(t, want, i.Edits[0].(graph.Put).ID, server)
	}
}

func TestFaultsStandAtTheirLines(t *testing.T) {
	head := "apiVersion: v3.1.0\nkind: DataContract\n"
	for name, c := range map[string]struct{ file, words string }{
		"no id":         {head, "a.yaml:1:1: a data contract has no id; it needs one"},
		"version 2":     {"apiVersion: v2.2.2\nkind: DataContract\nid: c\n", `a.yaml:1:13: the version "v2.2.2" of the standard is not read; v3.0 to v3.2 are`},
		"no contract":   {"kind: DataProduct\n", "this is no data contract: a contract has kind: DataContract"},
		"nothing":       {"---\n", "there is no data contract"},
		"no list":       {head + "id: c\nschema: {name: x}\n", "a.yaml:4:9: schema is a list, not a mapping"},
		"no name":       {head + "id: c\nschema: [{physicalName: x}]\n", "a.yaml:4:10: an object of a schema has no name; it needs one"},
		"name a list":   {head + "id: c\nschema: [{name: [x]}]\n", "name of an object of a schema is a text, not a list"},
		"twice":         {head + "id: c\n---\n" + head + "id: c\n", `the contract c, version "", is at a.yaml:3:5 as well`},
		"cut in half":   {head + "id: c\nschema: [{name: x\n", "a.yaml:"},
		"merge keys":    {head + "id: c\n<<: {a: b}\n", "<< is not read here"},
		"not UTF-8":     {head + "id: \xff\n", "the line is not valid UTF-8"},
		"too many keys": {head + "id: c\n" + manyKeys(), "more than 2000 keys"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := odcs.Read(standardtest.Files(map[string]string{"a.yaml": c.file}), "odcs:a", odcs.Mesh{}, "a.yaml")
			var problems document.Problems
			require.True(t, errors.As(err, &problems), "%v", err)
			require.Contains(t, strings.Join(standardtest.Words(problems), "\n"), c.words)
		})
	}
}

func manyKeys() string {
	var b strings.Builder
	for range 20_000 {
		b.WriteString("k")
		b.WriteString(strings.Repeat("x", b.Len()%7))
		b.WriteString(": v\n")
	}
	return b.String()
}

func TestANewerVersionIsReadWithAWarning(t *testing.T) {
	i := read(t, "apiVersion: v3.4.0\nkind: DataContract\nid: c\nschema: [{name: x}]\n")
	require.Equal(t, []string{"a.yaml:1:13: the standard's version v3.4.0 is newer than v3.2: what is new in it is left out"}, standardtest.Words(i.Warnings))
}

func TestDocumentsByOthers(t *testing.T) {
	shared := standardtest.Shared(t, "odcs")
	names, err := fs.Glob(shared, "*/*.odcs.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	all := "\n"
	for _, name := range names {
		i, err := odcs.Read(shared, "odcs:others", odcs.Mesh{}, name)
		require.NoError(t, err)
		g, _ := standardtest.Apply(t, graph.Empty(), i)
		all += graphtest.String(g) + "\n"
		got := map[graph.Kind]int{}
		for _, edit := range i.Edits {
			if put, is := edit.(graph.Put); is {
				got[put.ID.Kind()]++
			}
		}
		datasets, fields := counted(t, shared, name)
		require.Equal(t, []int{datasets, fields}, []int{got[graph.Dataset], got[graph.Field]}, name)
	}
	for _, line := range []string{
		"my-team owns dataset:postgres:%2F%2Flocalhost:5432/pypl-edw.pp_access_views.tbl_1",
		"dataset:postgres:%2F%2Flocalhost:5432/pypl-edw.pp_access_views.tbl_1 in product:seller/my-quantum",
		"\nproduct:seller/my-quantum in seller\n", "dataset:kafka:%2F%2Fkafkabroker1:9092/orders\n", "data-protection-office",
	} {
		require.Contains(t, all, line)
	}
	require.NotContains(t, all, "ceastwood", "who left is nobody's owner")
}

// counted returns how many objects the schema of a contract has, and how many properties these have at any depth.
func counted(t *testing.T, fsys fs.FS, name string) (objects, properties int) {
	content, err := fs.ReadFile(fsys, name)
	require.NoError(t, err)
	type property struct {
		Properties []property
		Items      *property
	}
	var contract struct{ Schema []property }
	require.NoError(t, yaml.Unmarshal(content, &contract))
	var below func(p property) int
	below = func(p property) (n int) {
		for _, q := range p.Properties {
			n += 1 + below(q)
		}
		if p.Items != nil {
			n += below(*p.Items)
		}
		return n
	}
	for _, object := range contract.Schema {
		properties += below(object)
	}
	return len(contract.Schema), properties
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		orders, strings.Replace(orders, "v3.1.0", "v2.2.2", 1), orders + "---\n" + orders, orders[:len(orders)/2],
		"apiVersion: v3.4.0\nkind: DataContract\nid: c\nschema: [{name: x, properties: [{name: a, items: {properties: [{name: b}]}}]}]\n",
		"kind: DataContract\nid: [c]\nschema: {}\nteam: [{username: }, ada]\nservers: x\n", "kind: &k DataContract\nid: *k\n", "\xff", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		i, err := odcs.Read(standardtest.Files(map[string]string{"a.yaml": content}), "odcs:a", odcs.Mesh{}, "a.yaml")
		if err == nil {
			_, _ = graph.Empty().Draft(graph.Draft{Source: i.Source, Whole: true, Revision: 1, Time: graphtest.Noon, Edits: i.Edits})
		}
	})
}
