package graph

import "slices"

// sortMoved sorts the rows that lead to what moved, by node: all others are in the order that they were in. t is the table as it was.
func (t *table) sortMoved(base *Graph, x *numbering, was *table) {
	if len(x.moved) == 0 {
		return
	}
	sorted := [2]Bitmap{NewBitmap(x.bound), NewBitmap(x.bound)}
	x.eachMoved(base, func(n Node) {
		for _, arc := range was.in.row(n) {
			if near := x.to[arc.Node()]; !sorted[0].Has(near) {
				sorted[0].Set(near)
				t.out.sortRow(near, t.says, was.says)
			}
		}
		for _, arc := range was.out.row(n) {
			if near := x.to[arc.Node()]; !sorted[1].Has(near) {
				sorted[1].Set(near)
				t.in.sortRow(near, nil, nil)
			}
		}
	})
}

// ownWhich makes what is said of a page's links the graph's own.
func ownWhich(says, shared []column, number int) {
	if number < len(shared) && len(shared[number].which) > 0 && &says[number].which[0] == &shared[number].which[0] {
		says[number].which = slices.Clone(says[number].which)
	}
}

// sortRow sorts the arcs of a row by node, and with them what is said of its links where that is given. The page is the graph's own.
func (a adjacency) sortRow(n Node, says, shared []column) {
	p := &a[n>>pageBits]
	from, to := p.bounds(n)
	row := p.arcs[from:to]
	byNode := func(a, b Arc) int { return int(a.Node()) - int(b.Node()) }
	if slices.IsSortedFunc(row, byNode) {
		return
	}
	if says == nil || says[n>>pageBits].which == nil {
		slices.SortFunc(row, byNode)
		return
	}
	ownWhich(says, shared, int(n>>pageBits))
	which := says[n>>pageBits].which[from:to]
	type pair struct {
		arc   Arc
		which uint32
	}
	pairs := make([]pair, len(row))
	for i, arc := range row {
		pairs[i] = pair{arc, which[i]}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return byNode(a.arc, b.arc) })
	for i, s := range pairs {
		row[i], which[i] = s.arc, s.which
	}
}
