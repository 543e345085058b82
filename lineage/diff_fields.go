package lineage

import (
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// field is a value under the name of its attribute.
type field struct{ name, value string }

// entityFields returns all fields of an entity, in a fixed order, its properties last and by key; nil for none.
func entityFields(e *graph.Entity) []field {
	if e == nil {
		return nil
	}
	fields := []field{
		{graph.AttrName, e.Name},
		{graph.AttrDescription, e.Description},
		{graph.AttrContainer, string(e.Container)},
		{graph.AttrTags, joined(e.Tags)},
		{graph.AttrDirection, string(e.Direction)},
		{graph.AttrType, e.Type},
		{graph.AttrContact, e.Contact},
		{graph.AttrURL, e.URL},
		{graph.AttrAliases, joined(e.Aliases)},
	}
	for _, p := range e.Properties {
		fields = append(fields, field{graph.PropertyPrefix + p.Key, p.Value})
	}
	return fields
}

// joined returns tags, or other names, as one text. What would look like several, or like one in quotes, is put in quotes, so
// that different ones are never the same text.
func joined[T ~string](tags []T) string {
	texts := make([]string, len(tags))
	for i, tag := range tags {
		texts[i] = string(tag)
		if strings.ContainsAny(texts[i], `,"`) {
			texts[i] = strconv.Quote(texts[i])
		}
	}
	return strings.Join(texts, ", ")
}

// linkFields returns all fields of a link, in a fixed order; nil for none.
func linkFields(l *graph.Link) []field {
	if l == nil {
		return nil
	}
	fields := []field{{graph.AttrVia, string(l.Via)}, {graph.AttrReason, l.Reason}}
	if l.Denial != nil {
		fields = append(fields, field{"denied", "true"}, field{"denial", l.Denial.Reason})
	}
	return fields
}

// differing returns the fields whose values differ, in their order, those that are only after at the end. Quadratic
// in the fields of one entity or link only where they are not in the same order.
func differing(before, after []field) []FieldDiff {
	var diffs []FieldDiff
	for i, f := range before {
		if v := valueOf(after, f.name, i); v != f.value {
			diffs = append(diffs, FieldDiff{f.name, f.value, v})
		}
	}
	for i, f := range after {
		if !hasField(before, f.name, i) && f.value != "" {
			diffs = append(diffs, FieldDiff{f.name, "", f.value})
		}
	}
	return diffs
}

// valueOf returns the value of a field that is probably at index i, "" if it is not there.
func valueOf(fields []field, name string, i int) string {
	if at := indexOf(fields, name, i); at >= 0 {
		return fields[at].value
	}
	return ""
}

func hasField(fields []field, name string, i int) bool { return indexOf(fields, name, i) >= 0 }

func indexOf(fields []field, name string, i int) int {
	if i < len(fields) && fields[i].name == name {
		return i
	}
	for at, f := range fields {
		if f.name == name {
			return at
		}
	}
	return -1
}
