package render

import (
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
)

// Section is a part of an answer that says several things. One that has nothing to show is left out.
type Section struct {
	Title string
	Table Table
	Steps []Step // in place of the table

	// Drawings are for Markdown only: Mermaid, the best first. The first that is not too large is shown.
	Drawings []string
	// Folded hides the section in Markdown until somebody opens it.
	Folded bool
}

// sections returns the sections for people, one below the other.
func sections(all []Section, colour bool) string {
	var parts []string
	for _, s := range all {
		if body := s.text(colour); body != "" {
			parts = append(parts, s.heading(colour)+body)
		}
	}
	return strings.Join(parts, "\n")
}

func (s Section) heading(colour bool) string {
	switch {
	case s.Title == "":
		return ""
	case colour:
		return text.Escape(line(s.Title), text.Underline.EscapeSeq()) + "\n"
	}
	return line(s.Title) + "\n"
}

func (s Section) text(colour bool) string {
	switch {
	case len(s.Steps) > 0:
		return steps(s.Steps, colour)
	case len(s.Table.Rows)+s.Table.Left > 0:
		return s.Table.text(colour)
	}
	return ""
}
