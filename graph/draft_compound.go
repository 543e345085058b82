package graph

import "fmt"

func (w *drafting) alter(e Alter) {
	if !w.Planned {
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.ID, Message: "alter says that an entity's content will change, which the catalog does not hold: plan it, and leave it out here"})
		return
	}
	w.exists(e.Place, "id", e.ID)
}

// exists makes a fault where nothing of one of the kinds has an ID, as things stand; of any kind where none is given.
func (w *drafting) exists(p Place, field any, id ID, kinds ...Kind) bool {
	if !w.fits(p, field, id, kinds...) {
		return false
	}
	if w.get(EntityKey(id)) == nil {
		w.missing(p, id, fieldPath(field)...)
		return false
	}
	return true
}

// fits makes a fault where nothing of one of the kinds can have an ID; of any kind where none is given.
func (w *drafting) fits(p Place, field any, id ID, kinds ...Kind) bool {
	if allowed := setOf(kinds...); allowed != 0 && id.Kind() != 0 && !allowed.has(id.Kind()) {
		w.fault(p, &Error{Kind: BadUserInput, ID: id, Message: fmt.Sprintf("%s is not %s", id, words(allowed))}, fieldPath(field)...)
		return false
	}
	if !w.isThere(id) && id.Check() != nil {
		w.missing(p, id, fieldPath(field)...)
		return false
	}
	return true
}

// fieldPath is a field of an edit, or an item of one that is a list.
func fieldPath(field any) []any {
	if path, is := field.([]any); is {
		return path
	}
	return []any{field}
}

func (w *drafting) handOver(e HandOver) {
	if !w.fits(e.Place, "entity", e.Entity, anyKind.without(Team).list()...) || !w.fits(e.Place, "to", e.To, Team) {
		return
	}
	for _, k := range w.linksOf(e.Entity) {
		if k.Relation == Owns && k.To == e.Entity && k.From != e.To {
			w.unclaim(w.own(k, e.place()))
		}
	}
	w.join(Join{Place: e.place(), Relation: Owns, From: e.To, To: e.Entity, Reason: e.Reason})
}

// reason returns what is effectively said to be the reason of a link.
func (w *drafting) reason(k Key) string { return valueOf(w.get(k), AttrReason) }

// valueOf returns the text that is effective of an attribute, "" where there is none.
func valueOf(r *Record, attribute string) string {
	for _, v := range effective(r.Claims) {
		if v.Attribute == attribute {
			return v.Text
		}
	}
	return ""
}
