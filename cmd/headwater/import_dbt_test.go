package main

import (
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
	"github.com/headwater-catalog/headwater/server"
)

// ranModel is an event of a model's run as dbt-ol sends it: each column of the output with those that it is made of.
func ranModel(model string, columns map[string][]string) string {
	const facet = `"_producer": "https://dbt.test", "_schemaURL": "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json"`
	var fields []string
	for column, from := range columns {
		var inputs []string
		for _, input := range from {
			table, field, _ := strings.Cut(input, "#")
			inputs = append(inputs, fmt.Sprintf(`{"namespace": "duckdb://tea_shop.duckdb", "name": "tea_shop.%s", "field": %q}`, table, field))
		}
		fields = append(fields, fmt.Sprintf(`%q: {"inputFields": [%s]}`, column, strings.Join(inputs, ",")))
	}
	return fmt.Sprintf(`{"eventType": "COMPLETE", "eventTime": "2026-11-29T12:00:00Z", "producer": "https://dbt.test",
		"schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
		"run": {"runId": "01990000-0000-7000-8000-%012[4]x"}, "job": {"namespace": "tea-shop", "name": "tea_shop.main.tea_shop.%[1]s"}, "inputs": [],
		"outputs": [{"namespace": "duckdb://tea_shop.duckdb", "name": "tea_shop.main.%[1]s", "facets": {"columnLineage": {%[2]s, "fields": {%[3]s}}}}]}`,
		model, facet, strings.Join(fields, ","), crc32.ChecksumIEEE([]byte(model)))
}

// served is a catalog in memory behind a server, at this address.
func served(t *testing.T) string { return servedWith(t, settings{}) }

func servedWith(t *testing.T, s settings) string {
	t.Helper()
	catalog, err := openCatalog(t.Context(), place{}, toWrite)
	require.NoError(t, err)
	p := program{settings: s}
	at := httptest.NewServer(server.NewHandler(p.house(catalog, me)))
	t.Cleanup(func() {
		at.Close()
		require.NoError(t, catalog.Close())
	})
	return at.URL
}

// reach is what a question reaches: what for sure, what perhaps, and the datasets and domains that it is rolled up to.
type reach struct{ exact, other, datasets, domains []string }

// reached asks what lies upstream or downstream of an entity.
func reached(t *testing.T, u person, at, of, direction string) (found reach) {
	t.Helper()
	type rolledUp struct {
		Entities []struct{ Entity struct{ ID string } }
	}
	var answer struct {
		Catalog struct {
			Lineage struct {
				Items struct {
					Nodes []struct {
						Precision string
						Entity    struct{ ID, Kind string }
					}
				}
				Datasets, Domains rolledUp
			}
		}
	}
	text := u.run("query", fmt.Sprintf(`{catalog {lineage(of: [%q], direction: %s) {
		items(first: 1000) {nodes {precision entity {id kind}}}
		datasets: rollUp(to: DATASET) {entities {entity {id}}} domains: rollUp(to: DOMAIN) {entities {entity {id}}}}}}`, of, direction), "--server", at)
	var whole struct{ Data json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(text), &whole))
	if whole.Data == nil {
		whole.Data = json.RawMessage(text)
	}
	require.NoError(t, json.Unmarshal(whole.Data, &answer))
	short := func(id string) string {
		_, path, is := strings.Cut(id, "tea_shop.duckdb/tea_shop.")
		if !is {
			return id
		}
		return path
	}
	for _, n := range answer.Catalog.Lineage.Items.Nodes {
		if n.Precision == "EXACT" {
			found.exact = append(found.exact, short(n.Entity.ID))
			continue
		}
		found.other = append(found.other, short(n.Entity.ID))
	}
	for _, e := range answer.Catalog.Lineage.Datasets.Entities {
		found.datasets = append(found.datasets, short(e.Entity.ID))
	}
	for _, e := range answer.Catalog.Lineage.Domains.Entities {
		found.domains = append(found.domains, e.Entity.ID)
	}
	return found
}

// A project is one request. Where it is longer than the server takes, who imports is told how long, and that much is enough.
func TestAProjectThatIsLongerThanTheServerTakes(t *testing.T) {
	f := newFolder(t)
	var manifest strings.Builder
	require.NoError(t, dbttest.Usual(500).Write(&manifest))
	f.write("target/manifest.json", manifest.String())
	imports := []string{"import", "dbt", "target", "--namespace", "duckdb://large.duckdb", "--server"}
	at := servedWith(t, settings{MaxBody: 1 << 20})
	message, _ := f.refuses(append(imports, at)...)
	require.Regexp(t, `takes no request as long as this one, of \d+ bytes, .* --max-body \d+ \(HEADWATER_MAX_BODY.* or stop it and use its store`, message)
	require.Contains(t, f.run("query", "{catalog{revision}}", "--server", at), `"revision": "0"`, "nothing of it came")

	enough, err := strconv.ParseInt(regexp.MustCompile(`--max-body (\d+)`).FindStringSubmatch(message)[1], 10, 64)
	require.NoError(t, err)
	require.Contains(t, f.run(append(imports, servedWith(t, settings{MaxBody: size(enough)}))...), "The catalog is at revision 1.")
}

// Columns come from events, datasets and domains from dbt, and one question goes through both, whichever came first.
func TestColumnsOfEventsAndDatasetsOfDbtAreOneLineage(t *testing.T) {
	const in, figures = "duckdb:%2F%2Ftea_shop.duckdb/tea_shop.", "job:dbt/exposure.tea_shop.weekly_figures"
	events := func(at string) {
		for _, event := range []string{
			ranModel("stg_orders", map[string][]string{"pence": {"main_raw.raw_orders#pence"}, "order_id": {"main_raw.raw_orders#id"}}),
			ranModel("revenue", map[string][]string{"net": {"main.stg_orders#pence", "main.stg_refunds#refunded"}}),
			ranModel("stg_refunds", map[string][]string{"refunded": {"till.raw_refunds#pence"}}),
		} {
			status, _, text := sent(t, at+"/api/v1/lineage", event)
			require.Contains(t, []int{http.StatusOK, http.StatusCreated}, status, text)
		}
	}
	u := newPerson(t)
	project := func(at string) {
		u.run("import", "dbt", "../../examples/dbt/artifacts", "--namespace", "duckdb://tea_shop.duckdb", "--server", at)
	}
	for name, both := range map[string][]func(string){"events first": {events, project}, "dbt first": {project, events}} {
		t.Run(name, func(t *testing.T) {
			at := served(t)
			for _, tell := range both {
				tell(at)
			}
			net := reached(t, u, at, "field:"+in+"main.revenue/net", "UPSTREAM")
			require.ElementsMatch(t, []string{"main.stg_orders/pence", "main.stg_refunds/refunded", "main_raw.raw_orders/pence", "till.raw_refunds/pence"}, net.exact)
			require.Empty(t, net.other, "each column on the way says what it is made of")
			require.ElementsMatch(t, []string{"main.stg_orders", "main.stg_refunds", "main_raw.raw_orders", "till.raw_refunds"}, net.datasets)
			require.Empty(t, net.domains, "nothing of that is in one")

			refunds := reached(t, u, at, "field:"+in+"till.raw_refunds/pence", "DOWNSTREAM")
			require.ElementsMatch(t, []string{"main.stg_refunds/refunded", "main.revenue/net"}, refunds.exact)
			require.Contains(t, refunds.other, "main.customers_v2/net", "dbt says that the dataset is made of it, and no event says of which column")
			require.Contains(t, refunds.other, figures)
			require.ElementsMatch(t, []string{"main.stg_refunds", "main.revenue", "main.customers_v2"}, refunds.datasets)
			require.Equal(t, []string{"domain:tea-shop/sales"}, refunds.domains)

			revenue := reached(t, u, at, "dataset:"+in+"main.revenue", "UPSTREAM")
			require.Subset(t, revenue.exact, []string{"main.stg_orders", "main.stg_refunds", "main_raw.raw_orders", "till.raw_refunds", "main.stg_orders/pence"})
			require.ElementsMatch(t, net.datasets, revenue.datasets)

			orders := reached(t, u, at, "dataset:"+in+"main_raw.raw_orders", "DOWNSTREAM")
			require.Subset(t, orders.exact, []string{"main.stg_orders", "main.stg_orders/pence", "main.revenue", "main.revenue/net", "main.customers_v2", figures})
			require.NotContains(t, orders.exact, "main.stg_orders/tea", "that it is made of the dataset is known, and not of which column")
			require.ElementsMatch(t, []string{"main.stg_orders", "main.revenue", "main.customers_v2"}, orders.datasets)
			require.Equal(t, []string{"domain:tea-shop/sales"}, orders.domains)

			read := reached(t, u, at, figures, "UPSTREAM")
			require.Subset(t, read.datasets, append(net.datasets, "main.revenue", "main.customers_v2", "main_raw.raw_customers"))
			require.Equal(t, []string{"domain:tea-shop/sales"}, read.domains)
		})
	}
}

// A project that says nothing any more takes back its own claims, and those alone.
func TestAProjectThatIsGoneLeavesTheEvents(t *testing.T) {
	at, u, nothing := served(t), newPerson(t), t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(nothing, "manifest.json"), []byte(`{"metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "project_name": "tea_shop"}, "nodes": {}}`), 0o600))
	status, _, text := sent(t, at+"/api/v1/lineage", ranModel("stg_orders", map[string][]string{"pence": {"main_raw.raw_orders#pence"}}))
	require.Less(t, status, 300, text)
	const ids = `{catalog {entities(first: 1000) {nodes {id}}}}`
	before := u.run("query", ids, "--server", at)
	u.run("import", "dbt", "../../examples/dbt/artifacts", "--namespace", "duckdb://tea_shop.duckdb", "--server", at)
	require.NotEqual(t, before, u.run("query", ids, "--server", at))
	u.run("import", "dbt", nothing, "--namespace", "duckdb://tea_shop.duckdb", "--server", at)
	require.Equal(t, before, u.run("query", ids, "--server", at))
}

// 69 of the list of bad inputs: a model of the same unique ID whose table is called otherwise. At a server and in a store, which are told
// in different ways.
func TestARenamedModelKeepsItsHistory(t *testing.T) {
	for where, at := range map[string]func(*testing.T) []string{
		"server": func(t *testing.T) []string { return []string{"--server", served(t)} },
		"store":  func(*testing.T) []string { return nil },
	} {
		t.Run(where, func(t *testing.T) {
			f, to := newFolder(t), at(t)
			run := func(args ...string) string { return f.run(append(args, to...)...) }
			a, c := dbttest.Built("model", "a"), dbttest.Built("model", "c")
			imports := func(says string, nodes ...dbttest.Node) {
				t.Helper()
				f.write("target/manifest.json", dbttest.Manifest(nodes...))
				dry := run("import", "dbt", "target", "--namespace", "duckdb://shop", "--dry-run")
				require.Contains(t, dry, says)
				require.Contains(t, run("import", "dbt", "target", "--namespace", "duckdb://shop"), says)
				require.Contains(t, run("import", "dbt", "target", "--namespace", "duckdb://shop"), "Nothing to do", "the same again makes no commit")
			}
			const former, renamed = "dataset:duckdb:%2F%2Fshop/shop.main.a", "dataset:duckdb:%2F%2Fshop/shop.main.all_of_a"
			imports("+ "+former, a)
			f.write("owners.csv", "entity,owner\n"+former+",team:finance\n")
			run("import", "csv", "owners.csv")

			imports(`aliases: nothing → "`+renamed+`"`, a.With(dbttest.Node{"alias": "all_of_a"}))
			require.Contains(t, run("owner", renamed), "finance")
			require.Equal(t, 3, strings.Count(run("log", renamed, "-o", "csv"), "\n")-1, "what was before is of it, and that it is renamed")

			imports(`aliases: "`+renamed+`" → nothing`, a, c.With(dbttest.Node{"alias": "all_of_a"}))
			require.Contains(t, run("owner", former), "finance")
			require.NotContains(t, run("owner", renamed), "finance", "the name is another's now")
		})
	}
}
