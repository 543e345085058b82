package graph

import (
	"errors"
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

// MaxValues is how many attributes, properties among them, one source can say of an entity.
const MaxValues = 1000

// CheckText returns nil for a text that can be kept: valid UTF-8 of at most MaxText bytes, of any number of lines, without
// other control characters and without those that reorder the text around them. Its error says what is wrong after the
// words "the text", or whatever the caller calls it.
func CheckText(s string) error {
	if problem := checkProse(s, MaxText); problem != "" {
		return errors.New(problem)
	}
	return nil
}

// CheckName returns nil for a text that can be a name: one that can be kept, in one line of at most MaxName bytes, and not blank.
func CheckName(s string) error {
	if problem := checkText(s); problem != "" {
		return errors.New(problem)
	}
	return nil
}

// checkText says in words why s cannot be a name; "" if it can. A name is not blank, is valid
// UTF-8, and has no control characters, line breaks included, and none that reorder the text around them.
func checkText(s string) string {
	if isPlainText(s, MaxName, "") && strings.TrimSpace(s) != "" {
		return ""
	}
	if strings.TrimSpace(s) == "" {
		return "is empty"
	}
	if problem := checkProse(s, MaxName); problem != "" {
		return problem
	}
	for _, r := range s {
		if unicode.IsControl(r) || breaksLine(r) {
			return fmt.Sprintf("has the control character %U", r)
		}
	}
	return ""
}

// checkProse says why s cannot be a text of at most max bytes, which may have several lines.
func checkProse(s string, max int) string {
	if isPlainText(s, max, "\n\r\t") {
		return ""
	}
	if len(s) > max {
		return fmt.Sprintf("is %d bytes long; at most %d are kept", len(s), max)
	}
	if !utf8.ValidString(s) {
		return "is not valid UTF-8"
	}
	for _, r := range s {
		if deceives(r) {
			return fmt.Sprintf("has the character %U, which is not allowed", r)
		}
	}
	return ""
}

// isPlainText reports whether s is at most max bytes of visible ASCII, blanks and a few control characters: most texts are, and then
// there is nothing wrong with them.
func isPlainText(s string, max int, control string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' || c > '~') && strings.IndexByte(control, c) < 0 {
			return false
		}
	}
	return len(s) <= max
}

// deceives reports whether r makes a text look like another: a control character that is no line break or tab, which a terminal
// would act on, or a bidirectional control of Unicode's annex 9, which reorders what stands around it.
func deceives(r rune) bool {
	return unicode.IsControl(r) && !strings.ContainsRune("\n\r\t", r) || unicode.Is(unicode.Bidi_Control, r)
}

// breaksLine reports whether r is one of the line breaks that are no control characters.
func breaksLine(r rune) bool { return r == '\u2028' || r == '\u2029' }

// clip shortens a text for a message.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
