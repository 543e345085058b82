package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// tally is what is counted of one team.
type tally struct {
	roles roleSet
	count int
}

func (t *tally) add(roles roleSet, count int) {
	t.roles |= roles
	t.count += count
}

// noticing counts who is to be told.
type noticing struct {
	impact *Impact
	teams  map[graph.ID]*tally // by single entities
	all    []tally             // by classes: of the teams in the order of the audience before; the last of nobody
}

// tell counts what is changed, or the items: most of them by their class, of which there are few; one by one only what is
// apart, and what may have another audience after the plan.
func (c *noticing) tell(a *audience, isChanged bool) {
	before := c.impact.plan.Before
	counts := newClassCounts(len(a.classes))
	defer counts.release()
	for _, nodes := range c.impact.runs(isChanged) {
		for _, n := range counts.add(a.of, nodes, c.impact.shifted) {
			c.single(before, n, isChanged)
		}
	}
	for _, class := range counts.met {
		c.class(a.classes[class], isChanged, int(counts.of[class]))
	}
	if isChanged {
		for _, n := range c.impact.added {
			c.single(c.impact.plan.After, n, isChanged)
		}
	}
}

// class counts all that was counted of a class, as classRoles would have it for one.
func (c *noticing) class(t interested, isChanged bool, count int) {
	owner := ownerRole(isChanged)
	for _, team := range t.owners {
		c.all[team].add(1<<owner, count)
	}
	if len(t.owners) == 0 {
		c.all[len(c.all)-1].add(1<<owner, count)
	}
	for _, team := range t.consumers {
		if slices.Contains(t.owners, team) {
			c.all[team].add(1<<Consumer, 0)
		} else {
			c.all[team].add(1<<Consumer, count)
		}
	}
}

// gather adds what was counted by single entities and by classes up, and returns it by team.
func (c *noticing) gather(a *audience) []Notice {
	var notices []Notice
	for at, t := range c.all {
		id := graph.ID("")
		if at < len(a.teams) {
			id = a.teams[at]
		}
		if single := c.teams[id]; single != nil {
			t.add(single.roles, single.count)
			delete(c.teams, id)
		}
		if t.roles != 0 {
			notices = append(notices, Notice{id, t.roles.list(), t.count})
		}
	}
	for id, t := range c.teams {
		notices = append(notices, Notice{id, t.roles.list(), t.count})
	}
	return notices
}

func (c *noticing) team(id graph.ID) *tally {
	t := c.teams[id]
	if t == nil {
		t = &tally{}
		c.teams[id] = t
	}
	return t
}

// single counts one entity by itself.
func (c *noticing) single(g *graph.Graph, n graph.Node, isChanged bool) {
	for team, roles := range rolesIn(c.impact.interestsOf(g, n), isChanged, g.Kind(n) != graph.Team) {
		c.team(team).add(roles, 1)
	}
}
