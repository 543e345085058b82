package alternative

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/headwater-catalog/headwater/ingest/document"
)

// reader reads one file. What it does not understand it reports, and reads on.
type reader struct {
	format      *Format
	alternative *Alternative
}

func (r reader) report(at document.Position, format string, args ...any) {
	r.alternative.report(at.Problem(format, args...))
}

// file reads what the file says.
func (r reader) file(root *document.Node) {
	if root.Shape != document.Mapping {
		r.report(root.At, "an alternative is a mapping with reason and changes, not %s", root.Shape.Words())
		return
	}
	for _, e := range root.Entries {
		switch e.Key {
		case keyTitle:
			r.text(e, &r.alternative.Title)
		case keyReason:
			r.text(e, &r.alternative.Reason)
		case keyAuthor:
			r.text(e, &r.alternative.Author)
		case keyChanges:
			r.changes(e)
		default:
			r.report(e.At, "%s is no key of an alternative%s", document.Quoted(e.Key), document.KeyHint(e.Key, keyNames()))
		}
	}
	r.need(root, keyReason, "why it is considered")
	r.need(root, keyChanges, "what would be changed")
}

// need reports a key that is not there.
func (r reader) need(root *document.Node, key, what string) {
	if below(root, key) == nil {
		r.report(root.At, "an alternative says %s: add the key %s", what, key)
	}
}

// text reads a text into a field, as it was before where it is none.
func (r reader) text(e document.Entry, into *string) {
	text := strings.TrimSpace(e.Value.Text)
	switch {
	case e.Value.Shape == document.Scalar && text != "":
		*into = text
	case e.Value.Shape == document.Scalar, e.Value.Shape == document.Nothing:
		r.report(e.At, "%s says nothing; write a text or leave the line out", e.Key)
	default:
		r.report(e.Value.At, "%s is a text, not %s", e.Key, e.Value.Shape.Words())
	}
}

// changes reads the list of changes.
func (r reader) changes(e document.Entry) {
	if e.Value.Shape != document.List || len(e.Value.Items) == 0 {
		r.report(e.At, "changes is a list of at least one change, such as - remove: {id: system:dwh}")
		return
	}
	for _, item := range e.Value.Items {
		r.alternative.Changes = append(r.alternative.Changes, encode(r.value("a change", item, r.format.change)))
	}
}

// value reads what stands for a value of a GraphQL type; what says in words which.
func (r reader) value(what string, n *document.Node, t *ast.Type) any {
	switch {
	case n.Shape == document.Nothing && !t.NonNull:
		return nil
	case n.Shape == document.Nothing:
		r.report(n.At, "%s says nothing, and must", what)
		return nil
	case t.Elem != nil:
		return r.list(what, n, t.Elem)
	}
	switch d := r.format.schema.Types[t.Name()]; d.Kind {
	case ast.InputObject:
		return r.object(what, n, d)
	case ast.Enum:
		return r.constant(what, n, d)
	default:
		return r.scalar(what, n, d)
	}
}

// list reads a list; one item may stand alone, as in GraphQL.
func (r reader) list(what string, n *document.Node, of *ast.Type) []any {
	items := []*document.Node{n}
	if n.Shape == document.List {
		items = n.Items
	}
	values := make([]any, len(items))
	for i, item := range items {
		values[i] = r.value("an item of "+what, item, of)
	}
	return values
}

// object reads a mapping with the fields of an input.
func (r reader) object(what string, n *document.Node, d *ast.Definition) any {
	if n.Shape != document.Mapping {
		r.report(n.At, "%s is a mapping with keys such as %s, not %s", what, document.Listed(fieldNames(d)), n.Shape.Words())
		return nil
	}
	if d.Directives.ForName("oneOf") != nil && len(n.Entries) != 1 {
		r.report(n.At, "%s is exactly one of %s; begin another item for another one", what, document.Listed(fieldNames(d)))
		return nil
	}
	var o object
	for _, e := range n.Entries {
		field := d.Fields.ForName(e.Key)
		if field == nil {
			r.report(e.At, "%s is no key of %s%s", document.Quoted(e.Key), what, document.KeyHint(e.Key, fieldNames(d)))
			continue
		}
		o = append(o, member{e.Key, r.value(e.Key, e.Value, asGiven(field, d))})
	}
	for _, field := range d.Fields {
		if field.Type.NonNull && field.DefaultValue == nil && below(n, field.Name) == nil {
			r.report(n.At, "%s needs the key %s", what, field.Name)
		}
	}
	return o
}

// asGiven returns the type of a field that is there: one of several is never null.
func asGiven(field *ast.FieldDefinition, of *ast.Definition) *ast.Type {
	if of.Directives.ForName("oneOf") == nil {
		return field.Type
	}
	given := *field.Type
	given.NonNull = true
	return &given
}

func fieldNames(d *ast.Definition) []string {
	names := make([]string, len(d.Fields))
	for i, field := range d.Fields {
		names[i] = field.Name
	}
	return names
}

// constant reads one of an enum's values.
func (r reader) constant(what string, n *document.Node, d *ast.Definition) any {
	if n.Shape == document.Scalar && d.EnumValues.ForName(n.Text) != nil {
		return n.Text
	}
	known := make([]string, len(d.EnumValues))
	for i, value := range d.EnumValues {
		known[i] = value.Name
	}
	r.report(n.At, "%s is %s%s", what, document.Listed(known), document.DidYouMean(document.Nearest(n.Text, known)))
	return nil
}

// scalar reads a text, or a truth.
func (r reader) scalar(what string, n *document.Node, d *ast.Definition) any {
	switch {
	case n.Shape != document.Scalar:
		r.report(n.At, "%s is a text, not %s", what, n.Shape.Words())
	case d.Name != "Boolean":
		return strings.TrimRight(n.Text, "\n")
	case n.Text == "true" || n.Text == "false":
		return n.Text == "true"
	default:
		r.report(n.At, "%s is true or false", what)
	}
	return nil
}
