package types

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Notice is that a team must be told of a change.
type Notice struct {
	of     *Impact
	notice lineage.Notice
}

// Teams returns who must be told.
func (i *Impact) Teams() []Notice {
	found := i.impact.Notices()
	notices := make([]Notice, len(found))
	for at, n := range found {
		notices[at] = Notice{i, n}
	}
	return notices
}

// Team returns the team, nil for what nobody owns.
func (n Notice) Team() *Team {
	if n.notice.Team == "" {
		return nil
	}
	at := n.of.place(n.notice.Team)
	return asOne[Team](at.g, at.n)
}

// Roles returns why.
func (n Notice) Roles() []lineage.NoticeRole { return n.notice.Roles }

// Count returns how many entities are behind the roles.
func (n Notice) Count() int { return n.notice.Count }

// Entities returns a page of the entities behind one role or all, by ID.
func (n Notice) Entities(role *lineage.NoticeRole, first *int, after *string) (*EntityConnection, error) {
	var roles []lineage.NoticeRole
	if role != nil {
		roles = append(roles, *role)
	}
	behind := n.of.impact.Behind(n.notice.Team, roles...)
	return list[Entity]{
		query: n.of.query.below("teams", n.notice.Team, role),
		count: len(behind),
		item:  func(i int) Entity { at := n.of.place(behind[i]); return Of(at.g, at.n) },
		key:   func(i int) []string { return []string{string(behind[i])} },
		find:  func(key []string) (int, bool) { return slices.BinarySearch(behind, graph.ID(key[0])) },
	}.page(first, after)
}

// place returns where an entity is after the change; where it goes, before it.
func (i *Impact) place(id graph.ID) Handle {
	p := i.impact.Plan()
	if n, found := p.After.Node(id); found {
		return Handle{p.After, n}
	}
	n, _ := p.Before.Node(id)
	return Handle{p.Before, n}
}
