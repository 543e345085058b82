package graph

import (
	"fmt"
	"slices"
	"time"
)

func (w *drafting) alias(e Alias) { w.lead(e, true) }

// lead makes names lead to a dataset: beside those that the source gave it before, or else in their place.
func (w *drafting) lead(e Alias, beside bool) {
	if !w.aliasable(e) {
		return
	}
	names := w.allNames(e)
	if n := w.namesAfter(e.ID, names, beside); n > MaxAliases {
		w.fault(e.Place, tooManyNames(e.ID, n), AttrAliases)
		return
	}
	for _, name := range names {
		if from := w.resolve(name); from != e.ID && !w.merge(from, e.ID, e.Place) {
			return
		}
	}
	t := w.touch(EntityKey(e.ID), e.Place)
	c := w.claimed(t, e.Place)
	said, _ := c.Value(AttrAliases)
	var list []string
	if beside {
		list = slices.Clone(said.List)
	}
	for _, name := range names {
		list = append(list, string(name))
		w.leads(name, e.ID)
	}
	slices.Sort(list)
	w.heard(t, []Value{{Attribute: AttrAliases}})
	if len(list) > 0 {
		w.say(c, Value{Attribute: AttrAliases, List: slices.Compact(list)}, e.Place)
	} else if c.clear(AttrAliases) {
		w.renew(c, e.Place)
	}
	w.leadNoMore(t.record, said.List)
}

func tooManyNames(id ID, n int) *Error {
	return &Error{Kind: BadUserInput, ID: id, Message: fmt.Sprintf("%s would have %d other names; at most %d are kept", id, n, MaxAliases)}
}

// leadNoMore notes of names that led to a dataset that they do so no longer, where nobody says any more that they do.
func (w *drafting) leadNoMore(r *Record, names []string) {
	still := aliasesOf(r.Claims)
	for _, name := range names {
		if !slices.Contains(still, ID(name)) {
			w.leads(ID(name), "")
		}
	}
}

// putNames carries out what a Put says of a dataset's other names: just these are what the source says. It comes before all else
// that is put, which is then of the one dataset.
func (w *drafting) putNames(e Put) {
	for _, v := range e.Values {
		if v.Attribute == AttrAliases {
			alias := Alias{Place: e.Place, ID: e.ID}
			for _, name := range v.List {
				alias.Names = append(alias.Names, ID(name))
			}
			w.lead(alias, false)
		}
	}
}

// clearNames takes back what the source says of a dataset's other names.
func (w *drafting) clearNames(r *Record, c *Claim) bool {
	said, _ := c.Value(AttrAliases)
	cleared := c.clear(AttrAliases)
	w.leadNoMore(r, said.List)
	return cleared
}

// allNames returns the names that lead to the edit's ID after it: those that it gives, and the IDs that they and its own led to.
func (w *drafting) allNames(e Alias) []ID {
	names := []ID{w.resolve(e.ID)}
	for _, name := range e.Names {
		names = append(names, name, w.resolve(name))
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(name ID) bool { return name == e.ID })
}

// namesAfter counts the other names of a dataset once these lead to it, and with them all that led to any of them: beside those
// that the source gave it before, or in their place.
func (w *drafting) namesAfter(id ID, names []ID, beside bool) int {
	all := slices.Clone(names)
	for _, name := range slices.Concat(names, []ID{id}) {
		if r := w.get(EntityKey(name)); r != nil {
			all = append(all, aliasesOf(w.lasting(r.Claims, beside || name != id))...)
		}
	}
	slices.Sort(all)
	all = slices.DeleteFunc(slices.Compact(all), func(name ID) bool { return name == id })
	return len(all)
}

// lasting returns all of some claims, or those of other sources.
func (w *drafting) lasting(claims []Claim, all bool) []Claim {
	if all {
		return claims
	}
	return slices.DeleteFunc(slices.Clone(claims), func(c Claim) bool { return c.Source == w.Source.Name })
}

// aliasable checks the edit itself.
func (w *drafting) aliasable(e Alias) bool {
	if n := len(e.Names); n > MaxAliases {
		w.fault(e.Place, tooManyNames(e.ID, n), AttrAliases)
		return false
	}
	ok := true
	for i, id := range append([]ID{e.ID}, e.Names...) {
		err := id.Check()
		if err == nil && id.Kind() != Dataset {
			err = fmt.Errorf("%s is not %s: only datasets have other names", id, article(Dataset))
		}
		if err != nil {
			within := []any{AttrAliases, i - 1}
			if i == 0 {
				within = []any{"id"}
			}
			w.fault(e.Place, &Error{Kind: BadUserInput, ID: id, Message: err.Error()}, within...)
			ok = false
		}
	}
	return ok
}

// leads notes that a name leads to a dataset, or for "" to none any more.
func (w *drafting) leads(name, to ID) {
	if w.aliases == nil {
		w.aliases = map[ID]ID{}
	}
	w.aliases[name] = to
}

// resolve is as Graph.Resolve, as things stand.
func (w *drafting) resolve(id ID) ID {
	if len(w.aliases) == 0 {
		return w.base.Resolve(id)
	}
	return resolveBy(id, func(dataset ID) ID {
		if to, known := w.aliases[dataset]; known {
			return to
		}
		return w.base.aliases[dataset]
	})
}

// resolved returns an edit that speaks of what its IDs lead to.
func (w *drafting) resolved(e Edit) Edit {
	if len(w.aliases) == 0 && len(w.base.aliases) == 0 {
		return e
	}
	switch e := e.(type) {
	case Put:
		return w.resolvedPut(e)
	case Remove:
		e.ID = w.resolve(e.ID)
		return e
	case Join:
		e.From, e.To = w.resolve(e.From), w.resolve(e.To)
		return e
	case Part:
		e.From, e.To = w.resolve(e.From), w.resolve(e.To)
		return e
	case Withdraw:
		e.Key.From, e.Key.To = w.resolve(e.Key.From), w.resolve(e.Key.To)
		return e
	case Deny:
		e.From, e.To = w.resolve(e.From), w.resolve(e.To)
		return e
	case Allow:
		e.From, e.To = w.resolve(e.From), w.resolve(e.To)
		return e
	case Move:
		e.ID = w.resolve(e.ID)
		return e
	case HandOver:
		e.Entity = w.resolve(e.Entity)
		return e
	case Alter:
		e.ID = w.resolve(e.ID)
		return e
	}
	return e
}

// resolvedPut is resolved for a Put: what it calls the dataset by is one of the names that it says.
func (w *drafting) resolvedPut(e Put) Put {
	to := w.resolve(e.ID)
	i := slices.IndexFunc(e.Values, func(v Value) bool { return v.Attribute == AttrAliases })
	if to != e.ID && i >= 0 {
		e.Values = slices.Clone(e.Values)
		e.Values[i].List = append(slices.Clip(e.Values[i].List), string(e.ID))
	}
	e.ID = to
	return e
}

// merge makes a dataset one with another: its fields and links, and its other names. It is false where that would be too much.
func (w *drafting) merge(from, into ID, p Place) bool {
	old := w.get(EntityKey(from))
	if old == nil {
		return true
	}
	for _, name := range aliasesOf(old.Claims) {
		if name != into {
			w.leads(name, into)
		}
	}
	w.leads(into, "")
	for _, field := range w.partsOf(from) {
		moved := fieldIn(into, field)
		if !w.moveEntity(field, moved, p) {
			return false
		}
		w.parts[into] = append(w.parts[into], moved)
	}
	if !w.moveEntity(from, into, p) {
		return false
	}
	w.forgetAlias(into)
	return true
}

// moveEntity gives what is recorded of one entity, and its links, to another. It is false where that would be too much.
func (w *drafting) moveEntity(from, into ID, p Place) bool {
	links := w.linksOf(from)
	if !w.expand(p, w.brings(from, links)) {
		return false
	}
	w.moveRecord(EntityKey(from), EntityKey(into), p)
	for _, k := range links {
		moved := k
		if moved.From == from {
			moved.From = into
		}
		if moved.To == from {
			moved.To = into
		}
		if k.Relation == VariantOf && moved.From == moved.To {
			w.touch(k, p)
			w.drop(k)
			continue
		}
		w.moveRecord(k, moved, p)
	}
	return true
}

// brings counts what of an entity and its links only this draft knows under these keys: it may have moved before.
func (w *drafting) brings(id ID, links []Key) (n int) {
	for _, k := range append(links, EntityKey(id)) {
		if w.was(k) == nil {
			n++
		}
	}
	return n
}

// moveRecord gives what is recorded of one key to another.
func (w *drafting) moveRecord(from, to Key, p Place) {
	old := w.get(from)
	if old == nil {
		return
	}
	r := w.own(to, p)
	w.touched[to].takeOver(w.touch(from, p), w.Source.Name)
	for _, c := range old.copy().Claims {
		if mine := r.claim(c.Source); mine != nil {
			mine.join(&c)
			continue
		}
		r.Claims = append(r.Claims, c)
	}
	sortClaims(r.Claims)
	if r.Denial == nil && old.Denial != nil {
		denial := *old.Denial
		r.Denial = &denial
	}
	w.drop(from)
}

// join adds to a claim what another of the same source says and it does not.
func (c *Claim) join(d *Claim) {
	c.FirstSeen, c.LastSeen = earlier(c.FirstSeen, d.FirstSeen), later(c.LastSeen, d.LastSeen)
	for _, v := range d.Values {
		mine, says := c.Value(v.Attribute)
		switch {
		case !says:
			c.set(v)
		case v.Attribute == AttrAliases:
			list := slices.Concat(mine.List, v.List)
			slices.Sort(list)
			c.set(Value{Attribute: AttrAliases, List: slices.Compact(list), Since: max(mine.Since, v.Since)})
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// forgetAlias takes an entity's own ID from among its other names: it was one before it became the ID.
func (w *drafting) forgetAlias(id ID) {
	r := w.touched[EntityKey(id)].record
	for i := range r.Claims {
		c := &r.Claims[i]
		v, says := c.Value(AttrAliases)
		if at := slices.Index(v.List, string(id)); says && at >= 0 {
			c.clear(AttrAliases)
			if list := slices.Delete(slices.Clone(v.List), at, at+1); len(list) > 0 {
				c.set(Value{Attribute: AttrAliases, List: list, Since: v.Since})
			}
		}
	}
}
