package graph

import (
	"iter"
	"slices"
)

// entityPages is the entities by node, in pages that graphs share where they have the same.
type entityPages [][]*Entity

// newEntityPages returns pages without entities for so many nodes.
func newEntityPages(nodes int) entityPages {
	p := make(entityPages, 0, pagesOf(nodes))
	for page := range slices.Chunk(make([]*Entity, nodes), pageRows) {
		p = append(p, slices.Clip(page))
	}
	return p
}

func (p entityPages) at(n Node) *Entity { return p[n>>pageBits][n&pageMask] }

func (p entityPages) set(n Node, e *Entity) { p[n>>pageBits][n&pageMask] = e }

// with returns the pages with others in the place of some entities; it copies the pages that these are on, and no others.
func (p entityPages) with(changed map[Node]*Entity) entityPages {
	if len(changed) == 0 {
		return p
	}
	q, copied := slices.Clone(p), map[Node]bool{}
	for n, e := range changed {
		number := n >> pageBits
		if !copied[number] {
			q[number], copied[number] = slices.Clone(q[number]), true
		}
		q[number][n&pageMask] = e
	}
	return q
}

// all yields the entities by node.
func (p entityPages) all() iter.Seq[*Entity] {
	return func(yield func(*Entity) bool) {
		for _, page := range p {
			for _, e := range page {
				if e != nil && !yield(e) {
					return
				}
			}
		}
	}
}
