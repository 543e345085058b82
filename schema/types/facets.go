package types

import (
	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Facets is what each choice beside a filter would bring.
type Facets struct {
	g     *graph.Graph
	found lineage.Facets
}

// Facets counts what each choice beside a filter would bring.
func (c Catalog) Facets(where *EntityFilter) (*Facets, error) {
	meant, err := where.filter(c.g)
	if err != nil {
		return nil, err
	}
	return &Facets{c.g, lineage.FacetsOf(c.g, meant)}, nil
}

// ByKind returns what each kind would bring, in the order of the schema.
func (f *Facets) ByKind() []KindCount { return kindCounts(f.found.Kinds) }

// ByOwner returns what each accountable team would bring, and that there is none.
func (f *Facets) ByOwner() []OwnerCount {
	counts := make([]OwnerCount, len(f.found.Owners))
	for i, c := range f.found.Owners {
		counts[i] = OwnerCount{asOne[Team](f.g, c.Entity), c.Count}
	}
	return counts
}

// ByDomain returns what each domain would bring.
func (f *Facets) ByDomain() []EntityCount { return f.entities(f.found.Domains) }

// ByDivision returns what each division would bring.
func (f *Facets) ByDivision() []EntityCount { return f.entities(f.found.Divisions) }

// ByTag returns what each tag would bring beside those that are chosen.
func (f *Facets) ByTag() []TagCount { return f.found.Tags }

func (f *Facets) entities(found []lineage.EntityCount) []EntityCount {
	counts := make([]EntityCount, len(found))
	for i, c := range found {
		counts[i] = EntityCount{Of(f.g, c.Entity), c.Count}
	}
	return counts
}

// OwnerCount is how many entities a team is accountable for; nobody where it is nil.
type OwnerCount struct {
	Team  *Team
	Count int
}

// TagCount is how many entities have a tag.
type TagCount = lineage.TagCount

// EntityCount is how many entities come with one.
type EntityCount struct {
	Entity Entity
	Count  int
}
