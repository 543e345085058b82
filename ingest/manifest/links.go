package manifest

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// ties reads the links of one relation between an entity and those that an entry names.
func (r *reader) ties(k key, said document.Entry, id graph.ID, from string) {
	if r.empty(said) {
		return
	}
	for _, item := range alone(said.Value) {
		others, reason := r.others(k, said, item, id, from)
		for _, other := range others {
			tied := link{relation: k.tie.relation, from: reference{id: id}, to: other, reason: reason, at: other.at}
			if k.tie.inward {
				tied.from, tied.to = tied.to, tied.from
			}
			r.links = append(r.links, tied)
		}
	}
}

// others reads one item of a ties key: a reference, or a mapping of a noun to references and a reason.
func (r *reader) others(k key, said document.Entry, item *document.Node, id graph.ID, from string) ([]reference, string) {
	switch item.Shape {
	case document.Scalar:
		return r.references(document.Entry{Key: said.Key, At: item.At, Value: item}, from, k.tie.allNouns(id)), ""
	case document.Mapping:
		return r.reasoned(k, said, item, id, from)
	}
	r.report(item.At, "%s names something, or is a mapping with %s and %s; not %s", said.Key, k.tie.nouns[0].name, k.tie.reason, item.Shape.Words())
	return nil, ""
}

func (r *reader) reasoned(k key, said document.Entry, item *document.Node, id graph.ID, from string) (others []reference, reason string) {
	var named, misread bool
	for _, e := range item.Entries {
		i := slices.IndexFunc(k.tie.nouns, func(n noun) bool { return n.name == e.Key })
		switch {
		case i >= 0:
			named = true
			others = append(others, r.references(e, from, k.tie.nouns[i].allowed(id))...)
		case e.Key == k.tie.reason:
			reason, _ = r.text(e)
		default:
			misread = true
			r.report(e.At, "%s is no key of %s%s", document.Quoted(e.Key), said.Key, document.KeyHint(e.Key, k.tie.keys()))
		}
	}
	if !named && !misread {
		r.report(item.At, "%s needs %s", said.Key, document.Listed(k.tie.keys()[:len(k.tie.nouns)]))
	}
	return others, reason
}

// empty reports a key that should name something and does not.
func (r *reader) empty(e document.Entry) bool {
	empty := e.Value.Shape == document.Nothing || e.Value.Shape == document.List && len(e.Value.Items) == 0
	if empty {
		r.report(e.At, "%s says nothing; name something or leave the line out", e.Key)
	}
	return empty
}

// references reads a reference or a list of them.
func (r *reader) references(e document.Entry, from string, kinds []graph.Kind) []reference {
	if r.empty(e) {
		return nil
	}
	var all []reference
	for _, item := range alone(e.Value) {
		at := item.At
		if item.Shape == document.Nothing {
			at = e.At
		}
		if text, ok := r.text(document.Entry{Key: e.Key, At: at, Value: item}); ok {
			all = append(all, reference{text: text, at: item.At, scope: from, kinds: kinds})
		}
	}
	return all
}

// allowed returns what the noun may be beside an entity.
func (n noun) allowed(id graph.ID) []graph.Kind {
	if n.kinds == nil {
		return []graph.Kind{id.Kind()}
	}
	return n.kinds
}

func (t *tie) allNouns(id graph.ID) []graph.Kind {
	var kinds []graph.Kind
	for _, n := range t.nouns {
		kinds = append(kinds, n.allowed(id)...)
	}
	return kinds
}

// keys returns the keys of a tie's mapping, the reason last.
func (t *tie) keys() []string {
	var all []string
	for _, n := range t.nouns {
		all = append(all, n.name)
	}
	return append(all, t.reason)
}

// flowKeys are the keys of a flow.
var flowKeys = []string{"from", "to", "via", "reason"}

// flows reads a list of flows.
func (r *reader) flows(said document.Entry, from string) {
	if said.Value.Shape == document.Nothing {
		return
	}
	for _, item := range alone(said.Value) {
		if item.Shape != document.Mapping {
			r.report(item.At, "a flow is a mapping with from and to, not %s", item.Shape.Words())
			continue
		}
		r.flow(item, from)
	}
}

// flow reads one flow. Several ends stand for a flow from each to each.
func (r *reader) flow(item *document.Node, scope string) {
	var ends [2][]reference
	var template link
	said, misread := map[string]bool{}, false
	for _, e := range item.Entries {
		said[e.Key] = true
		switch e.Key {
		case "from":
			ends[0] = r.references(e, scope, carriers)
		case "to":
			ends[1] = r.references(e, scope, carriers)
		case "via":
			template.via = r.via(e, scope)
		case "reason":
			template.reason, _ = r.text(e)
		default:
			misread = true
			r.report(e.At, "%s is no key of a flow%s", document.Quoted(e.Key), document.KeyHint(e.Key, flowKeys))
		}
	}
	for _, end := range flowKeys[:2] {
		if !said[end] && !misread {
			r.report(item.At, "the flow does not say %s", end)
		}
	}
	if len(r.links)+len(ends[0])*len(ends[1]) > MaxLinks {
		r.report(item.At, "a manifest has at most %d links", MaxLinks)
		return
	}
	r.spread(template, ends)
}

func (r *reader) spread(template link, ends [2][]reference) {
	for _, from := range ends[0] {
		for _, to := range ends[1] {
			one := template
			one.relation, one.from, one.to, one.at = graph.Feeds, from, to, to.at
			r.links = append(r.links, one)
		}
	}
}

func (r *reader) via(e document.Entry, scope string) *reference {
	text, ok := r.text(e)
	if !ok {
		return nil
	}
	return &reference{text: text, at: e.Value.At, scope: scope, kinds: []graph.Kind{graph.Job}}
}
