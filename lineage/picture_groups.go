package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// GroupOptions is how a picture is grouped.
type GroupOptions struct {
	// Grain is how fine the groups are. Where there are more of them than Most they are those of the next coarser grain at which
	// there are not, or of the coarsest.
	Grain Grain
	Most  int // 0: as many as there are
	// Open are wholes of which all parts are grouped at Grain nevertheless.
	Open []graph.Node
	// Choose is which entities stay; nil: all. What is in Always, or part of that, stays whatever it says.
	Choose func(graph.Node) bool
	Always []graph.Node
}

// Groups is a picture from farther away: what is drawn, counted at what stands for it at a grain.
type Groups struct {
	Grain  Grain        // what is not in something open is grouped at
	Groups []Group      // in the order of the picture, at most so many as were asked for
	Total  int          // how many there are
	Places []graph.Node // all that Groups are part of, the whole way up, each once and by ID
	Flows  []GroupFlow  // between two of Groups, by the IDs of their ends
}

// Group is an entity that stands for some that are drawn.
type Group struct {
	Node  graph.Node
	Count int // how many of them stay
}

// GroupFlow is how data gets from what one group stands for to what another does: by recorded flows or, where there is none of
// these, on ways through entities that do not stay alone.
type GroupFlow struct {
	RolledFlow     // Count 0: nothing is recorded
	Between    int // how many entities that do not stay the shortest such way leads through; 0: there is a recorded flow
}

// Groups groups what is drawn. Linear in the entities and flows of the picture, and with a choice in the flows through what
// does not stay for each 64 groups; of many that are open, or always stay, each entity is looked for in the logarithm of their number.
func (p *Picture) Groups(o GroupOptions) Groups {
	v := newFarView(p, o)
	for v.grain > GrainDivision && v.over(o.Most) {
		v.grain--
		v.group()
	}
	found := Groups{Grain: v.grain, Groups: v.groups, Total: len(v.groups)}
	if v.over(o.Most) {
		found.Groups = v.groups[:o.Most]
	}
	found.Places = placesOf(p.g, func(yield func(graph.Node) bool) {
		for _, group := range found.Groups {
			if !yield(group.Node) {
				return
			}
		}
	})
	found.Flows = v.flows(len(found.Groups))
	return found
}

// farView is a picture being grouped.
type farView struct {
	*Picture
	GroupOptions
	open   wholes
	always wholes
	grain  Grain
	groups []Group
	at     map[graph.Node]int // by what stands for it: its index in groups
}

func newFarView(p *Picture, o GroupOptions) *farView {
	v := &farView{Picture: p, GroupOptions: o, open: wholesOf(p.g, o.Open), always: wholesOf(p.g, o.Always), grain: o.Grain}
	v.group()
	return v
}

func (v *farView) over(most int) bool { return most > 0 && len(v.groups) > most }

// group counts what stays at what stands for it.
func (v *farView) group() {
	v.groups, v.at = nil, map[graph.Node]int{}
	for _, n := range v.nodes {
		if !v.stays(n) {
			continue
		}
		place := v.place(n)
		at, known := v.at[place]
		if !known {
			at = len(v.groups)
			v.at[place] = at
			v.groups = append(v.groups, Group{Node: place})
		}
		v.groups[at].Count++
	}
}

func (v *farView) place(n graph.Node) graph.Node {
	if v.open.have(n) {
		return v.Grain.Place(v.g, n)
	}
	return v.grain.Place(v.g, n)
}

// stays tells whether the choice leaves an entity. What is not drawn itself, as what a coarse flow was recorded at, is none of
// its business.
func (v *farView) stays(n graph.Node) bool {
	return v.Choose == nil || !v.drawn.Has(n) || v.Choose(n) || v.always.have(n)
}

// flows returns the flows between the first groups.
func (v *farView) flows(first int) []GroupFlow {
	found := map[Flow]*GroupFlow{}
	w := newHiddenWays(first)
	for _, f := range v.Flows() {
		from, to := v.end(f.From, first), v.end(f.To, first)
		switch {
		case from == hiddenEnd || to == hiddenEnd:
			w.add(f, from, to, precisionOf(v.g, f))
		case from != to && from >= 0 && to >= 0:
			v.count(found, from, to, precisionOf(v.g, f))
		}
	}
	w.walk(func(from, to, between int, precision Precision) {
		ends := Flow{v.groups[from].Node, v.groups[to].Node}
		if found[ends] == nil {
			found[ends] = &GroupFlow{RolledFlow{ends.From, ends.To, 0, precision}, between}
		}
	})
	flows := make([]GroupFlow, 0, len(found))
	for _, f := range found {
		flows = append(flows, *f)
	}
	slices.SortFunc(flows, func(a, b GroupFlow) int {
		return cmp.Or(v.g.CompareID(a.From, b.From), v.g.CompareID(a.To, b.To))
	})
	return flows
}

func (v *farView) count(found map[Flow]*GroupFlow, from, to int, precision Precision) {
	ends := Flow{v.groups[from].Node, v.groups[to].Node}
	if found[ends] == nil {
		found[ends] = &GroupFlow{RolledFlow: RolledFlow{ends.From, ends.To, 0, precision}}
	}
	f := found[ends]
	f.Count++
	f.Precision = min(f.Precision, precision) // Exact is below Coarse
}

// Where a flow ends, beside at a group: at what does not stay, or at what no group stands for.
const (
	hiddenEnd  = -1
	outsideEnd = -2
)

// end returns which of the first groups a flow of an entity ends at.
func (v *farView) end(n graph.Node, first int) int {
	if !v.stays(n) {
		return hiddenEnd
	}
	if at, known := v.at[v.place(n)]; known && at < first {
		return at
	}
	return outsideEnd
}

// Facets counts what the choices beside a filter would bring of what is drawn beside some entities and their parts.
func (p *Picture) Facets(f Filter, beside []graph.Node) Facets {
	others := slices.DeleteFunc(p.Entities(), wholesOf(p.g, beside).have)
	return facetsAmong(p.g, others, f)
}
