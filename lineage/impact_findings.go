package lineage

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// Findings returns what the plan newly brings about, in the order of [Findings] and with nodes of the graph after. Not new
// is what was found before, and what remains of it: a cycle or a conflict of owners that lost members, and what was unowned
// as a part of something and now stands alone. Linear in the findings of both graphs, and in the graphs the first time.
func (i *Impact) Findings() []Finding {
	before, after := i.plan.Before, i.plan.After
	if before == after {
		return nil
	}
	k := known{before, map[string]bool{}, map[string]idSet{}}
	for _, f := range Findings(before, nil, graph.None) {
		k.note(f)
	}
	return slices.DeleteFunc(Findings(after, nil, graph.None), func(f Finding) bool { return k.has(after, f) })
}

// known are the findings before a plan, by what names them in any graph.
type known struct {
	g      *graph.Graph
	whole  map[string]bool
	groups map[string]idSet // of conflicts and cycles the members: by kind and place, a cycle by each of its members
}

type idSet map[graph.ID]bool

func (k known) note(f Finding) {
	k.whole[f.identity(k.g)] = true
	members := f.members(k.g)
	switch f.Kind {
	case FindingUnmapped:
		k.whole[f.Kind.String()+" "+string(members[0])] = true
	case FindingOwnerConflict:
		k.groups[f.Kind.String()+" "+string(members[0])] = setOfIDs(members)
	case FindingCycle, FindingSimilarName:
		group := setOfIDs(members)
		for _, m := range members {
			k.groups[f.Kind.String()+" "+string(m)] = group
		}
	}
}

// has reports whether a finding of the graph after is one of before, or what remains of one.
func (k known) has(after *graph.Graph, f Finding) bool {
	if k.whole[f.identity(after)] {
		return true
	}
	members := f.members(after)
	switch f.Kind {
	case FindingUnmapped: // wherever it may belong now
		return k.whole[f.Kind.String()+" "+string(members[0])]
	case FindingUnowned:
		n, was := k.g.Node(members[0])
		return was && ownerPlaces(k.g)[n] == graph.None
	case FindingOwnerConflict, FindingCycle, FindingSimilarName:
		group := k.groups[f.Kind.String()+" "+string(members[0])]
		return !slices.ContainsFunc(members, func(id graph.ID) bool { return !group[id] })
	}
	return false
}

// members returns the IDs of what a finding is about and of the others.
func (f Finding) members(g *graph.Graph) []graph.ID {
	ids := []graph.ID{g.ID(f.Node)}
	for _, n := range f.Others {
		ids = append(ids, g.ID(n))
	}
	return ids
}

// identity names a finding whatever graph it is found in: the others are by ID.
func (f Finding) identity(g *graph.Graph) string {
	words := []string{f.Kind.String(), f.Relation.String()}
	for _, id := range f.members(g) {
		words = append(words, string(id))
	}
	return strings.Join(words, " ")
}

func setOfIDs(ids []graph.ID) idSet {
	set := idSet{}
	for _, id := range ids {
		set[id] = true
	}
	return set
}
