package graph

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds of texts, in bytes.
const (
	MaxName = 1024  // of a name, a tag, a property's key, a source's name
	MaxText = 65536 // of a description, a reason, a property's value and every other text
)

// checkText says in words why s cannot be a name; "" if it can. A name is not blank, is valid
// UTF-8, and has no control characters and none that reorder the text around them.
func checkText(s string) string {
	if strings.TrimSpace(s) == "" {
		return "is empty"
	}
	if problem := checkProse(s, MaxName); problem != "" {
		return problem
	}
	if i := strings.IndexFunc(s, unicode.IsControl); i >= 0 {
		return fmt.Sprintf("has the control character %U", []rune(s[i:])[0])
	}
	return ""
}

// checkProse says why s cannot be a text of at most max bytes, which may have several lines.
func checkProse(s string, max int) string {
	if len(s) > max {
		return fmt.Sprintf("is %d bytes long; at most %d are kept", len(s), max)
	}
	if !utf8.ValidString(s) {
		return "is not valid UTF-8"
	}
	for _, r := range s {
		if r == 0 || reorders(r) {
			return fmt.Sprintf("has the character %U, which is not allowed", r)
		}
	}
	return ""
}

// reorders reports whether r is one of the bidirectional controls of Unicode's annex 9, which can make a name look like another.
func reorders(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\u200E' || r == '\u200F'
}

// clip shortens a text for a message.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
