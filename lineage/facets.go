package lineage

import (
	"cmp"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Facets is how many entities a Filter would choose, were a kind, an owner, a domain or a division chosen in the place of
// what the Filter says of these, or a tag beside those it names; what else it says holds. Each count is exact, and what would
// bring nothing is left out. Most first, equal ones by ID.
type Facets struct {
	Kinds     map[graph.Kind]int // with this kind alone as Kinds
	Owners    []EntityCount      // with this team as Owner; graph.None, the last: with Unowned
	Domains   []EntityCount      // with this domain as Within
	Divisions []EntityCount      // with this division as Within
	Tags      []TagCount         // with this tag as one more of Tags
}

// TagCount is how many entities have a tag.
type TagCount struct {
	Tag   string
	Count int
}

// EntityCount is how many entities come with one.
type EntityCount struct {
	Entity graph.Node
	Count  int
}

// FacetsOf counts what the choices beside a filter would bring. Linear in the catalog times the number of divisions, and in
// the containers of what is chosen.
func FacetsOf(g *graph.Graph, f Filter) Facets { return facetsAmong(g, slices.Collect(g.Of()), f) }

func facetsAmong(g *graph.Graph, all []graph.Node, f Filter) Facets {
	anyKind, anyOwner, anywhere := f, f, f
	anyKind.Kinds = nil
	anyOwner.Owner, anyOwner.Unowned = "", nil
	anywhere.Within = ""
	placed := chosenAmong(g, all, anywhere)
	return Facets{
		Kinds:     kindsAmong(g, chosenAmong(g, all, anyKind)),
		Owners:    ownersAmong(g, chosenAmong(g, all, anyOwner)),
		Domains:   domainsAmong(g, placed),
		Divisions: divisionsAmong(g, placed),
		Tags:      tagsAmong(g, chosenAmong(g, all, f)),
	}
}

// Chosen returns what a filter chooses, by ID.
func Chosen(g *graph.Graph, f Filter) []graph.Node { return chosenAmong(g, slices.Collect(g.Of()), f) }

func chosenAmong(g *graph.Graph, all []graph.Node, f Filter) []graph.Node {
	match := f.Match(g)
	var chosen []graph.Node
	for _, n := range all {
		if match == nil || match(n) {
			chosen = append(chosen, n)
		}
	}
	return chosen
}

func kindsAmong(g *graph.Graph, chosen []graph.Node) map[graph.Kind]int {
	counts := map[graph.Kind]int{}
	for _, n := range chosen {
		counts[g.Kind(n)]++
	}
	return counts
}

func ownersAmong(g *graph.Graph, chosen []graph.Node) []EntityCount {
	places, counts := ownerPlaces(g), map[graph.Node]int{}
	for _, n := range chosen {
		if places[n] == graph.None {
			counts[graph.None]++
		} else if owners := g.In(graph.Owns, places[n]); len(owners) == 1 { // in a conflict nobody is accountable
			counts[owners[0].Node()]++
		}
	}
	return mostFirst(g, counts)
}

func domainsAmong(g *graph.Graph, chosen []graph.Node) []EntityCount {
	counts := map[graph.Node]int{}
	for _, n := range chosen {
		for at := n; at != graph.None; at = g.Container(at) {
			if g.Kind(at) == graph.Domain {
				counts[at]++
			}
		}
	}
	return mostFirst(g, counts)
}

func divisionsAmong(g *graph.Graph, chosen []graph.Node) []EntityCount {
	counts := map[graph.Node]int{}
	for division := range g.Of(graph.Division) {
		inside := Within(g, division)
		for _, n := range chosen {
			if inside(n) {
				counts[division]++
			}
		}
	}
	return mostFirst(g, counts)
}

func tagsAmong(g *graph.Graph, chosen []graph.Node) []TagCount {
	counts := map[string]int{}
	for _, n := range chosen {
		for _, tag := range g.Entity(n).Tags {
			counts[tag]++
		}
	}
	sorted := make([]TagCount, 0, len(counts))
	for tag, count := range counts {
		sorted = append(sorted, TagCount{tag, count})
	}
	slices.SortFunc(sorted, func(a, b TagCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Tag, b.Tag))
	})
	return sorted
}

func mostFirst(g *graph.Graph, counts map[graph.Node]int) []EntityCount {
	sorted := make([]EntityCount, 0, len(counts))
	for n, count := range counts {
		sorted = append(sorted, EntityCount{n, count})
	}
	slices.SortFunc(sorted, func(a, b EntityCount) int {
		switch {
		case a.Entity == graph.None:
			return 1
		case b.Entity == graph.None:
			return -1
		}
		return cmp.Or(cmp.Compare(b.Count, a.Count), g.CompareID(a.Entity, b.Entity))
	})
	return sorted
}
