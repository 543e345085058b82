package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// fault notes what is wrong with an edit, at a place within it, by the name that the edit has for it.
func (w *drafting) fault(p Place, e *Error, within ...any) {
	for i, step := range within {
		s, _ := step.(string)
		if strings.HasPrefix(s, PropertyPrefix) {
			within[i] = "properties"
		}
		if called, is := p.called[s]; is {
			within[i] = called
		}
	}
	e.Path = append(slices.Clone(p.Path), within...)
	w.faults = append(w.faults, e)
}

// comparePaths orders places as they stand in the input; names by their spelling.
func comparePaths(a, b []any) int {
	for i := range min(len(a), len(b)) {
		x, xIsInt := a[i].(int)
		y, yIsInt := b[i].(int)
		c := cmp.Compare(x, y)
		if !xIsInt || !yIsInt {
			c = strings.Compare(fmt.Sprint(a[i]), fmt.Sprint(b[i]))
		}
		if c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

func (w *drafting) checkSource() {
	if problem := checkText(w.Source.Name); problem != "" {
		w.fault(Place{Path: w.Path}, &Error{Kind: BadUserInput, Message: "the source's name " + problem}, "source", "name")
	}
	if w.Source.Rank.String() == "" {
		w.fault(Place{Path: w.Path}, &Error{Kind: BadUserInput, Message: "the source has no rank"}, "source", "rank")
	}
}

// malformed makes a fault of an ID that is none, because of err.
func (w *drafting) malformed(p Place, id ID, err error, field string) {
	e := &Error{Kind: BadUserInput, ID: id, Message: err.Error()}
	w.meant[e] = func() []ID { return w.base.meant(string(id)) }
	w.fault(p, e, field)
}

// checkKey checks a link's ends by their IDs alone.
func (w *drafting) checkKey(p Place, k Key) bool {
	if k.Relation.String() == "" {
		w.fault(p, &Error{Kind: BadUserInput, Message: "there is no such relation"}, "relation")
		return false
	}
	ok := true
	for _, end := range []struct {
		id   ID
		name string
	}{{k.From, "from"}, {k.To, "to"}} {
		if w.isThere(end.id) {
			continue
		}
		if err := end.id.Check(); err != nil {
			w.malformed(p, end.id, err, end.name)
			ok = false
		}
	}
	if !ok {
		return false
	}
	problem := checkEnds(k.Relation, k.From.Kind(), k.To.Kind())
	if k.Relation == VariantOf && k.From == k.To {
		problem = "nothing is a variant of itself"
	}
	if problem != "" {
		w.fault(p, &Error{Kind: BadUserInput, ID: k.From, Message: fmt.Sprintf("%s: %s", k, problem)})
		return false
	}
	return true
}

// checkValue says why an entity cannot have a value; "" if it can.
func checkValue(id ID, v Value) string {
	attribute, isProperty := strings.CutPrefix(v.Attribute, PropertyPrefix)
	problem := ""
	switch {
	case isProperty:
		if problem = checkText(attribute); problem != "" {
			return "a property's key " + problem
		}
		problem = checkProse(v.Text, MaxText)
	case attribute == AttrTags:
		return checkTags(v.List)
	case attribute == AttrName:
		problem = checkText(v.Text)
	case attribute == AttrContainer:
		return checkContainerID(id, ID(v.Text))
	case attribute == AttrDirection:
		return checkDirection(id, Direction(v.Text))
	case attribute == AttrDescription, attribute == AttrNote, attribute == AttrType, attribute == AttrContact, attribute == AttrURL:
		problem = checkProse(v.Text, MaxText)
	default:
		return fmt.Sprintf("an entity has no attribute %q", clip(v.Attribute))
	}
	if problem != "" {
		problem = fmt.Sprintf("the %s of %s %s", attribute, id, problem)
	}
	return problem
}

func checkTags(tags []string) string {
	for _, tag := range tags {
		if problem := checkText(tag); problem != "" {
			return "a tag " + problem
		}
	}
	return ""
}

func checkDirection(id ID, d Direction) string {
	if id.Kind() != Port {
		return fmt.Sprintf("%s has no direction: only ports have", id)
	}
	if d != Input && d != Output {
		return fmt.Sprintf("%q is no direction of a port: INPUT or OUTPUT", clip(string(d)))
	}
	return ""
}

func checkContainerID(id, container ID) string {
	if implied := id.ImpliedContainer(); implied != "" && implied != container {
		return fmt.Sprintf("%s is part of %s, as its ID says", id, implied)
	}
	if problem := checkContainer(id.Kind(), container.Kind()); problem != "" {
		return fmt.Sprintf("%s PART_OF %s: %s", id, container, problem)
	}
	return ""
}

// notLinked makes a fault of an edit that is about a link that is not there.
func (w *drafting) notLinked(p Place, k Key) {
	for _, id := range []ID{k.From, k.To} {
		if w.get(EntityKey(id)) == nil {
			w.missing(p, id)
			return
		}
	}
	w.fault(p, &Error{Kind: NotFound, ID: k.From, Message: fmt.Sprintf("nobody says that %s", k)})
}

// checkLinks makes a fault of each link that the edits leave without an end.
func (w *drafting) checkLinks() {
	for _, t := range w.order {
		if t.record == nil || !t.key.IsLink() {
			continue
		}
		for _, end := range []struct {
			id   ID
			name string
		}{{t.key.From, "from"}, {t.key.To, "to"}} {
			if _, removed := w.removed[end.id]; !removed && !w.isThere(end.id) {
				w.missing(t.place, end.id, end.name)
			}
		}
	}
}

// checkVia makes a fault of each job that a flow is said to go through and that is not there.
func (w *drafting) checkVia() {
	for _, e := range w.Edits {
		if j, is := e.(Join); is && j.Via.Kind() == Job && !w.isThere(j.Via) {
			w.missing(j.Place, j.Via, "via")
		}
	}
}

// checkContainers makes a fault of each container that is not there and of each entity that is part of itself.
func (w *drafting) checkContainers() {
	round := loops{w, map[ID]spot{}}
	for _, t := range w.order {
		r := t.record
		if r == nil || r.IsLink() {
			continue
		}
		for i := range r.Claims {
			v, says := r.Claims[i].Value(AttrContainer)
			if _, removed := w.removed[ID(v.Text)]; says && !removed && !w.isThere(ID(v.Text)) {
				w.missing(w.placeInto(t), ID(v.Text), AttrContainer)
			}
		}
		spot := round.of(r)
		if spot.loop != nil {
			if t.held != 0 || w.moved(t) { // of any loop, one at least
				w.fault(w.placeInto(t), &Error{Kind: BadUserInput, ID: r.From, Message: fmt.Sprintf("%s would be part of itself: %s", r.From, spot)}, AttrContainer)
			}
			continue
		}
		if deep, is := w.tooDeep(t, spot.depth); is {
			w.fault(w.placeInto(t), &Error{Kind: BadUserInput, ID: r.From, Message: fmt.Sprintf(
				"%s would be in %d containers, or a part of it would; at most %d are let in", r.From, deep, MaxDepth)}, AttrContainer)
		}
	}
}

func join(ids []ID, separator string) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, separator)
}
