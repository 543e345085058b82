package openlineage

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// What an entity's facet says is what the latest event said, by the event's own time, not by when it came. So with each entity
// the source notes of which time each facet is, in microseconds: "documentation=1732881600000000 schema=…". The time of a facet
// that says the same again is only remembered (Heard), and noted once a day: else each run would change every dataset it names.

// stamps are times by facet.
type stamps map[string]int64

func parseStamps(note string) stamps {
	s := stamps{}
	for part := range strings.FieldsSeq(note) {
		if facet, number, ok := strings.Cut(part, "="); ok {
			s[facet], _ = strconv.ParseInt(number, 10, 64)
		}
	}
	return s
}

func (s stamps) String() string {
	var b strings.Builder
	for _, facet := range slices.Sorted(maps.Keys(s)) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(facet)
		b.WriteByte('=')
		b.WriteString(strconv.FormatInt(s[facet], 10))
	}
	return b.String()
}

// facet has an entity say what a facet said at a time, if nothing later is known: values are all that the facet says, by attribute,
// empty ones included. Of two at the same time the greater counts, so that it does not matter which came first. It reports whether that is
// what is said now.
func (s *session) facet(y *saying, name string, at int64, values ...graph.Value) (counts bool) {
	noted, known := y.noted(name)
	last := max(noted, s.heard.last(y.key, name, known))
	same := y.says(values)
	switch {
	case known && (at < last || at == last && (same || y.compare(values) > 0)):
		return same
	case known && same && !y.changed && sameDay(y.seen, s.now):
		s.heard.note(y.key, name, at)
		return true
	}
	if y.note == nil {
		y.note = parseStamps(y.text(graph.AttrNote))
	}
	y.note[name] = at
	y.set(graph.AttrNote, y.note.String())
	for _, v := range values {
		if v.Attribute == graph.AttrTags {
			y.setList(v.Attribute, v.List)
		} else {
			y.set(v.Attribute, v.Text)
		}
	}
	return true
}

// noted returns of which time a facet is.
func (y *saying) noted(facet string) (at int64, known bool) {
	if y.note != nil {
		at, known = y.note[facet]
		return at, known
	}
	for part := range strings.FieldsSeq(y.text(graph.AttrNote)) {
		if name, number, ok := strings.Cut(part, "="); ok && name == facet {
			at, _ = strconv.ParseInt(number, 10, 64)
			return at, true
		}
	}
	return 0, false
}

// says reports whether just these values are said.
func (y *saying) says(values []graph.Value) bool { return y.compare(values) == 0 }

// compare orders what is said of some attributes and other values of the same.
func (y *saying) compare(values []graph.Value) int {
	for _, v := range values {
		is := valueOf(y.values, v.Attribute)
		if c := cmp.Or(strings.Compare(is.Text, v.Text), slices.Compare(is.List, v.List)); c != 0 {
			return c
		}
	}
	return 0
}

func value(attribute, text string) graph.Value { return graph.Value{Attribute: attribute, Text: text} }

func property(key, text string) graph.Value { return value(graph.PropertyPrefix+key, text) }

// micros is an event's time as it is noted: in every year that a time can have, it fits.
func micros(t time.Time) int64 { return t.UnixMicro() }
