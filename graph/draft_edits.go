package graph

import (
	"fmt"
	"slices"
)

func (w *drafting) put(e Put) {
	if err := e.ID.Check(); err != nil {
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.ID, Message: err.Error()}, "id")
		return
	}
	r := w.own(EntityKey(e.ID), e.Place)
	delete(w.removed, e.ID)
	c := w.claimed(r, e.Place)
	for _, v := range e.Values {
		if problem := checkValue(e.ID, v); problem != "" {
			w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.ID, Message: problem}, v.Attribute)
			continue
		}
		v.List = eachOnce(v.List)
		w.say(r, c, v, e.Place)
		if v.Attribute == AttrContainer {
			w.parts[ID(v.Text)] = append(w.parts[ID(v.Text)], e.ID)
		}
	}
	for _, attribute := range e.Clear {
		if c.clear(attribute) {
			w.renew(c, e.Place)
		}
	}
	w.implyContainer(e.ID, e.Place)
}

// eachOnce returns the tags without repetitions, in the order in which they were first said.
func eachOnce(tags []string) []string {
	var once []string
	for _, tag := range tags {
		if !slices.Contains(once, tag) {
			once = append(once, tag)
		}
	}
	return once
}

// implyContainer makes a field's dataset where it is not there, and lets a whole source keep it.
func (w *drafting) implyContainer(id ID, p Place) {
	dataset := id.ImpliedContainer()
	if dataset == "" {
		return
	}
	w.parts[dataset] = append(w.parts[dataset], id)
	k := EntityKey(dataset)
	if existing := w.get(k); existing == nil || w.Whole && existing.claim(w.Source.Name) != nil && w.said[k] == nil {
		w.claimed(w.own(k, p), p)
		delete(w.removed, dataset)
	}
}

func (w *drafting) join(e Join) {
	k, ok := w.checkKey(e.Place, e.Relation, e.From, e.To)
	if !ok {
		return
	}
	if e.Relation == PartOf {
		w.put(Put{Place: e.Place, ID: e.From, Values: []Value{{Attribute: AttrContainer, Text: string(e.To)}}})
		return
	}
	r := w.own(k, e.Place)
	c := w.claimed(r, e.Place)
	if e.Via != "" {
		if e.Relation != Feeds || e.Via.Kind() != Job {
			w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.Via, Message: "via names the job of a flow: a job's ID, with FEEDS only"}, "via")
		}
		w.say(r, c, Value{Attribute: AttrVia, Text: string(e.Via)}, e.Place)
	}
	if e.Reason != "" {
		if problem := checkProse(e.Reason, MaxText); problem != "" {
			w.fault(e.Place, &Error{Kind: BadUserInput, Message: "the reason " + problem}, "reason")
		}
		w.say(r, c, Value{Attribute: AttrReason, Text: e.Reason}, e.Place)
	}
}

func (w *drafting) part(e Part) {
	k, ok := w.checkKey(e.Place, e.Relation, e.From, e.To)
	if !ok {
		return
	}
	if e.Relation == PartOf {
		w.takeOut(e)
		return
	}
	if r := w.get(k); r == nil || len(r.Claims) == 0 {
		w.notLinked(e.Place, k)
		return
	}
	w.unclaim(w.own(k, e.Place))
}

// takeOut clears the container of every claim that names it.
func (w *drafting) takeOut(e Part) {
	existing := w.get(EntityKey(e.From))
	switch {
	case e.From.Kind() == Field:
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.From, Message: "a field's ID says which dataset it is part of: remove the field instead"}, "from")
		return
	case existing == nil || containerOf(existing) != e.To:
		w.notLinked(e.Place, Key{PartOf, e.From, e.To})
		return
	}
	r := w.own(existing.Key, e.Place)
	for i := range r.Claims {
		if v, _ := r.Claims[i].Value(AttrContainer); v.Text == string(e.To) {
			r.Claims[i].clear(AttrContainer)
		}
	}
}

func (w *drafting) deny(e Deny) {
	k, ok := w.checkKey(e.Place, Feeds, e.From, e.To)
	if !ok {
		return
	}
	if problem := checkProse(e.Reason, MaxText); problem != "" {
		w.fault(e.Place, &Error{Kind: BadUserInput, Message: "the reason " + problem}, "reason")
		return
	}
	existing := w.get(k)
	if existing == nil || len(existing.Claims) == 0 && existing.Denial == nil {
		w.notLinked(e.Place, k)
		return
	}
	if d := existing.Denial; d == nil || d.Reason != e.Reason {
		w.own(k, e.Place).Denial = &Denial{Source: w.Source.Name, Reason: e.Reason, Time: w.Time}
	}
}

func (w *drafting) allow(e Allow) {
	k, ok := w.checkKey(e.Place, Feeds, e.From, e.To)
	if !ok {
		return
	}
	if r := w.get(k); r == nil || r.Denial == nil {
		w.fault(e.Place, &Error{Kind: NotFound, Message: fmt.Sprintf("the flow from %s to %s is not denied", e.From, e.To)})
		return
	}
	r := w.own(k, e.Place)
	r.Denial = nil
	w.dropIfUnclaimed(r)
}

// unclaim withdraws every claim on a link; a denial stays.
func (w *drafting) unclaim(r *Record) {
	r.Claims = nil
	w.dropIfUnclaimed(r)
}

// dropIfUnclaimed lets a link go of which nothing is said any more; its ends may then go as well.
func (w *drafting) dropIfUnclaimed(r *Record) {
	if len(r.Claims) > 0 || r.Denial != nil {
		return
	}
	w.records[r.Key] = nil
	for _, end := range []ID{r.From, r.To} {
		if e := w.get(EntityKey(end)); e != nil && len(e.Claims) == 0 {
			w.own(e.Key, w.places[r.Key])
		}
	}
}

// containerOf returns what a record's entity is effectively part of.
func containerOf(r *Record) ID {
	if implied := r.From.ImpliedContainer(); implied != "" {
		return implied
	}
	for _, v := range effective(r.Claims) {
		if v.Attribute == AttrContainer {
			return ID(v.Text)
		}
	}
	return ""
}
