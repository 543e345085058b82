package graph

import "slices"

// renumber gives all nodes of the graph under change their new numbers. Linear in the entities and links.
func (w *overlay) renumber() error {
	x, g := w.numbers, w.g
	g.count, g.container, g.end = len(x.whole), x.whole, x.ends
	w.placeEntities()
	w.rankEntities()
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
	old, pages := w.g.entities, make(entityPages, pagesOf(w.g.count))
	for number := range pages {
		first := Node(number << pageBits)
		end := min(first+pageRows, Node(w.g.count))
		if w.numbers.keeps(first, end) && len(old[number]) == int(end-first) {
			pages[number] = old[number]
			continue
		}
		page := make([]*Entity, end-first)
		w.numbers.pieces(first, end, func(from, to, at Node) {
			copy(page[at-first:], old[from>>pageBits][from&pageMask:][:to-from])
		})
		pages[number] = page
	}
	for _, r := range w.numbers.came {
		pages[r.number>>pageBits][r.number&pageMask] = r.Entity
	}
	w.g.entities = pages
}

// rankEntities merges what came into the order of IDs, and takes out what went.
func (w *overlay) rankEntities() {
	x, byID := w.numbers, make([]Node, 0, w.g.count)
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
	upTo(uint32(w.base.count))
	w.g.byID, w.g.rank = byID, w.ranks(byID)
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

// ranks returns the places of nodes in the order of their IDs.
func (w *overlay) ranks(byID []Node) []uint32 {
	rank := make([]uint32, len(byID))
	for place, n := range byID {
		rank[n] = uint32(place)
	}
	return rank
}
