package manifest

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// section reads the entities below a key: by the ends of their IDs, or by namespace and name.
func (r *reader) section(k key, e entry, in scope) {
	switch {
	case e.value.shape == nothing:
	case k.kind == graph.Field && e.value.shape == list:
		r.fieldNames(e, in)
	case e.value.shape != mapping:
		r.report(e.value.at, "%s is a mapping of IDs to what they are, such as new-sales: New Sales; not %s", e.key, e.value.shape.words())
	case k.form == namespaces:
		for _, namespace := range e.value.entries {
			r.namespace(k.kind, namespace, in)
		}
	default:
		for _, one := range e.value.entries {
			if id, ok := r.id(k.kind, one, in); ok {
				r.entity(id, one, in)
			}
		}
	}
}

// fieldNames reads the short form of fields: a list of their names.
func (r *reader) fieldNames(e entry, in scope) {
	for _, item := range e.value.items {
		one := entry{key: e.key, at: item.at, value: item}
		if name, ok := r.text(one); ok {
			one.key, one.value = name, &node{at: item.at}
			if id, ok := r.id(graph.Field, one, in); ok {
				r.entity(id, one, in)
			}
		}
	}
}

func (r *reader) namespace(kind graph.Kind, namespace entry, in scope) {
	if namespace.value.shape != mapping {
		r.report(namespace.at, "a namespace is a mapping of names to %s, not %s", kind.Word(2), namespace.value.shape.words())
		return
	}
	for _, one := range namespace.value.entries {
		id := graph.DatasetID(namespace.key, one.key)
		if kind == graph.Job {
			id = graph.JobID(namespace.key, one.key)
		}
		if r.check(id, one) {
			r.entity(id, one, in)
		}
	}
}

// id returns the ID of what an entry of a section declares: its key put behind the scope's path, or its key where that
// is a whole ID.
func (r *reader) id(kind graph.Kind, e entry, in scope) (graph.ID, bool) {
	if kind == graph.Field {
		dataset := in.container.Segments()
		id := graph.FieldID(dataset[0], dataset[1], e.key)
		return id, r.check(id, e)
	}
	if id := graph.ID(e.key); id.Kind() == kind {
		return id, r.check(id, e)
	}
	if rest, repeated := strings.CutPrefix(e.key, in.path+"/"); repeated && in.path != "" {
		r.report(e.at, "the ID begins with %s already; write %s, or the whole ID", in.path, rest)
		r.hide(e)
		return "", false
	}
	if slug := slugs(e.key); slug != e.key {
		r.report(e.at, "%s cannot be the end of an ID, which is lower-case letters and digits joined by single hyphens%s", quoted(e.key), slugHint(slug, e))
		r.hide(e)
		return "", false
	}
	id := graph.ID(kind.Prefix() + ":" + join(in.path, e.key))
	return id, r.check(id, e)
}

func (r *reader) check(id graph.ID, e entry) bool {
	if err := id.Check(); err != nil {
		r.report(e.at, "%s", err)
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
func slugHint(slug string, e entry) string {
	switch {
	case slug == "":
		return ""
	case e.value.shape == nothing && !strings.Contains(e.key, "/"):
		return "; write " + slug + ": " + e.key
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
func (r *reader) entity(id graph.ID, e entry, in scope) {
	kind := id.Kind()
	one := &entity{id: id, at: e.at}
	r.entities = append(r.entities, one)
	if in.container != "" && kind != graph.Field { // a field's ID says which dataset it is part of
		one.set(graph.AttrContainer, string(in.container))
	}
	switch e.value.shape {
	case scalar:
		if name, ok := r.text(e); ok {
			one.set(graph.AttrName, name)
		}
	case list:
		r.report(e.value.at, "%s is a name or a mapping, not a list", e.key)
	case mapping:
		for _, said := range e.value.entries {
			if k, known := r.key(kind, said); known {
				r.say(one, k, said, in)
			}
		}
	}
}

// say reads one key of an entity.
func (r *reader) say(one *entity, k key, said entry, in scope) {
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

func (r *reader) texts(said entry) []string {
	var texts []string
	for _, item := range alone(said.value) {
		if text, ok := r.text(entry{said.key, said.at, item}); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

func (r *reader) properties(one *entity, said entry) {
	if said.value.shape != mapping {
		r.report(said.value.at, "%s is a mapping of keys to texts, not %s", said.key, said.value.shape.words())
		return
	}
	for _, property := range said.value.entries {
		if text, ok := r.text(property); ok {
			one.set(graph.PropertyPrefix+property.key, text)
		}
	}
}

// directions are the words for a port's direction.
var directions = map[string]graph.Direction{"input": graph.Input, "output": graph.Output}

func (r *reader) direction(one *entity, said entry) {
	text, ok := r.text(said)
	if !ok {
		return
	}
	value, known := directions[strings.ToLower(text)]
	if !known {
		r.report(said.value.at, "a port's direction is input or output, not %s%s", quoted(text), didYouMean(nearest(text, []string{"input", "output"})))
		return
	}
	one.set(graph.AttrDirection, string(value))
}

func (r *reader) partOf(one *entity, k key, said entry, in scope) {
	text, ok := r.text(said)
	switch {
	case !ok:
	case in.container != "":
		r.report(said.at, "%s stands inside %s, so it is part of that; move it to say otherwise", one.id, in.container)
	default:
		one.partOf = &reference{text: text, at: said.value.at, scope: in.path, kinds: k.to}
	}
}
