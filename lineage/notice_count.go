package lineage

import (
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// roleSet is a set of roles, one bit each.
type roleSet uint8

func setOfRoles(roles []NoticeRole) roleSet {
	if len(roles) == 0 {
		roles = NoticeRoles
	}
	var s roleSet
	for _, r := range roles {
		s |= 1 << r
	}
	return s
}

// list returns the roles of the set, which are shared.
func (s roleSet) list() []NoticeRole { return roleLists[s] }

var roleLists = func() (lists [1 << (Operator + 1)][]NoticeRole) {
	for s := range lists {
		for _, r := range NoticeRoles {
			if s&(1<<r) != 0 {
				lists[s] = append(lists[s], r)
			}
		}
	}
	return lists
}()

// rolesIn returns the roles that teams have because of an entity with which they have to do; under "" those that nobody
// has, where somebody could.
func rolesIn(all map[graph.ID]interest, isChanged, ownable bool) map[graph.ID]roleSet {
	owner := ownerRole(isChanged)
	roles := make(map[graph.ID]roleSet, len(all))
	owned := false
	for team, interest := range all {
		if interest&owning != 0 {
			roles[team] |= 1 << owner
		}
		if interest&consuming != 0 {
			roles[team] |= 1 << Consumer
		}
		if interest&operating != 0 {
			roles[team] |= 1 << Operator
		}
		owned = owned || interest&owning != 0
	}
	if !owned && ownable {
		roles[""] = 1 << owner
	}
	return roles
}

func ownerRole(isChanged bool) NoticeRole {
	if isChanged {
		return OwnerOfChanged
	}
	return OwnerOfAffected
}

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

// classCounts is how many entities there are of each class. It is kept for the next count, and what was counted is cleared
// with it.
type classCounts struct{ of, met []uint32 }

var countsPool = sync.Pool{New: func() any { return &classCounts{} }}

func newClassCounts(classes int) *classCounts {
	c := countsPool.Get().(*classCounts)
	if len(c.of) < classes {
		c.of = make([]uint32, classes)
	}
	return c
}

func (c *classCounts) release() {
	for _, class := range c.met {
		c.of[class] = 0
	}
	c.met = c.met[:0]
	countsPool.Put(c)
}

// add counts nodes by their class and returns those that cannot be counted so. The classes of several are fetched at once:
// in a large graph most are not in the processor's cache, and so they are waited for together.
func (c *classCounts) add(classes []uint32, nodes []graph.Node, shifted graph.Bitmap) (others []graph.Node) {
	var fetched [32]uint32
	for len(nodes) > 0 {
		many := min(len(fetched), len(nodes))
		for i, n := range nodes[:many] {
			fetched[i] = classes[n]
		}
		for i, class := range fetched[:many] {
			switch n := nodes[i]; {
			case class&apart != 0 || shifted != nil && shifted.Has(n):
				others = append(others, n)
			default:
				if c.of[class] == 0 {
					c.met = append(c.met, class)
				}
				c.of[class]++
			}
		}
		nodes = nodes[many:]
	}
	return others
}

// classRoles returns the roles that teams have because of the entities of a class.
func classRoles(a *audience, class uint32, isChanged bool) map[graph.ID]roleSet {
	all := map[graph.ID]interest{}
	a.interests(class, all)
	return rolesIn(all, isChanged, true)
}
