package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// maxJSONDepth is how deep lists and objects may nest in a request. The deepest input of the schema needs a tenth of it.
const maxJSONDepth = 100

// parseJSON reads exactly one JSON value, stricter than encoding/json: the text must be valid UTF-8 with whole surrogate
// pairs, an object may not have a key twice, and nothing may follow. So no two different texts become one name, and no
// two readers can see different values in one body.
//
// Objects are map[string]any, lists []any, numbers json.Number. It is linear in len(text). Its errors give a place and
// never a piece of the text.
func parseJSON(text []byte) (value any, err error) {
	if !utf8.Valid(text) {
		return nil, errors.New("the text is not valid UTF-8")
	}
	p := &jsonParser{text: text}
	defer func() {
		if p.fault != nil { // fail's panic; any other goes on
			_ = recover()
			value, err = nil, p.fault
		}
	}()
	p.space()
	value = p.value()
	p.space()
	if p.at < len(text) {
		p.fail("something follows the JSON value")
	}
	return value, nil
}

type jsonFault struct {
	at     int
	reason string
}

func (f *jsonFault) Error() string { return fmt.Sprintf("%s, at byte %d", f.reason, f.at) }

// jsonParser descends through the text. It leaves at the first fault by a panic, which parseJSON catches: a descent that
// returns errors would be twice as long.
type jsonParser struct {
	text  []byte
	at    int
	depth int
	fault *jsonFault
}

func (p *jsonParser) fail(reason string) {
	p.fault = &jsonFault{p.at, reason}
	panic(p.fault)
}

// peek returns the next byte, 0 at the end. A NUL in the text is not valid anywhere outside strings either.
func (p *jsonParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *jsonParser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// take consumes c, if it comes next, and the space after it.
func (p *jsonParser) take(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.at++
	p.space()
	return true
}

func (p *jsonParser) need(c byte) {
	if !p.take(c) {
		p.fail("the JSON is malformed or cut off")
	}
}

func (p *jsonParser) value() any {
	switch c := p.peek(); {
	case c == '{':
		return p.nested(p.object)
	case c == '[':
		return p.nested(p.list)
	case c == '"':
		return p.string()
	case c == '-' || isDigit(c):
		return p.number()
	default:
		return p.word()
	}
}

func (p *jsonParser) nested(read func() any) any {
	if p.depth++; p.depth > maxJSONDepth {
		p.fail(fmt.Sprintf("the JSON nests deeper than %d", maxJSONDepth))
	}
	value := read()
	p.depth--
	return value
}

func (p *jsonParser) object() any {
	object := map[string]any{}
	p.need('{')
	if p.peek() == '}' {
		p.at++
		return object
	}
	for {
		start := p.at
		key := p.string()
		if _, twice := object[key]; twice {
			p.at = start
			p.fail("an object has a key twice")
		}
		p.space()
		p.need(':')
		object[key] = p.value()
		p.space()
		if !p.take(',') {
			p.close('}')
			return object
		}
	}
}

func (p *jsonParser) list() any {
	list := []any{}
	p.need('[')
	if p.peek() == ']' {
		p.at++
		return list
	}
	for {
		list = append(list, p.value())
		p.space()
		if !p.take(',') {
			p.close(']')
			return list
		}
	}
}

func (p *jsonParser) close(c byte) {
	if p.peek() != c {
		p.need(c)
	}
	p.at++
}

func (p *jsonParser) word() any {
	for word, value := range map[string]any{"true": true, "false": false, "null": nil} {
		if rest := p.text[p.at:]; len(rest) >= len(word) && string(rest[:len(word)]) == word {
			p.at += len(word)
			return value
		}
	}
	p.fail("the JSON is malformed or cut off")
	return nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (p *jsonParser) digits() {
	if !isDigit(p.peek()) {
		p.fail("a number is malformed")
	}
	for isDigit(p.peek()) {
		p.at++
	}
}

func (p *jsonParser) number() any {
	start := p.at
	if p.peek() == '-' {
		p.at++
	}
	if p.peek() == '0' {
		p.at++
	} else {
		p.digits()
	}
	if p.peek() == '.' {
		p.at++
		p.digits()
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		p.digits()
	}
	return json.Number(p.text[start:p.at])
}
