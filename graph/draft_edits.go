package graph

import (
	"fmt"
	"slices"
)

func (w *drafting) put(e Put) {
	t := w.find(EntityKey(e.ID))
	if t == nil {
		if err := e.ID.Check(); err != nil {
			w.malformed(e.Place, e.ID, err, "id")
			return
		}
		t = w.add(EntityKey(e.ID), nil)
	}
	t.place = e.Place
	w.implyContainer(e.ID, e.Place)
	w.putAmong(e)
	if len(e.Clear) == 0 && !give(e.Values, AttrAliases) && w.repeats(t, e.Place, e.Values) {
		return
	}
	w.putNames(e)
	w.heard(t, e.Values)
	delete(w.removed, e.ID)
	c := w.claimed(t, e.Place)
	c.Values = slices.Grow(c.Values, min(len(e.Values), MaxValues))
	for _, v := range e.Values {
		if v.Attribute == AttrAliases { // see putNames
			continue
		}
		if v.Attribute == AttrContainer && !w.isThere(ID(v.Text)) {
			if err := ID(v.Text).Check(); err != nil {
				w.malformed(e.Place, ID(v.Text), err, v.Attribute)
				continue
			}
		}
		if problem := checkValue(e.ID, v); problem != "" {
			w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.ID, Message: problem}, v.Attribute)
			continue
		}
		if _, says := c.Value(v.Attribute); !says && len(c.Values) == MaxValues {
			w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.ID, Message: fmt.Sprintf("%s would have more than %d attributes of one source", e.ID, MaxValues)}, v.Attribute)
			break
		}
		if v.Attribute == AttrContainer {
			t.held = w.edit
		}
		v.List = eachOnce(v.List)
		w.say(c, v, e.Place)
	}
	for _, attribute := range e.Clear {
		if attribute == AttrContainer {
			t.held = w.edit
		}
		if attribute == AttrAliases && w.clearNames(t.record, c) || c.clear(attribute) {
			w.renew(c, e.Place)
		}
	}
}

// putAmong notes what an edit makes an entity a part of.
func (w *drafting) putAmong(e Put) {
	for i := range e.Values {
		if v := &e.Values[i]; v.Attribute == AttrContainer {
			w.parts[ID(v.Text)] = append(w.parts[ID(v.Text)], e.ID)
		}
	}
}

// eachOnce returns the tags without repetitions, in the order in which they were first said; nil where there are none.
func eachOnce(tags []string) []string {
	var once []string
	said := make(map[string]bool, len(tags))
	for _, tag := range tags {
		if !said[tag] {
			said[tag] = true
			once = append(once, tag)
		}
	}
	return once
}

// implyContainer makes a field's dataset where it is not there, and lets a whole source keep it.
func (w *drafting) implyContainer(id ID, p Place) {
	dataset := w.implied(id)
	if dataset == "" {
		return
	}
	k := EntityKey(dataset)
	if existing := w.get(k); existing != nil {
		if !w.Whole || existing.claim(w.Source.Name) == nil || w.touched[k] != nil && w.touched[k].says.any {
			return
		}
	}
	if t := w.touch(k, p); !w.repeats(t, p, nil) {
		w.heard(t, nil)
		w.claimed(t, p)
		delete(w.removed, dataset)
	}
}

func (w *drafting) join(e Join) {
	k := Key{e.Relation, e.From, e.To}
	if e.Relation == PartOf {
		if w.checkKey(e.Place, k) {
			w.put(Put{Place: e.place(), ID: e.From, Values: []Value{{Attribute: AttrContainer, Text: string(e.To)}}})
		}
		return
	}
	t := w.findLink(e.Place, k)
	if t == nil {
		return
	}
	t.place = e.Place
	var room [3]Value
	values := e.values(room[:0])
	if w.repeats(t, e.Place, values) {
		return
	}
	w.heard(t, values)
	c := w.claimed(t, e.Place)
	for _, v := range values {
		w.checkLinkValue(e, v)
		w.say(c, v, e.Place)
	}
}

// findLink takes up a link, nil where there can be none between its ends.
func (w *drafting) findLink(p Place, k Key) *touched {
	if k.Relation.String() != "" {
		if t := w.find(k); t != nil {
			return t
		}
	}
	if !w.checkKey(p, k) {
		return nil
	}
	return w.add(k, nil)
}

// values appends what the edit says of its link.
func (e Join) values(values []Value) []Value {
	if e.Via != "" {
		values = append(values, Value{Attribute: AttrVia, Text: string(e.Via)})
	}
	if e.Reason != "" {
		values = append(values, Value{Attribute: AttrReason, Text: e.Reason})
	}
	if e.Note != "" {
		values = append(values, Value{Attribute: AttrNote, Text: e.Note})
	}
	return values
}

func (w *drafting) checkLinkValue(e Join, v Value) {
	if v.Attribute == AttrVia {
		if e.Relation != Feeds || e.Via.Kind() != Job {
			w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.Via, Message: "via names the job of a flow: a job's ID, with FEEDS only"}, AttrVia)
		}
		return
	}
	if problem := checkProse(v.Text, MaxText); problem != "" {
		w.fault(e.Place, &Error{Kind: BadUserInput, Message: "the " + v.Attribute + " " + problem}, v.Attribute)
	}
}

func (w *drafting) part(e Part) {
	k := Key{e.Relation, e.From, e.To}
	if !w.checkKey(e.Place, k) {
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
	t := w.touch(existing.Key, e.place())
	t.held = w.edit
	r := t.own()
	for i := range r.Claims {
		if v, _ := r.Claims[i].Value(AttrContainer); v.Text == string(e.To) {
			r.Claims[i].clear(AttrContainer)
		}
	}
}

func (w *drafting) deny(e Deny) {
	k := Key{Feeds, e.From, e.To}
	if !w.checkKey(e.Place, k) {
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
	w.touch(k, e.Place).denies = true
	if w.deniesAnew(existing.Denial, e.Reason) {
		w.own(k, e.Place).Denial = &Denial{Source: w.Source.Name, Reason: e.Reason, Time: w.Time}
	}
}

// deniesAnew reports whether a denial says something new. A source that is read whole leaves another's as it is: it may withdraw its own
// again, and the flow would be denied no longer.
func (w *drafting) deniesAnew(d *Denial, reason string) bool {
	return d == nil || d.Reason != reason && (d.Source == w.Source.Name || !w.Whole)
}

func (w *drafting) allow(e Allow) {
	k := Key{Feeds, e.From, e.To}
	if !w.checkKey(e.Place, k) {
		return
	}
	if r := w.get(k); r == nil || r.Denial == nil {
		w.fault(e.Place, &Error{Kind: NotFound, Message: fmt.Sprintf("the flow from %s to %s is not denied", e.From, e.To)})
		return
	}
	w.lift(w.own(k, e.Place))
}

// lift takes a denial away.
func (w *drafting) lift(r *Record) {
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
	w.drop(r.Key)
	for _, end := range []ID{r.From, r.To} {
		if e := w.get(EntityKey(end)); e != nil && len(e.Claims) == 0 {
			w.touch(e.Key, w.touched[r.Key].place)
		}
	}
}

// implied returns the container that an ID implies, "" for none. Of fields of one dataset that come one after the other it is one text.
func (w *drafting) implied(id ID) ID {
	dataset := id.impliedLike(w.lastImplied)
	if dataset != "" {
		w.lastImplied = dataset
	}
	return dataset
}

// in is containerOf, by implied.
func (w *drafting) in(r *Record) ID {
	if r == nil {
		return ""
	}
	if implied := w.implied(r.From); implied != "" {
		return implied
	}
	return containerOf(r)
}

// containerOf returns what a record's entity is effectively part of, "" of a nil record.
func containerOf(r *Record) ID {
	if r == nil {
		return ""
	}
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
