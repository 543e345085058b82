package dbt_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt"
)

// Manifests that dbt itself wrote, of other people's projects: see README.md beside them.
func TestManifestsOfOthers(t *testing.T) {
	for _, c := range []struct {
		file                           string
		name                           string
		datasets, fields, flows, teams int
	}{
		{"v4/jaffle_shop/manifest.json", "jaffle_shop", 8, 14, 5, 0},
		{"v9/jaffle_shop_at_1.5rc1/manifest.json", "jaffle_shop", 37, 183, 31, 0},
		{"v12/jaffle_shop/manifest_1.12.json", "jaffle_shop", 19, 48, 17, 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			f, err := os.Open(filepath.Join("../../../shared/data/dbt", filepath.FromSlash(c.file)))
			if os.IsNotExist(err) {
				t.Skip("SKIPPED: ../shared/data is not there, whose manifests are read here")
			}
			require.NoError(t, err)
			defer f.Close()
			p, err := dbt.ReadManifest(c.file, f)
			require.NoError(t, err)
			require.Equal(t, c.name, p.Name)
			i := p.Import("bigquery")
			require.Empty(t, i.Warnings)
			g, _ := apply(t, graph.Empty(), i)
			count := func(k graph.Kind) (n int) {
				for range g.Of(k) {
					n++
				}
				return n
			}
			require.Equal(t, []int{c.datasets, c.fields, c.flows, c.teams}, []int{count(graph.Dataset), count(graph.Field), g.Count(graph.Feeds), count(graph.Team)})
			_, changes := apply(t, g, i)
			require.Empty(t, changes)
		})
	}
}
