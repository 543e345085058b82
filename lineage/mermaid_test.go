package lineage_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

const pictured = `
	domain:sale in division:x
	domain:stock in division:x
	port:sale/new in domain:sale
	port:sale/old in domain:sale
	port:stock/levels in domain:stock
	port:stock/count in domain:stock
	port:sale/new -> port:stock/levels
	domain:stock -> domain:plan
	port:plan/input in domain:plan
	port:plan/input -> system:cube`

func TestAClosureAsMermaid(t *testing.T) {
	g := mesh(t, pictured)
	require.Equal(t, `flowchart LR
  subgraph g1["x / sale"]
    n1["new"]
  end
  subgraph g2["x / stock"]
    n2["levels"]
    n5["stock"]
  end
  subgraph g3["plan"]
    n3["input"]
    n6["plan"]
  end
  n4["cube"]
  n5 -.-> n6
  n3 --> n4
  n1 --> n2
  classDef start stroke-width:3px
  class n1 start
  classDef coarse stroke-dasharray:4 3
  class n3,n4,n5,n6 coarse
`, downstream(t, g, "domain:sale").Mermaid())
}

func TestAClosureAsDot(t *testing.T) {
	g := mesh(t, pictured)
	require.Equal(t, `digraph lineage {
  rankdir=LR
  node [shape=box]
  subgraph cluster_1 {
    label="x / stock"
    n1 [label="levels" style=bold]
  }
  subgraph cluster_2 {
    label="x / sale"
    n2 [label="new"]
  }
  n2 -> n1
}
`, upstream(t, g, "domain:stock").Dot())
}

func TestAMapAsMermaidAndDot(t *testing.T) {
	g := mesh(t, pictured+`
		port:sale/old -> port:stock/levels`)
	m := lineage.Map(g, graph.Domain, graph.None)
	require.Equal(t, `flowchart LR
  subgraph g1["x"]
    n2["sale"]
    n3["stock"]
  end
  n1["plan"]
  n2 -->|2| n3
  n3 -.-> n1
`, m.Mermaid())
	require.Equal(t, `digraph lineage {
  rankdir=LR
  node [shape=box]
  subgraph cluster_1 {
    label="x"
    n2 [label="sale"]
    n3 [label="stock"]
  }
  n1 [label="plan"]
  n2 -> n3 [label="2"]
  n3 -> n1 [style=dashed]
}
`, m.Dot())
	require.Equal(t, "flowchart LR\n", lineage.RollUp{}.Mermaid())
}

func TestARollUpOfAClosureSaysHowMuchWasReachedAndWhereItBegan(t *testing.T) {
	g := mesh(t, pictured)
	require.Equal(t, `flowchart LR
  subgraph g1["x"]
    n1["sale"]
    n2["stock (1 of 2)"]
  end
  n3["plan"]
  n1 --> n2
  n2 -.-> n3
  classDef start stroke-width:3px
  class n1 start
  classDef coarse stroke-dasharray:4 3
  class n3 coarse
`, downstream(t, g, "port:sale/new").RollUp(graph.Domain).Mermaid())
}

func TestTheStartIsDrawnThoughNothingIsReached(t *testing.T) {
	g := mesh(t, "port:a in domain:d")
	require.Equal(t, "flowchart LR\n  n1[\"d\"]\n  classDef start stroke-width:3px\n  class n1 start\n", downstream(t, g, "domain:d").Mermaid())
	require.Equal(t, "flowchart LR\n", lineage.Trace(g, nil, lineage.Options{Direction: lineage.Upstream}).Mermaid())
}

func TestWhatAFilterLeavesOutIsNotDrawn(t *testing.T) {
	g := mesh(t, pictured)
	c := lineage.Trace(g, ats(t, g, "port:sale/new"), lineage.Options{
		Direction: lineage.Downstream, Choose: lineage.Filter{Within: "domain:stock"}.Match(g),
	})
	require.Equal(t, `flowchart LR
  subgraph g1["x / sale"]
    n1["new"]
  end
  subgraph g2["x / stock"]
    n2["levels"]
  end
  n1 --> n2
  classDef start stroke-width:3px
  class n1 start
`, c.Mermaid())
}

func TestAReachedContainerThatAFilterLeftOutIsNotDrawn(t *testing.T) {
	g := mesh(t, "port:s -> domain:d\nport:p in domain:d")
	c := lineage.Trace(g, ats(t, g, "port:s"), lineage.Options{
		Direction: lineage.Downstream, Choose: lineage.Filter{Kinds: []graph.Kind{graph.Port}}.Match(g),
	})
	require.Equal(t, `flowchart LR
  subgraph g1["d"]
    n2["p"]
  end
  n1["s"]
  classDef start stroke-width:3px
  class n1 start
  classDef coarse stroke-dasharray:4 3
  class n2 coarse
`, c.Mermaid())
}

// wide is a port that feeds so many others, in so many domains and some in none.
func wide(t *testing.T, ports, domains, outside int) *graph.Graph {
	var text strings.Builder
	for i := range ports {
		fmt.Fprintf(&text, "port:p%d in domain:d%d\nport:start -> port:p%d\n", i, i%domains, i)
	}
	for i := range outside {
		fmt.Fprintf(&text, "port:start -> port:o%d\n", i)
	}
	return mesh(t, text.String()+"port:start in domain:start")
}

func TestMoreThanCanBeReadIsDrawnRolledUpAndSaysSo(t *testing.T) {
	picture := downstream(t, wide(t, 1_000, 4, 12), "port:start").Mermaid()
	require.Equal(t, `flowchart LR
  %% too much to draw one by one (1,012 entities from 1 start), so drawn are the domains that they are part of
  %% 12 entities are part of no domain and not drawn
  n1["start"]
  n2["d0"]
  n3["d1"]
  n4["d2"]
  n5["d3"]
  n1 -->|250| n2
  n1 -->|250| n3
  n1 -->|250| n4
  n1 -->|250| n5
  classDef start stroke-width:3px
  class n1 start
`, picture)
}

func TestAPictureIsNeverLargerThanMermaidDraws(t *testing.T) {
	g := wide(t, 1_000, 400, 0)
	picture := downstream(t, g, "port:start").Mermaid()
	require.Contains(t, picture, "%% 101 entities are not drawn\n")
	require.Equal(t, 300, strings.Count(picture, "[\""))
	var ports, flows strings.Builder
	for i := range 400 {
		fmt.Fprintf(&ports, " port:s%d", i)
		fmt.Fprintf(&flows, "port:s%d in domain:d\n", i)
	}
	g = mesh(t, flows.String())
	picture = lineage.Trace(g, ats(t, g, ports.String()), lineage.Options{Direction: lineage.Upstream}).Mermaid()
	require.Equal(t, "flowchart LR\n  %% too much to draw one by one (0 entities from 400 starts), so drawn are the domains that they are part of\n", picture)
	var text strings.Builder
	for i := range 30 {
		for j := range 30 {
			fmt.Fprintf(&text, "domain:a%d -> domain:b%d\n", i, j)
		}
	}
	picture = lineage.Map(mesh(t, text.String()), graph.Domain, graph.None).Mermaid()
	require.Contains(t, picture, "%% 400 flows are not drawn\n")
	require.Equal(t, 500, strings.Count(picture, " --> "))
}

// harmless is all that a line of a flowchart may be, whatever the entities are called.
var harmless = regexp.MustCompile(`^(flowchart LR|  end| +(subgraph g\d+|n\d+)\["[^"\\<>\[\]{}&%` + "`" + `|:]+"\]|  n\d+ -?-[.-]*> n\d+|  (classDef|class) [a-z0-9,:\- ]+)$`)

func TestMoreFlowsThanMermaidDrawsAreRolledUp(t *testing.T) {
	var text strings.Builder
	for i := range 25 {
		for j := range 25 {
			fmt.Fprintf(&text, "port:a%d in domain:a\nport:b%d in domain:b\nport:a%d -> port:b%d\n", i, j, i, j)
		}
	}
	picture := upstream(t, mesh(t, text.String()), "domain:b").Mermaid()
	require.Contains(t, picture, "too much to draw one by one (25 entities from 1 start)")
	require.Contains(t, picture, "-->|625|")
}

func TestNoNameDoesAnythingInAPicture(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.OneOf(rapid.SampledFrom([]string{
			`"] click n1 call alert()`, "`**bold**`", "a\"]\n  n9[\"x", `<img src=x onerror=alert(1)>`, "%%{init: {}}%%", "style a:#fff;",
			`#quot;`, `\" onclick`, `end`, `</script>`, `&lt;b&gt;`, `a --> b`, "[](javascript:alert(1))", "x|y|z", ";", "```",
		}), rapid.StringMatching(`[ -~]{1,20}`)).Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(rt, "name")
		g := mesh(rt, "domain:b -> port:c\nport:a in domain:d\nport:a -> port:c")
		var puts []graph.Edit
		for _, id := range []graph.ID{"port:a", "domain:d", "domain:b", "port:c"} {
			plain := strings.ReplaceAll(name, "\n", " ")
			puts = append(puts, graph.Put{ID: id, Values: []graph.Value{{Attribute: graph.AttrName, Text: plain}}})
		}
		g = drafted(rt, g, graph.Draft{Source: graph.People, Edits: puts})
		for _, line := range strings.Split(strings.TrimSuffix(upstream(rt, g, "port:c").Mermaid(), "\n"), "\n") {
			require.Regexp(rt, harmless, line)
		}
		quoted := regexp.MustCompile(`label="((\\.|[^"\\])*)"( style=\w+)?\]?$`)
		for _, line := range strings.Split(upstream(rt, g, "port:c").Dot(), "\n") {
			if strings.Contains(line, "label=") {
				require.Regexp(rt, quoted, line)
			}
		}
	})
}

func TestAMarkIsWrittenAsItIsOnlyWhereItMeansNothing(t *testing.T) {
	for name, want := range map[string]string{
		"order_id v1.2 (EU)": "order_id v1.2 (EU)",
		"1. list":            "1#46; list",
		"1) list":            "1#41; list",
		"- list":             "#45; list",
		"_slanted_":          "#95;slanted#95;",
		"a -- b":             "a #45;#45; b",
		"WWW.example.com":    "WWW#46;example.com",
		"R&D":                "R#38;D",
	} {
		g := drafted(t, mesh(t, "port:a"), graph.Draft{Source: graph.People, Edits: []graph.Edit{
			graph.Put{ID: "port:a", Values: []graph.Value{{Attribute: graph.AttrName, Text: name}}},
		}})
		require.Contains(t, upstream(t, g, "port:a").Mermaid(), `n1["`+want+`"]`)
	}
}

func TestALongNameIsShortenedAndAnyScriptStays(t *testing.T) {
	g := mesh(t, "port:a named 売上計画 é\nport:b named "+strings.Repeat("ü", 500)+"\nport:a -> port:b")
	picture := downstream(t, g, "port:a").Mermaid()
	require.Contains(t, picture, `n1["売上計画 é"]`)
	require.Contains(t, picture, `n2["`+strings.Repeat("ü", 99)+`…"]`)
}
