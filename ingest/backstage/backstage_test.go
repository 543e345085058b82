package backstage_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
	"github.com/headwater-catalog/headwater/ingest/backstage"
	"github.com/headwater-catalog/headwater/ingest/document"
	"github.com/headwater-catalog/headwater/ingest/standard"
	"github.com/headwater-catalog/headwater/ingest/standard/standardtest"
)

// entities writes documents of Backstage, each a kind, a name and the rest of its spec.
func entities(documents ...[3]string) string {
	var b strings.Builder
	for _, d := range documents {
		b.WriteString("---\napiVersion: backstage.io/v1alpha1\nkind: " + d[0] + "\nmetadata: {" + d[1] + "}\nspec: {" + d[2] + "}\n")
	}
	return b.String()
}

var shop = map[string]string{
	"org.yaml": entities(
		[3]string{"Group", "name: retail, title: Retail Operations", "type: team, children: [], members: [bob]"},
		[3]string{"User", "name: ada", "profile: {displayName: Ada Lee, email: ada@shop}, memberOf: [retail]"},
		[3]string{"User", "name: bob", "memberOf: []"},
	),
	"sale/catalog-info.yaml": entities(
		[3]string{"Domain", "name: retail", "owner: retail"},
		[3]string{"Domain", "name: sale, description: What is sold.", "owner: group:default/retail, subdomainOf: retail"},
		[3]string{"System", "name: pos, tags: [till]", "owner: user:ada, domain: sale"},
		[3]string{"Component", "name: till, title: The Till", "type: service, lifecycle: production, owner: retail, system: pos, providesApis: [new-sales], " +
			"consumesApis: [stock/levels], dependsOn: ['resource:receipts', 'component:printer']"},
		[3]string{"API", "name: new-sales", "type: openapi, lifecycle: production, owner: retail, system: pos, definition: 'openapi: 3.1.0'"},
		[3]string{"Resource", "name: receipts", "type: database, owner: retail, system: pos, dependencyOf: ['Component:default/report']"},
		[3]string{"Component", "name: report", "type: job, owner: retail"},
		[3]string{"Location", "name: all", "targets: [./more.yaml]"},
	),
	"values.yaml": "kind: Deployment\nmetadata: {{ .Values.name }}\n", // is for others
}

func read(t *testing.T, files map[string]string) *standard.Import {
	t.Helper()
	i, err := backstage.Read(standardtest.Files(files), "backstage:shop")
	require.NoError(t, err)
	return i
}

func TestEntitiesAndTheirRelations(t *testing.T) {
	i := read(t, shop)
	g, _ := standardtest.Apply(t, graph.Empty(), i)
	want := graphtest.Parse(t, `
		domain:sale in domain:retail
		team:retail owns domain:retail
		team:retail owns domain:sale
		team:user/ada owns system:pos
		domain:sale runs-in system:pos
		job:backstage/till in system:pos
		team:retail owns job:backstage/till
		port:new-sales in domain:sale
		team:retail owns port:new-sales
		dataset:backstage/receipts in system:pos
		team:retail owns dataset:backstage/receipts
		team:retail owns job:backstage/report
		job:backstage/till -> port:new-sales
		port:stock/levels -> job:backstage/till
		dataset:backstage/receipts -> job:backstage/till
		job:backstage/till reads dataset:backstage/receipts
		job:backstage/printer -> job:backstage/till
		dataset:backstage/receipts -> job:backstage/report
		job:backstage/report reads dataset:backstage/receipts
	`)
	require.Equal(t, graphtest.String(want), graphtest.String(g))
	require.Equal(t, []string{
		`sale/catalog-info.yaml:20:116: api:stock/levels is described nowhere here: only its name is known`,
		`sale/catalog-info.yaml:20:164: component:default/printer is described nowhere here: only its name is known`,
		`sale/catalog-info.yaml:38:7: the kind "Location" is nothing in a catalog of data: it is left out`,
	}, standardtest.Words(i.Warnings))
	require.Equal(t, map[string]string{"name": "Retail Operations", "type": "team", "property:members": "Ada Lee, bob"}, standardtest.Values(t, i, "team:retail"))
	require.Equal(t, map[string]string{"name": "Ada Lee", "contact": "ada@shop", "type": "person"}, standardtest.Values(t, i, "team:user/ada"))
	require.Equal(t, map[string]string{"name": "new-sales", "container": "domain:sale", "direction": "OUTPUT", "type": "openapi", "property:lifecycle": "production", "property:system": "pos"},
		standardtest.Values(t, i, "port:new-sales"))
}

func TestTheSameFilesChangeNothingInWhateverOrder(t *testing.T) {
	g, _ := standardtest.Apply(t, graph.Empty(), read(t, shop))
	again, n := standardtest.Apply(t, g, read(t, shop))
	require.Zero(t, n)
	turned, err := backstage.Read(standardtest.Permuted(shop, func(name string) string {
		return map[string]string{"org.yaml": "z.yaml", "sale/catalog-info.yaml": "a.yaml", "values.yaml": "m.yaml"}[name]
	}), "backstage:shop")
	require.NoError(t, err)
	other, _ := standardtest.Apply(t, graph.Empty(), turned)
	require.Equal(t, graphtest.String(again), graphtest.String(other))
}

// Names of other namespaces are others; cases are not told apart.
func TestReferences(t *testing.T) {
	i := read(t, map[string]string{"a.yaml": entities(
		[3]string{"Component", "name: Till, namespace: Shop", "type: service, owner: ops, dependsOn: ['component:printer', 'component:default/printer', 'resource:DB', 'COMPONENT:shop/TILL']"},
		[3]string{"Component", "name: printer", "type: service, owner: user:nobody"},
	)})
	g, _ := standardtest.Apply(t, graph.Empty(), i)
	require.Equal(t, graphtest.String(graphtest.Parse(t, `
		team:shop/ops owns job:backstage.shop/till
		team:user/nobody owns job:backstage/printer
		job:backstage.shop/printer -> job:backstage.shop/till
		job:backstage/printer -> job:backstage.shop/till
		dataset:backstage.shop/db -> job:backstage.shop/till
		job:backstage.shop/till reads dataset:backstage.shop/db
		job:backstage.shop/till -> job:backstage.shop/till
	`)), graphtest.String(g))
}

func TestFaultsStandAtTheirLines(t *testing.T) {
	for name, c := range map[string]struct{ file, words string }{
		"no name":       {entities([3]string{"System", "title: x", ""}), "a.yaml:4:11: the metadata of an entity has no name; it needs one"},
		"no metadata":   {"apiVersion: backstage.io/v1alpha1\nkind: System\n", "a.yaml:1:1: the metadata of an entity has no name"},
		"no kind":       {"apiVersion: backstage.io/v1alpha1\nmetadata: {name: a}\n", "an entity has no kind; it needs one"},
		"nothing":       {"kind: Deployment\n", "there is no entity of Backstage"},
		"twice":         {entities([3]string{"System", "name: A", ""}, [3]string{"system", "name: a", ""}), "system:default/a is described at a.yaml:4:18 as well"},
		"names collide": {entities([3]string{"System", "name: a.b", ""}, [3]string{"System", "name: a-b", ""}), `"system:default/a-b" and "system:default/a.b" at a.yaml:4:18 both become system:a-b: rename one of them`},
		"no list":       {entities([3]string{"Component", "name: a", "dependsOn: b"}), "dependsOn is a list, not a text"},
		"only signs":    {entities([3]string{"System", "name: _", ""}), `the name "_" has no letter or digit`},
		"alias":         {"apiVersion: backstage.io/v1alpha1\nkind: &k System\nmetadata: *k\n", "anchors are not read here"},
		"cut":           {"apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a", "a.yaml:"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := backstage.Read(standardtest.Files(map[string]string{"a.yaml": c.file}), "backstage:a", "a.yaml")
			var problems document.Problems
			require.True(t, errors.As(err, &problems), "%v", err)
			require.Contains(t, strings.Join(standardtest.Words(problems), "\n"), c.words)
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, content := range shop {
		f.Add(content)
	}
	for _, seed := range []string{
		entities([3]string{"Component", "name: Till, namespace: Shop", "type: service, owner: ops, dependsOn: ['component:printer', 'resource:DB', ':', '/', 'a:b:c', 'COMPONENT:shop/TILL']"}),
		entities([3]string{"System", "name: a.b", ""}, [3]string{"System", "name: a-b", ""}), entities([3]string{"Component", "name: _, title: [x]", "dependsOn: b"}),
		"apiVersion: backstage.io/v1alpha1\nkind: &k System\nmetadata: *k\n", "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a", "\xff", "",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		i, err := backstage.Read(standardtest.Files(map[string]string{"a.yaml": content}), "backstage:a", "a.yaml")
		if err == nil {
			_, _ = graph.Empty().Draft(graph.Draft{Source: i.Source, Whole: true, Revision: 1, Time: graphtest.Noon, Edits: i.Edits})
		}
	})
}
