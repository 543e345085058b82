package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// The bounds of what is read.
const (
	MaxFile    = 16 << 20 // bytes of a file
	MaxRows    = 250_000
	MaxColumns = 16_384 // as many as a spreadsheet has
)

// Read reads the table in a file. What is wrong with it is a [document.Problems], all else the file system's error.
func Read(fsys fs.FS, name string) (*Table, error) {
	f, content, err := document.LoadAtMost(fsys, name, MaxFile)
	if isUTF16(content) {
		return nil, document.Problems{{File: name, Message: "the file is UTF-16; save it as CSV in UTF-8"}}
	}
	if err != nil {
		return nil, err
	}
	r := newReader(f, content)
	if r.narrow(content) && r.header() {
		r.rows()
	}
	if len(r.problems) > 0 {
		return nil, r.problems.Sorted()
	}
	return &r.table, nil
}

// isUTF16 reports whether bytes begin as a spreadsheet's "Unicode text" does.
func isUTF16(content []byte) bool {
	return bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff"))
}

// reader is a file that is being read.
type reader struct {
	file     *document.File
	lines    *csv.Reader
	width    int            // how many cells the header has
	column   map[string]int // by the header's words
	table    Table
	problems document.Problems
}

func newReader(f *document.File, content []byte) *reader {
	r := &reader{file: f, lines: csv.NewReader(bytes.NewReader(content)), column: map[string]int{}}
	r.lines.Comma = separator(content)
	r.lines.FieldsPerRecord = -1 // said better here
	r.lines.ReuseRecord = true
	return r
}

// separator returns what the header's cells are separated by: a comma, or where it has none a semicolon or a tab.
func separator(content []byte) rune {
	first, _, _ := bytes.Cut(bytes.TrimLeft(content, "\r\n"), []byte("\n"))
	for _, mark := range ",;\t" {
		if bytes.ContainsRune(first, mark) {
			return mark
		}
	}
	return ','
}

// narrow reports whether no row has too many cells, before any is read: a cell costs more than the byte that it takes.
func (r *reader) narrow(content []byte) bool {
	cells, line, quoted := 1, 1, false
	for _, c := range content {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n':
			line++
			if !quoted {
				cells = 1
			}
		case rune(c) == r.lines.Comma && !quoted:
			if cells++; cells > MaxColumns {
				r.report(r.place(line, 1), "the row has more than 16,384 columns")
				return false
			}
		}
	}
	return true
}

// rows reads all rows below the header.
func (r *reader) rows() {
	for len(r.problems) <= document.MaxProblems {
		cells, err := r.lines.Read()
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			r.broken(err)
			return
		case blank(cells):
		case len(r.table.Rows) == MaxRows:
			r.report(r.at(0), "the table has more than %d rows; split it", MaxRows)
			return
		default:
			r.row(cells)
		}
	}
}

// broken says where the quotes of a file are wrong.
func (r *reader) broken(err error) {
	wrong, is := errors.AsType[*csv.ParseError](err)
	if !is {
		r.problems = append(r.problems, document.Problem{File: r.file.Name, Message: err.Error()})
		return
	}
	at := r.place(wrong.Line, wrong.Column)
	switch {
	case errors.Is(wrong.Err, csv.ErrBareQuote):
		r.report(at, `a quote stands inside a cell: put the cell in quotes, and write each quote in it as ""`)
	case errors.Is(wrong.Err, csv.ErrQuote):
		r.report(at, `the quotes of a cell don't end as they should: write a quote within it as "", and nothing after the last one`)
	default:
		r.report(at, "%s", wrong.Err)
	}
}

// row reads one row.
func (r *reader) row(cells []string) {
	if len(cells) != r.width {
		r.report(r.at(0), "the row has %s, the header %d", counted(len(cells), "cell"), r.width)
		return
	}
	row := Row{At: r.at(0)}
	if r.table.Relation == graph.Owns {
		row.From, row.To = r.name(cells, "owner"), r.name(cells, "entity")
	} else {
		row.From, row.To = r.name(cells, "from"), r.name(cells, "to")
		if at, is := r.column["via"]; is && strings.TrimSpace(cells[at]) != "" {
			row.Via = r.name(cells, "via")
		}
	}
	if at, is := r.column["reason"]; is {
		row.Reason = text(cells[at])
	}
	r.table.Rows = append(r.table.Rows, row)
}

// name returns the cell of a column that names something.
func (r *reader) name(cells []string, column string) Cell {
	i := r.column[column]
	cell := Cell{strings.TrimSpace(text(cells[i])), r.at(i)}
	cell.At.Width = max(1, utf8.RuneCountInString(cells[i]))
	if err := graph.CheckName(cell.Text); err != nil {
		r.report(cell.At, "%s %s", column, err)
	}
	return cell
}

// text returns a cell as it was meant.
func text(cell string) string { return norm.NFC.String(Plain(cell)) }

// at returns the place of a cell of the row that was read last.
func (r *reader) at(cell int) document.Position {
	line, column := r.lines.FieldPos(cell)
	return r.place(line, column)
}

// place returns a position of a line's byte, in characters.
func (r *reader) place(line, column int) document.Position {
	return r.file.Place(line, column)
}

func (r *reader) report(at document.Position, format string, args ...any) {
	r.problems = append(r.problems, at.Problem(format, args...))
}

// blank reports whether a row has nothing in it, as below the last one in many a spreadsheet.
func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
}

func contains(kinds []graph.Kind, k graph.Kind) bool { return slices.Contains(kinds, k) }

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprint(n, " ", noun, "s")
}
