package document

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Problem is one thing that is wrong with files, and where. A Line of 0 means the file or the folder as a whole.
type Problem struct {
	File    string // as in the folder that was read, with slashes; "" for the folder itself
	Line    int    // from 1
	Column  int    // from 1, in characters
	Width   int    // of what is wrong, in characters
	Message string // what is wrong and what to do
	Source  string // the line itself
}

// Error returns the problem as a compiler would print it: place and message, then the line with a caret below it.
func (p Problem) Error() string {
	if p.Line == 0 {
		if p.File == "" {
			return p.Message
		}
		return harmless(p.File) + ": " + p.Message
	}
	text := fmt.Sprintf("%s:%d:%d: %s", harmless(p.File), p.Line, p.Column, p.Message)
	line, indent, width := p.excerpt()
	if line == "" {
		return text
	}
	number := strconv.Itoa(p.Line)
	return fmt.Sprintf("%s\n %s | %s\n %s | %s%s", text, number, line,
		strings.Repeat(" ", len(number)), indent, strings.Repeat("^", width))
}

// most is how many characters of a line are shown.
const most = 120

// excerpt returns the part of the line to show, the blanks up to the caret, and the caret's width. Tabs stay, in both
// lines, so that the caret stands where it should.
func (p Problem) excerpt() (line, indent string, width int) {
	source := strings.TrimRight(p.Source, "\r\n")
	column, first := max(p.Column-1, 0), 0
	if column > most/2 && characters(source, most, 1) != "" {
		first = column - most/2
	}
	shown := []rune(harmless(characters(source, first, most)))
	blanks := slices.Clone(shown[:min(column-first, len(shown))])
	for i, r := range blanks {
		if r != '\t' {
			blanks[i] = ' '
		}
	}
	return string(shown), string(blanks), max(1, min(p.Width, len(shown)-len(blanks)))
}

// characters returns so many characters of a text from one on, as many as there are. A line may be as long as a file: no more of it is
// looked at.
func characters(text string, from, n int) string {
	start, i := len(text), 0
	for at := range text {
		if i == from {
			start = at
		}
		if i == from+n {
			return text[start:at]
		}
		i++
	}
	return text[start:]
}

// harmless returns a text with "�" for every character that a terminal would act on, tabs aside.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && !unicode.IsPrint(r) {
			return '\uFFFD'
		}
		return r
	}, text)
}

// Problems is everything that is wrong with some files, by file, line and column.
type Problems []Problem

// Error returns the problems one below the other.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i := range p {
		texts[i] = p[i].Error()
	}
	return strings.Join(texts, "\n")
}

// Under returns the problems with their files below a folder: the one that was read, as the user wrote it.
func (p Problems) Under(folder string) Problems {
	moved := slices.Clone(p)
	for i := range moved {
		if moved[i].File != "" {
			moved[i].File = path.Join(folder, moved[i].File)
		}
	}
	return moved
}

// MaxProblems is how many problems are reported; of more, only that there are.
const MaxProblems = 200

// Sorted returns the problems in the order of their places, each once and at most MaxProblems and a last word.
func (p Problems) Sorted() Problems {
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	p = slices.Compact(p)
	if len(p) <= MaxProblems {
		return p
	}
	rest := fmt.Sprintf("and %d more", len(p)-MaxProblems)
	return append(p[:MaxProblems:MaxProblems], Problem{Message: rest})
}

// Position is a place in a file.
type Position struct {
	File                *File
	Line, Column, Width int
}

// Problem says what is wrong at the position.
func (at Position) Problem(format string, args ...any) Problem {
	p := Problem{Line: at.Line, Column: at.Column, Width: at.Width, Message: harmless(fmt.Sprintf(format, args...))}
	if at.File != nil {
		p.File, p.Source = at.File.Name, at.File.line(at.Line)
	}
	return p
}

// String returns file:line, which a claim keeps as its origin.
func (at Position) String() string {
	if at.File == nil {
		return ""
	}
	return at.File.Name + ":" + strconv.Itoa(at.Line)
}

// Precise returns file:line:column, for messages that point to a second place.
func (at Position) Precise() string { return at.String() + ":" + strconv.Itoa(at.Column) }

// Quoted returns a text for a message: in quotes and not too long.
func Quoted(text string) string {
	const longest = 80
	if utf8.RuneCountInString(text) > longest {
		text = string([]rune(text)[:longest]) + "…"
	}
	return strconv.Quote(text)
}
