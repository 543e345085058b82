package standard

import (
	"cmp"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Collection is what documents say, put together. The zero Collection is empty and ready.
type Collection struct {
	Problems document.Problems // what makes it no import
	Warnings document.Problems // what was read, but maybe not as it was meant

	entities map[graph.ID]*entity
	links    map[tie]*link
}

// entity is one entity, and the name that it has in the documents.
type entity struct {
	put  graph.Put
	at   document.Position
	name string
}

type tie struct {
	relation graph.Relation
	from, to graph.ID
}

type link struct {
	join graph.Join
	at   document.Position
}

// Put says that an entity is there, what it is called in its documents, and what it is. Values that say nothing are left out,
// and those that were given before: the first counts. The same ID under another name is a problem.
func (c *Collection) Put(at document.Position, id graph.ID, name string, values ...graph.Value) {
	if c.entities == nil {
		c.entities = map[graph.ID]*entity{}
	}
	e := c.entities[id]
	if e == nil {
		e = &entity{put: graph.Put{Place: place(at), ID: id}, at: at, name: name}
		c.entities[id] = e
	}
	if e.name != name {
		c.Problem(at, "%s and %s at %s both become %s: rename one of them", document.Quoted(name), document.Quoted(e.name), e.at.Precise(), id)
		return
	}
	for _, v := range values {
		e.give(v)
	}
}

// give says one more thing of an entity, if it says something new.
func (e *entity) give(v graph.Value) {
	said := slices.ContainsFunc(e.put.Values, func(w graph.Value) bool { return w.Attribute == v.Attribute })
	if !said && (v.Text != "" || len(v.List) > 0) {
		e.put.Values = append(e.put.Values, v)
	}
}

// Has reports whether something is there.
func (c *Collection) Has(id graph.ID) bool { return c.entities[id] != nil }

// Join says that two are linked. Said again, the first counts. Both ends have to be put.
func (c *Collection) Join(at document.Position, join graph.Join) {
	if c.links == nil {
		c.links = map[tie]*link{}
	}
	key := tie{join.Relation, join.From, join.To}
	if c.links[key] == nil {
		join.Place = place(at)
		c.links[key] = &link{join, at}
	}
}

// Problem notes what is wrong.
func (c *Collection) Problem(at document.Position, format string, args ...any) {
	c.Problems = append(c.Problems, at.Problem(format, args...))
}

// Warn notes what may not be as it was meant.
func (c *Collection) Warn(at document.Position, format string, args ...any) {
	c.Warnings = append(c.Warnings, at.Problem(format, args...))
}

// place returns a position as an edit keeps it.
func place(at document.Position) graph.Place { return graph.Place{Origin: at.String()} }

// Import is what documents say, ready to be applied as one whole source.
type Import struct {
	Source   graph.Source // always imported
	Edits    []graph.Edit // a Put for each entity, by ID, then a Join for each link, by its ends
	Warnings document.Problems

	places []document.Position // of the edits
}

// Import returns all that was said as a source's, or all problems.
func (c *Collection) Import(source string) (*Import, error) {
	if len(c.Problems) > 0 {
		return nil, c.Problems.Sorted()
	}
	i := &Import{Source: graph.Source{Name: source, Rank: graph.Imported}, Warnings: c.Warnings.Sorted()}
	for _, id := range sorted(c.entities, cmp.Compare[graph.ID]) {
		i.add(c.entities[id].at, c.entities[id].put)
	}
	for _, key := range sorted(c.links, compareTies) {
		i.add(c.links[key].at, c.links[key].join)
	}
	return i, nil
}

func compareTies(a, b tie) int {
	return cmp.Or(strings.Compare(string(a.from), string(b.from)), strings.Compare(string(a.to), string(b.to)), cmp.Compare(a.relation, b.relation))
}

func sorted[K comparable, V any](m map[K]V, compare func(a, b K) int) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compare)
	return keys
}

func (i *Import) add(at document.Position, edit graph.Edit) {
	i.Edits, i.places = append(i.Edits, edit), append(i.places, at)
}

// Problem says what is wrong with one of the edits, at its line.
func (i *Import) Problem(edit int, message string) document.Problem {
	return i.places[edit].Problem("%s", message)
}
