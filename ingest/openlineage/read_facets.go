package openlineage

import (
	"strings"
	"unicode"

	"github.com/headwater-catalog/headwater/graph"
)

func (r *reader) dataset(path []any, value any) Dataset {
	given := members(value)
	d := Dataset{Name: r.name(path, given)}
	for facet, f := range members(given["facets"]) {
		at := append(path, "facets", facet)
		switch m := members(f); facet {
		case "schema":
			d.Schema = &Schema{}
			r.schema(append(at, "fields"), d.Schema, "", m["fields"])
		case "columnLineage":
			if !deleted(f) {
				d.Columns = r.columns(at, m)
			}
		case "lineage":
			if !deleted(f) {
				d.Lineage = &Target{Inputs: r.inputs(append(at, "inputs"), list(m["inputs"])), Fields: r.lineageFields(append(at, "fields"), m["fields"])}
			}
		case "symlinks":
			d.Aliases = r.aliases(append(at, "identifiers"), list(m["identifiers"]))
		case "lifecycleStateChange":
			d.Change = &Change{What: str(m["lifecycleStateChange"])}
			if previous, said := m["previousIdentifier"]; said && d.Change.What == "RENAME" {
				d.Change.Previous = r.nameAt(append(at, "previousIdentifier"), previous)
			}
		default:
			d.take(facet, f, m)
		}
	}
	return d
}

// take reads the facets that are texts alone.
func (d *Dataset) take(facet string, f any, m map[string]any) {
	switch facet {
	case "documentation":
		d.Documentation = &Documentation{prose(m["description"])}
	case "ownership":
		d.Ownership = ownership(f)
	case "tags":
		d.Tags = tags(f)
	case "datasetType":
		d.Type = &DatasetType{line(m["datasetType"]), line(m["subType"])}
	case "dataSource":
		d.Source = &DataSource{line(m["name"]), prose(withoutSecret(str(m["uri"])))}
	case "storage":
		d.Storage = &Storage{line(m["storageLayer"]), line(m["fileFormat"])}
	case "version":
		d.Version = &Version{line(m["datasetVersion"])}
	}
}

func (r *reader) schema(path []any, s *Schema, prefix string, value any) {
	for i, item := range list(value) {
		if len(s.Fields) == MaxColumns {
			r.faults.add(path, "are more than %d; no dataset has more columns here", MaxColumns)
			return
		}
		field, at := members(item), append(path, i)
		name := prefix + r.word(append(at, "name"), field["name"])
		if len(name) > graph.MaxName {
			r.faults.add(append(at, "name"), "is %d bytes long with the fields around it; at most %d are kept", len(name), graph.MaxName)
			return
		}
		s.Fields = append(s.Fields, SchemaField{name, line(field["type"]), prose(field["description"])})
		r.schema(append(at, "fields"), s, name+".", field["fields"])
	}
}

func (r *reader) aliases(path []any, identifiers []any) []Name {
	if len(identifiers) > MaxAliases {
		r.faults.add(path, "are %d; at most %d names of one dataset are taken", len(identifiers), MaxAliases)
		return nil
	}
	var names []Name
	for i, identifier := range identifiers {
		names = append(names, r.name(append(path, i), members(identifier)))
	}
	return names
}

func ownership(f any) *Ownership {
	o := &Ownership{}
	for _, item := range list(members(f)["owners"]) {
		o.Owners = append(o.Owners, Owner{line(members(item)["name"]), line(members(item)["type"])})
	}
	return o
}

func tags(f any) *Tags {
	t := &Tags{}
	for _, item := range list(members(f)["tags"]) {
		m := members(item)
		t.Tags = append(t.Tags, Tag{line(m["key"]), line(m["value"]), line(m["field"])})
	}
	return t
}

// prose returns a text fit to be kept: without the characters that no text may have, and cut where it is too long. Producers
// put in it whatever they find.
func prose(value any) string { return fit(str(value), graph.MaxText, false) }

// line returns a text of one line, fit to be a tag or the value of a short property.
func line(value any) string { return strings.TrimSpace(fit(str(value), graph.MaxName, true)) }

func fit(s string, most int, oneLine bool) string {
	if len(s) <= most && isPlain(s) {
		return s
	}
	clean := strings.Map(func(c rune) rune {
		breaks := c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029'
		switch {
		case breaks && oneLine:
			return ' '
		case unicode.IsControl(c) && !breaks || unicode.Is(unicode.Bidi_Control, c):
			return -1
		}
		return c
	}, s)
	if len(clean) > most {
		clean = strings.ToValidUTF8(clean[:most-len("…")], "") + "…"
	}
	return clean
}

// isPlain reports whether a text is of printable ASCII alone, as most are.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}
