package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/headwater-catalog/headwater/ingest/csv"
)

// Table is rows for people, and for spreadsheets with a few columns more.
type Table struct {
	Columns []Column
	Rows    [][]string // as many cells as there are columns
	Left    int        // how many rows there are besides, which were not asked for
}

// Column is one column of a table.
type Column struct {
	Title string
	Wide  bool // for csv only: what programs want and people would have to skip

	// Mentions lets Markdown mention whom a cell names, where the cell is a handle (@ada, @shop/clerks) and nothing else.
	Mentions bool
}

// holdsIDs reports whether the cells are IDs, which Markdown shows letter by letter.
func (c Column) holdsIDs() bool { return c.Title == "id" || strings.HasSuffix(c.Title, " id") }

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
	shown := drawn.Render() + "\n"
	if t.Left > 0 {
		shown += fmt.Sprintf("and %d more\n", t.Left)
	}
	return shown
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
	titles := make([]string, len(t.Columns))
	for i, column := range t.Columns {
		titles[i] = strings.ReplaceAll(column.Title, " ", "_")
	}
	return csv.Write(w, append([][]string{titles}, t.Rows...))
}
