package graph

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Draft is a request to change a catalog.
type Draft struct {
	Source   Source
	Whole    bool      // the edits are all that the source says: what else it claims is withdrawn
	Revision Revision  // that the changes would get
	Time     time.Time // UTC
	Planned  bool      // nothing will come of it: edits that only say what changes are let in
	Path     []any     // of the request in the caller's input, for what is wrong with the source
	Edits    []Edit
}

// Draft returns what the edits change, by key; nothing where they say nothing new. They are carried out in order and
// checked at the end. If anything is wrong with any of them it returns [Faults] in the order of the edits, at most
// MaxFaults, of which the last then counts what is left out, and no changes. Linear in the edits; in the graph only where the source is whole or entities go.
//
// Saying the same again is no change, except that a claim's LastSeen (and with it its Origin) is renewed at most once a day.
func (g *Graph) Draft(d Draft) ([]Change, error) {
	w := &drafting{
		Draft: d, base: g, records: map[Key]*Record{}, places: map[Key]Place{},
		links: map[ID][]Key{}, parts: map[ID][]ID{}, said: map[Key]map[string]bool{}, removed: map[ID]Place{},
	}
	w.checkSource()
	for _, e := range d.Edits {
		w.carryOut(e)
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
	records map[Key]*Record // own copies of what the edits touch; nil: gone
	places  map[Key]Place   // of the edit that touched a record last
	links   map[ID][]Key    // links that the edits bring, by end
	parts   map[ID][]ID     // parts that the edits bring, by container
	said    map[Key]map[string]bool
	removed map[ID]Place
	faults  Faults
}

func (w *drafting) carryOut(e Edit) {
	switch e := e.(type) {
	case Put:
		w.put(e)
	case Remove:
		w.remove(e)
	case Join:
		w.join(e)
	case Part:
		w.part(e)
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
	slices.SortStableFunc(w.faults, func(a, b *Error) int { return comparePaths(a.Path, b.Path) })
	if left := len(w.faults) - (MaxFaults - 1); left > 1 {
		w.faults = append(w.faults[:MaxFaults-1], &Error{Kind: BadUserInput, Path: w.Path, Message: fmt.Sprintf(
			"%d more faults are left out here: mend these first", left)})
	}
}

// changes compares what the edits touched with what was.
func (w *drafting) changes() []Change {
	var changes []Change
	for k, after := range w.records {
		before := w.base.Record(k)
		if !sameRecord(before, after) {
			changes = append(changes, Change{Before: before, After: after})
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

// get returns a record as it stands now, nil if it is not there. Don't change it.
func (w *drafting) get(k Key) *Record {
	if r, touched := w.records[k]; touched {
		return r
	}
	return w.base.Record(k)
}

// own returns the draft's own copy of a record, a new one where there was none.
func (w *drafting) own(k Key, p Place) *Record {
	w.places[k] = p
	r, touched := w.records[k]
	switch {
	case touched && r != nil:
		return r
	case !touched:
		if old := w.base.Record(k); old != nil {
			r = old.copy()
		}
	}
	if r == nil {
		r = &Record{Key: k}
		if k.IsLink() {
			w.links[k.From] = append(w.links[k.From], k)
			w.links[k.To] = append(w.links[k.To], k)
		}
	}
	w.records[k] = r
	return r
}

// claimed returns the source's claim on an own record, made or renewed as seen now.
func (w *drafting) claimed(r *Record, p Place) *Claim {
	if w.said[r.Key] == nil {
		w.said[r.Key] = map[string]bool{}
	}
	c := r.claim(w.Source.Name)
	if c == nil {
		r.Claims = append(r.Claims, Claim{Source: w.Source.Name, Rank: w.Source.Rank, Origin: p.Origin, FirstSeen: w.Time, LastSeen: w.Time})
		slices.SortFunc(r.Claims, func(a, b Claim) int { return strings.Compare(a.Source, b.Source) })
		return r.claim(w.Source.Name)
	}
	if c.Rank != w.Source.Rank || !sameDay(c.LastSeen, w.Time) {
		c.Rank = w.Source.Rank
		w.renew(c, p)
	}
	return c
}

// renew notes that the claim was made again.
func (w *drafting) renew(c *Claim, p Place) { c.LastSeen, c.Origin = w.Time, p.Origin }

func sameDay(a, b time.Time) bool {
	const day = 24 * time.Hour
	return a.Truncate(day).Equal(b.Truncate(day))
}

// say gives an attribute of a claim a value.
func (w *drafting) say(r *Record, c *Claim, v Value, p Place) {
	w.said[r.Key][v.Attribute] = true
	v.Since = w.Revision
	if c.set(v) {
		w.renew(c, p)
	}
}
