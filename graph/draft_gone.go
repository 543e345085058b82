package graph

import (
	"fmt"
	"slices"
)

// removal is an edit that takes entities away. Whether it may is known at the end alone, for what depends on them may be
// removed by later edits.
type removal struct {
	Place
	cascade bool
	refused bool
}

// String returns what the caller calls the edit: changes[0].
func (r *removal) String() string {
	for i, step := range r.Path {
		if number, is := step.(int); is && i > 0 {
			return fmt.Sprintf("%v[%d]", r.Path[i-1], number)
		}
	}
	return "an earlier change"
}

// missing makes a fault of an ID that nothing has, as things stand: an earlier edit took it away, or it never was there.
func (w *drafting) missing(p Place, id ID, within ...any) {
	gone, is := w.removed[id]
	if !is {
		e := notFound(id)
		w.meant[e] = func() []ID { return w.base.referred(e) }
		w.fault(p, e, within...)
		return
	}
	e := &Error{Kind: NotFound, ID: id, Message: fmt.Sprintf("%s is not there any more: %s takes it away", id, gone)}
	w.because[e] = gone
	w.fault(p, e, within...)
}

// mostLooked is how many entities are looked at, over all faults of a draft, for what may have been meant; for the first fault all.
const mostLooked = 1_000_000

// suggest adds to the faults that are told which IDs may have been meant. Only now is it known which those are, and each takes a look
// at every entity.
func (w *drafting) suggest() {
	looked := 0
	for _, e := range w.faults {
		meant, is := w.meant[e]
		if !is {
			continue
		}
		if looked += w.base.Len(); looked > mostLooked && looked > w.base.Len() {
			return
		}
		e.suggest(slices.DeleteFunc(meant(), func(id ID) bool { return w.get(EntityKey(id)) == nil }))
	}
}

// brought reports whether a link of a removed entity, or a part, comes from an edit after the removal, and was not left by it.
func (w *drafting) brought(k Key, id ID, gone *removal) bool {
	before := w.was(k)
	left := before != nil && !gone.cascade && (k.Relation == Feeds || !k.IsLink() && containerOf(before) == id)
	return !left && comparePaths(w.placeOf(k).Path, gone.Path) > 0
}

// dropConsequences leaves out the faults that there would not be without a removal that is refused itself.
func (w *drafting) dropConsequences() {
	w.faults = slices.DeleteFunc(w.faults, func(e *Error) bool { return w.because[e] != nil && w.because[e].refused })
}
