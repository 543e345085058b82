package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// fault notes what is wrong with an edit, at a place within it.
func (w *drafting) fault(p Place, e *Error, within ...any) {
	for i, step := range within {
		if s, ok := step.(string); ok && strings.HasPrefix(s, PropertyPrefix) {
			within[i] = "properties"
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

// checkKey checks a link's ends by their IDs alone.
func (w *drafting) checkKey(p Place, r Relation, from, to ID) (Key, bool) {
	if r.String() == "" {
		w.fault(p, &Error{Kind: BadUserInput, Message: "there is no such relation"}, "relation")
		return Key{}, false
	}
	ok := true
	for _, end := range []struct {
		id   ID
		name string
	}{{from, "from"}, {to, "to"}} {
		if err := end.id.Check(); err != nil {
			w.fault(p, &Error{Kind: BadUserInput, ID: end.id, Message: err.Error()}, end.name)
			ok = false
		}
	}
	if !ok {
		return Key{}, false
	}
	problem := checkEnds(r, from.Kind(), to.Kind())
	if r == VariantOf && from == to {
		problem = "nothing is a variant of itself"
	}
	if problem != "" {
		w.fault(p, &Error{Kind: BadUserInput, ID: from, Message: fmt.Sprintf("%s: %s", Key{r, from, to}, problem)})
		return Key{}, false
	}
	return Key{r, from, to}, true
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
	case attribute == AttrDescription, attribute == AttrType, attribute == AttrContact, attribute == AttrURL:
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
	if err := container.Check(); err != nil {
		return err.Error()
	}
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
			w.fault(p, w.base.notFound(id))
			return
		}
	}
	w.fault(p, &Error{Kind: NotFound, ID: k.From, Message: fmt.Sprintf("nobody says that %s", k)})
}

// keys returns the keys of all touched records in order, so that faults come in the same order each time.
func (w *drafting) keys() []Key { return slices.SortedFunc(maps.Keys(w.records), Key.Compare) }

// checkLinks makes a fault of each link that the edits leave without an end.
func (w *drafting) checkLinks() {
	for _, k := range w.keys() {
		if w.records[k] == nil || !k.IsLink() {
			continue
		}
		for _, end := range []struct {
			id   ID
			name string
		}{{k.From, "from"}, {k.To, "to"}} {
			if _, removed := w.removed[end.id]; !removed && w.get(EntityKey(end.id)) == nil {
				w.fault(w.places[k], w.base.notFound(end.id), end.name)
			}
		}
	}
}

// checkVia makes a fault of each job that a flow is said to go through and that is not there.
func (w *drafting) checkVia() {
	for _, e := range w.Edits {
		if j, is := e.(Join); is && j.Via.Kind() == Job && w.get(EntityKey(j.Via)) == nil {
			w.fault(j.Place, w.base.notFound(j.Via), "via")
		}
	}
}

// checkContainers makes a fault of each container that is not there and of each entity that is part of itself.
func (w *drafting) checkContainers() {
	safe := map[ID]bool{}
	for _, k := range w.keys() {
		r := w.records[k]
		if r == nil || k.IsLink() {
			continue
		}
		for i := range r.Claims {
			v, says := r.Claims[i].Value(AttrContainer)
			if _, removed := w.removed[ID(v.Text)]; says && !removed && w.get(EntityKey(ID(v.Text))) == nil {
				w.fault(w.places[k], w.base.notFound(ID(v.Text)), AttrContainer)
			}
		}
		if cycle := w.containerCycle(r, safe); cycle != nil {
			w.fault(w.places[k], &Error{Kind: BadUserInput, ID: k.From, Message: fmt.Sprintf("%s would be part of itself: %s", k.From, join(cycle, " in "))}, AttrContainer)
		}
	}
}

// containerCycle climbs from a record and returns the way back to it, nil if there is none. Whatever was climbed
// without a cycle is safe and not climbed again.
func (w *drafting) containerCycle(r *Record, safe map[ID]bool) []ID {
	way, on := []ID{r.From}, map[ID]bool{r.From: true}
	for r != nil && !safe[r.From] {
		container := containerOf(r)
		if container == "" {
			break
		}
		if on[container] {
			if container == way[0] {
				return append(way, container)
			}
			return nil // a cycle further up, which is told of those on it
		}
		way, on[container] = append(way, container), true
		r = w.get(EntityKey(container))
	}
	for _, id := range way {
		safe[id] = true
	}
	return nil
}

func join(ids []ID, separator string) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, separator)
}
