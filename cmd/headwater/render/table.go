package render

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Table is rows for people, and for spreadsheets with a few columns more.
type Table struct {
	Columns []Column
	Rows    [][]string // as many cells as there are columns
}

// Column is one column of a table.
type Column struct {
	Title string
	Wide  bool // for csv only: what programs want and people would have to skip
}

// Columns returns columns of these titles. One that begins with + is for csv only.
func Columns(titles ...string) []Column {
	columns := make([]Column, len(titles))
	for i, title := range titles {
		columns[i].Title, columns[i].Wide = strings.CutPrefix(title, "+")
	}
	return columns
}

// Add adds a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// plainStyle is aligned columns, two blanks apart, without lines: easy to read, and to cut and sort.
var plainStyle = table.Style{
	Box:     table.BoxStyle{PaddingRight: "  ", UnfinishedRow: " ~"},
	Options: table.Options{DoNotColorBordersAndSeparators: true},
	Format:  table.FormatOptions{Header: text.FormatUpper},
}

// text returns the table for people.
func (t Table) text(colour bool) string {
	drawn := table.NewWriter()
	drawn.SetStyle(plainStyle)
	drawn.SuppressTrailingSpaces()
	drawn.AppendRow(t.header(colour))
	for _, cells := range t.Rows {
		drawn.AppendRow(t.shown(cells, line))
	}
	return drawn.Render() + "\n"
}

// header returns the titles, in bold where there are colours: the library's own header would ask the environment.
func (t Table) header(colour bool) table.Row {
	titles := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		titles[i] = column.Title
	}
	return t.shown(titles, func(title string) string {
		title = strings.ToUpper(title)
		if colour {
			return text.Escape(title, text.Bold.EscapeSeq())
		}
		return title
	})
}

// shown returns the cells that people see.
func (t Table) shown(cells []string, each func(string) string) table.Row {
	var row table.Row
	for i, cell := range cells {
		if !t.Columns[i].Wide {
			row = append(row, each(cell))
		}
	}
	return row
}

// writeCSV writes all columns, by RFC 4180.
func (t Table) writeCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	titles := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		titles[i] = strings.ReplaceAll(column.Title, " ", "_")
	}
	rows := append([][]string{titles}, t.Rows...)
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = inert(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// inert puts an apostrophe before what a spreadsheet would take for a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
