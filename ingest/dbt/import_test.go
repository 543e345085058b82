package dbt_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
)

const namespace = "duckdb://shop.duckdb"

func project(t *testing.T, manifest string) *dbt.Project {
	t.Helper()
	p, err := dbt.ReadManifest("manifest.json", strings.NewReader(manifest))
	require.NoError(t, err)
	return p
}

// apply lays an import over a graph, as the catalog does.
func apply(t *testing.T, g *graph.Graph, i *dbt.Import) (*graph.Graph, []graph.Change) {
	t.Helper()
	revision := g.Revision() + 1
	changes, err := g.Draft(graph.Draft{Source: i.Source, Whole: true, Revision: revision, Time: time.Unix(0, 0).UTC(), Edits: i.Edits})
	require.NoError(t, err)
	after, err := g.With(revision, changes...)
	require.NoError(t, err)
	return after, changes
}

// catalog is what a manifest of these nodes makes of an empty catalog.
func catalog(t *testing.T, nodes ...dbttest.Node) *graph.Graph {
	t.Helper()
	g, _ := apply(t, graph.Empty(), project(t, dbttest.Manifest(nodes...)).Import(namespace))
	return g
}

// short is an ID without what all datasets of the tests have in common.
func short(id graph.ID) string {
	name := id.Last()
	if id.Kind() == graph.Field {
		return short(id.ImpliedContainer()) + "." + name
	}
	return strings.TrimPrefix(strings.TrimPrefix(name, "shop.main."), "shop.")
}

// links returns the links of an import, as "a -> b" for flows and "a OWNS b" for others, sorted.
func links(i *dbt.Import, relations ...graph.Relation) []string {
	found := []string{}
	for _, edit := range i.Edits {
		join, is := edit.(graph.Join)
		if !is || !slices.Contains(relations, join.Relation) {
			continue
		}
		by := " " + join.Relation.String() + " "
		if join.Relation == graph.Feeds {
			by = " -> "
		}
		said := short(join.From) + by + short(join.To)
		if join.Reason != "" {
			said += ": " + join.Reason
		}
		found = append(found, said)
	}
	slices.Sort(found)
	return found
}

func flows(t *testing.T, nodes ...dbttest.Node) []string {
	t.Helper()
	return links(project(t, dbttest.Manifest(nodes...)).Import(namespace), graph.Feeds)
}

func dataset(name string) graph.ID { return graph.DatasetID(namespace, "shop.main."+name) }

func TestWhatANodeDependsOnFeedsIt(t *testing.T) {
	till := dbttest.Source("orders")
	raw := dbttest.Built("seed", "teas")
	orders := dbttest.Built("model", "orders", till.ID(), raw.ID())
	history := dbttest.Built("snapshot", "history", orders.ID())
	require.Equal(t, []string{"orders -> history", "teas -> orders", "till.orders -> orders"}, flows(t, till, raw, orders, history))
}

func TestWhatIsNeverBuiltPassesThrough(t *testing.T) {
	a, b := dbttest.Built("model", "a"), dbttest.Built("model", "b")
	inner := dbttest.Ephemeral("inner", a.ID())
	outer := dbttest.Ephemeral("outer", inner.ID(), b.ID())
	c := dbttest.Built("model", "c", outer.ID())
	d := dbttest.Built("model", "d", outer.ID(), a.ID())
	require.Equal(t, []string{
		"a -> c: through model.shop.outer, model.shop.inner", "a -> d", "b -> c: through model.shop.outer", "b -> d: through model.shop.outer",
	}, flows(t, a, b, inner, outer, c, d), "the shortest way is told")
}

func TestAnExposureReadsThroughMetrics(t *testing.T) {
	orders := dbttest.Built("model", "orders")
	semantic := dbttest.Of("semantic_model", "orders", orders.ID())
	metric := dbttest.Of("metric", "revenue", semantic.ID())
	weekly := dbttest.Of("exposure", "weekly", metric.ID()).With(dbttest.Node{"type": "dashboard", "label": "Weekly figures", "url": "https://bi.test/weekly",
		"owner": dbttest.Node{"name": "Ada Tea", "email": "ada@shop.test"}})
	i := project(t, dbttest.Manifest(orders, semantic, metric, weekly)).Import(namespace)
	require.Equal(t, []string{
		"ada-tea CONSUMES orders: Weekly figures (dashboard)",
		"ada-tea OWNS exposure.shop.weekly",
		"exposure.shop.weekly READS orders: through metric.shop.revenue, semantic_model.shop.orders",
		"orders -> exposure.shop.weekly: through metric.shop.revenue, semantic_model.shop.orders",
	}, links(i, graph.Relations...))
	g, _ := apply(t, graph.Empty(), i)
	job := entity(t, g, graph.JobID("dbt", "exposure.shop.weekly"))
	require.Equal(t, []string{"Weekly figures", "dashboard", "https://bi.test/weekly"}, []string{job.Name, job.Type, job.URL})
	require.Equal(t, "ada@shop.test", entity(t, g, "team:ada-tea").Contact)
}

func TestTestsAnalysesAndWhatIsDisabledAreNothing(t *testing.T) {
	a := dbttest.Built("model", "a")
	off := dbttest.Built("model", "off", a.ID()).With(dbttest.Node{"config": dbttest.Node{"enabled": false}})
	g := catalog(t, a, off, dbttest.Built("test", "not_null_a", a.ID()), dbttest.Of("analysis", "look", a.ID()), dbttest.Of("operation", "hook", a.ID()))
	require.Equal(t, 1, g.Len())
}

func TestADatasetKeepsWhatDbtSaysOfIt(t *testing.T) {
	g := catalog(t, dbttest.Built("model", "orders").With(dbttest.Node{
		"description": "All orders.", "tags": []string{"nightly"}, "access": "public", "version": 2, "latest_version": "3", "deprecation_date": "2027-01-01T00:00:00",
		"config":  dbttest.Node{"materialized": "incremental", "contract": dbttest.Node{"enforced": true}, "tags": []string{"nightly", "core"}, "meta": dbttest.Node{"tier": 1, "on": dbttest.Node{"call": true}}},
		"columns": dbttest.Node{"id": dbttest.Node{"name": "id", "description": "The order.", "data_type": "integer", "tags": []string{"key"}, "config": dbttest.Node{"meta": dbttest.Node{"unit": "none"}}}},
	}))
	d := entity(t, g, dataset("orders"))
	require.Equal(t, []string{"orders.v2", "All orders.", "incremental"}, []string{d.Name, d.Description, d.Type})
	require.Equal(t, []string{"nightly", "core"}, d.Tags)
	require.Equal(t, map[string]string{
		"dbt.unique_id": "model.shop.orders", "dbt.resource_type": "model", "dbt.access": "public", "dbt.contract": "enforced", "dbt.version": "2",
		"dbt.latest_version": "3", "dbt.deprecation_date": "2027-01-01T00:00:00", "dbt.meta.tier": "1", "dbt.meta.on": `{"call":true}`,
	}, properties(d))
	claim := d.Claims[0]
	require.Equal(t, []string{"dbt:shop", "IMPORTED", "models/orders.sql model.shop.orders"}, []string{claim.Source, claim.Rank.String(), claim.Origin})
	f := entity(t, g, graph.FieldID(namespace, "shop.main.orders", "id"))
	require.Equal(t, []string{"id", "The order.", "integer"}, []string{f.Name, f.Description, f.Type})
	require.Equal(t, []string{"key"}, f.Tags)
	require.Equal(t, map[string]string{"dbt.meta.unit": "none"}, properties(f))
}

// What differs between the versions of dbt that wrote it.
func TestOldForms(t *testing.T) {
	g := catalog(t,
		dbttest.Built("model", "a").With(dbttest.Node{"config": dbttest.Node{"materialized": "table", "contract": true, "tags": "core", "meta": nil}, "columns": nil, "group": nil, "tags": nil, "version": 1.5}),
		dbttest.Built("seed", "b").With(dbttest.Node{"depends_on": dbttest.Node{"macros": []string{}}, "config": nil}),
		dbttest.Of("exposure", "c", "model.shop.a").With(dbttest.Node{"owner": dbttest.Node{"name": nil, "email": "c@shop.test"}, "label": nil, "url": nil, "maturity": nil}))
	a := entity(t, g, dataset("a"))
	require.Equal(t, "a.v1.5", a.Name)
	require.Equal(t, []string{"core"}, a.Tags)
	require.Equal(t, "enforced", properties(a)["dbt.contract"])
	require.Equal(t, "seed", entity(t, g, dataset("b")).Type)
	require.Equal(t, "c@shop.test", entity(t, g, "team:c-shop-test").Name)
}

func TestMetaPlacesADataset(t *testing.T) {
	g := catalog(t,
		dbttest.Built("model", "a").With(dbttest.Node{"meta": dbttest.Node{"headwater": dbttest.Node{"domain": "division-x/sale", "product": "Weekly Sales", "system": "system:dwh", "owner": "Finance Team"}}}),
		dbttest.Built("model", "b").With(dbttest.Node{"config": dbttest.Node{"meta": dbttest.Node{"domain": "Stock", "owner": []string{"a", "b"}}}}),
		dbttest.Built("model", "c").With(dbttest.Node{"meta": dbttest.Node{"domain": 7, "owner": dbttest.Node{"slack": "#x"}, "product": []string{"p", "q"}}}))
	require.Equal(t, graph.ID("product:weekly-sales"), entity(t, g, dataset("a")).Container)
	require.Equal(t, graph.ID("domain:division-x/sale"), entity(t, g, "product:weekly-sales").Container)
	require.Equal(t, "Weekly Sales", entity(t, g, "product:weekly-sales").Name)
	require.Equal(t, "Finance Team", entity(t, g, "team:finance-team").Name)
	require.Equal(t, graph.ID("domain:stock"), entity(t, g, dataset("b")).Container)
	require.Empty(t, entity(t, g, dataset("c")).Container, "what others mean by these words is theirs")
	require.NotNil(t, g.Record(graph.Key{Relation: graph.RunsIn, From: dataset("a"), To: "system:dwh"}))
	for _, team := range []graph.ID{"team:a", "team:b"} {
		require.NotNil(t, g.Record(graph.Key{Relation: graph.Owns, From: team, To: dataset("b")}))
	}
}

func TestAGroupOwnsItsModels(t *testing.T) {
	finance := dbttest.Of("group", "Finance").With(dbttest.Node{"owner": dbttest.Node{"name": "Grace", "email": []string{"finance@shop.test"}}})
	a := dbttest.Built("model", "a").With(dbttest.Node{"group": "Finance"})
	b := dbttest.Built("model", "b").With(dbttest.Node{"group": "Finance", "meta": dbttest.Node{"owner": "Stock"}})
	board := dbttest.Of("exposure", "board", a.ID()).With(dbttest.Node{"owner": dbttest.Node{"email": "Finance@shop.test"}})
	stranger := dbttest.Of("exposure", "stranger", a.ID()).With(dbttest.Node{"owner": dbttest.Node{"name": "財務"}})
	i := project(t, dbttest.Manifest(finance, a, b, board, stranger)).Import(namespace)
	owns := links(i, graph.Owns)
	require.Len(t, owns, 4)
	require.Equal(t, []string{"finance OWNS a", "finance OWNS exposure.shop.board"}, owns[:2], "an owner with the group's address is the group")
	require.Regexp(t, `^owner-[0-9a-f]{12} OWNS exposure.shop.stranger$`, owns[2])
	require.Equal(t, "stock OWNS b", owns[3], "meta is nearer than the group")
	g, _ := apply(t, graph.Empty(), i)
	team := entity(t, g, "team:finance")
	require.Equal(t, []string{"Finance", "finance@shop.test", "Grace"}, []string{team.Name, team.Contact, properties(team)["dbt.owner"]})
}

func TestTheSameManifestAgainChangesNothing(t *testing.T) {
	a := dbttest.Built("model", "a")
	i := project(t, dbttest.Manifest(a, dbttest.Built("model", "b", a.ID()))).Import(namespace)
	g, changes := apply(t, graph.Empty(), i)
	require.Len(t, changes, 3)
	_, changes = apply(t, g, project(t, dbttest.Manifest(a, dbttest.Built("model", "b", a.ID()))).Import(namespace))
	require.Empty(t, changes)
}

func TestWhatAProjectNoLongerSaysIsWithdrawn(t *testing.T) {
	a := dbttest.Built("model", "a")
	g := catalog(t, a, dbttest.Built("model", "b", a.ID()))
	other := project(t, dbttest.Raw(dbttest.Metadata(12).With(dbttest.Node{"project_name": "other"}), dbttest.Built("model", "b"))).Import(namespace)
	g, _ = apply(t, g, other)
	g, _ = apply(t, g, project(t, dbttest.Manifest(a)).Import(namespace))
	require.Equal(t, "dbt:other", entity(t, g, dataset("b")).Claims[0].Source, "what another project says stays")
	require.Nil(t, g.Record(graph.Key{Relation: graph.Feeds, From: dataset("a"), To: dataset("b")}))
}

// A model that is called otherwise and writes the same table is the same dataset.
func TestAModelThatIsRenamedKeepsItsHistory(t *testing.T) {
	g := catalog(t, dbttest.Built("model", "orders"))
	renamed := dbttest.Built("model", "all_orders").With(dbttest.Node{"alias": "orders"})
	g, changes := apply(t, g, project(t, dbttest.Manifest(renamed)).Import(namespace))
	require.Len(t, changes, 1)
	require.Equal(t, "orders", short(changes[0].Key().From))
	require.Equal(t, "all_orders", entity(t, g, dataset("orders")).Name)
}

func TestASourceThatIsBuiltByThisProjectIsOneDataset(t *testing.T) {
	source := dbttest.Source("orders").With(dbttest.Node{"schema": "main", "description": "as a source", "loader": "nightly"})
	g := catalog(t, source, dbttest.Built("model", "orders").With(dbttest.Node{"description": "as a model"}))
	require.Equal(t, 1, g.Len())
	require.Equal(t, "as a model", entity(t, g, dataset("orders")).Description)
	require.Equal(t, "nightly", properties(entity(t, g, dataset("orders")))["dbt.loader"])
}

func entity(t *testing.T, g *graph.Graph, id graph.ID) *graph.Entity {
	t.Helper()
	n, found := g.Node(id)
	require.True(t, found, "%s", id)
	return g.Entity(n)
}

func properties(e *graph.Entity) map[string]string {
	all := map[string]string{}
	for _, p := range e.Properties {
		all[p.Key] = p.Value
	}
	return all
}
