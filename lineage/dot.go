package lineage

import (
	"fmt"
	"strings"
)

// Dot returns the closure in the language of Graphviz: what Mermaid draws, with the same bounds.
func (c *Closure) Dot() string { return c.drawing().dot() }

// dot writes the drawing down.
func (d drawing) dot() string {
	var b strings.Builder
	b.WriteString("digraph lineage {\n  rankdir=LR\n  node [shape=box]\n")
	for _, note := range d.notes {
		b.WriteString("  // " + note + "\n")
	}
	grouped := map[int]bool{}
	for i, group := range d.groups {
		fmt.Fprintf(&b, "  subgraph cluster_%d {\n    label=%s\n", i+1, dotText(group.label))
		for _, at := range group.boxes {
			grouped[at] = true
			b.WriteString("    " + d.boxes[at].dot(at) + "\n")
		}
		b.WriteString("  }\n")
	}
	for at, box := range d.boxes {
		if !grouped[at] {
			b.WriteString("  " + box.dot(at) + "\n")
		}
	}
	for _, a := range d.arrows {
		b.WriteString("  " + a.dot() + "\n")
	}
	b.WriteString("}\n")
	return b.String()
}

func (b box) dot(at int) string {
	style := ""
	switch {
	case b.start:
		style = " style=bold"
	case b.coarse:
		style = " style=dashed"
	}
	return fmt.Sprintf("n%d [label=%s%s]", at+1, dotText(b.label), style)
}

func (a arrow) dot() string {
	var attributes []string
	if a.label != "" {
		attributes = append(attributes, "label="+dotText(a.label))
	}
	if a.coarse {
		attributes = append(attributes, "style=dashed")
	}
	line := fmt.Sprintf("n%d -> n%d", a.from+1, a.to+1)
	if len(attributes) > 0 {
		line += " [" + strings.Join(attributes, " ") + "]"
	}
	return line
}

// dotText writes a label as a quoted string: a quote would end it, a backslash begin an escape, an ampersand an entity.
func dotText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `&`, `&amp;`).Replace(s) + `"`
}
