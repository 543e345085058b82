// Package strictjson reads JSON that strangers send.
//
// It promises that no two different texts become one name, and that no two readers can see different values in one body: the
// text must be valid UTF-8 with whole surrogate pairs, an object may not have a key twice, and nothing may follow the value.
// It promises to be linear in the text, to nest no deeper and take no more memory than it is told, and that its errors give a place and
// never a piece of the text. It knows no schema.
package strictjson

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// Bounds is what a text may have at most.
type Bounds struct {
	Depth  int // how deep lists and objects nest
	Memory int // in bytes, about, that what is read takes: many times the text where it is all small objects; 0: as much as that takes
}

// Parse reads exactly one JSON value within bounds. Objects are map[string]any, lists []any, numbers json.Number. Its errors are
// [*Fault]s.
func Parse(text []byte, bounds Bounds) (value any, err error) {
	if !utf8.Valid(text) {
		return nil, &Fault{Reason: "the text is not valid UTF-8", At: -1}
	}
	p := &parser{text: text, left: bounds.Depth, bounds: bounds}
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

// Fault is why a text is refused.
type Fault struct {
	At        int    // the byte at which; -1 where it is of the whole text
	Reason    string // in words
	Ambiguous bool   // the text is JSON, but readers would disagree about what it says: a key twice, half a surrogate pair
}

// Error returns the reason and the place.
func (f *Fault) Error() string {
	if f.At < 0 {
		return f.Reason
	}
	return fmt.Sprintf("%s, at byte %d", f.Reason, f.At)
}

// IsAmbiguous reports whether err is the Fault of a text that is JSON, but ambiguous.
func IsAmbiguous(err error) bool {
	fault, is := errors.AsType[*Fault](err)
	return is && fault.Ambiguous
}

// parser descends through the text. It leaves at the first fault by a panic, which Parse catches: a descent that returns
// errors would be twice as long.
type parser struct {
	text   []byte
	at     int
	bounds Bounds
	left   int // how deep it may nest below here
	taken  int // of memory, so far
	fault  *Fault
	known  map[string]any // short texts that came before, boxed: most of them come again
}

func (p *parser) fail(reason string) {
	p.fault = &Fault{At: p.at, Reason: reason}
	panic(p.fault)
}

func (p *parser) ambiguous(reason string) {
	p.fault = &Fault{At: p.at, Reason: reason, Ambiguous: true}
	panic(p.fault)
}

// peek returns the next byte, 0 at the end. A NUL in the text is not valid anywhere outside strings either.
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) space() {
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
func (p *parser) take(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.at++
	p.space()
	return true
}

func (p *parser) need(c byte) {
	if !p.take(c) {
		p.fail("the JSON is malformed or cut off")
	}
}

func (p *parser) value() any {
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

func (p *parser) nested(read func() any) any {
	if p.left--; p.left < 0 {
		p.fail(fmt.Sprintf("the JSON nests deeper than %d", p.bounds.Depth))
	}
	value := read()
	p.left++
	return value
}

func (p *parser) object() any {
	object := map[string]any{}
	p.charge(emptyObject)
	p.need('{')
	if p.peek() == '}' {
		p.at++
		return object
	}
	for {
		start := p.at
		key, _ := p.string().(string)
		if _, twice := object[key]; twice {
			p.at = start
			p.ambiguous("an object has a key twice")
		}
		p.space()
		p.need(':')
		p.charge(ofEntry(len(object)))
		object[key] = p.value()
		p.space()
		if !p.take(',') {
			p.close('}')
			return object
		}
	}
}

func (p *parser) list() any {
	list := []any{}
	p.charge(emptyList)
	p.need('[')
	if p.peek() == ']' {
		p.at++
		return list
	}
	for {
		p.charge(listItem)
		list = append(list, p.value())
		p.space()
		if !p.take(',') {
			p.close(']')
			return list
		}
	}
}

func (p *parser) close(c byte) {
	if p.peek() != c {
		p.need(c)
	}
	p.at++
}

func (p *parser) word() any {
	switch {
	case p.spells("true"):
		return true
	case p.spells("false"):
		return false
	case p.spells("null"):
		return nil
	}
	p.fail("the JSON is malformed or cut off")
	return nil
}

// spells consumes a word, if it comes next.
func (p *parser) spells(word string) bool {
	if rest := p.text[p.at:]; len(rest) < len(word) || string(rest[:len(word)]) != word {
		return false
	}
	p.at += len(word)
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (p *parser) digits() {
	if !isDigit(p.peek()) {
		p.fail("a number is malformed")
	}
	for isDigit(p.peek()) {
		p.at++
	}
}

func (p *parser) number() any {
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
	p.charge(p.at - start + shortText)
	return json.Number(p.text[start:p.at])
}
