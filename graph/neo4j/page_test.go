package neo4j_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/neo4j/neo4jtest"
	"github.com/headwater-catalog/headwater/lineage"
	"github.com/headwater-catalog/headwater/resolvers/goldens"
)

const page = "../../docs/cypher.md"

var fenced = regexp.MustCompile("(?s)```([a-z]+)\n(.*?)```")

// blocks returns the page's blocks of a language, by the heading that they stand under.
func blocks(t *testing.T, language string) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	found := map[string][]string{}
	for _, section := range strings.Split(string(text), "\n## ")[1:] {
		heading, body, _ := strings.Cut(section, "\n")
		for _, block := range fenced.FindAllStringSubmatch(body, -1) {
			if block[1] == language {
				found[heading] = append(found[heading], block[2])
			}
		}
	}
	return found
}

// named is a division of a graph, with what Headwater itself answers about it, as rows like Cypher's.
type named struct {
	t        *testing.T
	g        *graph.Graph
	division string
}

func (d named) node(kind, path string) graph.Node {
	d.t.Helper()
	n, found := d.g.Node(graph.ID(kind + ":" + d.division + "/" + path))
	require.True(d.t, found, path)
	return n
}

// items are depth, id and owner of what is upstream or downstream.
func (d named) items(of graph.Node, direction lineage.Direction) (rows [][]any) {
	for _, item := range lineage.Trace(d.g, []graph.Node{of}, lineage.Options{Direction: direction}).Items() {
		owner := lineage.OwnershipOf(d.g, item.Node).Team
		require.Equal(d.t, lineage.Exact, item.Precision)
		rows = append(rows, []any{int64(item.Depth), string(d.g.ID(item.Node)), d.g.Entity(owner).Name})
	}
	return rows
}

func (d named) owner(of graph.Node) [][]any {
	o := lineage.OwnershipOf(d.g, of)
	return [][]any{{d.g.Entity(o.Team).Name, o.Reason}}
}

func (d named) consumers(of graph.Node) (rows [][]any) {
	for _, c := range lineage.Consumers(d.g, of) {
		rows = append(rows, []any{d.g.Entity(c.Team).Name, c.Purpose})
	}
	slices.SortFunc(rows, func(a, b []any) int { return strings.Compare(a[0].(string), b[0].(string)) })
	return rows
}

// told are the teams that own or consume an entity or what is downstream of it.
func (d named) told(of graph.Node) (rows [][]any) {
	affected := []graph.Node{of}
	for _, item := range lineage.Trace(d.g, affected, lineage.Options{Direction: lineage.Downstream}).Items() {
		affected = append(affected, item.Node)
	}
	var teams []string
	for _, n := range affected {
		teams = append(teams, d.g.Entity(lineage.OwnershipOf(d.g, n).Team).Name)
		for _, c := range lineage.Consumers(d.g, n) {
			teams = append(teams, d.g.Entity(c.Team).Name)
		}
	}
	slices.Sort(teams)
	for _, team := range slices.Compact(teams) {
		rows = append(rows, []any{team})
	}
	return rows
}

func (d named) unsourced() (rows [][]any) {
	whole, found := d.g.Node(graph.ID("division:" + d.division))
	require.True(d.t, found)
	for _, f := range lineage.Findings(d.g, []lineage.FindingKind{lineage.FindingUnsourced}, whole) {
		rows = append(rows, []any{string(d.g.ID(f.Node))})
	}
	return rows
}

// answers are what the statements under each heading must return.
func (d named) answers() map[string][][][]any {
	planning, product := d.node("domain", "sales-planning"), d.node("capability", "product/get-product")
	return map[string][][][]any{
		"1. What feeds Sales Planning, and who owns it?":   {d.items(planning, lineage.Upstream), d.owner(planning)},
		"2. Who consumes Sales Planning?":                  {d.consumers(planning)},
		"3. What breaks if Get Product changes?":           {d.items(product, lineage.Downstream), d.told(product)},
		"4. What depends on Customer?":                     {d.items(d.node("domain", "customer"), lineage.Downstream)},
		"5. Which endpoints have no recorded source?":      {d.unsourced()},
		"6. Can Stock be changed without telling Finance?": {d.items(d.node("domain", "stock"), lineage.Downstream)},
	}
}

// Every statement of docs/cypher.md gives Headwater's own answer, in both divisions.
func TestThePageOfCypherAnswersAsHeadwaterDoes(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := catalog(t, server)
	goldens.Declare(t, c)
	statements := blocks(t, "cypher")
	for _, division := range []string{"division-x", "division-v"} {
		d := named{t, c.Graph(), division}
		for heading, answers := range d.answers() {
			require.Len(t, statements[heading], len(answers), heading)
			for i, want := range answers {
				require.NotEmpty(t, want, heading)
				require.Equal(t, want, server.Query(t, statements[heading][i], map[string]any{"division": division}), "%s\n%s", division, heading)
			}
		}
		picture := ""
		for _, line := range server.Query(t, statements["What it shows"][0], map[string]any{"division": division}) {
			picture += line[0].(string) + "\n"
		}
		require.Equal(t, blocks(t, "text")["What it shows"], []string{picture})
	}
	require.Len(t, statements, 7, "a heading with statements that nothing compares")
}

// A denied flow is not followed, and neither page nor Headwater reports what hangs on it.
func TestThePageOfCypherLeavesDeniedFlowsOut(t *testing.T) {
	server := neo4jtest.Shared(t)
	c := catalog(t, server)
	goldens.Declare(t, c)
	apply(t, c, graph.Deny{From: "capability:division-x/sale/create-sale", To: "port:division-x/sale/new-sales", Reason: "to see"})
	d := named{t, c.Graph(), "division-x"}
	for heading, answers := range d.answers() {
		for i, want := range answers {
			require.Equal(t, want, server.Query(t, blocks(t, "cypher")[heading][i], map[string]any{"division": "division-x"}), heading)
		}
	}
}
