package mapping

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// MaxPattern is how long a pattern may be, in bytes.
const MaxPattern = 512

// pattern is a glob: * stands for any text, ? for one character, {word} for one or more characters of one segment, none of
// / . :, which the word then stands for in what the rule says. Upper and lower case differ. A backslash before a character
// takes its meaning.
type pattern struct {
	text     string
	compiled *regexp.Regexp
	words    []string
}

// parsePattern reads a pattern. A word may stand in it once.
func parsePattern(text string) (*pattern, error) {
	if len(text) > MaxPattern {
		return nil, fmt.Errorf("the pattern is %d bytes long; at most %d are read", len(text), MaxPattern)
	}
	p := &pattern{text: text}
	var b strings.Builder
	b.WriteString(`(?s)\A`)
	for rest := text; rest != ""; {
		written, used, err := p.piece(rest)
		if err != nil {
			return nil, err
		}
		b.WriteString(written)
		rest = rest[used:]
	}
	b.WriteString(`\z`)
	var err error
	p.compiled, err = regexp.Compile(b.String())
	return p, err
}

// piece translates what a pattern begins with, and says how many bytes of it that are.
func (p *pattern) piece(rest string) (written string, used int, err error) {
	switch rest[0] {
	case '*':
		return ".*", 1, nil
	case '?':
		return ".", 1, nil
	case '\\':
		if len(rest) < 2 {
			return "", 0, errors.New(`the pattern ends with a backslash, which takes the meaning of the character after it; write \\ for one`)
		}
		return regexp.QuoteMeta(rest[1:2]), 2, nil
	case '{':
		end := strings.IndexByte(rest, '}')
		if end < 0 {
			return "", 0, errors.New(`the pattern opens a { and does not close it; write \{ for one that means itself`)
		}
		word := rest[1:end]
		if err := p.word(word); err != nil {
			return "", 0, err
		}
		return "(?P<" + word + ">[^/.:]+)", end + 1, nil
	}
	n := strings.IndexAny(rest, `*?\{`)
	if n < 0 {
		n = len(rest)
	}
	return regexp.QuoteMeta(rest[:n]), n, nil
}

// word takes up a capture.
func (p *pattern) word(word string) error {
	if !isWord(word) {
		return fmt.Errorf("{%s} is no word: a capture is lower-case letters and digits, beginning with a letter, such as {schema}", word)
	}
	for _, w := range p.words {
		if w == word {
			return fmt.Errorf("{%s} stands in the pattern twice", word)
		}
	}
	p.words = append(p.words, word)
	return nil
}

func isWord(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != "" && len(s) <= 32
}

// match reports whether a text is as the pattern says, and notes what the captures stand for.
func (p *pattern) match(text string, captured map[string]string) bool {
	found := p.compiled.FindStringSubmatch(text)
	if found == nil {
		return false
	}
	for i, name := range p.compiled.SubexpNames() {
		if name != "" {
			captured[name] = found[i]
		}
	}
	return true
}

// target is what a rule points at: the path of an ID, in which {word} stands for what was captured, as a segment of an ID.
type target struct {
	text string
	kind graph.Kind
}

// words returns the captures that a target needs.
func (t target) words() (words []string) {
	for rest := t.text; ; {
		_, after, found := strings.Cut(rest, "{")
		if !found {
			return words
		}
		word, more, _ := strings.Cut(after, "}")
		words, rest = append(words, word), more
	}
}

// id returns the ID that a target stands for.
func (t target) id(captured map[string]string) graph.ID {
	text := t.text
	for _, word := range t.words() {
		text = strings.ReplaceAll(text, "{"+word+"}", graph.Slug(captured[word]))
	}
	if id := graph.ID(text); id.Kind() != 0 {
		return id
	}
	return graph.ID(t.kind.Prefix() + ":" + text)
}
