package manifest

import (
	"bytes"
	"encoding/json"

	"github.com/headwater-catalog/headwater/graph"
)

// SchemaID names the schema, for editors that keep schemas by name.
const SchemaID = "https://github.com/headwater-catalog/headwater/ingest/manifest/manifest.schema.json"

// Schema returns the JSON Schema (2020-12) of a manifest's files, for editors: what stands where, with a description of
// every key. It is made from the same vocabulary as the parser, so the two accept the same keys. What a schema cannot
// say, such as what a reference means, only [Read] checks. manifest.schema.json in this folder is a copy, so that files
// of a repository can name it.
func Schema() []byte {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(wholeSchema()); err != nil {
		panic(err) // maps of texts and truths can always be encoded
	}
	return buffer.Bytes()
}

// object is a piece of JSON. Its keys are written in order, so that the schema is the same every time.
type object = map[string]any

func wholeSchema() object {
	definitions := object{
		"text":       object{"type": []string{"string", "number", "boolean"}, "description": "A text; it is kept as it is written."},
		"texts":      object{"anyOf": []any{ref("text"), object{"type": "array", "items": ref("text")}}},
		"reference":  object{"type": "string", "minLength": 1, "description": "A whole ID, such as team:finance, or the end of one that is declared here, such as finance or sale/new-sales."},
		"references": object{"anyOf": []any{ref("reference"), object{"type": "array", "items": ref("reference")}}},
		"flow":       flowSchema(),
		"flows":      object{"anyOf": []any{ref("flow"), object{"type": "array", "items": ref("flow")}, object{"type": "null"}}},
	}
	for _, kind := range graph.Kinds {
		definitions[kind.Prefix()] = object{"anyOf": []any{object{"type": "null"}, ref("text"), keysSchema(kind)}}
		for _, k := range vocabulary[kind] {
			if k.form == ties {
				definitions["links-"+k.name] = k.tie.schema()
			}
		}
	}
	schema := keysSchema(0)
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = SchemaID
	schema["title"] = "Headwater manifest"
	schema["description"] = "A data catalog as files: who owns what, and what feeds what."
	schema["$defs"] = definitions
	return schema
}

func ref(definition string) object { return object{"$ref": "#/$defs/" + definition} }

// keysSchema returns the schema of a mapping with a kind's keys, or for 0 of a file.
func keysSchema(kind graph.Kind) object {
	properties := object{}
	for _, k := range vocabulary[kind] {
		property := k.schema()
		property["description"] = k.says
		properties[k.name] = property
	}
	return object{"type": "object", "properties": properties, "additionalProperties": false}
}

func (k key) schema() object {
	switch k.form {
	case words:
		return ref("texts")
	case others:
		return ref("references")
	case pairs:
		return object{"type": "object", "additionalProperties": ref("text")}
	case choice:
		return object{"enum": []string{"input", "output"}}
	case place:
		return ref("reference")
	case section:
		return k.sectionSchema()
	case namespaces:
		return object{"type": []string{"object", "null"}, "additionalProperties": object{"type": "object", "additionalProperties": ref(k.kind.Prefix())}}
	case ties:
		return ref("links-" + k.name)
	case flows:
		return ref("flows")
	}
	return ref("text")
}

// endOfID is what the key of an entity looks like: the end of its ID, or the whole.
const endOfID = `^([a-z]+:)?[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$`

func (k key) sectionSchema() object {
	section := object{"type": []string{"object", "null"}, "additionalProperties": ref(k.kind.Prefix())}
	if k.kind == graph.Field {
		return object{"anyOf": []any{section, object{"type": "array", "items": ref("text")}}}
	}
	section["propertyNames"] = object{"pattern": endOfID}
	return section
}

// schema returns the schema of links: references, alone or with a reason.
func (t *tie) schema() object {
	properties := object{t.reason: ref("text")}
	var nouns []any
	for _, n := range t.nouns {
		properties[n.name] = ref("references")
		nouns = append(nouns, object{"required": []string{n.name}})
	}
	reasoned := object{"type": "object", "properties": properties, "additionalProperties": false, "anyOf": nouns}
	one := object{"anyOf": []any{ref("reference"), reasoned}}
	return object{"anyOf": []any{one, object{"type": "array", "items": one}}}
}

func flowSchema() object {
	return object{
		"type": "object",
		"properties": object{
			"from":   described(ref("references"), "Upstream: where the data comes from. Several stand for a flow from each."),
			"to":     described(ref("references"), "Downstream: where it goes to. Several stand for a flow to each."),
			"via":    described(ref("reference"), "The job that moves it."),
			"reason": described(ref("text"), "Why it is recorded, or what it rests on."),
		},
		"required":             []string{"from", "to"},
		"additionalProperties": false,
	}
}

func described(schema object, says string) object {
	schema["description"] = says
	return schema
}
