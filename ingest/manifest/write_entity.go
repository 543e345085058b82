package manifest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// entity writes one entity, with the links that its own keys can say. Its key alone says that it is there.
func (w *writer) entity(n graph.Node, deep int) {
	e := w.g.Entity(n)
	name := e.ID.Path()
	if _, is := sections[e.Kind]; !is || e.Kind == graph.Dataset || e.Kind == graph.Job {
		name = e.ID.Last()
	}
	w.text.key(deep, name)
	for _, k := range vocabulary[e.Kind] {
		switch k.form {
		case word, prose, choice:
			w.attribute(deep+1, k, e)
		case words:
			w.text.list(deep+1, k.name, e.Tags)
		case others:
			w.text.list(deep+1, k.name, texts(e.Aliases))
		case pairs:
			w.properties(deep+1, k, e)
		case place:
			w.text.some(deep+1, k.name, string(e.Container))
		case ties:
			w.ties(deep+1, k, n)
		case section:
			if k.kind == graph.Field {
				w.fields(deep+1, k, n)
			}
		}
	}
}

// attribute writes what differs from what is taken where nothing is said.
func (w *writer) attribute(deep int, k key, e *graph.Entity) {
	switch k.attribute {
	case graph.AttrName:
		if e.Name != e.ID.Last() {
			w.text.some(deep, k.name, e.Name)
		}
	case graph.AttrDescription:
		w.text.some(deep, k.name, e.Description)
	case graph.AttrType:
		w.text.some(deep, k.name, e.Type)
	case graph.AttrContact:
		w.text.some(deep, k.name, e.Contact)
	case graph.AttrURL:
		w.text.some(deep, k.name, e.URL)
	case graph.AttrDirection:
		if e.Direction != graph.Output {
			w.text.some(deep, k.name, strings.ToLower(string(e.Direction)))
		}
	}
}

func (w *writer) properties(deep int, k key, e *graph.Entity) {
	said := slices.DeleteFunc(slices.Clone(e.Properties), func(p graph.Property) bool { return isBlank(p.Value) })
	if len(said) > 0 {
		w.text.key(deep, k.name)
	}
	for _, p := range said {
		w.text.pair(deep+1, p.Key, p.Value)
	}
}

// writtenElsewhere are keys for links that are written among the flows, or at the other end.
var writtenElsewhere = []string{keyInputs.name, keyOutputs.name, keyOwns.name, keyConsumes.name, keyOperates.name}

// ties writes the links of a key, by the IDs of the other ends.
func (w *writer) ties(deep int, k key, n graph.Node) {
	if slices.Contains(writtenElsewhere, k.name) {
		return
	}
	arcs := w.g.Out(k.tie.relation, n)
	if k.tie.inward {
		arcs = w.g.In(k.tie.relation, n)
	}
	var others []graph.Node
	for _, arc := range arcs {
		others = append(others, arc.Node())
	}
	slices.SortFunc(others, w.g.CompareID)
	if len(others) > 0 {
		w.text.key(deep, k.name)
	}
	for _, other := range others {
		from, to := n, other
		if k.tie.inward {
			from, to = other, n
		}
		link, _ := w.g.Link(k.tie.relation, from, to)
		w.text.item(deep+1, k.tie.nounFor(w.g.ID(n), w.g.Kind(other)), string(w.g.ID(other)))
		w.text.some(deep+1, k.tie.reason, link.Reason)
	}
}

// nounFor returns the word for the other end of a kind, beside an entity.
func (t *tie) nounFor(id graph.ID, other graph.Kind) string {
	for _, n := range t.nouns {
		if slices.Contains(n.allowed(id), other) {
			return n.name
		}
	}
	return t.nouns[0].name
}

// fields writes the fields of a dataset.
func (w *writer) fields(deep int, k key, dataset graph.Node) {
	all := slices.Collect(w.g.Parts(dataset))
	if len(all) > document.MaxKeys && w.err == nil {
		w.err = fmt.Errorf("%s has %d fields, and a manifest at most %d of one dataset", w.g.ID(dataset), len(all), document.MaxKeys)
	}
	if len(all) > 0 {
		w.text.key(deep, k.name)
	}
	for _, field := range all {
		w.entity(field, deep+1)
	}
}
