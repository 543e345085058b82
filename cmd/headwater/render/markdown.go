package render

import (
	"fmt"
	"math"
	"strings"
)

// What a bounded Markdown shows of one text, in characters: of a sentence, and of a cell.
const (
	longestLead = 600
	longestCell = 120
)

// Markdown returns the answer in Markdown, whole, or where a limit is given in at most so many bytes: then long texts
// are cut and the ends of long lists are left out, each with a word that says how much. A limit below 16 KiB may not be
// kept.
func (a Answer) Markdown(limit int) string {
	var b strings.Builder
	lead, cell := longestLead, longestCell
	if limit == 0 {
		limit, lead, cell = math.MaxInt, 0, 0
	}
	write := func(text string) {
		if b.Len() > 0 && text != "" {
			b.WriteByte('\n')
		}
		b.WriteString(text)
	}
	if a.Lead != "" {
		write("**" + markdownText(clipped(a.Lead, lead)) + "**\n")
	}
	closing := ""
	if a.Closing != "" {
		closing = markdownText(clipped(a.Closing, lead)) + "\n"
	}
	shown := a.shown()
	for i, s := range shown { // each may use its share of what is left
		write(s.markdown((limit-b.Len()-len(closing)-len(shown))/(len(shown)-i), cell))
	}
	write(closing)
	return b.String()
}

// shown returns what the answer shows to people as sections.
func (a Answer) shown() []Section {
	if len(a.Sections) > 0 {
		return a.Sections
	}
	return []Section{{Table: a.Table, Steps: a.Steps}}
}

// markdown returns the section in at most limit bytes, "" where there is nothing to show.
func (s Section) markdown(limit, cell int) string {
	before, after := s.frame()
	limit -= len(before) + len(after)
	body := ""
	switch {
	case len(s.Drawings) > 0:
		body = drawn(s.Drawings, limit)
	case len(s.Steps) > 0:
		body = stepsMarkdown(s.Steps, limit, cell)
	case len(s.Table.Rows)+s.Table.Left > 0:
		body = s.Table.markdown(limit, cell)
	}
	if body == "" {
		return ""
	}
	return before + body + after
}

// frame returns what stands before and after the section.
func (s Section) frame() (before, after string) {
	switch title := markdownText(s.Title); {
	case s.Folded:
		return "<details><summary>" + title + "</summary>\n\n", "\n</details>\n"
	case title != "":
		return "#### " + title + "\n\n", ""
	}
	return "", ""
}

// markdown returns the table in at most limit bytes.
func (t Table) markdown(limit, cell int) string {
	titles, rule := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, column := range t.Columns {
		titles[i], rule[i] = markdownText(strings.ToUpper(column.Title[:1])+column.Title[1:]), "---"
	}
	head := t.row(titles) + t.row(rule)
	return within(head, len(t.Rows), t.Left, "", limit, func(at int) string {
		written := make([]string, len(t.Columns))
		for i, c := range t.Columns {
			written[i] = c.markdown(clipped(t.Rows[at][i], cell))
		}
		return t.row(written)
	})
}

// row returns a line of the table, without what people would have to skip.
func (t Table) row(cells []string) string {
	var shown []string
	for i, cell := range cells {
		if !t.Columns[i].Wide {
			shown = append(shown, cell)
		}
	}
	return "| " + strings.Join(shown, " | ") + " |\n"
}

// stepsMarkdown returns the steps as a difference, which sites that know Markdown colour. Every line of it begins with a
// sign or a blank, so none ends it.
func stepsMarkdown(all []Step, limit, cell int) string {
	return within("```diff\n", len(all), 0, "```\n", limit, func(at int) string {
		step := all[at]
		sign := strings.Replace(marks[step.Action].sign, "~", "!", 1) // as a difference says it
		text := sign + " " + line(clipped(step.Subject, 2*cell))
		if step.Remark != "" {
			text += "  " + line(clipped(step.Remark, cell))
		}
		for _, detail := range step.Details {
			text += "\n      " + line(clipped(detail, 2*cell))
		}
		return text + "\n"
	})
}

// within returns a list of so many items with a head and an end in at most limit bytes; of what has no room in it, or is
// left out already, only how many there are.
func within(head string, count, left int, end string, limit int, item func(int) string) string {
	const word = 40 // what it says of the rest, at most
	var b strings.Builder
	b.WriteString(head)
	for i := range count {
		next := item(i)
		if b.Len()+len(next)+len(end)+word > limit {
			left += count - i
			break
		}
		b.WriteString(next)
	}
	b.WriteString(end)
	if left > 0 {
		fmt.Fprintf(&b, "\nand %d more\n", left)
	}
	return b.String()
}

// drawn returns the first drawing that has room and ends where it ends, or that none has.
func drawn(drawings []string, limit int) string {
	for _, drawing := range drawings {
		text := "```mermaid\n" + strings.TrimRight(drawing, "\n") + "\n```\n"
		if drawing != "" && len(drawing) <= mostDrawn && len(text) <= limit && !strings.Contains(drawing, "```") {
			return text
		}
	}
	return "This is too large to draw.\n"
}

// mostDrawn is how long a drawing may be, in bytes: Mermaid refuses more than 50,000 characters, and long before that
// nobody can read it.
const mostDrawn = 20_000
