package graph

import "fmt"

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
	c := e.To
	for range MaxDepth {
		switch c {
		case e.ID:
			return fmt.Sprintf("%s cannot be moved into itself or a part of it", e.ID)
		case "":
			return ""
		}
		c = w.containerOf(c)
	}
	return fmt.Sprintf("%s would be in more than %d containers", e.ID, MaxDepth)
}

// containerOf returns what an entity is part of, as things stand.
func (w *drafting) containerOf(id ID) ID {
	if r := w.get(EntityKey(id)); r != nil {
		return containerOf(r)
	}
	return ""
}
