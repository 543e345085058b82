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
	if allowed := setOf(kinds...); allowed != 0 && id.Kind() != 0 && !allowed.has(id.Kind()) {
		w.fault(p, &Error{Kind: BadUserInput, ID: id, Message: fmt.Sprintf("%s is not %s", id, words(allowed))}, fieldPath(field)...)
		return false
	}
	if w.get(EntityKey(id)) == nil {
		w.fault(p, w.base.notFound(id), fieldPath(field)...)
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

func (w *drafting) move(e Move) {
	if !w.exists(e.Place, "id", e.ID) || e.To != "" && !w.exists(e.Place, "to", e.To) {
		return
	}
	if problem := w.cannotMove(e); problem != "" {
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.ID, Message: problem}, "to")
		return
	}
	r := w.own(EntityKey(e.ID), e.Place)
	if containerOf(r) == e.To {
		return
	}
	for i := range r.Claims {
		r.Claims[i].clear(AttrContainer)
	}
	if e.To != "" {
		w.put(Put{Place: e.Place, ID: e.ID, Values: []Value{{Attribute: AttrContainer, Text: string(e.To)}}})
	}
}

// cannotMove says why an entity cannot be put into a container, both of which are there; "" if it can.
func (w *drafting) cannotMove(e Move) string {
	switch {
	case e.ID.Kind() == Field:
		return "a field's ID says which dataset it is part of: it cannot be moved"
	case e.To == "":
		return ""
	}
	if problem := checkContainer(e.ID.Kind(), e.To.Kind()); problem != "" {
		return fmt.Sprintf("%s PART_OF %s: %s", e.ID, e.To, problem)
	}
	climbed := map[ID]bool{}
	for c := e.To; c != "" && !climbed[c]; c = w.containerOf(c) {
		if c == e.ID {
			return fmt.Sprintf("%s cannot be moved into itself or a part of it", e.ID)
		}
		climbed[c] = true
	}
	return ""
}

// containerOf returns what an entity is part of, as things stand.
func (w *drafting) containerOf(id ID) ID {
	if r := w.get(EntityKey(id)); r != nil {
		return containerOf(r)
	}
	return ""
}

func (w *drafting) handOver(e HandOver) {
	if !w.exists(e.Place, "entity", e.Entity, anyKind.without(Team).list()...) || !w.exists(e.Place, "to", e.To, Team) {
		return
	}
	for _, k := range w.linksOf(e.Entity) {
		if k.Relation == Owns && k.To == e.Entity && k.From != e.To {
			w.unclaim(w.own(k, e.Place))
		}
	}
	w.join(Join{Place: e.Place, Relation: Owns, From: e.To, To: e.Entity, Reason: e.Reason})
}

func (w *drafting) replaceSystem(e ReplaceSystem) {
	if !w.exists(e.Place, "system", e.System, SourceSystem) || !w.exists(e.Place, "by", e.By, SourceSystem) {
		return
	}
	if e.System == e.By {
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.By, Message: fmt.Sprintf("%s cannot replace itself", e.By)}, "by")
		return
	}
	moving, left := w.marketsMoving(e)
	for _, market := range moving {
		k := Key{Serves, e.System, market}
		w.join(Join{Place: e.Place, Relation: Serves, From: e.By, To: market, Reason: w.reason(k)})
		w.unclaim(w.own(k, e.Place))
	}
	for _, k := range w.linksOf(e.System) {
		if k.Relation == RunsIn {
			w.join(Join{Place: e.Place, Relation: RunsIn, From: k.From, To: e.By, Reason: w.reason(k)})
		}
	}
	if left == 0 {
		w.removeEntity(Remove{Place: e.Place, ID: e.System, Cascade: true}, e.System)
	}
}

// marketsMoving returns the markets that another system is to serve, and how many are left to the old one. Markets that
// it does not serve are faults, and then some are left.
func (w *drafting) marketsMoving(e ReplaceSystem) (moving []ID, left int) {
	served := map[ID]bool{}
	for _, k := range w.linksOf(e.System) {
		if k.Relation == Serves && k.To.Kind() == Market {
			served[k.To] = true
			if len(e.Markets) == 0 {
				moving = append(moving, k.To)
			}
		}
	}
	wanted := map[ID]bool{}
	for i, market := range e.Markets {
		switch {
		case !w.exists(e.Place, []any{"markets", i}, market, Market):
		case !served[market]:
			w.fault(e.Place, &Error{Kind: NotFound, ID: market, Message: fmt.Sprintf("nobody says that %s", Key{Serves, e.System, market})}, "markets", i)
		case !wanted[market]:
			moving = append(moving, market)
		}
		wanted[market] = true
	}
	return moving, len(served) - len(moving)
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

func (w *drafting) divest(e Divest) {
	if !w.exists(e.Place, "division", e.Division, Division) {
		return
	}
	for _, id := range append(w.servants(e.Division), e.Division) {
		w.removeEntity(Remove{Place: e.Place, ID: id, Cascade: true}, id)
	}
}

// servants returns the teams and systems that serve a division and no other, as things stand.
func (w *drafting) servants(division ID) []ID {
	var servants []ID
	for _, k := range w.linksOf(division) {
		if k.Relation == Serves && w.servesOnly(k.From, division) {
			servants = append(servants, k.From)
		}
	}
	return servants
}

func (w *drafting) servesOnly(servant, division ID) bool {
	for _, k := range w.linksOf(servant) {
		if k.Relation == Serves && k.To.Kind() == Division && k.To != division {
			return false
		}
	}
	return true
}
