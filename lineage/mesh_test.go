package lineage_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/graphtest"
)

// mesh reads a graph that is written in the notation of graphtest, with some more statements: "port:a input",
// "port:a named A Name", "port:a tagged t", "port:a says text", and after a link ", " and its reason. Its source is
// files; what is denied is denied by people.
func mesh(t require.TestingT, text string) *graph.Graph {
	return remesh(t, graph.Empty(), text)
}

// remesh is the graph that follows another one when its only source says the text instead.
func remesh(t require.TestingT, before *graph.Graph, text string) *graph.Graph {
	var said, denials []graph.Edit
	for _, e := range edits(t, text) {
		if d, ok := e.(graph.Deny); ok {
			d.Reason = "it is not so"
			denials = append(denials, d)
		} else {
			said = append(said, e)
		}
	}
	g := drafted(t, before, graph.Draft{Source: graph.Source{Name: "files", Rank: graph.Declared}, Whole: true, Edits: said})
	return drafted(t, g, graph.Draft{Source: graph.People, Edits: denials})
}

func drafted(t require.TestingT, g *graph.Graph, d graph.Draft) *graph.Graph {
	d.Revision, d.Time = g.Revision()+1, time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	changes, err := g.Draft(d)
	require.NoError(t, err)
	after, err := g.With(d.Revision, changes...)
	require.NoError(t, err)
	return after
}

func edits(t require.TestingT, text string) []graph.Edit {
	var edits []graph.Edit
	for line := range strings.Lines(text) {
		statement, reason, _ := strings.Cut(strings.TrimSpace(line), ", ")
		if words := strings.SplitN(statement, " ", 3); len(words) > 1 {
			if value, ok := meshValue(words); ok {
				edits = append(edits, graph.Put{ID: graph.ID(words[0]), Values: []graph.Value{value}})
				continue
			}
		}
		read, err := graphtest.Edits(statement)
		require.NoError(t, err)
		for _, e := range read {
			if join, ok := e.(graph.Join); ok {
				join.Reason = reason
				e = join
			}
			edits = append(edits, e)
		}
	}
	return edits
}

func meshValue(words []string) (graph.Value, bool) {
	switch words[1] {
	case "input":
		return graph.Value{Attribute: graph.AttrDirection, Text: string(graph.Input)}, true
	case "named":
		return graph.Value{Attribute: graph.AttrName, Text: words[2]}, true
	case "says":
		return graph.Value{Attribute: graph.AttrDescription, Text: words[2]}, true
	case "tagged":
		return graph.Value{Attribute: graph.AttrTags, List: strings.Split(words[2], "+")}, true
	}
	return graph.Value{}, false
}

// at returns the node of an ID that must be there.
func at(t require.TestingT, g *graph.Graph, id graph.ID) graph.Node {
	n, found := g.Node(id)
	require.True(t, found, "%s is not there", id)
	return n
}

// ats returns the nodes of IDs, written with a space between them.
func ats(t require.TestingT, g *graph.Graph, ids string) []graph.Node {
	var nodes []graph.Node
	for _, id := range strings.Fields(ids) {
		nodes = append(nodes, at(t, g, graph.ID(id)))
	}
	return nodes
}

// ids writes nodes by their IDs.
func ids(g *graph.Graph, nodes []graph.Node) string {
	var list []string
	for _, n := range nodes {
		if n == graph.None {
			list = append(list, "-")
		} else {
			list = append(list, string(g.ID(n)))
		}
	}
	return strings.Join(list, " ")
}

// xclusiv is the case study of examples/xclusiv, both divisions: domains, flows, owners; no markets and few consumers.
func xclusiv(t testing.TB) *graph.Graph {
	var text strings.Builder
	for _, d := range []string{"x", "v"} {
		text.WriteString(strings.ReplaceAll(xclusivDivision, "@", "division-"+d))
	}
	return mesh(t, text.String())
}

const xclusivDivision = `
	team:finance serves division:@
	team:@/marketing serves division:@
	team:@/buying serves division:@
	team:@/sales serves division:@
	team:@/retail-operations serves division:@
	team:@/customer-relationship serves division:@
	domain:@/customer in division:@
	domain:@/location in division:@
	domain:@/product in division:@
	domain:@/sale in division:@
	domain:@/stock in division:@
	domain:@/crm in division:@
	domain:@/sales-planning in division:@
	domain:@/sales-planning named Sales Planning
	domain:@/inventory-planning in division:@
	capability:@/customer/register-customer in domain:@/customer
	capability:@/customer/get-customer in domain:@/customer
	capability:@/customer/update-customer in domain:@/customer
	capability:@/location/get-store in domain:@/location
	capability:@/location/get-location in domain:@/location
	capability:@/product/get-product in domain:@/product
	capability:@/product/get-product named Get Product
	capability:@/sale/cancel-sale in domain:@/sale
	capability:@/sale/create-sale in domain:@/sale
	capability:@/sale/refund-sale in domain:@/sale
	port:@/sale/new-sales in domain:@/sale
	port:@/sale/weekly-sales-report in domain:@/sale
	capability:@/stock/create-stock in domain:@/stock
	capability:@/stock/transfer-stock in domain:@/stock
	capability:@/stock/deplete-stock in domain:@/stock
	port:@/stock/stock-levels in domain:@/stock
	port:@/stock/weekly-stock-position in domain:@/stock
	port:@/stock/stock-location in domain:@/stock
	port:@/crm/input in domain:@/crm
	port:@/crm/input input
	port:@/crm/top-customer in domain:@/crm
	port:@/crm/rfm-analysis in domain:@/crm
	port:@/sales-planning/input in domain:@/sales-planning
	port:@/sales-planning/input input
	port:@/sales-planning/top-products in domain:@/sales-planning
	port:@/sales-planning/top-stores in domain:@/sales-planning
	port:@/sales-planning/sales-forecast in domain:@/sales-planning
	port:@/inventory-planning/input in domain:@/inventory-planning
	port:@/inventory-planning/input input
	port:@/inventory-planning/top-products in domain:@/inventory-planning
	port:@/inventory-planning/inventory-forecast in domain:@/inventory-planning
	capability:@/customer/get-customer -> capability:@/sale/create-sale
	capability:@/location/get-store -> capability:@/sale/create-sale
	capability:@/product/get-product -> capability:@/sale/create-sale
	capability:@/sale/create-sale -> capability:@/stock/deplete-stock
	capability:@/location/get-location -> capability:@/stock/deplete-stock
	capability:@/product/get-product -> capability:@/stock/deplete-stock
	capability:@/sale/create-sale -> port:@/sale/new-sales
	capability:@/customer/get-customer -> port:@/crm/input
	port:@/sale/new-sales -> port:@/crm/input
	port:@/sale/new-sales -> port:@/sales-planning/input
	capability:@/location/get-store -> port:@/sales-planning/input
	capability:@/product/get-product -> port:@/sales-planning/input
	port:@/stock/stock-levels -> port:@/inventory-planning/input
	capability:@/product/get-product -> port:@/inventory-planning/input
	port:@/crm/input -> port:@/crm/top-customer
	port:@/crm/input -> port:@/crm/rfm-analysis
	port:@/sales-planning/input -> port:@/sales-planning/top-products
	port:@/sales-planning/input -> port:@/sales-planning/top-stores
	port:@/sales-planning/input -> port:@/sales-planning/sales-forecast
	port:@/inventory-planning/input -> port:@/inventory-planning/top-products
	port:@/inventory-planning/input -> port:@/inventory-planning/inventory-forecast
	team:@/customer-relationship owns domain:@/customer
	team:finance owns domain:@/location
	team:@/marketing owns domain:@/product
	team:@/retail-operations owns domain:@/sale
	team:@/retail-operations owns domain:@/stock
	team:@/customer-relationship owns domain:@/crm
	team:finance owns domain:@/sales-planning
	team:@/buying owns domain:@/inventory-planning
	team:@/sales consumes domain:@/sales-planning, the targets that it is given
	team:@/marketing consumes domain:@/sales-planning
	team:@/buying consumes domain:@/product
`

// randomMesh writes a mesh of all kinds, up to five deep, with flows at all grains and links of all relations, as text.
func randomMesh(t *rapid.T) string {
	var lines, carriers []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	several := func(what, kind string, most int, in ...[]string) []string {
		var made []string
		for i := range rapid.IntRange(0, most).Draw(t, what) {
			id := fmt.Sprintf("%s:%c%d", kind, kind[0], i)
			if kind == "dataset" {
				id = fmt.Sprintf("dataset:n/d%d", i)
			}
			say("%s", id)
			if wholes := append(concat(in), made[:len(made)*boolInt(kind == "domain")]...); len(wholes) > 0 {
				if at := rapid.IntRange(-1, len(wholes)-1).Draw(t, "in"); at >= 0 {
					say("%s in %s", id, wholes[at])
				}
			}
			made = append(made, id)
		}
		return made
	}
	divisions := several("divisions", "division", 2)
	markets := several("markets", "market", 2)
	teams := several("teams", "team", 3)
	systems := several("systems", "system", 2)
	domains := several("domains", "domain", 4, divisions)
	products := several("products", "product", 3, domains)
	ports := several("ports", "port", 4, products, domains)
	datasets := several("datasets", "dataset", 3, products, domains, systems)
	var fields []string
	for i := range rapid.IntRange(0, 4*len(datasets)).Draw(t, "fields") {
		id := fmt.Sprintf("field:n/d%d/f%d", i%max(1, len(datasets)), i)
		say("%s", id)
		fields = append(fields, id)
	}
	carriers = concat([][]string{systems, domains, products, ports, datasets, fields})
	link := func(relation string, from, to []string, most int) {
		for range rapid.IntRange(0, most).Draw(t, relation) {
			if len(from) > 0 && len(to) > 0 {
				say("%s %s %s", rapid.SampledFrom(from).Draw(t, "from"), relation, rapid.SampledFrom(to).Draw(t, "to"))
			}
		}
	}
	link("-/>", carriers, carriers, 1)
	link("->", carriers, carriers, 10)
	link("owns", teams, concat([][]string{divisions, carriers}), 5)
	link("consumes", teams, carriers, 3)
	link("operates", teams, systems, 1)
	link("runs-in", concat([][]string{domains, products, datasets}), systems, 3)
	link("serves", concat([][]string{teams, systems}), concat([][]string{divisions, markets}), 5)
	for _, p := range ports {
		if rapid.IntRange(0, 3).Draw(t, "direction") == 0 {
			say("%s input", p)
		}
	}
	return strings.Join(lines, "\n")
}

func concat(lists [][]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// onRandomMeshes holds a property against random meshes; a failure shows the smallest mesh found, as text.
func onRandomMeshes(t *testing.T, property func(*rapid.T, *graph.Graph)) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		text := randomMesh(rt)
		rt.Logf("%s", text)
		property(rt, mesh(rt, text))
	})
}

// oracleOf is the oracle of a graph: its entities by their rank.
func oracleOf(g *graph.Graph) *oracle {
	c := &catalog{}
	for rank := range uint32(g.Len()) {
		n, container := g.ByRank(rank), -1
		if at := g.Container(n); at != graph.None {
			container = int(g.Rank(at))
		}
		c.names, c.container = append(c.names, string(g.ID(n))), append(c.container, container)
	}
	for l := range g.Links(graph.Feeds) {
		f := pairOf(g, l.From, l.To)
		c.flows = append(c.flows, f)
		if l.Denial != nil {
			c.denied = append(c.denied, f)
		}
	}
	return newOracle(c)
}

func pairOf(g *graph.Graph, from, to graph.Node) pair {
	return pair{int(g.Rank(from)), int(g.Rank(to))}
}
