package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// FindingKind says what kind of gap or risk a finding is.
type FindingKind uint8

// The kinds of findings. The zero FindingKind is none of them.
const (
	// FindingUnowned is a domain, product, port, capability, dataset or job with no accountable team all the way up,
	// reported once, at the highest place.
	FindingUnowned FindingKind = iota + 1
	// FindingOwnerConflict is a place with two accountable teams or more.
	FindingOwnerConflict
	// FindingUnsourced is an output port or data product that no effective flow reaches, nor a part of it.
	FindingUnsourced
	// FindingUnused is an output port or data product that feeds nothing outside itself and that no team consumes,
	// directly or through a container.
	FindingUnused
	// FindingCycle is a strongly connected component of recorded flows of more than one entity, or a flow to itself.
	FindingCycle
	// FindingCrossesDivision is a flow, owner, consumer or system whose two ends belong to different divisions.
	FindingCrossesDivision
	// FindingShadowSystem is a source system with neither owner nor operator.
	FindingShadowSystem
	// FindingDeniedFlow is a denied flow that some source still claims.
	FindingDeniedFlow
	// FindingUnmapped is a dataset that was imported or observed and is part of no domain and no data product; the other is
	// where the dataset that is most like it is.
	FindingUnmapped
	// FindingSimilarName is a dataset or job whose namespace and name the others have as well, but for upper and lower case.
	FindingSimilarName
)

// FindingKinds lists every kind, in the order in which they are declared.
var FindingKinds = []FindingKind{
	FindingUnowned, FindingOwnerConflict, FindingUnsourced, FindingUnused,
	FindingCycle, FindingCrossesDivision, FindingShadowSystem, FindingDeniedFlow,
	FindingUnmapped, FindingSimilarName,
}

var findingNames = [...]string{
	FindingUnowned: "UNOWNED", FindingOwnerConflict: "OWNER_CONFLICT", FindingUnsourced: "UNSOURCED", FindingUnused: "UNUSED",
	FindingCycle: "CYCLE", FindingCrossesDivision: "CROSSES_DIVISION", FindingShadowSystem: "SHADOW_SYSTEM", FindingDeniedFlow: "DENIED_FLOW",
	FindingUnmapped: "UNMAPPED", FindingSimilarName: "SIMILAR_NAME",
}

// String returns the kind's name as in GraphQL.
func (k FindingKind) String() string { return nameIn(findingNames[:], int(k)) }

// Finding is a gap or a risk that the catalog itself shows.
type Finding struct {
	Kind   FindingKind
	Node   graph.Node   // what it is about
	Others []graph.Node // by ID: the teams of a conflict, the rest of a cycle, the other end of a crossing or denied flow
	// Relation is that of the link which crosses or is denied, else 0. No two findings are the same in Kind, Node, Others
	// and Relation.
	Relation graph.Relation
	Message  string // a sentence: what is found and what to do about it
}

// Findings returns the findings of the given kinds, of all where none is given, by kind, then by ID of what they are
// about and of the others, then by relation. Those within an entity (see [Within]) are those of which the node or one
// of the others lies there: a crossing belongs to both sides of the border; within graph.None lie all.
//
// Each kind is searched once for a graph, in time linear in entities and links (but for the sorting of what is found).
// Don't change the findings' Others: they are shared.
func Findings(g *graph.Graph, kinds []FindingKind, within graph.Node) []Finding {
	in := Within(g, within)
	var found []Finding
	for _, k := range FindingKinds {
		if len(kinds) > 0 && !slices.Contains(kinds, k) {
			continue
		}
		for _, f := range findingsOf(g, k) {
			if in(f.Node) || slices.ContainsFunc(f.Others, in) {
				found = append(found, f)
			}
		}
	}
	return found
}

// search for each kind: in no order, the others by ID.
var findingSearches = [...]func(*graph.Graph) []Finding{
	FindingUnowned: findUnowned, FindingOwnerConflict: findOwnerConflicts, FindingUnsourced: findUnsourced, FindingUnused: findUnused,
	FindingCycle: findCycles, FindingCrossesDivision: findCrossings, FindingShadowSystem: findShadowSystems, FindingDeniedFlow: findDeniedFlows,
	FindingUnmapped: findUnmapped, FindingSimilarName: findSimilarNames,
}

// findingsOf returns all findings of one kind in order. The searches derive nothing else from the graph: Derived holds
// a lock that would wait for itself.
func findingsOf(g *graph.Graph, k FindingKind) []Finding {
	return g.Derived(k, func() any {
		found := findingSearches[k](g)
		for i := range found {
			found[i].Kind = k
		}
		slices.SortFunc(found, func(a, b Finding) int {
			return cmp.Or(g.CompareID(a.Node, b.Node), slices.CompareFunc(a.Others, b.Others, g.CompareID),
				cmp.Compare(a.Relation, b.Relation))
		})
		return found
	}).([]Finding)
}

// named returns what a message calls an entity: its kind in words and its full name.
func named(g *graph.Graph, n graph.Node) string { return g.Kind(n).Word(1) + " " + g.FullName(n) }
