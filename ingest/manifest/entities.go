package manifest

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// section reads the entities below a key: by the ends of their IDs, or by namespace and name.
func (r *reader) section(k key, e document.Entry, in scope) {
	switch {
	case e.Value.Shape == document.Nothing:
	case k.kind == graph.Field && e.Value.Shape == document.List:
		r.fieldNames(e, in)
	case e.Value.Shape != document.Mapping:
		r.report(e.Value.At, "%s is a mapping of IDs to what they are, such as new-sales: New Sales; not %s", e.Key, e.Value.Shape.Words())
	case k.form == namespaces:
		for _, namespace := range e.Value.Entries {
			r.namespace(k.kind, namespace, in)
		}
	default:
		for _, one := range e.Value.Entries {
			if id, ok := r.id(k.kind, one, in); ok {
				r.entity(id, one, in)
			}
		}
	}
}

// fieldNames reads the short form of fields: a list of their names.
func (r *reader) fieldNames(e document.Entry, in scope) {
	for _, item := range e.Value.Items {
		one := document.Entry{Key: e.Key, At: item.At, Value: item}
		if name, ok := r.text(one); ok {
			one.Key, one.Value = name, &document.Node{At: item.At}
			if id, ok := r.id(graph.Field, one, in); ok {
				r.entity(id, one, in)
			}
		}
	}
}

func (r *reader) namespace(kind graph.Kind, namespace document.Entry, in scope) {
	if namespace.Value.Shape != document.Mapping {
		r.report(namespace.At, "a namespace is a mapping of names to %s, not %s", kind.Word(2), namespace.Value.Shape.Words())
		return
	}
	for _, one := range namespace.Value.Entries {
		id := graph.DatasetID(namespace.Key, one.Key)
		if kind == graph.Job {
			id = graph.JobID(namespace.Key, one.Key)
		}
		if r.check(id, one) {
			r.entity(id, one, in)
		}
	}
}

// id returns the ID of what an entry of a section declares: its key put behind the scope's path, or its key where that
// is a whole ID.
func (r *reader) id(kind graph.Kind, e document.Entry, in scope) (graph.ID, bool) {
	if kind == graph.Field {
		dataset := in.container.Segments()
		id := graph.FieldID(dataset[0], dataset[1], e.Key)
		return id, r.check(id, e)
	}
	if id := graph.ID(e.Key); id.Kind() == kind {
		return id, r.check(id, e)
	}
	if rest, repeated := strings.CutPrefix(e.Key, in.path+"/"); repeated && in.path != "" {
		r.report(e.At, "the ID begins with %s already; write %s, or the whole ID", in.path, rest)
		r.hide(e)
		return "", false
	}
	if slug := slugs(e.Key); slug != e.Key {
		r.report(e.At, "%s cannot be the end of an ID, which is lower-case letters and digits joined by single hyphens%s", document.Quoted(e.Key), slugHint(slug, e))
		r.hide(e)
		return "", false
	}
	id := graph.ID(kind.Prefix() + ":" + join(in.path, e.Key))
	return id, r.check(id, e)
}

func (r *reader) check(id graph.ID, e document.Entry) bool {
	if err := id.Check(); err != nil {
		r.report(e.At, "%s", err)
		return false
	}
	return true
}

// slugs turns each segment of a path into a legal one; the path is legal if nothing changes.
func slugs(path string) string {
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		if segments[i] = graph.Slug(segment); segments[i] == "" {
			return ""
		}
	}
	return strings.Join(segments, "/")
}

// slugHint says what to write instead: the slug, and the text as the name if there is none yet.
func slugHint(slug string, e document.Entry) string {
	switch {
	case slug == "":
		return ""
	case e.Value.Shape == document.Nothing && !strings.Contains(e.Key, "/"):
		return "; write " + slug + ": " + e.Key
	}
	return "; write " + slug
}

func join(path, end string) string {
	if path == "" {
		return end
	}
	return path + "/" + end
}

// entity reads what an entry says of the entity with this ID.
func (r *reader) entity(id graph.ID, e document.Entry, in scope) {
	kind := id.Kind()
	one := &entity{id: id, at: e.At}
	r.entities = append(r.entities, one)
	if in.container != "" && kind != graph.Field { // a field's ID says which dataset it is part of
		one.set(graph.AttrContainer, string(in.container))
	}
	switch e.Value.Shape {
	case document.Scalar:
		if name, ok := r.text(e); ok {
			one.set(graph.AttrName, name)
		}
	case document.List:
		r.report(e.Value.At, "%s is a name or a mapping, not a list", e.Key)
	case document.Mapping:
		for _, said := range e.Value.Entries {
			if k, known := r.key(kind, said); known {
				r.say(one, k, said, in)
			}
		}
	}
}

// say reads one key of an entity.
func (r *reader) say(one *entity, k key, said document.Entry, in scope) {
	inside := scope{}.of(one.id)
	switch k.form {
	case word, prose:
		if text, ok := r.text(said); ok {
			one.set(k.attribute, text)
		}
	case words:
		if texts := r.texts(said); len(texts) > 0 {
			one.values = append(one.values, graph.Value{Attribute: k.attribute, List: texts})
		}
	case others:
		r.aliases(one, k, said)
	case pairs:
		r.properties(one, said)
	case choice:
		r.direction(one, said)
	case place:
		r.partOf(one, k, said, in)
	case section, namespaces:
		r.section(k, said, inside)
	case ties:
		r.ties(k, said, one.id, lookUpFrom(one.id, in))
	case flows:
		r.flows(said, inside.path)
	}
}

// lookUpFrom returns the path from which an entity's references are looked up: its own; a dataset's, job's or field's,
// which have none in the tree of paths, that of what it stands in.
func lookUpFrom(id graph.ID, in scope) string {
	switch id.Kind() {
	case graph.Dataset, graph.Field, graph.Job:
		return in.path
	}
	return id.Path()
}

func (e *entity) set(attribute, text string) {
	e.values = append(e.values, graph.Value{Attribute: attribute, Text: text})
}

func (r *reader) texts(said document.Entry) []string {
	var texts []string
	for _, item := range alone(said.Value) {
		if text, ok := r.text(document.Entry{Key: said.Key, At: said.At, Value: item}); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// aliases reads other IDs of an entity.
func (r *reader) aliases(one *entity, k key, said document.Entry) {
	var names []string
	for _, item := range alone(said.Value) {
		text, ok := r.text(document.Entry{Key: said.Key, At: said.At, Value: item})
		if !ok {
			continue
		}
		id := graph.ID(text)
		switch err := id.Check(); {
		case id.Kind() != one.id.Kind():
			r.report(item.At, "%s is no whole ID of a %s, such as %s:hive/sales", document.Quoted(text), one.id.Kind().Word(1), one.id.Kind().Prefix())
		case err != nil:
			r.report(item.At, "%s", err)
		case id == one.id:
			r.report(item.At, "%s is the ID of the %s itself", id, one.id.Kind().Word(1))
		default:
			names = append(names, text)
			one.others = append(one.others, reference{id: id, at: item.At})
		}
	}
	if len(names) > 0 {
		one.values = append(one.values, graph.Value{Attribute: k.attribute, List: names})
	}
}

func (r *reader) properties(one *entity, said document.Entry) {
	if said.Value.Shape != document.Mapping {
		r.report(said.Value.At, "%s is a mapping of keys to texts, not %s", said.Key, said.Value.Shape.Words())
		return
	}
	for _, property := range said.Value.Entries {
		if text, ok := r.text(property); ok {
			one.set(graph.PropertyPrefix+property.Key, text)
		}
	}
}

// directions are the words for a port's direction.
var directions = map[string]graph.Direction{"input": graph.Input, "output": graph.Output}

func (r *reader) direction(one *entity, said document.Entry) {
	text, ok := r.text(said)
	if !ok {
		return
	}
	value, known := directions[strings.ToLower(text)]
	if !known {
		r.report(said.Value.At, "a port's direction is input or output, not %s%s", document.Quoted(text), document.DidYouMean(document.Nearest(text, []string{"input", "output"})))
		return
	}
	one.set(graph.AttrDirection, string(value))
}

func (r *reader) partOf(one *entity, k key, said document.Entry, in scope) {
	text, ok := r.text(said)
	switch {
	case !ok:
	case in.container != "":
		r.report(said.At, "%s stands inside %s, so it is part of that; move it to say otherwise", one.id, in.container)
	default:
		one.partOf = &reference{text: text, at: said.Value.At, scope: in.path, kinds: k.to}
	}
}
