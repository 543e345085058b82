package types

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Finding is something that is missing in the catalog or contradicts itself.
type Finding struct {
	g       *graph.Graph
	finding lineage.Finding
}

// Kind returns what is wrong.
func (f Finding) Kind() lineage.FindingKind { return f.finding.Kind }

// Entity returns where.
func (f Finding) Entity() Entity { return Of(f.g, f.finding.Node) }

// Others returns what else has to do with it.
func (f Finding) Others() []Entity { return allOf(f.g, f.finding.Others) }

// Message returns the finding in one sentence.
func (f Finding) Message() string { return f.finding.Message }

// key is the sort key: the kind's place in the schema, the ID, those of the others, and the relation between them, in
// two digits so that it sorts as a number does and before any ID.
func (f Finding) key() []string {
	key := []string{strconv.Itoa(int(f.finding.Kind)), string(f.g.ID(f.finding.Node))}
	key = append(key, ids(idsOf(f.g, f.finding.Others))...)
	return append(key, fmt.Sprintf("%02d", f.finding.Relation))
}

// compareKeys orders keys as Findings orders findings.
func compareKeys(a, b []string) int {
	x, _ := strconv.Atoi(a[0])
	y, _ := strconv.Atoi(b[0])
	return cmp.Or(cmp.Compare(x, y), slices.Compare(a[1:], b[1:]))
}

// Findings returns a page of what is missing or contradicts itself, by kind, then by ID.
func (c Catalog) Findings(kinds []lineage.FindingKind, within *graph.ID, first *int, after *string) (*FindingConnection, error) {
	whole, err := findOptional(c.g, within)
	if err != nil {
		return nil, err
	}
	kinds = distinct(kinds)
	found := lineage.Findings(c.g, kinds, whole)
	finding := func(i int) Finding { return Finding{c.g, found[i]} }
	return list[Finding]{
		query: query{"findings", kinds, idOf(c.g, whole)},
		count: len(found),
		item:  finding,
		key:   func(i int) []string { return finding(i).key() },
		find: func(key []string) (int, bool) {
			return slices.BinarySearchFunc(found, key, func(f lineage.Finding, key []string) int {
				return compareKeys(Finding{c.g, f}.key(), key)
			})
		},
	}.page(first, after)
}
