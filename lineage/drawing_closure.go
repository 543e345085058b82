package lineage

import "github.com/headwater-catalog/headwater/graph"

// drawing draws the closure: the items, the start where flows leave or arrive, the containers whose flows imply a step,
// and the recorded flows between them, grouped by domain. What a filter left out is not drawn. Of more than can be read,
// the roll-up to domains is drawn instead.
func (c *Closure) drawing() drawing {
	flows := c.Flows()
	if c.total > mostNodes || len(flows) > mostEdges {
		return c.drawRolledUp(nil).drawing
	}
	d := newDrawer(c.g)
	c.draw(d, flows)
	if len(d.nodes) > mostNodes {
		return c.drawRolledUp(nil).drawing
	}
	for _, f := range flows {
		d.arrow(f, "", precisionOf(c.g, f) == Coarse)
	}
	d.group(d.domainOf)
	return d.drawing
}

// draw puts in all entities: where the start's flows are, the items in their order, then the containers of these that
// flows lead from or to.
func (c *Closure) draw(d *drawer, flows []Flow) {
	c.drawStart(d, flows)
	for _, i := range c.Items() {
		d.add(i.Node, box{coarse: i.Precision == Coarse})
	}
	around := map[graph.Node]bool{}
	for _, n := range d.nodes {
		around[n] = true
		for container := range c.g.Containers(n) {
			_, reached := c.position(container)
			around[container] = around[container] || !reached // else it is drawn, or a filter left it out
		}
	}
	for _, f := range flows {
		if around[f.From] && around[f.To] {
			d.add(f.From, box{coarse: true})
			d.add(f.To, box{coarse: true})
		}
	}
}

// drawStart draws the parts of each start that flows leave or arrive at, the start itself where there are none.
func (c *Closure) drawStart(d *drawer, flows []Flow) {
	for _, s := range c.start {
		before := len(d.nodes)
		for _, f := range flows {
			for _, n := range []graph.Node{f.From, f.To} {
				if c.g.Contains(s, n) {
					d.add(n, box{start: true})
				}
			}
		}
		if len(d.nodes) == before {
			d.add(s, box{start: true})
		}
	}
}

// domainOf groups an entity by the nearest domain that it is part of, or else by what it is directly part of.
func (d *drawer) domainOf(n graph.Node) graph.Node {
	c := d.g.Container(n)
	if domain := d.g.Nearest(c, graph.Domain); domain != graph.None {
		return domain
	}
	return c
}

// drawRolledUp draws the domains that the items, and others beside them, are part of.
func (c *Closure) drawRolledUp(others []Item) *drawer {
	d := newDrawer(c.g)
	d.note("too much to draw one by one (%s from %s), so drawn are the domains that they are part of",
		counted(c.total+len(others), "entity", "entities"), counted(len(c.start), "start", "starts"))
	outside := 0
	count := func(i Item) {
		if c.g.Nearest(i.Node, graph.Domain) == graph.None {
			outside++
		}
	}
	c.Each(count)
	for _, i := range others {
		count(i)
	}
	if outside > 0 {
		d.note("%s part of no domain and not drawn", counted(outside, "entity is", "entities are"))
	}
	c.rollUpWith(graph.Domain, others).draw(d)
	return d
}
