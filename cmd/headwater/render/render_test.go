package render

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	inert "github.com/headwater-catalog/headwater/ingest/csv"
)

func written(t *testing.T, a Answer, f Format, colour bool) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, a.Write(&b, f, colour))
	return b.String()
}

func sample() Answer {
	a := Answer{Lead: "Sale is fed by 2 parts.", IDs: []string{"port:a", "port:b"}}
	a.Table.Columns = Columns("depth", "+id", "entity", "owner id")
	a.Table.Add("1", "port:a", "Sale / A", "team:x")
	a.Table.Add("2", "port:b", "=HYPERLINK(\"x\")", "")
	return a
}

func TestTable(t *testing.T) {
	require.Equal(t, `Sale is fed by 2 parts.

DEPTH  ENTITY           OWNER ID
1      Sale / A         team:x
2      =HYPERLINK("x")
`, written(t, sample(), AsTable, false))
}

func TestColourOnlyWhereAsked(t *testing.T) {
	require.NotContains(t, written(t, sample(), AsTable, false), "\x1b")
	require.Contains(t, written(t, sample(), AsTable, true), "\x1b[1mDEPTH\x1b[0m")
}

func TestColumnsLineUpWhateverTheScript(t *testing.T) {
	var a Answer
	a.Table.Columns = Columns("name", "owner")
	a.Table.Add("販売計画", "x")
	a.Table.Add("Sale", "y")
	require.Equal(t, "NAME      OWNER\n販売計画  x\nSale      y\n", written(t, a, AsTable, false))
}

func TestCSVStartsNoFormula(t *testing.T) {
	require.Equal(t, `depth,id,entity,owner_id
1,port:a,Sale / A,team:x
2,port:b,"'=HYPERLINK(""x"")",
`, written(t, sample(), AsCSV, false))
}

func TestNames(t *testing.T) {
	require.Equal(t, "port:a\nport:b\n", written(t, sample(), AsNames, false))
	require.Empty(t, written(t, Answer{}, AsNames, false))
}

// Whatever the cells say, a spreadsheet reads them as text, and a CSV reader finds them again.
func TestCSVCellsAreInert(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		cell := rapid.StringMatching(`[=+\-@\t\r"',;a-z\n ]{0,6}`).Draw(rt, "cell")
		a := Answer{Table: Table{Columns: Columns("a", "b"), Rows: [][]string{{cell, "end"}}}}
		var b strings.Builder
		if err := a.Write(&b, AsCSV, false); err != nil {
			rt.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		got := rows[1][0]
		if got != "" && strings.ContainsRune("=+-@\t\r", rune(got[0])) {
			rt.Fatalf("%q begins like a formula", got)
		}
		if want := strings.ReplaceAll(inert.Inert(cell), "\r\n", "\n"); got != want { // line ends are the reader's
			rt.Fatalf("%q became %q, not %q", cell, got, want)
		}
		if inert.Plain(inert.Inert(cell)) != cell {
			rt.Fatalf("%q is not found again", cell)
		}
	})
}

func TestNothingReachesTheTerminal(t *testing.T) {
	a := Answer{Lead: "red \x1b[31m\u202e", Closing: "bell \a"}
	a.Steps = []Step{{Action: "ADDED", Subject: "a\x1b]0;title\a", Details: []string{"x\r\ny"}}}
	require.Equal(t, "red �[31m�\n\n+ a�]0;title�\n    x y\n\nbell �\n", written(t, a, AsTable, false))
	a = Answer{Table: Table{Columns: Columns("a"), Rows: [][]string{{"x\ny\x1b[2J"}}}}
	require.Equal(t, "A\nx y�[2J\n", written(t, a, AsTable, false))
}

func TestSteps(t *testing.T) {
	a := Answer{Closing: "1 added, 1 changed, 1 removed.", Steps: []Step{
		{Action: "ADDED", Subject: "domain:sale", Remark: "Sale"},
		{Action: "CHANGED", Subject: "team:x", Details: []string{`name: "A" → "B"`}},
		{Action: "REMOVED", Subject: "port:a FEEDS port:b"},
	}}
	require.Equal(t, `+ domain:sale  Sale
~ team:x
    name: "A" → "B"
- port:a FEEDS port:b

1 added, 1 changed, 1 removed.
`, written(t, a, AsTable, false))
	require.Contains(t, written(t, a, AsTable, true), "\x1b[32m+ domain:sale\x1b[0m")
}

// YAML says the same as JSON, in the same order, whatever the texts look like.
func TestYAMLSaysWhatJSONSays(t *testing.T) {
	data := json.RawMessage(`{"revision":"3","no":"NO","dot":"1.10","nil":null,"tilde":"~","on":true,"list":[{"b":1,"a":"x: y"}],"empty":[],"text":"two\nlines","lt":"<&>","date":"2026-11-05","hash":"# x","e":"1e3"}`)
	text := written(t, Answer{Data: data}, AsYAML, false)
	var back any
	require.NoError(t, yaml.Unmarshal([]byte(text), &back))
	encoded, err := json.Marshal(back)
	require.NoError(t, err)
	require.JSONEq(t, string(data), string(encoded))
	require.Less(t, strings.Index(text, "revision"), strings.Index(text, "dot"))
	require.Less(t, strings.Index(text, "b: 1"), strings.Index(text, "a: "))
}

func TestJSONIsReadable(t *testing.T) {
	require.Equal(t, "{\n  \"b\": \"<&>\",\n  \"a\": []\n}\n", written(t, Answer{Data: json.RawMessage(`{"b":"<&>","a":[]}`)}, AsJSON, false))
}

func diagram() Diagram {
	return Diagram{
		Nodes: []Node{
			{ID: "domain:x/sale", Label: "Sale", Group: "Division X"},
			{ID: "domain:x/end", Label: `a "b" \ <c> ]`, Group: "Division X"},
			{ID: "system:dwh", Label: "end"},
		},
		Edges: []Edge{
			{From: "domain:x/sale", To: "domain:x/end", Label: "2"},
			{From: "system:dwh", To: "domain:x/sale", Coarse: true},
		},
	}
}

func TestDOT(t *testing.T) {
	require.Equal(t, `digraph headwater {
  rankdir=LR;
  node [shape=box, style=rounded, fontname="sans-serif"];
  subgraph cluster_0 {
    label="Division X";
    "domain:x/sale" [label="Sale"];
    "domain:x/end" [label="a \"b\" \\ <c> ]"];
  }
  "system:dwh" [label="end"];
  "domain:x/sale" -> "domain:x/end" [label="2"];
  "system:dwh" -> "domain:x/sale" [style=dashed];
}
`, written(t, Answer{Diagram: diagram()}, AsDOT, false))
}

func TestMermaid(t *testing.T) {
	require.Equal(t, `flowchart LR
  subgraph g0["Division X"]
    n0["Sale"]
    n1["a #quot;b#quot; \ #lt;c#gt; ]"]
  end
  n2["end"]
  n0 -->|"2"| n1
  n2 -.-> n0
`, written(t, Answer{Diagram: diagram()}, AsMermaid, false))
	require.Equal(t, "flowchart TD\n", written(t, Answer{Diagram: diagram(), Mermaid: "flowchart TD"}, AsMermaid, false))
}

func TestChoose(t *testing.T) {
	offered := []Format{AsTable, AsJSON}
	first, err := Choose("", offered)
	require.NoError(t, err)
	require.Equal(t, AsTable, first)
	given, err := Choose("json", offered)
	require.NoError(t, err)
	require.Equal(t, AsJSON, given)
	_, err = Choose("dot", offered)
	require.EqualError(t, err, "-o dot is not one of this command's: table, json")
}
