package dbt_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// found is a catalog.json of one relation with these columns.
func found(uniqueID, comment, columns string) string {
	return `{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/catalog/v1.json"},"errors":null,"sources":{},
		"nodes":{"` + uniqueID + `":{"metadata":{"type":"BASE TABLE","comment":` + comment + `,"owner":null},"columns":{` + columns + `},"stats":{}}}}`
}

func TestTheDatabaseTellsTypesAndComments(t *testing.T) {
	p := project(t, dbttest.Manifest(dbttest.Built("model", "a").With(dbttest.Node{"columns": dbttest.Node{
		"id": dbttest.Node{"name": "id", "description": "As documented.", "data_type": "int"}, "gone": dbttest.Node{"name": "gone"}}})))
	require.NoError(t, p.AddCatalog("catalog.json", strings.NewReader(found("model.shop.a", `"of the table"`,
		`"ID":{"name":"ID","type":"NUMBER","comment":"of the column","index":1},"EXTRA":{"name":"EXTRA","type":"TEXT","comment":"new","index":2}`))))
	g, _ := apply(t, graph.Empty(), p.Import(namespace))
	require.Equal(t, "of the table", entity(t, g, dataset("a")).Description)
	field := func(name string) *graph.Entity { return entity(t, g, graph.FieldID(namespace, "shop.main.a", name)) }
	require.Equal(t, []string{"As documented.", "NUMBER"}, []string{field("id").Description, field("id").Type}, "the project's spelling and words, the database's type")
	require.Equal(t, []string{"new", "TEXT"}, []string{field("EXTRA").Description, field("EXTRA").Type})
	require.Empty(t, field("gone").Type)
	require.Equal(t, 4, g.Len())
}

func TestColumnsThatDifferByCaseAreTwo(t *testing.T) {
	p := project(t, dbttest.Manifest(dbttest.Built("model", "a").With(dbttest.Node{"columns": dbttest.Node{"id": dbttest.Node{"name": "id"}, "ID": dbttest.Node{"name": "ID"}}})))
	require.NoError(t, p.AddCatalog("catalog.json", strings.NewReader(found("model.shop.a", "null", `"id":{"name":"id","type":"int"},"ID":{"name":"ID","type":"text"}`))))
	g, _ := apply(t, graph.Empty(), p.Import(namespace))
	require.Equal(t, "int", entity(t, g, graph.FieldID(namespace, "shop.main.a", "id")).Type)
	require.Equal(t, "text", entity(t, g, graph.FieldID(namespace, "shop.main.a", "ID")).Type)
}

func TestACatalogOfSomethingElse(t *testing.T) {
	p := project(t, dbttest.Manifest(dbttest.Built("model", "a")))
	require.NoError(t, p.AddCatalog("catalog.json", strings.NewReader(found("model.shop.gone", "null", ""))), "what is not in the manifest is left out")
	for _, wrong := range []string{"{}", "{", dbttest.Manifest(), found("model.shop.a", "7", ""), `{"nodes":[]}`} {
		require.ErrorAs(t, p.AddCatalog("catalog.json", strings.NewReader(wrong)), &document.Problems{}, "%s", wrong)
	}
}
