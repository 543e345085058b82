package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// changed is what a plan is about, as [Impact] defines it. Nodes are those of the graph before where nothing else is said.
type changed struct {
	p       *Plan
	asked   []graph.Node // altered, replaced or gone
	lost    []graph.Node // these, and what runs in those of them that are systems; with their parts
	cut     []Flow       // unlinked or denied, between entities that stay
	touched []graph.Node // changed in a way that breaks nothing
	added   []graph.Node // of the graph after
	fed     []Flow       // of the graph after: new flows to what was there before
	moved   []graph.Node // what has another container, and stays
	owned   []graph.Node // at what an OWNS link came or went, and stays
	shifted graph.Bitmap // what owns, consumes or operates it may differ, or it moved
}

func newChanged(p *Plan) *changed {
	c := &changed{p: p}
	for _, id := range p.Altered {
		if n, found := p.Before.Node(id); found {
			c.lose(n)
		}
	}
	for _, change := range p.Changes {
		if k := change.Key(); k.IsLink() {
			c.link(k)
		} else {
			c.entity(k.From)
		}
	}
	slices.Sort(c.added)
	return c
}

// lose notes what changes so that its downstream breaks; with a system all that runs in it.
func (c *changed) lose(n graph.Node) {
	c.asked, c.lost = append(c.asked, n), append(c.lost, n)
	for _, arc := range c.p.Before.In(graph.RunsIn, n) {
		c.lost = append(c.lost, arc.Node())
	}
}

func (c *changed) entity(id graph.ID) {
	n, was := c.p.Before.Node(id)
	m, is := c.p.After.Node(id)
	switch {
	case !was:
		c.added = append(c.added, m)
	case !is:
		c.lose(n)
	case len(differing(entityFields(c.p.Before.Entity(n)), entityFields(c.p.After.Entity(m)))) > 0:
		c.touched = append(c.touched, n)
		if c.p.Before.Entity(n).Container != c.p.After.Entity(m).Container {
			c.moved = append(c.moved, n)
			c.shift(n)
		}
	}
}

func (c *changed) link(k graph.Key) {
	if k.Relation == graph.Feeds {
		c.flow(k)
		return
	}
	came, went := linkOf(c.p.Before, k) == nil, linkOf(c.p.After, k) == nil
	subject, other := subjectOf(k)
	n, stays := c.staying(subject)
	if !stays || !came && !went {
		return
	}
	if _, otherStays := c.p.After.Node(other); came || otherStays {
		c.touched = append(c.touched, n)
	}
	switch k.Relation {
	case graph.Owns:
		c.owned = append(c.owned, n)
		c.shift(n)
	case graph.Consumes, graph.Operates:
		c.shift(n)
	}
}

// subjectOf returns which end a link is about, and the other.
func subjectOf(k graph.Key) (subject, other graph.ID) {
	switch k.Relation {
	case graph.Owns, graph.Consumes, graph.Operates:
		return k.To, k.From
	}
	return k.From, k.To
}

// staying returns the node of what is in both graphs.
func (c *changed) staying(id graph.ID) (graph.Node, bool) {
	_, is := c.p.After.Node(id)
	n, was := c.p.Before.Node(id)
	return n, was && is
}

func (c *changed) flow(k graph.Key) {
	was, is := linkOf(c.p.Before, k), linkOf(c.p.After, k)
	flowed, flows := was != nil && was.Denial == nil, is != nil && is.Denial == nil
	_, fromStays := c.staying(k.From)
	_, toStays := c.staying(k.To)
	switch {
	case flowed && !flows && fromStays && toStays:
		c.cut = append(c.cut, Flow{was.From, was.To})
	case flows && !flowed && toStays:
		c.fed = append(c.fed, Flow{is.From, is.To})
	}
}

// shift notes that who is to be told of an entity and its parts may differ.
func (c *changed) shift(n graph.Node) {
	before := c.p.Before
	if c.shifted == nil {
		c.shifted = graph.NewBitmap(before.Bound())
	}
	for at := n; at < before.End(n); {
		if c.shifted.Has(at) { // and so are its parts
			at = before.Next(before.End(at))
			continue
		}
		c.shifted.Set(at)
		at = before.Next(at + 1)
	}
}
