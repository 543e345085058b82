package graph

import "slices"

// With returns the graph with changes laid over it, at a revision; g stays as it is. The changes are as Draft makes
// them or a commit holds them, their Before is not looked at. It fails with StoreCorrupt where the outcome is no
// catalog. Linear in the entities; in the links linear too, except that relations of which nothing changes are shared
// where no entity comes, goes or moves.
func (g *Graph) With(revision Revision, changes ...Change) (*Graph, error) {
	w := overlay{base: g, links: map[Key]*Record{}, touched: map[Relation]bool{}}
	w.split(changes)
	w.mergeEntities()
	if w.renumbered {
		return w.rebuild(revision)
	}
	return w.patch(revision)
}

// overlay is a graph under change.
type overlay struct {
	base       *Graph
	entities   []*Entity // all, by ID, once merged
	changed    map[ID]*Record
	links      map[Key]*Record // nil: gone
	touched    map[Relation]bool
	places     []uint32 // by old place in the order of IDs: the new one; gone where it went
	renumbered bool     // an entity came, went or moved
}

const gone = ^uint32(0)

func (w *overlay) split(changes []Change) {
	w.changed = map[ID]*Record{}
	for _, c := range changes {
		if k := c.Key(); k.IsLink() {
			w.links[k], w.touched[k.Relation] = c.After, true
		} else {
			w.changed[k.From] = c.After
		}
	}
}

// mergeEntities lays the changed entities over the base's, by ID.
func (w *overlay) mergeEntities() {
	ids := make([]ID, 0, len(w.changed))
	for id := range w.changed {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, compareIDs)
	g := w.base
	w.entities, w.places = make([]*Entity, 0, g.Len()+len(ids)), make([]uint32, g.Len())
	for place, node := range g.byID {
		old := g.entities[node]
		for len(ids) > 0 && ids[0] < old.ID {
			w.put(nil, ids[0])
			ids = ids[1:]
		}
		w.places[place] = uint32(len(w.entities))
		if len(ids) == 0 || ids[0] != old.ID {
			w.entities = append(w.entities, old)
			continue
		}
		if !w.put(old, old.ID) {
			w.places[place] = gone
		}
		ids = ids[1:]
	}
	for _, id := range ids {
		w.put(nil, id)
	}
}

// put appends a changed entity, unless it went, and notes whether nodes are still the same.
func (w *overlay) put(old *Entity, id ID) bool {
	record := w.changed[id]
	if record == nil {
		w.renumbered = w.renumbered || old != nil
		return false
	}
	e := resolve(record)
	w.entities = append(w.entities, e)
	w.renumbered = w.renumbered || old == nil || old.Container != e.Container
	return true
}

// rebuild numbers everything anew.
func (w *overlay) rebuild(revision Revision) (*Graph, error) {
	var f facts
	for _, r := range Relations {
		for t, kept := range w.kept(r) {
			f[t] = kept
		}
	}
	if err := w.add(&f); err != nil {
		return nil, err
	}
	return assemble(revision, w.entities, &f)
}

// patch keeps the nodes and makes only the tables anew of which a link changed.
func (w *overlay) patch(revision Revision) (*Graph, error) {
	g := &Graph{
		revision: revision, byID: w.base.byID, rank: w.base.rank, container: w.base.container, end: w.base.end,
		tables: w.base.tables, flows: w.base.flows, entities: w.base.entities,
	}
	if len(w.changed) > 0 {
		g.entities = make([]*Entity, len(w.entities))
		for place, e := range w.entities {
			g.entities[g.byID[place]] = e
		}
	}
	var f facts
	for r := range w.touched {
		for t, kept := range w.kept(r) {
			f[t] = kept
		}
	}
	if err := w.add(&f); err != nil {
		return nil, err
	}
	for r := range w.touched {
		g.tables[r] = g.table(r, f[r])
	}
	if w.touched[Feeds] {
		g.tables[denied] = g.table(denied, f[denied])
		g.flows = newFlowIndex(g)
	}
	return g, nil
}

// kept returns, by table, the links of a relation that the changes don't mention, in new places.
func (w *overlay) kept(r Relation) map[Relation][]fact {
	mentioned := w.mentioned(r)
	kept := map[Relation][]fact{}
	for _, t := range tablesOf(r) {
		source, list := w.base.tables[t], make([]fact, 0, w.base.Count(t)+len(w.links))
		source.each(func(from, to Node, says *saying) bool {
			if _, skip := mentioned[[2]Node{from, to}]; !skip {
				list = append(list, fact{w.places[w.base.rank[from]], w.places[w.base.rank[to]], says})
			}
			return true
		})
		kept[t] = list
	}
	return kept
}

func tablesOf(r Relation) []Relation {
	if r == Feeds {
		return []Relation{Feeds, denied}
	}
	return []Relation{r}
}

// mentioned returns the base's links of a relation that the changes are about.
func (w *overlay) mentioned(r Relation) map[[2]Node]struct{} {
	found := map[[2]Node]struct{}{}
	for k := range w.links {
		from, ok := w.base.Node(k.From)
		to, ok2 := w.base.Node(k.To)
		if k.Relation == r && ok && ok2 {
			found[[2]Node{from, to}] = struct{}{}
		}
	}
	return found
}

// add puts the changed links that are not gone to the kept ones and checks that no end is missing.
func (w *overlay) add(f *facts) error {
	for _, list := range f {
		for _, kept := range list {
			if kept.from == gone || kept.to == gone {
				return corrupt("an entity went and left a link behind")
			}
		}
	}
	keys := make([]Key, 0, len(w.links))
	for k := range w.links {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, Key.Compare)
	var shared sayings
	place := func(id ID) (int, bool) { return find(w.entities, id) }
	for _, k := range keys {
		if r := w.links[k]; r != nil {
			if err := f.add(place, r, shared.of(r)); err != nil {
				return err
			}
		}
	}
	return nil
}
