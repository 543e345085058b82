package lineage

import "github.com/headwater-catalog/headwater/graph"

// Who has to do with an entity is said at itself or at what it is part of, by links that most entities have none of. So it
// is found once for each place that has such links, and for an entity only which place that is.

// audience is by node where the nearest links by OWNS, CONSUMES or OPERATES are, graph.None if nowhere; and which nodes
// somebody operates. 4 bytes for an entity and a bit.
type audience struct {
	places   []graph.Node
	operated graph.Bitmap
}

// audienceOf returns the audience of a graph, made once in linear time.
func audienceOf(g *graph.Graph) *audience {
	type key struct{}
	return g.Derived(key{}, func() any { return newAudience(g) }).(*audience)
}

func newAudience(g *graph.Graph) *audience {
	a := &audience{make([]graph.Node, g.Len()), graph.NewBitmap(g.Len())}
	for i := range a.places {
		a.places[i] = graph.None
	}
	for _, r := range []graph.Relation{graph.Owns, graph.Consumes, graph.Operates} {
		for link := range g.Links(r) {
			a.places[link.To] = link.To
			if r == graph.Operates {
				a.operated.Set(link.To)
			}
		}
	}
	for i := range a.places { // a container's number is below its parts'
		if c := g.Container(graph.Node(i)); a.places[i] == graph.None && c != graph.None {
			a.places[i] = a.places[c]
		}
	}
	return a
}

// interest is what a team has to do with an entity; several of these together.
type interest uint8

const (
	owning interest = 1 << iota
	consuming
	operating
)

// interests adds to a map what each team has to do with a place and, other than what it operates, its parts.
func interests(g *graph.Graph, place graph.Node, in map[graph.ID]interest) {
	if place == graph.None {
		return
	}
	for _, team := range ownersOf(g, place) {
		in[team] |= owning
	}
	for at := place; at != graph.None; at = g.Container(at) {
		for _, arc := range g.In(graph.Consumes, at) {
			in[g.ID(arc.Node())] |= consuming
		}
	}
}

// operators adds to a map who operates an entity.
func operators(g *graph.Graph, n graph.Node, in map[graph.ID]interest) {
	for _, arc := range g.In(graph.Operates, n) {
		in[g.ID(arc.Node())] |= operating
	}
}
