package lineage

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Mermaid returns the closure as a flowchart in Mermaid's language, for a page or a pull request: the items grouped by
// domain, what was asked about highlighted, and the recorded flows, dashed where they or what they reach is COARSE. The
// text depends on the graph and the question alone. Any name is drawn as it is and does nothing else, whatever
// characters it has. Of more than 300 entities the domains are drawn instead, and a comment says so.
func (c *Closure) Mermaid() string { return c.drawing().mermaid() }

// mermaid writes the drawing down.
func (d drawing) mermaid() string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	for _, note := range d.notes {
		b.WriteString("  %% " + note + "\n")
	}
	grouped := map[int]bool{}
	for i, group := range d.groups {
		fmt.Fprintf(&b, "  subgraph g%d[\"%s\"]\n", i+1, mermaidText(group.label))
		for _, at := range group.boxes {
			grouped[at] = true
			fmt.Fprintf(&b, "    n%d[\"%s\"]\n", at+1, mermaidText(d.boxes[at].label))
		}
		b.WriteString("  end\n")
	}
	for at, box := range d.boxes {
		if !grouped[at] {
			fmt.Fprintf(&b, "  n%d[\"%s\"]\n", at+1, mermaidText(box.label))
		}
	}
	for _, a := range d.arrows {
		b.WriteString("  " + a.mermaid() + "\n")
	}
	d.mermaidClass(&b, "start", "stroke-width:3px", func(b box) bool { return b.start })
	d.mermaidClass(&b, "coarse", "stroke-dasharray:4 3", func(b box) bool { return b.coarse })
	return b.String()
}

func (a arrow) mermaid() string {
	line := "-->"
	if a.coarse {
		line = "-.->"
	}
	if a.label != "" {
		line += "|" + a.label + "|"
	}
	return fmt.Sprintf("n%d %s n%d", a.from+1, line, a.to+1)
}

// mermaidClass gives the boxes that are in a class its style.
func (d drawing) mermaidClass(b *strings.Builder, class, style string, in func(box) bool) {
	var members []string
	for at, box := range d.boxes {
		if in(box) {
			members = append(members, fmt.Sprintf("n%d", at+1))
		}
	}
	if len(members) > 0 {
		fmt.Fprintf(b, "  classDef %s %s\n  class %s %s\n", class, style, strings.Join(members, ","), class)
	}
}

// mermaidText writes a label so that nothing in it means anything to Mermaid, to the Markdown that Mermaid reads labels
// as, or in HTML: all but letters, digits and a few marks become numeric entities.
func mermaidText(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if isPlain(runes, i) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// isPlain reports whether a character can stand in a label as it is. A few depend on where they are: "1." and "- " begin
// lists, "_" outside a word slants it, "www." begins a link.
func isPlain(runes []rune, i int) bool {
	switch r := runes[i]; r {
	case ' ', ',', '/', '(', '…':
		return true
	case ')':
		return slices.Contains(runes[:i], '(')
	case '-', '_', '.':
		return i > 0 && inWord(runes[i-1]) && i+1 < len(runes) && inWord(runes[i+1]) &&
			!strings.HasSuffix(strings.ToLower(string(runes[:i])), "www")
	default:
		return inWord(r)
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
