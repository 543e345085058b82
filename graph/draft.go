package graph

import (
	"fmt"
	"slices"
	"time"
)

// Draft is a request to change a catalog.
type Draft struct {
	Source   Source
	Whole    bool      // the edits are all that the source says: what else it claims or denies is withdrawn
	Revision Revision  // that the changes would get
	Time     time.Time // UTC
	Planned  bool      // nothing will come of it: edits that only say what changes are let in
	Path     []any     // of the request in the caller's input, for what is wrong with the source
	Edits    []Edit
	Canceled func() error // why nobody waits for the outcome any more, nil as long as somebody does; may be left out
}

// Draft returns what the edits change, by key; nothing where they say nothing new. They are carried out in order and
// checked at the end. If anything is wrong with any of them it returns [Faults] in the order of the edits, at most
// MaxFaults, of which the last then counts what is left out, and no changes. Linear in the edits and in what they expand
// to; in the graph only where the source is whole, entities go, or IDs are wrong.
//
// Edits that expand to more than is let in (see [MaxExpansion]) end the draft, with Faults of that one QueryTooLarge alone, at the edit that
// went over it. An error of Canceled, which is asked before each edit and while edits expand, ends it too and is returned.
//
// Saying the same again is no change, except that a claim's LastSeen (and with it its Origin) is renewed at most once a day, or where its
// Place is Anew and another.
func (g *Graph) Draft(d Draft) ([]Change, error) {
	w := &drafting{
		Draft: d, base: g, touched: make(map[Key]*touched, len(d.Edits)), order: make([]*touched, 0, len(d.Edits)),
		links: map[ID][]Key{}, parts: map[ID][]ID{}, removed: map[ID]*removal{}, because: map[*Error]*removal{}, meant: map[*Error]func() []ID{},
		left: g.mostExpansion(len(d.Edits)),
	}
	w.checkSource()
	for _, e := range d.Edits {
		if w.stopped() {
			break
		}
		w.edit++
		w.carryOut(e)
	}
	if w.stopped() {
		return nil, w.ended
	}
	w.finish()
	if len(w.faults) > 0 {
		return nil, w.faults
	}
	return w.changes(), nil
}

// MaxFaults is how many faults of one draft are told.
const MaxFaults = 50

// drafting is a draft under way.
type drafting struct {
	Draft
	base    *Graph
	touched map[Key]*touched // what the edits speak of
	order   []*touched       // in the order in which they did so first
	indexed int              // how many of these are in links and parts
	links   map[ID][]Key     // links that the edits bring, by end; see index
	parts   map[ID][]ID      // parts that the edits bring, by container
	removed map[ID]*removal
	because map[*Error]*removal    // faults that a removal earlier in the draft is the reason of
	meant   map[*Error]func() []ID // which IDs may have been meant where one is wrong
	edit    int                    // how many of the edits have been carried out, with the one that is
	faults  Faults
	aliases map[ID]ID // what other names lead to that the edits bring; "": no longer

	lastImplied ID // see implied

	left  int   // how much the edits may still bring that is named in none of them
	ended error // why the draft ends before all edits are carried out
}

func (w *drafting) carryOut(e Edit) {
	switch e := w.resolved(e).(type) {
	case Alias:
		w.alias(e)
	case Put:
		w.put(e)
	case Remove:
		w.remove(e)
	case Join:
		w.join(e)
	case Part:
		w.part(e)
	case Withdraw:
		w.withdraw(e)
	case Deny:
		w.deny(e)
	case Allow:
		w.allow(e)
	case Move:
		w.move(e)
	case HandOver:
		w.handOver(e)
	case ReplaceSystem:
		w.replaceSystem(e)
	case Divest:
		w.divest(e)
	case Acquire:
		w.acquire(e)
	case Alter:
		w.alter(e)
	default:
		w.fault(Place{}, &Error{Kind: Internal, Message: fmt.Sprintf("no edit is a %T", e)})
	}
}

// finish does what can only be done when all edits have been carried out.
func (w *drafting) finish() {
	if w.Whole {
		w.withdrawUnsaid()
	}
	w.letGo()
	w.checkLinks()
	w.checkVia()
	w.checkContainers()
	w.dropConsequences()
	slices.SortStableFunc(w.faults, func(a, b *Error) int { return comparePaths(a.Path, b.Path) })
	if left := len(w.faults) - (MaxFaults - 1); left > 1 {
		w.faults = append(w.faults[:MaxFaults-1], &Error{Kind: BadUserInput, Path: w.Path, Message: fmt.Sprintf(
			"%d more faults are left out here: mend these first", left)})
	}
	w.suggest()
}

// changes compares what the edits touched with what was.
func (w *drafting) changes() []Change {
	owned := 0
	for _, t := range w.order {
		if t.record != t.before {
			owned++
		}
	}
	if owned == 0 {
		return nil
	}
	changes := make([]Change, 0, owned)
	for _, t := range w.order {
		if t.record != t.before && !sameRecord(t.before, t.record) {
			changes = append(changes, Change{Before: t.before, After: t.record})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return a.Key().Compare(b.Key()) })
	return changes
}

// sameRecord reports whether two records say the same; nil is only as nil.
func sameRecord(a, b *Record) bool {
	if a == nil || b == nil {
		return a == b
	}
	if (a.Denial == nil) != (b.Denial == nil) || a.Denial != nil && *a.Denial != *b.Denial {
		return false
	}
	return slices.EqualFunc(a.Claims, b.Claims, func(c, d Claim) bool { return c.equal(&d) })
}
