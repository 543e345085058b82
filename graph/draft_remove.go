package graph

import (
	"fmt"
	"maps"
	"slices"
)

func (w *drafting) remove(e Remove) {
	if w.get(EntityKey(e.ID)) == nil {
		w.missing(e.Place, e.ID, "id")
		return
	}
	w.removeEntity(&removal{Place: e.Place, cascade: e.Cascade}, e.ID)
}

// removeEntity takes an entity and its links away; without cascade its flows stay, for finish to count.
func (w *drafting) removeEntity(e *removal, id ID) {
	k := EntityKey(id)
	w.own(k, e.Place)
	w.drop(k)
	w.removed[id] = e
	for _, l := range w.linksOf(id) {
		if e.cascade || l.Relation != Feeds || len(w.get(l).Claims) == 0 {
			r := w.own(l, e.Place)
			r.Denial = nil
			w.unclaim(r)
		}
	}
	if e.cascade {
		for _, part := range w.partsOf(id) {
			w.removeEntity(e, part)
		}
	}
}

// linksOf returns the keys of the links that an entity is an end of, as things stand.
func (w *drafting) linksOf(id ID) []Key {
	w.index()
	keys := slices.Clone(w.links[id])
	if n, found := w.base.Node(id); found {
		for _, r := range Relations {
			keys = w.base.appendKeys(keys, r, n, w.base.Out(r, n), w.base.In(r, n))
		}
		keys = w.base.appendKeys(keys, Feeds, n, w.base.DeniedOut(n), w.base.DeniedIn(n))
	}
	slices.SortFunc(keys, Key.Compare)
	return slices.DeleteFunc(slices.Compact(keys), func(k Key) bool { return w.get(k) == nil })
}

func (g *Graph) appendKeys(keys []Key, r Relation, n Node, out, in []Arc) []Key {
	for _, arc := range out {
		keys = append(keys, Key{r, g.ID(n), g.ID(arc.Node())})
	}
	for _, arc := range in {
		keys = append(keys, Key{r, g.ID(arc.Node()), g.ID(n)})
	}
	return keys
}

// partsOf returns what is directly part of an entity, as things stand.
func (w *drafting) partsOf(id ID) []ID {
	w.index()
	ids := slices.Clone(w.parts[id])
	if n, found := w.base.Node(id); found {
		for part := range w.base.Parts(n) {
			ids = append(ids, w.base.ID(part))
		}
	}
	slices.SortFunc(ids, compareIDs)
	return slices.DeleteFunc(slices.Compact(ids), func(part ID) bool {
		r := w.get(EntityKey(part))
		return r == nil || containerOf(r) != id
	})
}

// withdrawUnsaid takes back what a whole source claimed or denied before and does not say now, under whatever name.
func (w *drafting) withdrawUnsaid() {
	w.base.tables[denied].each(func(from Node, to Arc, _ *saying) bool {
		w.liftUnsaid(Key{Feeds, w.base.ID(from), w.base.ID(to.Node())})
		return true
	})
	for k, claims := range w.base.claims() {
		if claimIn(claims, w.Source.Name) != nil {
			w.withdrawUnsaidOf(k)
		}
	}
	for _, t := range w.order {
		if t.tookOver {
			w.withdrawUnsaidOf(t.key)
			w.liftUnsaid(t.key)
		}
	}
}

// liftUnsaid lifts a denial that the source made before and does not make now.
func (w *drafting) liftUnsaid(k Key) {
	current := w.get(k)
	if current == nil || current.Denial == nil || current.Denial.Source != w.Source.Name {
		return
	}
	if t := w.touched[k]; t == nil || !t.denies {
		w.lift(w.own(k, w.placeOf(k)))
	}
}

func (w *drafting) withdrawUnsaidOf(k Key) {
	t := w.touched[k]
	if t == nil || !t.says.any {
		w.withdrawClaim(k)
		return
	}
	if !t.says.all && t.record != nil && t.record.claim(w.Source.Name) != nil {
		c, unsaid := t.own().claim(w.Source.Name), t.unsaid(w.Source.Name)
		c.Values = slices.DeleteFunc(c.Values, func(v Value) bool { return unsaid.has(v.Attribute) })
	}
}

// withdrawClaim takes back all that the source says of a record, where it is still there and said.
func (w *drafting) withdrawClaim(k Key) {
	current := w.get(k)
	if current == nil || current.claim(w.Source.Name) == nil {
		return
	}
	own := w.own(k, w.placeOf(k))
	own.Claims = slices.DeleteFunc(own.Claims, func(c Claim) bool { return c.Source == w.Source.Name })
	if own.IsLink() {
		w.dropIfUnclaimed(own)
	}
}

// letGo lets entities go that nobody claims and nothing needs, and counts what hangs on those that were removed.
func (w *drafting) letGo() {
	w.checkRemoved()
	w.takeUpContainers()
	for {
		unclaimed := w.unclaimed()
		if len(unclaimed) == 0 {
			return
		}
		needed := w.neededContainers(unclaimed)
		went := false
		for id := range unclaimed {
			if !needed[id] {
				w.drop(EntityKey(id))
				went = w.unclaimedContainer(id) || went
			}
		}
		if !went {
			return
		}
	}
}

// takeUpContainers puts those containers among the records that nobody claims and that a touched part named before.
func (w *drafting) takeUpContainers() {
	for i := 0; i < len(w.order); i++ { // it grows
		t := w.order[i]
		if t.key.IsLink() || t.before == nil || t.record == t.before {
			continue
		}
		for i := range t.before.Claims {
			v, named := t.before.Claims[i].Value(AttrContainer)
			if !named {
				continue
			}
			if container := w.get(EntityKey(ID(v.Text))); container != nil && len(container.Claims) == 0 {
				w.touch(container.Key, t.place)
			}
		}
	}
}

// unclaimed returns the entities among the records that nobody claims and no link needs.
func (w *drafting) unclaimed() map[ID]bool {
	found := map[ID]bool{}
	for _, t := range w.order {
		if r := t.record; r != nil && !r.IsLink() && len(r.Claims) == 0 && len(w.linksOf(r.From)) == 0 {
			found[r.From] = true
		}
	}
	return found
}

// neededContainers returns which of the ids some claim names as a container. Linear in the entities.
func (w *drafting) neededContainers(ids map[ID]bool) map[ID]bool {
	needed := map[ID]bool{}
	w.eachContainer(func(_ *Record, container ID) {
		if ids[container] {
			needed[container] = true
		}
	})
	return needed
}

// eachContainer visits every container that a claim on an entity names, and every implied one.
func (w *drafting) eachContainer(visit func(part *Record, container ID)) {
	see := func(r *Record) {
		if implied := r.From.ImpliedContainer(); implied != "" {
			visit(r, implied)
		}
		for i := range r.Claims {
			if v, ok := r.Claims[i].Value(AttrContainer); ok {
				visit(r, ID(v.Text))
			}
		}
	}
	for e := range w.base.entities.all() {
		if e.Container != "" && w.touched[EntityKey(e.ID)] == nil {
			see(e.record())
		}
	}
	for _, t := range w.order {
		if t.record != nil && !t.key.IsLink() {
			see(t.record)
		}
	}
}

// unclaimedContainer takes a field's dataset up for the next round, where nobody claims that either.
func (w *drafting) unclaimedContainer(id ID) bool {
	dataset := id.ImpliedContainer()
	if dataset == "" {
		return false
	}
	r := w.get(EntityKey(dataset))
	if r == nil || len(r.Claims) > 0 {
		return false
	}
	w.touch(r.Key, Place{})
	return true
}

// checkRemoved makes a fault of each removed entity that still has parts or flows, and of each part or link that a later
// edit brought to one; and clears the containers that other sources named in vain.
func (w *drafting) checkRemoved() {
	if len(w.removed) == 0 {
		return
	}
	dependents := map[ID]int{}
	var vain []*Record
	w.eachContainer(func(part *Record, container ID) {
		gone, is := w.removed[container]
		switch {
		case !is:
		case containerOf(part) != container:
			vain = append(vain, part)
		case w.brought(part.Key, container, gone):
			w.missing(w.placeOf(part.Key), container, AttrContainer)
		default:
			dependents[container]++
		}
	})
	for _, part := range vain {
		w.forget(part.Key)
	}
	for _, id := range slices.Sorted(maps.Keys(w.removed)) {
		flows := w.leftFlows(id)
		if parts := dependents[id]; parts+flows > 0 {
			w.removed[id].refused = true
			w.fault(w.removed[id].Place, &Error{Kind: HasDependents, ID: id, Message: fmt.Sprintf(
				"%s still has %s (%s, %s): remove these first, or cascade",
				id, counted(parts+flows, "dependent"), counted(parts, "part"), counted(flows, "flow"))}, "id")
		}
	}
}

// leftFlows counts the flows of a removed entity, and makes a fault of each link that a later edit brought to it.
func (w *drafting) leftFlows(id ID) int {
	left := 0
	for _, k := range w.linksOf(id) {
		switch {
		case !w.brought(k, id, w.removed[id]):
			left++
		case k.From == id:
			w.missing(w.placeOf(k), id, "from")
		default:
			w.missing(w.placeOf(k), id, "to")
		}
	}
	return left
}

// counted puts a number before a noun: "1 part", "2 parts".
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprint(n, " ", noun)
}

// forget clears the containers of a record's claims that were removed.
func (w *drafting) forget(k Key) {
	r := w.own(k, w.placeOf(k))
	for i := range r.Claims {
		v, _ := r.Claims[i].Value(AttrContainer)
		if _, gone := w.removed[ID(v.Text)]; gone {
			r.Claims[i].clear(AttrContainer)
		}
	}
}
