package graph

import "slices"

// renumber gives the nodes of the graph under change their new numbers. Linear in what has other numbers and in what leads there, but for
// copies of what is known by node.
func (w *overlay) renumber() error {
	x, g := w.numbers, w.g
	g.taken = x.taken
	w.placeEntities()
	w.rankEntities()
	w.placeContainers()
	for t := range g.tables {
		if err := w.checkGone(g.tables[t]); err != nil {
			return err
		}
		g.tables[t] = g.tables[t].renumbered(w.base, x, Relation(t) == Feeds)
	}
	return nil
}

// checkGone fails where what is gone still has links.
func (w *overlay) checkGone(t *table) error {
	for _, n := range w.numbers.gone {
		if len(t.out.row(n)) > 0 || len(t.in.row(n)) > 0 {
			return corrupt("an entity went and left a link behind")
		}
	}
	return nil
}

// placeEntities puts the entities to their new nodes; pages that have the same are shared. Those that changed in place are in the
// graph already.
func (w *overlay) placeEntities() {
	old, pages := w.g.entities, newEntityPages(0)
	for number := range pagesOf(w.numbers.bound) {
		if !w.numbers.stirred.Has(Node(number)) {
			pages = append(pages, old[number])
			continue
		}
		first := Node(number << pageBits)
		page := make([]*Entity, min(pageRows, w.numbers.bound-int(first)))
		w.numbers.pieces(first, first+Node(len(page)), func(from, to, at Node) {
			copy(page[at-first:], old[from>>pageBits][from&pageMask:][:to-from])
		})
		pages = append(pages, page)
	}
	for _, r := range w.numbers.came {
		pages.set(r.number, r.Entity)
	}
	w.g.entities = pages
}

// rankEntities merges what came into the order of IDs, and takes out what went.
func (w *overlay) rankEntities() {
	x, byID := w.numbers, make([]Node, 0, w.base.Len()+len(w.numbers.came))
	at, came := uint32(0), x.came
	upTo := func(rank uint32) {
		first := len(byID)
		byID = byID[:first+int(rank-at)]
		rename(x, byID[first:], w.base.byID[at:rank])
		at = rank
	}
	for _, rank := range w.goneRanks() {
		for len(came) > 0 && came[0].rank <= rank {
			upTo(came[0].rank)
			byID = append(byID, came[0].number)
			came = came[1:]
		}
		upTo(rank)
		at++
	}
	for _, r := range came {
		upTo(r.rank)
		byID = append(byID, r.number)
	}
	upTo(uint32(w.base.Len()))
	w.g.byID, w.g.rank = byID, make([]uint32, x.bound)
	for place, n := range byID {
		w.g.rank[n] = uint32(place)
	}
}

// goneRanks returns the places of what went in the base's order of IDs, in order.
func (w *overlay) goneRanks() []uint32 {
	ranks := make([]uint32, 0, len(w.numbers.gone))
	for _, n := range w.numbers.gone {
		ranks = append(ranks, w.base.rank[n])
	}
	slices.Sort(ranks)
	return ranks
}

// placeContainers says of the new nodes what they are part of, and where their parts end.
func (w *overlay) placeContainers() {
	x, g, base := w.numbers, w.g, w.base
	size := max(x.bound, base.Bound())
	g.container, g.end = resized(base.container, size, None), resized(base.end, size, 0)
	x.eachFreed(func(n Node) { g.container[n], g.end[n] = None, 0 })
	x.eachRenamed(base, func(old, now Node) {
		g.container[now], g.end[now] = x.now(base.container[old]), x.to[base.end[old]-1]+1
	})
	g.container, g.end = g.container[:x.bound], g.end[:x.bound]
	var ends []Node // whose ends are other ones
	for _, n := range x.touched {
		if now := x.to[n]; now != None {
			ends = append(ends, now)
		}
	}
	for _, r := range x.all {
		g.container[r.number] = None
		if r.Container != "" {
			g.container[r.number], _ = g.Node(r.Container)
		}
		ends = append(ends, r.number)
	}
	slices.Sort(ends)
	for _, n := range slices.Backward(slices.Compact(ends)) { // parts before what they are part of
		g.end[n] = n + 1
		for p := g.Next(n + 1); int(p) < x.bound && g.container[p] == n; p = g.Next(g.end[p]) {
			g.end[n] = g.end[p]
		}
	}
}
