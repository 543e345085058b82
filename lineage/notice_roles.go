package lineage

import "github.com/headwater-catalog/headwater/graph"

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

// classRoles returns the roles that teams have because of the entities of a class.
func classRoles(a *audience, class uint32, isChanged bool) map[graph.ID]roleSet {
	all := map[graph.ID]interest{}
	a.interests(class, all)
	return rolesIn(all, isChanged, true)
}
