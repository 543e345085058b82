package csv

import (
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// shapes are the headers that are known, with the columns that may be left out.
var shapes = []struct {
	relation   graph.Relation
	need, also []string
}{
	{graph.Feeds, []string{"from", "to"}, []string{"via", "reason"}},
	{graph.Owns, []string{"entity", "owner"}, []string{"reason"}},
}

const whichHeaders = "a header is from,to,reason (perhaps with via) or entity,owner,reason"

// header reads the first row, which says what the columns are, in any order, and reports whether the rows can be read.
func (r *reader) header() bool {
	cells, err := r.lines.Read()
	switch {
	case errors.Is(err, io.EOF):
		r.problems = append(r.problems, document.Problem{File: r.file.Name, Message: "the file is empty; " + whichHeaders})
		return false
	case err != nil:
		r.broken(err)
		return false
	}
	r.width = len(cells)
	words := make([]string, len(cells))
	for i, cell := range cells {
		words[i] = strings.ToLower(strings.TrimSpace(cell))
	}
	for _, shape := range shapes {
		if slices.Contains(words, shape.need[0]) || slices.Contains(words, shape.need[1]) {
			r.table.Relation = shape.relation
			r.columns(words, cells, shape.need, shape.also)
			return len(r.problems) == 0
		}
	}
	r.report(r.at(0), "the first row says nothing that is known: %s", whichHeaders)
	return false
}

// columns notes which column is which.
func (r *reader) columns(words, cells, need, also []string) {
	known := slices.Concat(need, also)
	for i, word := range words {
		if word == "" { // a column without a title is a margin
			continue
		}
		if !slices.Contains(known, word) {
			r.report(r.title(i, cells[i]), "%s is no column of this table%s", document.Quoted(word), document.KeyHint(word, known))
		} else if _, twice := r.column[word]; twice {
			r.report(r.title(i, cells[i]), "there are two columns called %s", word)
		}
		if len(r.problems) > document.MaxProblems {
			return
		}
		r.column[word] = i
	}
	for _, word := range need {
		if _, is := r.column[word]; !is {
			r.report(r.at(0), "the column %s is missing: %s", word, whichHeaders)
		}
	}
}

// title returns the place of a column's title.
func (r *reader) title(column int, words string) document.Position {
	at := r.at(column)
	at.Width = max(1, utf8.RuneCountInString(words))
	return at
}
