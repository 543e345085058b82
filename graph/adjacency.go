package graph

import "slices"

// What a graph holds of its nodes lies in pages of pageRows nodes each, so that a graph with changes laid over it shares
// all pages but those that differ.
const (
	pageBits = 10
	pageRows = 1 << pageBits
	pageMask = pageRows - 1
)

// pagesOf returns how many pages some nodes take.
func pagesOf(nodes int) int { return (nodes + pageMask) >> pageBits }

// page is the far ends of the links of pageRows nodes, row by row: compressed sparse rows. Where few nodes have any, keys
// names those that do and rows are found by binary search; else there is a row for each node. The zero page has no links.
type page struct {
	keys    []Node
	offsets []uint32
	arcs    []Arc
}

// sparseRows is the part of a page's nodes, one in so many, below which naming those that have links takes less memory.
const sparseRows = 8

// newPage lays out the links of some nodes from first on, sorted, in arcs, which is as long.
func newPage(first Node, rows int, dense bool, links []triple, arcs []Arc) page {
	if len(links) == 0 {
		return page{}
	}
	p := page{arcs: arcs}
	if !dense && len(links) < rows/sparseRows {
		p.nameRows(links)
	} else {
		p.offsets = make([]uint32, rows+1)
		for _, l := range links {
			p.offsets[l.near-first+1]++
		}
		for i := range rows {
			p.offsets[i+1] += p.offsets[i]
		}
	}
	for i, l := range links {
		arcs[i] = l.far
	}
	return p
}

func (p *page) nameRows(links []triple) {
	last := None
	for i, l := range links {
		if l.near != last {
			p.keys, p.offsets, last = append(p.keys, l.near), append(p.offsets, uint32(i)), l.near
		}
	}
	p.offsets = append(p.offsets, uint32(len(links)))
}

func (p *page) bounds(n Node) (from, to uint32) {
	i := int(n & pageMask)
	if p.keys != nil {
		var found bool
		if i, found = slices.BinarySearch(p.keys, n); !found {
			return 0, 0
		}
	}
	if i+1 >= len(p.offsets) {
		return 0, 0
	}
	return p.offsets[i], p.offsets[i+1]
}

// has reports whether the row of a node has any links.
func (p *page) has(n Node) bool {
	if p.keys == nil {
		i := int(n & pageMask)
		return i+1 < len(p.offsets) && p.offsets[i] < p.offsets[i+1]
	}
	_, found := slices.BinarySearch(p.keys, n)
	return found
}

// each visits the rows of a page that is the number-th, empty ones too where there is a row for each node, and reports whether
// it was not stopped.
func (p *page) each(number int, visit func(n Node, start uint32, row []Arc) bool) bool {
	for i := 0; i+1 < len(p.offsets); i++ {
		n := Node(number<<pageBits + i)
		if p.keys != nil {
			n = p.keys[i]
		}
		if !visit(n, p.offsets[i], p.arcs[p.offsets[i]:p.offsets[i+1]]) {
			return false
		}
	}
	return true
}

// adjacency is the far ends of all links of a relation in one direction, by page.
type adjacency []page

func (a adjacency) row(n Node) []Arc {
	number := int(n >> pageBits)
	if number >= len(a) {
		return nil
	}
	p := &a[number]
	from, to := p.bounds(n)
	return p.arcs[from:to]
}

// find returns the place of a far end in a node's row, and of the row in its page.
func (a adjacency) find(near, far Node) (arc *Arc, place int, found bool) {
	number := int(near >> pageBits)
	if number >= len(a) {
		return nil, 0, false
	}
	p := &a[number]
	from, to := p.bounds(near)
	i, found := slices.BinarySearchFunc(p.arcs[from:to], far, func(a Arc, n Node) int { return int(a.Node()) - int(n) })
	if !found {
		return nil, 0, false
	}
	place = int(from) + i
	return &p.arcs[place], place, true
}

// layOut makes rows of links that are sorted by their near end.
func layOut(nodes int, dense bool, links []triple) adjacency {
	a, arcs := make(adjacency, pagesOf(nodes)), make([]Arc, len(links))
	for number := range a {
		first := Node(number << pageBits)
		many := 0
		for many < len(links) && links[many].near < first+pageRows {
			many++
		}
		a[number] = newPage(first, min(pageRows, nodes-int(first)), dense, links[:many], arcs[:many:many])
		links, arcs = links[many:], arcs[many:]
	}
	return a
}

// transpose returns the rows of the other direction, each sorted, a row for each node, in O(nodes + arcs).
func transpose(nodes, links int, a adjacency) adjacency {
	starts, arcs := make([]uint32, nodes+1), make([]Arc, links)
	for i := range a {
		for _, arc := range a[i].arcs {
			starts[arc.Node()+1]++
		}
	}
	for i := range nodes {
		starts[i+1] += starts[i]
	}
	next := slices.Clone(starts)
	for number := range a {
		a[number].each(number, func(n Node, _ uint32, row []Arc) bool {
			for _, arc := range row {
				arcs[next[arc.Node()]] = Arc(n)
				next[arc.Node()]++
			}
			return true
		})
	}
	return cut(nodes, starts, arcs)
}

// cut makes pages of rows that lie one after the other; starts has one more than there are nodes.
func cut(nodes int, starts []uint32, arcs []Arc) adjacency {
	a := make(adjacency, pagesOf(nodes))
	for number := range a {
		first := number << pageBits
		last := min(first+pageRows, nodes)
		from, to := starts[first], starts[last]
		if from == to {
			continue
		}
		p := page{offsets: make([]uint32, last-first+1), arcs: arcs[from:to:to]}
		for i := range p.offsets {
			p.offsets[i] = starts[first+i] - from
		}
		a[number] = p
	}
	return a
}
