package graph

import "fmt"

// move does not ask whether the container is there, nor whether it is a part of what is moved: later edits may still put the one
// and move the other. That is checked at the end, as of every container.
func (w *drafting) move(e Move) {
	p := e.place()
	if !w.exists(p, "id", e.ID) || e.To != "" && !w.fits(p, "to", e.To) {
		return
	}
	if problem := cannotMove(e); problem != "" {
		w.fault(p, &Error{Kind: BadUserInput, ID: e.ID, Message: problem}, "to")
		return
	}
	t := w.touch(EntityKey(e.ID), p)
	r := t.own()
	if containerOf(r) == e.To {
		return
	}
	t.held = w.edit
	for i := range r.Claims {
		r.Claims[i].clear(AttrContainer)
	}
	if e.To != "" {
		w.put(Put{Place: p, ID: e.ID, Values: []Value{{Attribute: AttrContainer, Text: string(e.To)}}})
	}
}

// cannotMove says why an entity cannot be put into a container by what they are; "" if it can.
func cannotMove(e Move) string {
	switch {
	case e.ID.Kind() == Field:
		return "a field's ID says which dataset it is part of: it cannot be moved"
	case e.To == "":
		return ""
	}
	if problem := checkContainer(e.ID.Kind(), e.To.Kind()); problem != "" {
		return fmt.Sprintf("%s PART_OF %s: %s", e.ID, e.To, problem)
	}
	return ""
}
