package manifest

import (
	"bytes"
	"fmt"
	"strings"
)

// yamlText is YAML that is being written: mappings and lists in blocks, two blanks a level, and every text in quotes that is not
// made of letters, digits and a few harmless signs.
type yamlText struct{ bytes.Buffer }

func (y *yamlText) indent(deep int) { y.WriteString(strings.Repeat("  ", deep)) }

// key begins a mapping's entry whose value stands below.
func (y *yamlText) key(deep int, key string) {
	y.indent(deep)
	y.WriteString(quoted(key) + ":\n")
}

// pair writes a key and its text.
func (y *yamlText) pair(deep int, key, text string) {
	y.indent(deep)
	y.WriteString(quoted(key) + ": " + quoted(text) + "\n")
}

// some writes a key and its text, where that says something.
func (y *yamlText) some(deep int, key, text string) {
	if !isBlank(text) {
		y.pair(deep, key, text)
	}
}

// item begins an item of a list that is a mapping, with its first key. The others stand as deep.
func (y *yamlText) item(deep int, key, text string) {
	y.indent(deep - 1)
	y.WriteString("- " + quoted(key) + ": " + quoted(text) + "\n")
}

// list writes a key and a list of texts, where there are any.
func (y *yamlText) list(deep int, key string, texts []string) {
	if len(texts) == 0 {
		return
	}
	y.key(deep, key)
	for _, text := range texts {
		y.indent(deep)
		y.WriteString("- " + quoted(text) + "\n")
	}
}

// isBlank reports whether a text says nothing.
func isBlank(text string) bool { return strings.TrimSpace(text) == "" }

// quoted returns a text as YAML, plain where no reader could take it for anything else.
func quoted(text string) string {
	if isPlain(text) {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x20 || r == 0x7f || r == 0x85 || r == 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// isPlain reports whether a text is letters and digits of ASCII with blanks, slashes, hyphens, underscores and dots between,
// begins with a letter, and is no word that YAML has a meaning for.
func isPlain(text string) bool {
	for i := range len(text) {
		c := text[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		digit := c >= '0' && c <= '9'
		between := strings.IndexByte(" /-_.,()", c) >= 0 && i > 0 && i < len(text)-1
		if !letter && (!digit || i == 0) && !between {
			return false
		}
	}
	switch strings.ToLower(text) {
	case "", "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return !strings.Contains(text, "  ")
}
