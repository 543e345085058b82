package lineage

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// findRoots finds what is changed without what is part of other changed things: where the drawing starts, and what the
// sentence names, which leaves out what only runs in a changed system.
func (i *Impact) findRoots(c *changed) {
	named := append(slices.Clone(c.asked), i.touched...)
	for _, f := range c.cut {
		named = append(named, f.From)
	}
	before, after := i.plan.Before, i.plan.After
	i.closure.start = outermost(before, append(slices.Clone(c.lost), named...))
	for _, n := range outermost(before, named) {
		i.roots = append(i.roots, before.ID(n))
	}
	for _, n := range outermost(after, i.added) {
		i.roots = append(i.roots, after.ID(n))
	}
	slices.Sort(i.roots)
}

// Changed returns the IDs of what is changed, without what is part of other changed things or runs in a changed system; by
// ID.
func (i *Impact) Changed() []graph.ID { return slices.Clone(i.roots) }

// Summary says in one sentence what the plan does: "Changing Get Product breaks 13 parts of 5 domains; 6 teams are to be
// told." It is plain text that ends with a full stop; names are as recorded. Linear in the items.
func (i *Impact) Summary() string {
	if len(i.roots) == 0 && len(i.informs) == 0 {
		return "This changes nothing."
	}
	sentence := "This change"
	if len(i.roots) > 0 {
		sentence = "Changing " + listed(i.rootNames(), 3)
	}
	return sentence + " " + i.effects() + "; " + i.audience() + "."
}

func (i *Impact) rootNames() []string {
	names := make([]string, len(i.roots))
	for at, id := range i.roots {
		g := i.plan.Before
		n, found := g.Node(id)
		if !found {
			g = i.plan.After
			n, _ = g.Node(id)
		}
		names[at] = g.Entity(n).Name
	}
	return names
}

// effects says what follows, by severity, the worst first.
func (i *Impact) effects() string {
	var effects []string
	for _, effect := range []struct {
		severity Severity
		words    string
	}{
		{Breaking, "breaks %s"},
		{Possible, "may affect %s"},
		{Inform, "gives %s another owner, place or source"},
	} {
		nodes := i.of(effect.severity)
		if len(nodes) > 0 {
			effects = append(effects, fmt.Sprintf(effect.words, content(i.plan.Before, nodes)))
		}
	}
	if len(effects) == 0 {
		return "affects nothing else"
	}
	return listed(effects, len(effects))
}

// of returns the items of one severity.
func (i *Impact) of(s Severity) []graph.Node {
	var nodes []graph.Node
	i.closure.Each(func(item Item) {
		if broken(item).Severity == s {
			nodes = append(nodes, item.Node)
		}
	})
	if s == Inform {
		for _, item := range i.informs {
			nodes = append(nodes, item.Node)
		}
	}
	return nodes
}

// audience says how many teams are to be told.
func (i *Impact) audience() string {
	teams := i.Notices()
	if last := len(teams) - 1; last >= 0 && teams[last].Team == "" {
		teams = teams[:last]
	}
	if len(teams) == 0 {
		return "no team is to be told"
	}
	return counted(len(teams), "team is", "teams are") + " to be told"
}

// Mermaid draws what breaks as [Closure.Mermaid] does, from what is changed, and with it what the plan only informs about.
// Everything is drawn where it is before the plan; new flows are drawn where both ends are there, and not between domains.
func (i *Impact) Mermaid() string {
	c := i.closure
	flows := c.Flows()
	if i.Total() > mostNodes || len(c.start) > mostNodes || len(flows) > mostEdges {
		return i.drawRolledUp().mermaid()
	}
	d := newDrawer(c.g)
	c.draw(d, flows)
	for _, item := range i.informs {
		d.add(item.Node, box{})
	}
	for _, f := range flows {
		d.arrow(f, "", precisionOf(c.g, f) == Coarse)
	}
	for _, item := range i.informs {
		if item.Depth == 0 {
			continue
		}
		if from, found := i.before(item.flow.From); found {
			d.add(from, box{})
			d.arrow(Flow{from, item.Node}, "new", false)
		}
	}
	if len(d.nodes) > mostNodes {
		return i.drawRolledUp().mermaid()
	}
	d.group(d.domainOf)
	return d.mermaid()
}

// drawRolledUp draws the domains of all items; of new flows it says how many it leaves out.
func (i *Impact) drawRolledUp() *drawer {
	d := i.closure.drawRolledUp(i.told())
	fed := 0
	for _, item := range i.informs {
		if item.Depth > 0 {
			fed++
		}
	}
	if fed > 0 {
		d.note("new flows to %s are not drawn", counted(fed, "entity", "entities"))
	}
	return d
}

// before returns the node in the graph before of one in the graph after.
func (i *Impact) before(n graph.Node) (graph.Node, bool) {
	if int(n) >= i.plan.After.Bound() {
		return graph.None, false
	}
	return i.plan.Before.Node(i.plan.After.ID(n))
}
