package alternative

import (
	"bytes"
	"encoding/json"

	"github.com/vektah/gqlparser/v2/ast"
)

// SchemaID names the JSON Schema, for editors that keep schemas by name.
const SchemaID = "https://github.com/headwater-catalog/headwater/ingest/alternative/alternative.schema.json"

// Schema returns the JSON Schema (2020-12) of an alternative's file, for editors. It is made from the GraphQL schema, whose
// descriptions it takes over. alternative.schema.json in this folder is a copy, so that files of a repository can name it.
func (f *Format) Schema() []byte {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(f.wholeSchema()); err != nil {
		panic(err) // maps of texts and truths can always be encoded
	}
	return buffer.Bytes()
}

// piece is a piece of JSON Schema. Its keys are written by name, so that the schema is the same every time.
type piece = map[string]any

func (f *Format) wholeSchema() piece {
	definitions := piece{"text": piece{"type": []string{"string", "number", "boolean"}}}
	f.define(f.change.Name(), definitions)
	properties := piece{}
	for _, k := range keys {
		properties[k.name] = piece{"$ref": "#/$defs/text", "description": k.says}
	}
	properties[keyChanges] = piece{"type": "array", "minItems": 1, "items": reference(f.change.Name()), "description": keys[len(keys)-1].says}
	return piece{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SchemaID,
		"title": "Headwater alternative", "description": "Changes to a catalog that are considered, and why.",
		"type": "object", "properties": properties, "required": []string{keyReason, keyChanges}, "additionalProperties": false,
		"$defs": definitions,
	}
}

func reference(name string) piece { return piece{"$ref": "#/$defs/" + name} }

// define adds the definition of a named GraphQL type, and of those that it is made of.
func (f *Format) define(name string, definitions piece) {
	if definitions[name] != nil {
		return
	}
	d := f.schema.Types[name]
	switch {
	case d.Kind == ast.InputObject:
		definitions[name] = piece{} // before its fields: they may lead back to it
		definitions[name] = f.objectSchema(d, definitions)
	case d.Kind == ast.Enum:
		var values []string
		for _, v := range d.EnumValues {
			values = append(values, v.Name)
		}
		definitions[name] = piece{"enum": values, "description": d.Description}
	case name == "Boolean":
		definitions[name] = piece{"type": "boolean"}
	default:
		definitions[name] = reference("text")
	}
}

func (f *Format) objectSchema(d *ast.Definition, definitions piece) piece {
	properties, required := piece{}, []string{}
	for _, field := range d.Fields {
		property := f.valueSchema(asGiven(field, d), definitions)
		property["description"] = field.Description
		properties[field.Name] = property
		if field.Type.NonNull && field.DefaultValue == nil {
			required = append(required, field.Name)
		}
	}
	schema := piece{"type": "object", "properties": properties, "additionalProperties": false, "description": d.Description, "required": required}
	if d.Directives.ForName("oneOf") != nil {
		schema["minProperties"], schema["maxProperties"] = 1, 1
	}
	return schema
}

// valueSchema returns the schema of a value: null where it may be, and one item where a list may stand.
func (f *Format) valueSchema(t *ast.Type, definitions piece) piece {
	f.define(t.Name(), definitions)
	choices := []any{reference(t.Name())}
	if t.Elem != nil {
		choices = append(choices, piece{"type": "array", "items": reference(t.Name())})
	}
	if !t.NonNull {
		choices = append(choices, piece{"type": "null"})
	}
	return piece{"anyOf": choices}
}
