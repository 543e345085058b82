package main

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/nfc"
)

// composed returns the word with its texts composed, as GraphQL composes what comes by it. Most are, and what is stays as it is: where all are, the edits are shared.
func (w word) composed() word {
	w.source.Name, w.message = nfc.Text(w.source.Name), nfc.Text(w.message)
	said, own := w.edits, false
	for i, edit := range said {
		if isASCII(edit) {
			continue
		}
		if !own {
			w.edits, own = slices.Clone(said), true
		}
		w.edits[i] = composed(edit)
	}
	return w
}

func isASCII(edit graph.Edit) bool {
	is := true
	eachText(edit, func(text string) { is = is && nfc.IsASCII(text) })
	return is
}

// eachText visits the texts of an edit, IDs among them.
func eachText(edit graph.Edit, visit func(string)) {
	switch e := edit.(type) {
	case graph.Put:
		visit(string(e.ID))
		visit(e.Origin)
		for i := range e.Values {
			v := &e.Values[i]
			visit(v.Attribute)
			visit(v.Text)
			for _, text := range v.List {
				visit(text)
			}
		}
	case graph.Join:
		for _, text := range []string{string(e.From), string(e.To), string(e.Via), e.Reason, e.Origin} {
			visit(text)
		}
	}
}

// composed returns an edit with its texts composed.
func composed(edit graph.Edit) graph.Edit {
	switch e := edit.(type) {
	case graph.Put:
		e.ID, e.Origin = composedID(e.ID), nfc.Text(e.Origin)
		values := make([]graph.Value, len(e.Values))
		for i, v := range e.Values {
			values[i] = composedValue(v)
		}
		e.Values = values
		return e
	case graph.Join:
		e.From, e.To, e.Via = composedID(e.From), composedID(e.To), composedID(e.Via)
		e.Reason, e.Origin = nfc.Text(e.Reason), nfc.Text(e.Origin)
		return e
	}
	return edit
}

func composedValue(v graph.Value) graph.Value {
	if v.Attribute == graph.AttrContainer {
		v.Text = nfc.ID(v.Text)
	}
	v.Attribute, v.Text = nfc.Text(v.Attribute), nfc.Text(v.Text)
	list := make([]string, len(v.List))
	for i, text := range v.List {
		if list[i] = nfc.Text(text); v.Attribute == graph.AttrAliases {
			list[i] = nfc.ID(text)
		}
	}
	if len(list) > 0 {
		v.List = list
	}
	return v
}

func composedID(id graph.ID) graph.ID { return graph.ID(nfc.ID(string(id))) }
