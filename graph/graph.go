package graph

import (
	"iter"
	"slices"
	"sync"
)

// Node is the number of an entity in one Graph. Numbers are given depth first along PART_OF, siblings by ID: the parts of n
// are exactly the nodes after n and before End(n). Not every number is a node: some are free, so that an entity that comes finds one
// near its place. [Graph.Nodes], [Graph.Within] and [Graph.Next] pass over these. The order of nodes depends on the graph alone, their
// numbers do not: another Graph may number the same entity otherwise.
type Node uint32

// None is no node: the container of what has none.
const None Node = 1<<nodeBits - 1

// Graph is a catalog at one revision. It never changes and may be read by any number of goroutines.
//
// Memory is linear: 8 bytes for a flow, both ways, and 4 more where its claims differ from its neighbours'; about 45
// bytes for an entity beside its [Entity] (docs/benchmarks.md has what was measured).
type Graph struct {
	revision  Revision
	entities  entityPages
	taken     Bitmap   // the nodes that there are
	byID      []Node   // nodes in the order of their IDs
	rank      []uint32 // by node: its place in byID
	container []Node   // by node; None
	end       []Node   // by node: one after its last part
	tables    [len(relationNames) + 1]*table
	flows     flowIndex
	aliases   map[ID]ID // by other name of a dataset: its ID; nil where there is none
	lazy      sync.Map  // by key: *derived
}

// denied is the table of the FEEDS links that somebody denied; they are in no other.
const denied = Relation(len(relationNames))

// Empty returns the catalog at revision 0.
func Empty() *Graph {
	g, err := assemble(0, nil, nil)
	if err != nil {
		panic(err) // nothing can be wrong with nothing
	}
	return g
}

// Revision returns the revision that the graph shows. A graph with a plan laid over it keeps its base's.
func (g *Graph) Revision() Revision { return g.revision }

// Len returns the number of entities.
func (g *Graph) Len() int { return len(g.byID) }

// Bound returns how many numbers there are, free ones too: all nodes are below it.
func (g *Graph) Bound() int { return len(g.end) }

// Next returns the first node from a number on, at least Bound() where there is none.
func (g *Graph) Next(n Node) Node { return g.taken.next(n) }

// Nodes yields all nodes in order: what an entity is part of comes before it.
func (g *Graph) Nodes() iter.Seq[Node] { return g.between(0, Node(g.Bound())) }

// Within yields the node and all that is part of it, directly or not, in order.
func (g *Graph) Within(n Node) iter.Seq[Node] { return g.between(n, g.end[n]) }

func (g *Graph) between(first, end Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for n := g.taken.next(first); n < end && yield(n); n = g.taken.next(n + 1) {
		}
	}
}

// Node returns the node of an ID in O(log n).
func (g *Graph) Node(id ID) (Node, bool) {
	i, found := g.search(id)
	if !found {
		return None, false
	}
	return g.byID[i], true
}

// search returns the place of an ID among all, and whether it is there.
func (g *Graph) search(id ID) (rank int, found bool) {
	return slices.BinarySearchFunc(g.byID, id, func(n Node, id ID) int { return compareIDs(g.entities.at(n).ID, id) })
}

// Entity returns the entity of a node.
func (g *Graph) Entity(n Node) *Entity { return g.entities.at(n) }

// ID returns the ID of a node.
func (g *Graph) ID(n Node) ID { return g.entities.at(n).ID }

// Kind returns the kind of a node.
func (g *Graph) Kind(n Node) Kind { return g.entities.at(n).Kind }

// Rank returns the node's place in the order of IDs, from 0. ByRank is its inverse.
func (g *Graph) Rank(n Node) uint32 { return g.rank[n] }

// ByRank returns the node at a place in the order of IDs.
func (g *Graph) ByRank(rank uint32) Node { return g.byID[rank] }

// CompareID orders nodes by their IDs.
func (g *Graph) CompareID(a, b Node) int { return int(g.rank[a]) - int(g.rank[b]) }

// Container returns what the node is directly PART_OF, None if nothing.
func (g *Graph) Container(n Node) Node { return g.container[n] }

// Containers yields all that the node is part of, nearest first.
func (g *Graph) Containers(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for c := g.container[n]; c != None && yield(c); c = g.container[c] {
		}
	}
}

// End returns the node after the last part of n. A leaf's is n+1.
func (g *Graph) End(n Node) Node { return g.end[n] }

// IsLeaf reports whether nothing is part of the node.
func (g *Graph) IsLeaf(n Node) bool { return g.end[n] == n+1 }

// Contains reports whether n is c or a part of it.
func (g *Graph) Contains(c, n Node) bool { return c <= n && n < g.end[c] }

// Parts yields what is directly PART_OF the node, by ID.
func (g *Graph) Parts(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		for p := g.Next(n + 1); p < g.end[n] && yield(p); p = g.Next(g.end[p]) {
		}
	}
}

// Nearest returns the node itself or the nearest of its containers that is of a kind, None if there is none.
func (g *Graph) Nearest(n Node, k Kind) Node {
	for n != None && g.entities.at(n).Kind != k {
		n = g.container[n]
	}
	return n
}

// Of yields the nodes of the given kinds by ID; of all where none is given.
func (g *Graph) Of(kinds ...Kind) iter.Seq[Node] {
	wanted := setOf(kinds...)
	return func(yield func(Node) bool) {
		for _, n := range g.byID {
			if (wanted == 0 || wanted.has(g.entities.at(n).Kind)) && !yield(n) {
				return
			}
		}
	}
}

// Record returns the record of a key, nil if there is none. Don't change it.
func (g *Graph) Record(k Key) *Record {
	if !k.IsLink() {
		if n, found := g.Node(k.From); found {
			return g.entities.at(n).record()
		}
		return nil
	}
	from, ok := g.Node(k.From)
	to, ok2 := g.Node(k.To)
	if !ok || !ok2 {
		return nil
	}
	link, found := g.Link(k.Relation, from, to)
	if !found {
		return nil
	}
	return g.record(link)
}

func (g *Graph) record(l Link) *Record {
	return &Record{Key: Key{l.Relation, g.ID(l.From), g.ID(l.To)}, Claims: l.Claims, Denial: l.Denial}
}

// Records yields everything that is recorded: entities by ID, then links by relation and ends in an order that
// depends on the graph alone.
func (g *Graph) Records() iter.Seq[*Record] {
	return func(yield func(*Record) bool) {
		for _, n := range g.byID {
			if !yield(g.entities.at(n).record()) {
				return
			}
		}
		for _, r := range Relations {
			for l := range g.Links(r) {
				if !yield(g.record(l)) {
					return
				}
			}
		}
	}
}

// claims yields what is recorded, as Records does, and what is said of it.
func (g *Graph) claims() iter.Seq2[Key, []Claim] {
	return func(yield func(Key, []Claim) bool) {
		for _, n := range g.byID {
			if e := g.entities.at(n); !yield(EntityKey(e.ID), e.Claims) {
				return
			}
		}
		for _, r := range Relations {
			for l := range g.Links(r) {
				if !yield(Key{r, g.ID(l.From), g.ID(l.To)}, l.Claims) {
					return
				}
			}
		}
	}
}

// derived is a value made the first time that somebody asks for it.
type derived struct {
	once  sync.Once
	value any
}

// Derived returns what derive makes of the graph, made once for each key and kept as long as the graph. It is for
// packages that stand on this one; the key should be of a type of theirs. Who asks while another derives the same
// waits for it; a derivation may ask for others, but not for itself.
func (g *Graph) Derived(key any, derive func() any) any {
	entry, _ := g.lazy.LoadOrStore(key, &derived{})
	d := entry.(*derived)
	d.once.Do(func() { d.value = derive() })
	return d.value
}
