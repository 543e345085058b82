package openlineage

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// check notes what is wrong with a value at a path.
type check func(f *faults, path []any, value any)

// faults are what is wrong with an event.
type faults struct{ list graph.Faults }

func (f *faults) add(path []any, format string, args ...any) {
	if len(f.list) < graph.MaxFaults {
		f.list = append(f.list, &graph.Error{Kind: graph.BadUserInput, Path: slices.Clone(path), Message: Dotted(path) + " " + fmt.Sprintf(format, args...)})
	}
}

// Dotted writes a path as people do: inputs[0].facets.schema. The path of the event itself is "the event".
func Dotted(path []any) string {
	var b strings.Builder
	for _, step := range path {
		switch step := step.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", step)
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(clip(step))
		}
	}
	if b.Len() == 0 {
		return "the event"
	}
	return b.String()
}

// clip shortens what a sender chose for a message.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

func anything(*faults, []any, any) {}

func text(f *faults, path []any, value any) {
	if _, is := value.(string); !is {
		f.add(path, "must be a string")
	}
}

func boolean(f *faults, path []any, value any) {
	if _, is := value.(bool); !is {
		f.add(path, "must be true or false")
	}
}

func number(f *faults, path []any, value any) {
	if _, is := value.(json.Number); !is {
		f.add(path, "must be a number")
	}
}

// integer takes 1.0 and 1e3 as well, as JSON Schema does.
func integer(f *faults, path []any, value any) {
	n, is := value.(json.Number)
	if is && strings.ContainsAny(string(n), ".eE") {
		x, err := strconv.ParseFloat(string(n), 64)
		is = err == nil && x == float64(int64(x))
	}
	if !is {
		f.add(path, "must be a whole number")
	}
}

// positive takes whole numbers from 1.
func positive(f *faults, path []any, value any) {
	integer(f, path, value)
	if n, is := value.(json.Number); is {
		if x, err := strconv.ParseFloat(string(n), 64); err == nil && x < 1 {
			f.add(path, "must be at least 1")
		}
	}
}

func oneOf(words ...string) check {
	return func(f *faults, path []any, value any) {
		if s, is := value.(string); !is || !slices.Contains(words, s) {
			f.add(path, "must be one of %s", strings.Join(words, ", "))
		}
	}
}

// uri takes relative references: the specification asks for URIs, and real producers send names.
func uri(f *faults, path []any, value any) {
	s, is := value.(string)
	if _, err := url.Parse(s); !is || err != nil {
		f.add(path, "must be a URI")
	}
}

func uuid(f *faults, path []any, value any) {
	if s, is := value.(string); !is || !isUUID(s) {
		f.add(path, "must be a UUID, such as 01926f37-7b3b-7d11-9b1f-3a0d6c3e9f10")
	}
}

func isUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F'):
			return false
		}
	}
	return true
}

func dateTime(f *faults, path []any, value any) {
	s, is := value.(string)
	if _, err := parseTime(s); !is || err != nil {
		f.add(path, "must be a time with its zone, such as 2026-11-29T12:00:00.000Z")
	}
}

// parseTime reads a time of RFC 3339, the leap second as the one after it. Years are 0001 to 9999.
func parseTime(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, strings.ToUpper(s))
	if err != nil && len(s) > 19 && s[17:19] == "60" {
		t, err = time.Parse(time.RFC3339Nano, strings.ToUpper(s[:17]+"59"+s[19:]))
		t = t.Add(time.Second)
	}
	if err == nil && (t.Year() < 1 || t.UTC().Year() < 1) {
		err = fmt.Errorf("year %d", t.Year())
	}
	return t, err
}

// listOf checks each item of a list.
func listOf(item check) check {
	return func(f *faults, path []any, value any) {
		items, is := value.([]any)
		if !is {
			f.add(path, "must be a list")
			return
		}
		for i, v := range items {
			item(f, append(path, i), v)
		}
	}
}

// mapOf checks each value of an object, whatever its keys.
func mapOf(item check) check {
	return func(f *faults, path []any, value any) {
		object, is := value.(map[string]any)
		if !is {
			f.add(path, "must be an object")
			return
		}
		for key, v := range object {
			item(f, append(path, key), v)
		}
	}
}

// fields are what an object's members must be. Others may be anything.
type fields map[string]check

// object checks the members of an object that are named, of which some must be there.
func object(members fields, required ...string) check {
	type member struct {
		check check
		step  any // its name, boxed once
	}
	all := make(map[string]member, len(members))
	for name, c := range members {
		all[name] = member{c, name}
	}
	return func(f *faults, path []any, value any) {
		given, is := value.(map[string]any)
		if !is {
			f.add(path, "must be an object")
			return
		}
		for _, name := range required {
			if _, there := given[name]; !there {
				f.add(append(path, name), "is missing")
			}
		}
		for name, v := range given {
			if m, known := all[name]; known {
				m.check(f, append(path, m.step), v)
			}
		}
	}
}

// both checks a value twice.
func both(a, b check) check {
	return func(f *faults, path []any, value any) {
		a(f, path, value)
		b(f, path, value)
	}
}

// passes reports whether a value has no fault.
func passes(c check, value any) bool {
	var f faults
	c(&f, nil, value)
	return len(f.list) == 0
}

// anyOf lets in what is of one of two shapes; what is of neither has the faults of the first.
func anyOf(first, second check) check {
	return func(f *faults, path []any, value any) {
		if !passes(first, value) && !passes(second, value) {
			first(f, path, value)
		}
	}
}

// exactlyOne checks that a value is one of several shapes and not another as well.
func exactlyOne(what string, shapes ...check) check {
	return func(f *faults, path []any, value any) {
		n := 0
		for _, shape := range shapes {
			if passes(shape, value) {
				n++
			}
		}
		if n != 1 {
			f.add(path, "must be %s", what)
		}
	}
}
