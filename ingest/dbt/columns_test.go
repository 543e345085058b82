package dbt_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
)

// Several nodes may stand for one table, and each documents columns: of each attribute what the last node says that says anything counts.
func TestColumnsOfNodesThatStandForOneTable(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var nodes []dbttest.Node
		want := map[graph.ID]map[string]string{} // of a field, by attribute
		for i := range rapid.IntRange(1, 6).Draw(r, "models") {
			table := rapid.SampledFrom([]string{"orders", "items"}).Draw(r, "table")
			columns := dbttest.Node{}
			for _, name := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"id", "ID", "a b", "a/b", "é"}), 0, 4, rapid.ID).Draw(r, "columns") {
				said := map[string]string{"data_type": rapid.SampledFrom([]string{"", "text", "int"}).Draw(r, "type"),
					"description": rapid.SampledFrom([]string{"", "one", "other"}).Draw(r, "description")}
				columns[name] = said
				field := dataset(table).Field(name)
				if want[field] == nil {
					want[field] = map[string]string{}
				}
				for attribute, key := range map[string]string{graph.AttrType: "data_type", graph.AttrDescription: "description"} {
					if said[key] != "" {
						want[field][attribute] = said[key]
					}
				}
			}
			name := string(rune('a' + i)) // nodes are read by their unique IDs
			nodes = append(nodes, dbttest.Built("model", name).With(dbttest.Node{"alias": table, "columns": columns}))
		}
		slices.Reverse(nodes)
		found := map[graph.ID]map[string]string{}
		for _, edit := range project(t, dbttest.Manifest(nodes...)).Import(namespace).Edits {
			put, is := edit.(graph.Put)
			if !is || put.ID.Kind() != graph.Field {
				continue
			}
			require.NotContains(r, found, put.ID, "each is put once")
			found[put.ID] = map[string]string{}
			for _, v := range put.Values {
				require.NotContains(r, found[put.ID], v.Attribute)
				found[put.ID][v.Attribute] = v.Text
			}
		}
		require.Equal(r, want, found)
	})
}
