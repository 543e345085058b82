package render

import (
	"strings"
	"unicode"
)

// Plain returns a text that a terminal shows and does not act on: control characters, and those that reorder what stands
// around them, become "�". Line breaks and tabs stay.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return '\uFFFD'
		}
		return r
	}, text)
}

// line returns a text as Plain does, in one line.
func line(text string) string { return Plain(strings.Join(strings.Fields(text), " ")) }
