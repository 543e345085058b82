package graph

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

func compareIDs(a, b ID) int { return strings.Compare(string(a), string(b)) }

// fact is a link on its way into a graph, between entities numbered by the order of their IDs.
type fact struct {
	from, to uint32
	says     *saying
}

// facts are all links of a graph by table.
type facts [len(relationNames) + 1][]fact

// New returns the graph of the records, as a Store loads them, at a revision. It fails with the sequence's error, or
// with StoreCorrupt where the records don't make a catalog: a link without its end, an entity that is its own container.
// O(n log n) in the entities, linear where they come sorted; linear in the links.
func New(revision Revision, records iter.Seq2[*Record, error]) (*Graph, error) {
	var entities []*Entity
	var links []*Record
	var implied ID // the last container that an ID implied
	for r, err := range records {
		switch {
		case err != nil:
			return nil, err
		case r.IsLink():
			links = append(links, r)
		default:
			implied = r.From.impliedLike(implied)
			entities = append(entities, resolveIn(r, implied))
		}
	}
	byID := func(a, b *Entity) int { return compareIDs(a.ID, b.ID) }
	if !slices.IsSortedFunc(entities, byID) {
		slices.SortFunc(entities, byID)
	}
	facts, err := factsOf(entities, links)
	if err != nil {
		return nil, err
	}
	return assemble(revision, entities, facts)
}

// factsOf numbers the ends of links. A table of the IDs is worth its while here, where there are links to all of them.
func factsOf(entities []*Entity, links []*Record) (*facts, error) {
	var f facts
	var shared sayings
	table := make(map[ID]int, len(entities))
	for place, e := range entities {
		table[e.ID] = place
	}
	place := func(id ID) (int, bool) {
		at, found := table[id]
		return at, found
	}
	for _, r := range links {
		if err := f.add(place, r, shared.of(r)); err != nil {
			return nil, err
		}
	}
	return &f, nil
}

// add adds a link whose ends are found by place.
func (f *facts) add(place func(ID) (int, bool), r *Record, says *saying) error {
	from, okFrom := place(r.From)
	to, okTo := place(r.To)
	if !okFrom || !okTo {
		return corrupt("the link %s has an end that is not there", r.Key)
	}
	t := r.Relation
	if r.Denial != nil {
		t = denied
	}
	f[t] = append(f[t], fact{uint32(from), uint32(to), says})
	return nil
}

func find(entities []*Entity, id ID) (int, bool) {
	return slices.BinarySearchFunc(entities, id, func(e *Entity, id ID) int { return compareIDs(e.ID, id) })
}

func corrupt(format string, args ...any) error {
	return &Error{Kind: StoreCorrupt, Op: "build graph", Message: fmt.Sprintf(format, args...)}
}

// assemble makes a graph of entities sorted by ID and the links between them. Linear.
func assemble(revision Revision, entities []*Entity, links *facts) (*Graph, error) {
	g := &Graph{revision: revision}
	containers, err := containersOf(entities)
	if err != nil {
		return nil, err
	}
	if err := g.number(entities, containers); err != nil {
		return nil, err
	}
	for t := range g.tables {
		if t == 0 || Relation(t) == PartOf {
			g.tables[t] = newTable(0, false, nil)
			continue
		}
		var own []fact
		if links != nil {
			own = links[t]
		}
		g.tables[t] = g.table(Relation(t), own)
	}
	g.flows = newFlowIndex(g)
	g.aliases = indexAliases(slices.Values(entities))
	return g, nil
}

// table lays out the facts of one relation.
func (g *Graph) table(r Relation, facts []fact) *table {
	triples := make([]triple, len(facts))
	for i, f := range facts {
		triples[i] = triple{g.byID[f.from], Arc(g.byID[f.to]), f.says}
	}
	return newTable(g.Bound(), r == Feeds, triples)
}

// number gives the entities, sorted by ID, their nodes: depth first along PART_OF, siblings and wholes by ID. containers are their
// containers' places, or the number of entities for none.
func (g *Graph) number(entities []*Entity, containers []uint32) error {
	n := len(entities)
	children := newChildren(containers)
	bound, placed := int(spaced(n)), 0
	g.entities, g.taken, g.byID = newEntityPages(bound), NewBitmap(bound), make([]Node, n)
	g.rank, g.container, g.end = make([]uint32, bound), resized(nil, bound, None), make([]Node, bound)
	type frame struct {
		node Node
		next []uint32 // parts that are not numbered yet, by place in the order of IDs
	}
	stack := []frame{{None, children.of(n)}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if len(top.next) == 0 {
			if top.node != None {
				g.end[top.node] = spaced(placed-1) + 1
			}
			stack = stack[:len(stack)-1]
			continue
		}
		rank, node := top.next[0], spaced(placed)
		top.next = top.next[1:]
		placed++
		g.entities.set(node, entities[rank])
		g.taken.Set(node)
		g.rank[node], g.container[node] = rank, top.node
		g.byID[rank] = node
		stack = append(stack, frame{node, children.of(int(rank))})
	}
	if placed < n {
		return corrupt("an entity is part of itself, directly or through others")
	}
	return nil
}

// children lists, for each entity by its place in the order of IDs, the places of its parts; for the place after the
// last one, of what is part of nothing.
type children struct{ starts, places []uint32 }

func newChildren(containers []uint32) *children {
	n := len(containers)
	c := &children{starts: make([]uint32, n+2), places: make([]uint32, n)}
	for _, container := range containers {
		c.starts[container+1]++
	}
	for i := range n + 1 {
		c.starts[i+1] += c.starts[i]
	}
	next := slices.Clone(c.starts)
	for i, at := range containers {
		c.places[next[at]] = uint32(i)
		next[at]++
	}
	return c
}

// containersOf finds the places of containers; that of none is the number of entities.
func containersOf(entities []*Entity) ([]uint32, error) {
	containers := make([]uint32, len(entities))
	for i, e := range entities {
		containers[i] = uint32(len(entities))
		if i > 0 && e.Container == entities[i-1].Container {
			containers[i] = containers[i-1]
		} else if e.Container != "" {
			at, found := find(entities, e.Container)
			if !found {
				return nil, corrupt("%s is part of %s, which is not there", e.ID, e.Container)
			}
			containers[i] = uint32(at)
		}
	}
	return containers, nil
}

func (c *children) of(place int) []uint32 { return c.places[c.starts[place]:c.starts[place+1]] }
