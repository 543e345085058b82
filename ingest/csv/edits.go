package csv

import (
	"errors"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/document"
)

// Meaning is the entity that a name stands for.
type Meaning struct {
	ID     graph.ID
	Claim  bool   // whether the table has to say that the entity is there: nobody else does
	Called string // the name to claim for it; "" for none
}

// Edits returns what the table claims: the entities that only it knows of, then its links, one a row. mean is asked once
// for each name; its error becomes a problem at each place where the name stands, and then there are no edits. Rows that
// say the same link twice are a problem, too.
//
// The origin of each claim is file:line. The second list has the place of each edit, for what is wrong with it later.
func (t *Table) Edits(mean func(Name) (Meaning, error)) ([]graph.Edit, []document.Position, error) {
	e := editing{table: t, mean: mean, known: map[Name]meant{}, claimed: map[graph.ID]int{}, seen: map[graph.Key]document.Position{}}
	var links []graph.Edit
	var places []document.Position
	for i := range t.Rows {
		if join, ok := e.row(&t.Rows[i]); ok {
			links, places = append(links, join), append(places, t.Rows[i].At)
		}
	}
	if len(e.problems) > 0 {
		return nil, nil, e.problems.Sorted()
	}
	return append(e.puts, links...), append(e.places, places...), nil
}

type meant struct {
	Meaning
	err error
}

// editing is a table that is turned into edits.
type editing struct {
	table    *Table
	mean     func(Name) (Meaning, error)
	known    map[Name]meant
	claimed  map[graph.ID]int // the place in puts
	puts     []graph.Edit
	places   []document.Position
	seen     map[graph.Key]document.Position
	problems document.Problems
}

// row returns the link that a row claims.
func (e *editing) row(r *Row) (graph.Edit, bool) {
	var ids []graph.ID
	for _, n := range e.table.roles(r) {
		if id := e.find(n); id != "" {
			ids = append(ids, id)
		}
	}
	if len(ids) < len(e.table.roles(r)) {
		return nil, false
	}
	join := graph.Join{Place: placeOf(r.At), Relation: e.table.Relation, From: ids[0], To: ids[1], Reason: r.Reason}
	if len(ids) > 2 {
		join.Via = ids[2]
	}
	key := graph.Key{Relation: join.Relation, From: join.From, To: join.To}
	if first, twice := e.seen[key]; twice {
		e.problems = append(e.problems, r.At.Problem("%s is said twice; first at %s", key, first.Precise()))
		return nil, false
	}
	e.seen[key] = r.At
	return join, true
}

// find returns what a name stands for, "" where that is a problem.
func (e *editing) find(n named) graph.ID {
	m, known := e.known[n.Name]
	if !known {
		m.Meaning, m.err = e.mean(n.Name)
		if m.err == nil && !n.Role.Allows(m.ID.Kind()) {
			m.err = errors.New(string(m.ID) + " is a " + m.ID.Kind().Word(1) + ", which cannot stand here")
		}
		e.known[n.Name] = m
	}
	if m.err != nil {
		e.problems = append(e.problems, n.at.Problem("%s", m.err))
		return ""
	}
	if m.Claim {
		e.claim(m.Meaning, n.at)
	}
	return m.ID
}

// claim says once that an entity is there, with the first name that is given to it.
func (e *editing) claim(m Meaning, at document.Position) {
	place, before := e.claimed[m.ID]
	if !before {
		place = len(e.puts)
		e.claimed[m.ID] = place
		e.puts, e.places = append(e.puts, graph.Put{Place: placeOf(at), ID: m.ID}), append(e.places, at)
	}
	if put := e.puts[place].(graph.Put); m.Called != "" && put.Values == nil {
		put.Values = []graph.Value{{Attribute: graph.AttrName, Text: m.Called}}
		e.puts[place] = put
	}
}

// placeOf returns a position as an edit keeps it.
func placeOf(at document.Position) graph.Place { return graph.Place{Origin: at.String()} }
