package graph

import (
	"slices"
	"strings"
	"time"
)

// touched is a record that the edits of a draft speak of. What they only repeat is the base's own record and is not copied.
type touched struct {
	key    Key
	before *Record // in the base; nil if it is not there
	record *Record // as it stands now: before, or the draft's own copy; nil: gone
	place  Place   // of the edit that spoke of it last
	says   mention
	held   int // which of the edits said last what it is part of, as drafting.edit; 0: none

	denies   bool    // an edit says so
	tookOver bool    // what was said under another name
	came     []Value // of these, what the source gave before
}

// mention is what a source that is whole says of one record in a draft. The rest of what it gave before is withdrawn.
type mention struct {
	any  bool     // that it is there, at least
	all  bool     // every value that it gave before
	some []string // of the attributes that it gave values before, those that it gives values now; sorted
}

// get returns a record as it stands now, nil if it is not there. Don't change it.
func (w *drafting) get(k Key) *Record {
	if t := w.touched[k]; t != nil {
		return t.record
	}
	return w.base.Record(k)
}

// was returns what the base has of a key, nil if nothing.
func (w *drafting) was(k Key) *Record {
	if t := w.touched[k]; t != nil {
		return t.before
	}
	return w.base.Record(k)
}

// isThere reports whether there is an entity of an ID, as things stand.
func (w *drafting) isThere(id ID) bool {
	if t := w.touched[EntityKey(id)]; t != nil {
		return t.record != nil
	}
	_, found := w.base.Node(id)
	return found
}

// touch takes up a record that an edit speaks of, one that is not there yet as well.
func (w *drafting) touch(k Key, p Place) *touched {
	t := w.find(k)
	if t == nil {
		t = w.add(k, nil)
	}
	t.place = p
	return t
}

// find takes up a record that the base has or the edits brought, nil where neither is so.
func (w *drafting) find(k Key) *touched {
	if t := w.touched[k]; t != nil {
		return t
	}
	if before := w.base.Record(k); before != nil {
		return w.add(k, before)
	}
	return nil
}

func (w *drafting) add(k Key, before *Record) *touched {
	t := &touched{key: k, before: before, record: before}
	w.touched[k], w.order = t, append(w.order, t)
	return t
}

// own returns the draft's own copy of a record, a new one where there was none.
func (w *drafting) own(k Key, p Place) *Record { return w.touch(k, p).own() }

func (t *touched) own() *Record {
	switch t.record {
	case nil:
		t.record = &Record{Key: t.key}
	case t.before:
		t.record = t.before.copy()
	}
	return t.record
}

// placeOf returns where the edit stands that spoke of a record last.
func (w *drafting) placeOf(k Key) Place {
	if t := w.touched[k]; t != nil {
		return t.place
	}
	return Place{}
}

// placeInto returns where the edit stands that said last what an entity is part of, or else the one that spoke of it last.
func (w *drafting) placeInto(t *touched) Place {
	if t.held == 0 {
		return t.place
	}
	return w.Edits[t.held-1].place()
}

// drop lets a record go that the edits touched.
func (w *drafting) drop(k Key) { w.touched[k].record = nil }

// repeats reports whether the source says values that it gives already, today, and nothing else: then nothing changes.
func (w *drafting) repeats(t *touched, p Place, values []Value) bool {
	if t.record == nil {
		return false
	}
	c := t.record.claim(w.Source.Name)
	if c == nil || w.renews(c, p) {
		return false
	}
	for i := range values {
		if v, says := c.Value(values[i].Attribute); !says || !v.same(values[i]) {
			return false
		}
	}
	w.heard(t, values)
	return true
}

// heard notes what a source that is whole says.
func (w *drafting) heard(t *touched, values []Value) {
	t.says.any = true
	if !w.Whole || t.says.all {
		return
	}
	before, given := t.gaveBefore(w.Source.Name), newAttributes(values)
	t.says.all = !slices.ContainsFunc(before, func(v Value) bool { return !t.says.has(v.Attribute) && !given.has(v.Attribute) })
	if t.says.all {
		return
	}
	for i := range before {
		if given.has(before[i].Attribute) {
			t.says.add(before[i].Attribute)
		}
	}
}

// attributes is those that values are of.
type attributes struct {
	values []Value  // few
	sorted []string // of many
}

// mostCompared is how many values are compared one by one before it is worth it to sort them.
const mostCompared = 32

func newAttributes(values []Value) attributes {
	if len(values) <= mostCompared {
		return attributes{values: values}
	}
	var a attributes
	for i := range values {
		a.sorted = append(a.sorted, values[i].Attribute)
	}
	slices.Sort(a.sorted)
	return a
}

func (a *attributes) has(attribute string) bool {
	if a.sorted != nil {
		_, found := slices.BinarySearch(a.sorted, attribute)
		return found
	}
	return give(a.values, attribute)
}

// gaveBefore returns the values that a source gives in the base, under whatever name.
func (t *touched) gaveBefore(source string) []Value {
	if t.before == nil {
		return t.came
	}
	c := t.before.claim(source)
	if c == nil {
		return t.came
	}
	return append(slices.Clip(c.Values), t.came...)
}

// unsaid returns the attributes that a source that is whole gave values before and gives none now, sorted.
func (t *touched) unsaid(source string) (left attributes) {
	if t.says.all {
		return left
	}
	for _, v := range t.gaveBefore(source) {
		if !t.says.has(v.Attribute) {
			left.sorted = append(left.sorted, v.Attribute)
		}
	}
	slices.Sort(left.sorted)
	return left
}

// takeOver notes what a source says of a record, and said of it before, that becomes one with this one: an attribute is said where either
// says it.
func (t *touched) takeOver(other *touched, source string) {
	says := mention{any: t.says.any || other.says.any}
	for _, one := range []*touched{t, other} {
		c, unsaid := claimIn(one.record.Claims, source), one.unsaid(source)
		if c == nil || !one.says.any {
			continue
		}
		for _, v := range c.Values {
			if !unsaid.has(v.Attribute) {
				says.add(v.Attribute)
			}
		}
	}
	t.tookOver, t.says, t.denies = true, says, t.denies || other.denies
	t.came = append(t.came, other.gaveBefore(source)...)
}

func give(values []Value, attribute string) bool {
	return slices.ContainsFunc(values, func(v Value) bool { return v.Attribute == attribute })
}

func (s *mention) add(attribute string) {
	if at, found := slices.BinarySearch(s.some, attribute); !found {
		s.some = slices.Insert(s.some, at, attribute)
	}
}

func (s *mention) has(attribute string) bool {
	_, found := slices.BinarySearch(s.some, attribute)
	return s.all || found
}

// claimed returns the source's claim on a record, made or renewed as seen now.
func (w *drafting) claimed(t *touched, p Place) *Claim {
	r := t.own()
	c := r.claim(w.Source.Name)
	if c == nil {
		r.Claims = append(r.Claims, Claim{Source: w.Source.Name, Rank: w.Source.Rank, Origin: p.Origin, FirstSeen: w.Time, LastSeen: w.Time})
		sortClaims(r.Claims)
		return r.claim(w.Source.Name)
	}
	if w.renews(c, p) {
		c.Rank = w.Source.Rank
		w.renew(c, p)
	}
	return c
}

// renews reports whether saying a claim again, from a place, changes it whatever it says.
func (w *drafting) renews(c *Claim, p Place) bool {
	return c.Rank != w.Source.Rank || !sameDay(c.LastSeen, w.Time) || p.Anew && c.Origin != p.Origin
}

func sortClaims(claims []Claim) {
	slices.SortFunc(claims, func(a, b Claim) int { return strings.Compare(a.Source, b.Source) })
}

// renew notes that the claim was made again.
func (w *drafting) renew(c *Claim, p Place) { c.LastSeen, c.Origin = w.Time, p.Origin }

func sameDay(a, b time.Time) bool {
	const day = 24 * time.Hour
	return a.Truncate(day).Equal(b.Truncate(day))
}

// say gives an attribute of a claim a value.
func (w *drafting) say(c *Claim, v Value, p Place) {
	v.Since = w.Revision
	if c.set(v) {
		w.renew(c, p)
	}
}

// index takes up which links and parts the edits brought since it was asked last. Few drafts ask.
func (w *drafting) index() {
	for ; w.indexed < len(w.order); w.indexed++ {
		t := w.order[w.indexed]
		switch k := t.key; {
		case t.before != nil:
		case k.IsLink():
			w.links[k.From] = append(w.links[k.From], k)
			w.links[k.To] = append(w.links[k.To], k)
		case k.From.Kind() == Field:
			dataset := k.From.ImpliedContainer()
			w.parts[dataset] = append(w.parts[dataset], k.From)
		}
	}
}
