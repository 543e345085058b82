// Package render writes one answer in the form that was asked for.
//
// It promises that every form says the same, that json and yaml are the data of the GraphQL answer and nothing else, and
// that nothing in a catalog acts on who reads it: no control character reaches a terminal, no cell of a csv begins like a
// formula, no name ends the label of a diagram, and in Markdown none is markup, a link or a mention of anybody. A table has
// colours only where it is asked to.
package render

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Format is a form of output.
type Format string

// The forms.
const (
	AsTable    Format = "table"
	AsJSON     Format = "json"
	AsYAML     Format = "yaml"
	AsMarkdown Format = "markdown" // as GitHub and GitLab read it
	AsCSV      Format = "csv"
	AsDOT      Format = "dot"
	AsMermaid  Format = "mermaid"
	AsNames    Format = "name" // IDs, one a line
)

// Formats lists every form.
var Formats = []Format{AsTable, AsJSON, AsYAML, AsMarkdown, AsCSV, AsDOT, AsMermaid, AsNames}

// Listed are the forms of a list of entities, or of what is said of them.
var Listed = []Format{AsTable, AsJSON, AsYAML, AsMarkdown, AsCSV, AsNames}

// Answer is what there is to write. A form that a command does not offer needs nothing in its field.
type Answer struct {
	Data     any    // for json and yaml: encodes as the data of the GraphQL answer
	Lead     string // above the table: the answer in a sentence or two
	Table    Table
	Steps    []Step    // shown to people in place of the table
	Sections []Section // shown to people in place of both
	Closing  string    // below them
	IDs      []string
	Diagram  Diagram
	Mermaid  string // where the server draws it; else it is made of the Diagram
}

// Choose returns the format of that name if it is one of those offered, the first of them for "".
func Choose(name string, offered []Format) (Format, error) {
	switch {
	case name == "":
		return offered[0], nil
	case slices.Contains(offered, Format(name)):
		return Format(name), nil
	}
	return "", fmt.Errorf("-o %s is not one of this command's: %s", name, List(offered))
}

// List names formats: "table, json, yaml".
func List(formats []Format) string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}

// Write writes the answer. Colour is for tables on a terminal.
func (a Answer) Write(w io.Writer, format Format, colour bool) error {
	switch format {
	case AsJSON:
		return writeJSON(w, a.Data)
	case AsYAML:
		return writeYAML(w, a.Data)
	case AsMarkdown:
		return writeAll(w, a.Markdown(0))
	case AsCSV:
		return a.Table.writeCSV(w)
	case AsDOT:
		return writeAll(w, a.Diagram.dot())
	case AsMermaid:
		if a.Mermaid == "" {
			return writeAll(w, a.Diagram.mermaid())
		}
		return writeAll(w, strings.TrimRight(a.Mermaid, "\n")+"\n")
	case AsNames:
		return writeAll(w, strings.Join(append(slices.Clone(a.IDs), ""), "\n"))
	default:
		return a.writeText(w, colour)
	}
}

// writeText writes the answer for people: a sentence above, the table or the steps, a sentence below.
func (a Answer) writeText(w io.Writer, colour bool) error {
	var parts []string
	for _, part := range []string{sentence(a.Lead), a.body(colour), sentence(a.Closing)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return writeAll(w, strings.Join(parts, "\n"))
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	return Plain(s) + "\n"
}

func (a Answer) body(colour bool) string {
	switch {
	case len(a.Sections) > 0:
		return sections(a.Sections, colour)
	case len(a.Steps) > 0:
		return steps(a.Steps, colour)
	case a.Closing == "" && len(a.Table.Rows) > 0:
		return a.Table.text(colour)
	}
	return ""
}

func writeAll(w io.Writer, text string) error {
	_, err := io.WriteString(w, text)
	return err
}
