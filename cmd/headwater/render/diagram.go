package render

import (
	"fmt"
	"strings"
)

// Diagram is boxes and arrows. Edges name their ends by ID; a node is drawn where it was first mentioned.
type Diagram struct {
	Nodes []Node
	Edges []Edge
}

// Node is a box. Nodes of the same Group are drawn in one frame; the group "" is none.
type Node struct{ ID, Label, Group string }

// Edge is an arrow, dashed where it is coarse.
type Edge struct {
	From, To string
	Label    string
	Coarse   bool
}

// group is a frame and what is in it.
type group struct {
	name  string
	nodes []int // indices
}

// groups returns the frames in the order in which they were first mentioned.
func (d Diagram) groups() []group {
	var all []group
	at := map[string]int{}
	for i, n := range d.Nodes {
		if _, seen := at[n.Group]; !seen {
			at[n.Group] = len(all)
			all = append(all, group{name: n.Group})
		}
		g := &all[at[n.Group]]
		g.nodes = append(g.nodes, i)
	}
	return all
}

// dot returns the diagram for Graphviz.
func (d Diagram) dot() string {
	var b strings.Builder
	b.WriteString("digraph headwater {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n")
	for i, g := range d.groups() {
		indent := "  "
		if g.name != "" {
			fmt.Fprintf(&b, "  subgraph cluster_%d {\n    label=%s;\n", i, quoteDOT(g.name))
			indent = "    "
		}
		for _, n := range g.nodes {
			fmt.Fprintf(&b, "%s%s [label=%s];\n", indent, quoteDOT(d.Nodes[n].ID), quoteDOT(d.Nodes[n].Label))
		}
		if g.name != "" {
			b.WriteString("  }\n")
		}
	}
	for _, e := range d.Edges {
		fmt.Fprintf(&b, "  %s -> %s%s;\n", quoteDOT(e.From), quoteDOT(e.To), e.attributes())
	}
	b.WriteString("}\n")
	return b.String()
}

func (e Edge) attributes() string {
	var attributes []string
	if e.Label != "" {
		attributes = append(attributes, "label="+quoteDOT(e.Label))
	}
	if e.Coarse {
		attributes = append(attributes, "style=dashed")
	}
	if attributes == nil {
		return ""
	}
	return " [" + strings.Join(attributes, ", ") + "]"
}

// quoteDOT returns a text as a string of the DOT language, in which a backslash begins an escape.
func quoteDOT(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(line(s)) + `"`
}

// Drawn returns the diagram in Mermaid's language.
func (d Diagram) Drawn() string { return d.mermaid() }

// mermaid returns the diagram to paste into a page or a pull request. IDs stand for themselves nowhere: words such as
// "end" would be taken for Mermaid's own.
func (d Diagram) mermaid() string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	number := map[string]int{}
	for i, g := range d.groups() {
		indent := "  "
		if g.name != "" {
			fmt.Fprintf(&b, "  subgraph g%d[%s]\n", i, quoteMermaid(g.name))
			indent = "    "
		}
		for _, n := range g.nodes {
			number[d.Nodes[n].ID] = n
			fmt.Fprintf(&b, "%sn%d[%s]\n", indent, n, quoteMermaid(d.Nodes[n].Label))
		}
		if g.name != "" {
			b.WriteString("  end\n")
		}
	}
	for _, e := range d.Edges {
		fmt.Fprintf(&b, "  n%d %s n%d\n", number[e.From], e.arrow(), number[e.To])
	}
	return b.String()
}

func (e Edge) arrow() string {
	arrow := "-->"
	if e.Coarse {
		arrow = "-.->"
	}
	if e.Label != "" {
		arrow += "|" + quoteMermaid(e.Label) + "|"
	}
	return arrow
}

// quoteMermaid returns a text as a label: what Mermaid or the HTML it makes would act on is written as entities.
func quoteMermaid(s string) string {
	return `"` + strings.NewReplacer(`#`, "#35;", `"`, "#quot;", `<`, "#lt;", `>`, "#gt;", "`", "#96;", `&`, "#amp;").Replace(line(s)) + `"`
}
