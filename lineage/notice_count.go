package lineage

import (
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

func (s roleSet) list() []NoticeRole {
	var roles []NoticeRole
	for _, r := range NoticeRoles {
		if s&(1<<r) != 0 {
			roles = append(roles, r)
		}
	}
	return roles
}

// rolesIn returns the roles that teams have because of an entity with which they have to do; under "" those that nobody
// has, where somebody could.
func rolesIn(all map[graph.ID]interest, isChanged, ownable bool) map[graph.ID]roleSet {
	owner := OwnerOfAffected
	if isChanged {
		owner = OwnerOfChanged
	}
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

// tally is what is counted of one team.
type tally struct {
	roles roleSet
	count int
}

// noticing counts who is to be told.
type noticing struct {
	impact *Impact
	teams  map[graph.ID]*tally
}

// tell counts what is changed, or the items. Most of them are counted by their place, of which there are few, in memory
// that a workspace lends; one by one only what somebody operates and what may have another audience after the plan.
func (c *noticing) tell(isChanged bool) {
	i, before := c.impact, c.impact.plan.Before
	w := newWorkspace(before)
	defer w.release()
	counted, counts := &w.spread, w.positions
	nowhere := 0
	a := audienceOf(before)
	i.each(isChanged, func(g *graph.Graph, n graph.Node) {
		switch {
		case g != before || i.shifted != nil && i.shifted.Has(n) || a.operated.Has(n):
			c.add(rolesIn(i.interestsOf(g, n), isChanged, g.Kind(n) != graph.Team), 1)
		case a.places[n] == graph.None:
			if !isChanged || before.Kind(n) != graph.Team {
				nowhere++
			}
		case counted.add(a.places[n]):
			counts[a.places[n]] = 1
		default:
			counts[a.places[n]]++
		}
	})
	for _, place := range counted.list {
		all := map[graph.ID]interest{}
		interests(before, place, all)
		c.add(rolesIn(all, isChanged, true), int(counts[place]))
	}
	if nowhere > 0 {
		c.add(rolesIn(nil, isChanged, true), nowhere)
	}
}

// add counts some entities for each team that has a role because of them.
func (c *noticing) add(roles map[graph.ID]roleSet, count int) {
	for team, roles := range roles {
		t := c.teams[team]
		if t == nil {
			t = &tally{}
			c.teams[team] = t
		}
		t.roles |= roles
		t.count += count
	}
}
