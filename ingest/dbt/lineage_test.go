package dbt_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/dbt"
	"github.com/headwater-catalog/headwater/ingest/dbt/dbttest"
)

// randomProject draws nodes that depend on each other in any way, cycles and themselves included.
func randomProject(t *rapid.T) []dbttest.Node {
	var all []dbttest.Node
	names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-d]{1,2}`), 1, 9, rapid.ID).Draw(t, "names")
	make := []func(name string) dbttest.Node{
		func(name string) dbttest.Node { return dbttest.Built("model", name) },
		func(name string) dbttest.Node { return dbttest.Ephemeral(name) },
		func(name string) dbttest.Node { return dbttest.Source(name) },
		func(name string) dbttest.Node { return dbttest.Of("metric", name) },
		func(name string) dbttest.Node { return dbttest.Of("exposure", name) },
		func(name string) dbttest.Node { return dbttest.Built("test", name) },
	}
	for _, name := range names {
		all = append(all, rapid.SampledFrom(make).Draw(t, "kind")(name))
	}
	for i, n := range all {
		if n["resource_type"] == "source" {
			continue
		}
		var on []string
		for _, other := range rapid.SliceOfNDistinct(rapid.SampledFrom(all), 0, 4, dbttest.Node.ID).Draw(t, "on") {
			on = append(on, other.ID())
		}
		all[i] = n.With(dbttest.Node{"depends_on": dbttest.Node{"nodes": on}})
	}
	return all
}

// naive is what the flows of a project must be: a fixpoint over pairs, where what passes hands on what it got.
func naive(nodes []dbttest.Node) []string {
	kind, passes := map[string]string{}, map[string]bool{}
	for _, n := range nodes {
		config, _ := n["config"].(dbttest.Node)
		kind[n.ID()] = n["resource_type"].(string)
		passes[n.ID()] = kind[n.ID()] == "metric" || config["materialized"] == "ephemeral"
	}
	type pair struct{ from, to string }
	flows := map[pair]bool{}
	for grew := true; grew; {
		grew = false
		for _, n := range nodes {
			on, _ := n["depends_on"].(dbttest.Node)["nodes"].([]string)
			for _, parent := range on {
				var from []string
				switch {
				case kind[parent] == "test" || kind[parent] == "exposure":
				case !passes[parent]:
					from = []string{parent}
				default:
					for f := range flows {
						if f.to == parent {
							from = append(from, f.from)
						}
					}
				}
				for _, source := range from {
					if !flows[pair{source, n.ID()}] {
						flows[pair{source, n.ID()}], grew = true, true
					}
				}
			}
		}
	}
	said := []string{}
	for f := range flows {
		if to := kind[f.to]; !passes[f.to] && to != "test" {
			said = append(said, f.from+" -> "+f.to)
		}
	}
	slices.Sort(said)
	return said
}

// uniqueIDs returns the flows of an import by the unique IDs of dbt.
func uniqueIDs(i *dbt.Import) []string {
	called := map[graph.ID]string{}
	for _, edit := range i.Edits {
		if put, is := edit.(graph.Put); is {
			for _, v := range put.Values {
				if v.Attribute == graph.PropertyPrefix+"dbt.unique_id" {
					called[put.ID] = v.Text
				}
			}
		}
	}
	said := []string{}
	for _, edit := range i.Edits {
		if join, is := edit.(graph.Join); is && join.Relation == graph.Feeds {
			said = append(said, called[join.From]+" -> "+called[join.To])
		}
	}
	slices.Sort(said)
	return said
}

func TestFlowsAreThoseOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		nodes := randomProject(rt)
		p, err := dbt.ReadManifest("manifest.json", strings.NewReader(dbttest.Manifest(nodes...)))
		require.NoError(rt, err)
		require.Equal(rt, naive(nodes), uniqueIDs(p.Import(namespace)))
	})
}

func TestTheOrderOfEntriesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		nodes := randomProject(rt)
		shuffled := rapid.Permutation(nodes).Draw(rt, "shuffled")
		read := func(nodes []dbttest.Node) *dbt.Import {
			p, err := dbt.ReadManifest("manifest.json", strings.NewReader(dbttest.Manifest(nodes...)))
			require.NoError(rt, err)
			return p.Import(namespace)
		}
		require.Equal(rt, read(nodes), read(shuffled))
	})
}

// A long line of what passes is walked once for each end of it, and not deep.
func TestManyThatPass(t *testing.T) {
	const n = 2000
	nodes := []dbttest.Node{dbttest.Built("model", "first")}
	for i := range n {
		nodes = append(nodes, dbttest.Ephemeral(fmt.Sprintf("e%d", i), nodes[i].ID()))
	}
	nodes = append(nodes, dbttest.Built("model", "last", nodes[n].ID()))
	require.Equal(t, []string{"model.shop.first -> model.shop.last"}, uniqueIDs(project(t, dbttest.Manifest(nodes...)).Import(namespace)))
}
