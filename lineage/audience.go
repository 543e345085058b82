package lineage

import (
	"encoding/binary"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// audience is who has to do with each entity. Most entities have the same teams as their container, and many containers
// have the same as others, so that an entity only keeps the number of its class: 4 bytes.
type audience struct {
	teams   []graph.ID // by ID
	classes []interested
	of      []uint32 // by node: its class, and the bit apart
}

// apart marks what is not like the others of its class: what somebody operates, which parts don't inherit, and teams, which
// nobody can own.
const apart = 1 << 31

// class returns the class of an entity, and whether it is apart.
func (a *audience) class(n graph.Node) (class uint32, isApart bool) {
	return a.of[n] &^ apart, a.of[n]&apart != 0
}

// interested are the teams of a class, by their places among all teams.
type interested struct {
	owners    []uint32 // accountable: of the nearest place that has any
	consumers []uint32 // of itself and of all that it is part of
}

// audienceOf returns the audience of a graph, made once in linear time.
func audienceOf(g *graph.Graph) *audience {
	type key struct{}
	return g.Derived(key{}, func() any { return newAudience(g) }).(*audience)
}

func newAudience(g *graph.Graph) *audience {
	a := &audience{classes: []interested{{}}, of: make([]uint32, g.Bound())}
	own := graph.NewBitmap(g.Bound())
	for _, r := range []graph.Relation{graph.Owns, graph.Consumes} {
		for link := range g.Links(r) {
			own.Set(link.To)
		}
	}
	places := map[graph.Node]uint32{}
	for n := range g.Of(graph.Team) {
		places[n] = uint32(len(a.teams))
		a.teams = append(a.teams, g.ID(n))
	}
	known := map[string]uint32{}
	for n := range g.Nodes() { // a container's number is below its parts'
		if c := g.Container(n); c != graph.None {
			a.of[n] = a.of[c]
		}
		if own.Has(n) {
			a.of[n] = a.number(known, a.classes[a.of[n]].with(g, n, places))
		}
	}
	for link := range g.Links(graph.Operates) {
		a.of[link.To] |= apart
	}
	for n := range places {
		a.of[n] |= apart
	}
	return a
}

// with returns the teams of an entity of which the container has those.
func (t interested) with(g *graph.Graph, n graph.Node, places map[graph.Node]uint32) interested {
	if owners := g.In(graph.Owns, n); len(owners) > 0 {
		t.owners = teamsAt(nil, owners, places)
	}
	if consumers := g.In(graph.Consumes, n); len(consumers) > 0 {
		t.consumers = teamsAt(t.consumers, consumers, places)
	}
	return t
}

// teamsAt returns some teams and those that arcs lead to, each once.
func teamsAt(some []uint32, arcs []graph.Arc, places map[graph.Node]uint32) []uint32 {
	teams := slices.Clone(some)
	for _, arc := range arcs {
		teams = append(teams, places[arc.Node()])
	}
	slices.Sort(teams)
	return slices.Compact(teams)
}

// number returns the class with these teams, a new one where there is none.
func (a *audience) number(known map[string]uint32, t interested) uint32 {
	key := make([]byte, 0, 64)
	for _, team := range t.owners {
		key = binary.LittleEndian.AppendUint32(key, team)
	}
	key = binary.LittleEndian.AppendUint32(key, uint32(graph.None))
	for _, team := range t.consumers {
		key = binary.LittleEndian.AppendUint32(key, team)
	}
	number, found := known[string(key)]
	if !found {
		number = uint32(len(a.classes))
		known[string(key)] = number
		a.classes = append(a.classes, t)
	}
	return number
}

// interest is what a team has to do with an entity; several of these together.
type interest uint8

const (
	owning interest = 1 << iota
	consuming
	operating
)

// interests adds to a map what each team of a class has to do with its entities.
func (a *audience) interests(class uint32, to map[graph.ID]interest) {
	for _, team := range a.classes[class].owners {
		to[a.teams[team]] |= owning
	}
	for _, team := range a.classes[class].consumers {
		to[a.teams[team]] |= consuming
	}
}

// addOperators adds to a map who operates an entity.
func addOperators(g *graph.Graph, n graph.Node, to map[graph.ID]interest) {
	for _, arc := range g.In(graph.Operates, n) {
		to[g.ID(arc.Node())] |= operating
	}
}
