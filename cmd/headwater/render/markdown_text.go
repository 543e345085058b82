package render

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// markdownText writes a text so that Markdown shows it as it is, in one line, and nothing in it does anything: what could
// be markup or HTML is a character reference. GitHub looks for mentions, issues and addresses only in what it is about to
// show, where references are characters again; so an invisible joiner parts the sign that it looks for from what follows.
func markdownText(s string) string {
	var b strings.Builder
	for _, r := range parted(line(s)) {
		if harmless(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}

// harmless reports whether a character means nothing to Markdown in the middle of a line.
func harmless(r rune) bool {
	return r == ' ' || r == joiner || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune(`'",.;:/()-+%=?→…`, r)
}

// joiner is WORD JOINER: it has no width, breaks no line, and is no part of any name.
const joiner = '\u2060'

// parts are the places at which a text is parted: @name, #1, GH-1, www., ://, and the :words: that become pictures.
var parts = regexp.MustCompile(`(?i)@|#|\bGH-|www|:/|:\w+:`)

// parted puts a joiner after whatever would make a mention, a reference or a link of what follows.
func parted(s string) string {
	return parts.ReplaceAllStringFunc(s, func(sign string) string {
		if len(sign) == 1 {
			return sign + string(joiner)
		}
		return sign[:1] + string(joiner) + sign[1:] + string(joiner)
	})
}

// identifier is what IDs are made of. Nothing of it ends a code span or the cell of a table.
var identifier = regexp.MustCompile(`^[A-Za-z0-9:/%._~$&+=@-]+$`)

// markdownCode writes an ID letter by letter, to be copied: in code nothing is looked for. What is no ID is a text.
func markdownCode(s string) string {
	if identifier.MatchString(s) {
		return "`" + s + "`"
	}
	return markdownText(s)
}

// handle is how GitHub names a person or a team.
var handle = regexp.MustCompile(`^@[A-Za-z0-9]+(-[A-Za-z0-9]+)*(/[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*)?$`)

// markdown writes a cell of the column.
func (c Column) markdown(cell string) string {
	switch {
	case c.holdsIDs():
		return markdownCode(cell)
	case c.Mentions && handle.MatchString(cell):
		return cell
	}
	return markdownText(cell)
}

// clipped shortens a text to so many characters, where it is longer; 0 shortens nothing.
func clipped(s string, most int) string {
	runes := []rune(s)
	if most == 0 || len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}
