package graph

import (
	"iter"
	"slices"
)

// With returns the graph with changes laid over it, at a revision; g stays as it is. The changes are as Draft makes
// them or a commit holds them, their Before is not looked at. It fails with StoreCorrupt where the outcome is no
// catalog.
//
// What differs is copied a page at a time and everything else is shared, so that a change of attributes or links costs time in
// proportion to the changes and to a page, and O(entities / page) for the lists of pages; a flow from or into a container also what
// refines it. An entity that comes or moves takes a free number at its place. Where there is none its neighbours make room, and the
// pages from which links lead to these are copied as well; as a rule few are (spacing.go). What is known by node is copied whole then: linear in the
// entities, not in the links.
func (g *Graph) With(revision Revision, changes ...Change) (*Graph, error) {
	if g.Len() == 0 && areInOrder(changes) {
		return New(revision, comingOf(changes))
	}
	w := newOverlay(g, revision, changes)
	if err := w.layEntities(); err != nil {
		return nil, err
	}
	w.layAliases()
	if err := w.layLinks(); err != nil {
		return nil, err
	}
	w.layFlows()
	return w.g, nil
}

// areInOrder reports whether changes come by key, each once, as Draft makes them.
func areInOrder(changes []Change) bool {
	for i := 1; i < len(changes); i++ {
		if changes[i-1].Key().Compare(changes[i].Key()) >= 0 {
			return false
		}
	}
	return true
}

// comingOf yields the records that there are after changes.
func comingOf(changes []Change) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for _, c := range changes {
			if c.After != nil && !yield(c.After, nil) {
				return
			}
		}
	}
}

// overlay is a graph under change.
type overlay struct {
	base    *Graph
	g       *Graph // what it becomes
	changed map[ID]*Record
	links   map[Key]*Record // nil: gone

	numbers *numbering // nil where nodes have the numbers that they had
	flows   []flowChange
}

func newOverlay(base *Graph, revision Revision, changes []Change) *overlay {
	w := &overlay{base: base, changed: map[ID]*Record{}, links: map[Key]*Record{}}
	for _, c := range changes {
		if k := c.Key(); k.IsLink() {
			w.links[k] = c.After
		} else {
			w.changed[k.From] = c.After
		}
	}
	w.g = &Graph{
		revision: revision, entities: base.entities, taken: base.taken, byID: base.byID, rank: base.rank,
		container: base.container, end: base.end, tables: base.tables, flows: base.flows,
	}
	return w
}

// layEntities lays the changed entities over the base's. Where one came, went or moved some have other numbers from then on.
func (w *overlay) layEntities() error {
	shift := newShift(w.base)
	same := map[Node]*Entity{} // at the same place
	for id, record := range w.changed {
		n, there := w.base.Node(id)
		switch {
		case record == nil && there:
			shift.remove(n)
		case record == nil:
		case !there:
			shift.add(resolve(record))
		default:
			e := resolve(record)
			same[n] = e
			if e.Container != w.base.entities.at(n).Container {
				shift.move(n, e)
			}
		}
	}
	w.g.entities = w.base.entities.with(same)
	if shift.isNone() {
		return nil
	}
	if err := w.dropLinks(); err != nil {
		return err
	}
	var err error
	if w.numbers, err = shift.number(); err != nil {
		return err
	}
	return w.renumber()
}

// place returns the node that an entity of the base has now, None where it went.
func (w *overlay) place(n Node) Node {
	if w.numbers == nil {
		return n
	}
	return w.numbers.to[n]
}

// layLinks lays the changed links over the tables.
func (w *overlay) layLinks() error {
	edits, err := w.edits(w.g, true)
	if err != nil {
		return err
	}
	w.lay(edits)
	return nil
}

// dropLinks takes away the links that are gone, as long as their ends have numbers.
func (w *overlay) dropLinks() error {
	edits, err := w.edits(w.base, false)
	if err != nil {
		return err
	}
	w.lay(edits)
	return nil
}

// edits returns what becomes of the changed links, by table, in the nodes of a graph: of all that are there afterwards, or only
// of what is there no more.
func (w *overlay) edits(in *Graph, coming bool) (edits [len(relationNames) + 1][]triple, err error) {
	keys := make([]Key, 0, len(w.links))
	for k := range w.links {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, Key.Compare)
	var shared sayings
	for _, k := range keys {
		record := w.links[k]
		from, okFrom := in.Node(k.From)
		to, okTo := in.Node(k.To)
		if !okFrom || !okTo {
			if coming && record != nil {
				return edits, corrupt("the link %s has an end that is not there", k)
			}
			continue
		}
		for _, t := range tablesOf(k.Relation) {
			edit := triple{near: from, far: Arc(to)}
			if coming && record != nil && (t == denied) == (record.Denial != nil) {
				edit.says = shared.of(record)
			}
			if _, _, there := w.g.tables[t].out.find(from, to); there || edit.says != nil {
				edits[t] = append(edits[t], edit)
			}
		}
	}
	return edits, nil
}

func tablesOf(r Relation) []Relation {
	if r == Feeds {
		return []Relation{Feeds, denied}
	}
	return []Relation{r}
}

// lay changes the tables.
func (w *overlay) lay(edits [len(relationNames) + 1][]triple) {
	for t, of := range edits {
		if len(of) == 0 {
			continue
		}
		slices.SortFunc(of, compareTriples)
		old := w.g.tables[t]
		w.g.tables[t] = old.with(w.g.Bound(), Relation(t) == Feeds, of)
		if Relation(t) == Feeds {
			w.noteFlows(old, of)
		}
	}
}

// noteFlows notes which flows come and which go.
func (w *overlay) noteFlows(old *table, edits []triple) {
	for _, e := range edits {
		_, _, there := old.out.find(e.near, e.far.Node())
		if there != (e.says != nil) {
			w.flows = append(w.flows, flowChange{span{e.near, e.far.Node()}, e.says != nil})
		}
	}
}

// span is the two ends of a link.
type span struct{ from, to Node }
