package strictjson

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a string, which it returns as a value. One without escapes is copied once, a short one that came before not at all.
func (p *parser) string() any {
	if p.peek() != '"' {
		p.fail("the JSON is malformed or cut off")
	}
	p.at++
	start := p.at
	p.plain()
	if p.peek() == '"' {
		p.at++
		return p.once(p.text[start : p.at-1])
	}
	return p.escaped(append([]byte(nil), p.text[start:p.at]...))
}

// The bounds of what is known of texts that came before.
const (
	mostKnown    = 1_000
	longestKnown = 64 // bytes
	bytesAText   = 64 // in how many a new one comes, about: so much room is made at once
)

// once returns a text as a value, the same one each time.
func (p *parser) once(text []byte) any {
	if len(text) > longestKnown {
		p.charge(len(text) + shortText)
		return string(text)
	}
	if value, known := p.known[string(text)]; known {
		return value
	}
	p.charge(len(text) + shortText)
	var value any = string(text)
	if len(p.known) < mostKnown {
		if p.known == nil {
			p.known = make(map[string]any, min(len(p.text)/bytesAText, mostKnown))
		}
		p.known[value.(string)] = value
	}
	return value
}

// plain moves to the next quote or backslash.
func (p *parser) plain() {
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"' || c == '\\':
			return
		case c < ' ':
			p.fail("a string holds an unescaped control character")
		}
		p.at++
	}
	p.fail("a string does not end")
}

// escaped reads the rest of a string whose beginning is in out.
func (p *parser) escaped(out []byte) string {
	for p.peek() == '\\' {
		p.at++
		out = p.escape(out)
		start := p.at
		p.plain()
		out = append(out, p.text[start:p.at]...)
	}
	p.at++                         // plain stopped at the quote
	p.charge(cap(out) + shortText) // the text and what it was put together in
	return string(out)
}

var escapes = map[byte]byte{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

func (p *parser) escape(out []byte) []byte {
	c := p.peek()
	p.at++
	if c == 'u' {
		return utf8.AppendRune(out, p.codePoint())
	}
	plain, known := escapes[c]
	if !known {
		p.fail("a string holds an unknown escape")
	}
	return append(out, plain)
}

// codePoint reads the digits of \u, and of a second \u where the first is half a surrogate pair. Half a pair alone is
// refused: replaced by U+FFFD, as usual, two different names would become one.
func (p *parser) codePoint() rune {
	high := p.hex()
	if !utf16.IsSurrogate(high) {
		return high
	}
	if p.peek() == '\\' {
		p.at++
		if p.peek() == 'u' {
			p.at++
			if whole := utf16.DecodeRune(high, p.hex()); whole != utf8.RuneError {
				return whole
			}
		}
	}
	p.ambiguous("a string holds half a surrogate pair")
	return 0
}

func (p *parser) hex() rune {
	if len(p.text)-p.at < 4 {
		p.fail("a string does not end")
	}
	n, err := strconv.ParseUint(string(p.text[p.at:p.at+4]), 16, 16)
	if err != nil {
		p.fail("a string holds an unknown escape")
	}
	p.at += 4
	return rune(n)
}
