package graph

import "slices"

// triple is a link as seen from one of its ends, while tables are made.
type triple struct {
	near Node
	far  Arc
	says *saying
}

func compareTriples(a, b triple) int {
	if a.near != b.near {
		return int(a.near) - int(b.near)
	}
	return int(a.far.Node()) - int(b.far.Node())
}

// sortTriples orders links by their near end, then the far one, in one pass where they are in order. Linear in nodes and links for many of them, O(m log m) for few.
func sortTriples(nodes int, links []triple) {
	switch {
	case slices.IsSortedFunc(links, compareTriples):
	case len(links) < nodes/8:
		slices.SortFunc(links, compareTriples)
	default:
		scratch := make([]triple, len(links))
		countingSort(nodes, scratch, links, func(t triple) Node { return t.far.Node() })
		countingSort(nodes, links, scratch, func(t triple) Node { return t.near })
	}
}

// countingSort puts the triples of src into dst by key, stably, in O(nodes + triples).
func countingSort(nodes int, dst, src []triple, key func(triple) Node) {
	starts := make([]uint32, nodes+1)
	for _, t := range src {
		starts[key(t)+1]++
	}
	for i := range nodes {
		starts[i+1] += starts[i]
	}
	for _, t := range src {
		k := key(t)
		dst[starts[k]] = t
		starts[k]++
	}
}
