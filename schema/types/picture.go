package types

import (
	"context"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// maxOpened is how many entities may be opened in one picture: each is a traversal.
const maxOpened = 100

// maxStarts is how many entities a picture may start from: as many as a plan affects in a large catalog.
const maxStarts = 10_000

// Picture is some lineage together, as it is drawn.
type Picture struct {
	picture *lineage.Picture
	start   []graph.Node
	query   query
}

// Opening is one more look from an entity that is drawn.
type Opening struct {
	Of        graph.ID
	Direction lineage.Direction
	Depth     *int
}

// Ends are two entities, and the ways between them.
type Ends struct {
	From, To graph.ID
}

// PicturedEntity is an entity that is drawn, or that something drawn is part of.
type PicturedEntity struct {
	picture *lineage.Picture
	n       graph.Node
}

// Picture returns the lineage of entities as one drawing, with whatever was opened in it, and with what lies between two.
func (c Catalog) Picture(ctx context.Context, of []graph.ID, direction *lineage.Direction, depth *int, opened []Opening, between *Ends) (*Picture, error) {
	if len(opened) > maxOpened {
		return nil, badInput("%d entities are opened; at most %d are in one picture", len(opened), maxOpened)
	}
	start, err := c.starts(of)
	if err != nil {
		return nil, err
	}
	var closures []*lineage.Closure
	draw := func(start []graph.Node, d lineage.Direction, depth *int) error {
		l, err := trace(ctx, c.g, start, d, depth, nil)
		if err == nil {
			closures = append(closures, l.closure)
		}
		return err
	}
	for _, d := range []lineage.Direction{lineage.Upstream, lineage.Downstream} {
		if direction == nil || *direction == d {
			if err := draw(start, d, depth); err != nil {
				return nil, err
			}
		}
	}
	handles := make([]graph.ID, len(opened))
	for i, o := range opened {
		handles[i] = o.Of
	}
	from, err := findAll(c.g, handles)
	if err != nil {
		return nil, err
	}
	opened = slices.Clone(opened)
	for i, o := range opened {
		opened[i].Of = c.g.ID(from[i])
		if err := draw(from[i:i+1], o.Direction, o.Depth); err != nil {
			return nil, err
		}
	}
	ways, between, err := c.ways(between)
	if err != nil {
		return nil, err
	}
	closures = append(closures, ways...)
	return &Picture{lineage.Draw(c.g, closures...), start, query{"picture", idsOf(c.g, start), direction, depth, opened, between}}, nil
}

// starts returns the nodes that a picture starts from. As many as a page holds may be any refs; of more each must be an ID in
// full, which is found without a look at the whole catalog.
func (c Catalog) starts(of []graph.ID) ([]graph.Node, error) {
	if len(of) <= maxPage {
		return findAll(c.g, of)
	}
	if len(of) > maxStarts {
		return nil, badInput("%d IDs are given; a picture starts from at most 10,000", len(of))
	}
	nodes := make([]graph.Node, len(of))
	for i, id := range of {
		n, found := c.g.Node(c.g.Resolve(id))
		if !found {
			return nil, badInput("%q is the ID of nothing; where a picture starts from more than 1,000 entities each is named by its ID in full", id)
		}
		nodes[i] = n
	}
	return nodes, nil
}

// ways returns what lies between two entities, whichever way the data flows, and which two these are, by their IDs.
func (c Catalog) ways(of *Ends) ([]*lineage.Closure, *Ends, error) {
	if of == nil {
		return nil, nil, nil
	}
	a, b, err := c.ends(of.From, of.To)
	if err != nil {
		return nil, nil, err
	}
	return []*lineage.Closure{lineage.Between(c.g, a, b), lineage.Between(c.g, b, a)}, &Ends{c.g.ID(a), c.g.ID(b)}, nil
}

// Revision returns the revision that the answer comes from.
func (p *Picture) Revision() graph.Revision { return p.picture.Graph().Revision() }

// Entities returns a page of what is drawn. Its place in the drawing is in a cursor only beside the ID: a page begins after
// the entity itself, or where that has gone, at its former place.
func (p *Picture) Entities(first *int, after *string) (*PicturedEntityConnection, error) {
	g, drawn := p.picture.Graph(), p.picture.Entities()
	l := listOf(nodes{g, drawn}, p.query.below("entities"), p.entity)
	l.key, l.find = placed(g, drawn)
	return l.page(first, after)
}

// Places returns a page of all that the drawn entities are part of.
func (p *Picture) Places(first *int, after *string) (*PicturedEntityConnection, error) {
	l := nodes{p.picture.Graph(), p.picture.Places()}
	return listOf(l, p.query.below("places"), p.entity).page(first, after)
}

func (p *Picture) entity(_ *graph.Graph, n graph.Node) PicturedEntity {
	return PicturedEntity{p.picture, n}
}

// Flows returns a page of the recorded flows among what is drawn.
func (p *Picture) Flows(first *int, after *string) (*FlowConnection, error) {
	return flowList(p.picture.Graph(), p.picture.Flows(), p.query.below("flows")).page(first, after)
}

// Brings returns how many entities that are not drawn opening an entity brings, by steps.
func (p *Picture) Brings(of graph.ID, direction lineage.Direction) ([]DepthCount, error) {
	n, err := find(p.picture.Graph(), of)
	if err != nil {
		return nil, err
	}
	var counts []DepthCount
	for depth, count := range p.picture.Brings(n, direction) {
		counts = append(counts, DepthCount{depth, count})
	}
	return counts, nil
}

// RollUp returns what is drawn, counted at what it is part of.
func (p *Picture) RollUp(to graph.Kind) RollUp {
	return RollUp{p.picture.Graph(), p.picture.RollUp(to)}
}

// Facets returns what each choice would bring of what is drawn beside what the picture starts from.
func (p *Picture) Facets(where *EntityFilter) (*Facets, error) {
	g := p.picture.Graph()
	meant, err := where.filter(g)
	if err != nil {
		return nil, err
	}
	return &Facets{g, p.picture.Facets(meant, p.start)}, nil
}

// Entity returns what is drawn.
func (e PicturedEntity) Entity() Entity { return Of(e.picture.Graph(), e.n) }

// Hidden returns how many entities that are not drawn opening it one step brings.
func (e PicturedEntity) Hidden(direction lineage.Direction) int {
	return e.picture.Hidden(e.n, direction)
}

// Undrawn returns how many of itself and its parts are not drawn.
func (e PicturedEntity) Undrawn() int { return e.picture.Undrawn(e.n) }

// AlsoWithin returns the divisions and markets that it lies within though it is no part of them.
func (e PicturedEntity) AlsoWithin() []Entity {
	g := e.picture.Graph()
	return allOf(g, lineage.AlsoWithin(g, e.n))
}
