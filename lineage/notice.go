package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// NoticeRole says why a team is to be told of a plan.
type NoticeRole uint8

// The roles. The zero NoticeRole is none of them.
const (
	OwnerOfChanged  NoticeRole = iota + 1 // accountable for what the plan changes
	OwnerOfAffected                       // accountable for an item
	Consumer                              // consumes what is changed or an item, itself or a container of it
	Operator                              // operates a system that is changed or an item
)

// NoticeRoles lists every role, in the order in which they are declared.
var NoticeRoles = []NoticeRole{OwnerOfChanged, OwnerOfAffected, Consumer, Operator}

var noticeNames = [...]string{
	OwnerOfChanged: "OWNER_OF_CHANGED", OwnerOfAffected: "OWNER_OF_AFFECTED", Consumer: "CONSUMER", Operator: "OPERATOR",
}

// String returns the role's name as in GraphQL.
func (r NoticeRole) String() string { return nameIn(noticeNames[:], int(r)) }

// Notice is that a team is to be told of a plan.
type Notice struct {
	// Team has one of the roles before the plan or after it. It is "" for what nobody owns, neither before nor after, teams
	// left aside, which nobody can own: then the roles say only whether that is changed or affected.
	Team  graph.ID
	Roles []NoticeRole // in the order in which they are declared; shared: don't change them
	Count int          // the distinct entities behind the roles, changed ones and items
}

// Notices returns who is to be told: for most entities first, equal ones by ID, and at the end what nobody owns. Beside
// what changed hands it costs two look-ups for an entity changed or affected, and a little for each team there is.
func (i *Impact) Notices() []Notice {
	a := audienceOf(i.plan.Before)
	n := noticing{i, map[graph.ID]*tally{}, make([]tally, len(a.teams)+1)}
	n.tell(a, true)
	n.tell(a, false)
	notices := n.gather(a)
	slices.SortFunc(notices, func(a, b Notice) int {
		if (a.Team == "") != (b.Team == "") {
			return cmp.Compare(b.Team, a.Team)
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Team, b.Team))
	})
	return notices
}

// Behind returns the entities because of which a team is to be told in one of the roles, or in any where none is given,
// by ID; of "", what nobody owns. Linear in what is changed and affected, times a logarithm.
func (i *Impact) Behind(team graph.ID, roles ...NoticeRole) []graph.ID {
	wanted := setOfRoles(roles)
	var ids []graph.ID
	for _, isChanged := range []bool{true, false} {
		known := map[uint32]roleSet{}
		i.each(isChanged, func(g *graph.Graph, n graph.Node) {
			if i.rolesOf(g, n, team, isChanged, known)&wanted != 0 {
				ids = append(ids, g.ID(n))
			}
		})
	}
	slices.Sort(ids)
	return ids
}

// rolesOf returns the roles that a team has because of one entity; known are those because of a class.
func (i *Impact) rolesOf(g *graph.Graph, n graph.Node, team graph.ID, isChanged bool, known map[uint32]roleSet) roleSet {
	a := audienceOf(g)
	class, isApart := a.class(n)
	if isApart || g != i.plan.Before || i.shifted != nil && i.shifted.Has(n) {
		return rolesIn(i.interestsOf(g, n), isChanged, g.Kind(n) != graph.Team)[team]
	}
	roles, found := known[class]
	if !found {
		roles = classRoles(a, class, isChanged)[team]
		known[class] = roles
	}
	return roles
}

// interestsOf returns what each team has to do with an entity, before the plan or after it.
func (i *Impact) interestsOf(g *graph.Graph, n graph.Node) map[graph.ID]interest {
	all := map[graph.ID]interest{}
	id := g.ID(n)
	for _, h := range []*graph.Graph{i.plan.Before, i.plan.After} {
		if m, found := h.Node(id); found {
			a := audienceOf(h)
			class, _ := a.class(m)
			a.interests(class, all)
			addOperators(h, m, all)
		}
	}
	return all
}

// each visits what is changed, or the items, once each: in the graph before; what comes, in the graph after.
func (i *Impact) each(isChanged bool, visit func(*graph.Graph, graph.Node)) {
	for _, nodes := range i.runs(isChanged) {
		for _, n := range nodes {
			visit(i.plan.Before, n)
		}
	}
	if isChanged {
		for _, n := range i.added {
			visit(i.plan.After, n)
		}
	}
}

// runs returns the nodes in the graph before of what is changed, or of the items; without a copy where none is needed.
func (i *Impact) runs(isChanged bool) [][]graph.Node {
	c := i.closure
	if isChanged {
		return [][]graph.Node{c.nodes[:c.levels[0]], i.touched}
	}
	items := c.nodes[c.levels[0]:c.within]
	if c.listed != nil {
		items = make([]graph.Node, 0, c.total)
		c.Each(func(item Item) { items = append(items, item.Node) })
	}
	informs := make([]graph.Node, len(i.informs))
	for at, item := range i.informs {
		informs[at] = item.Node
	}
	return [][]graph.Node{items, informs}
}
