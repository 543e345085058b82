package types

import (
	"slices"

	"github.com/headwater-catalog/headwater/lineage"
)

// OwnerShare is what one team is accountable for among the items of a lineage.
type OwnerShare struct {
	of    *Lineage
	share lineage.OwnerShare
}

// Owners returns who is accountable for the items.
func (l *Lineage) Owners() []OwnerShare {
	found := l.closure.Owners()
	shares := make([]OwnerShare, len(found))
	for i, s := range found {
		shares[i] = OwnerShare{l, s}
	}
	return shares
}

// Team returns who is accountable, nil for what has no owner.
func (s OwnerShare) Team() *Team { return asOne[Team](s.of.closure.Graph(), s.share.Team) }

// Count returns how many items the team is accountable for.
func (s OwnerShare) Count() int { return s.share.Count }

// Entities returns a page of these items, by ID.
func (s OwnerShare) Entities(first *int, after *string) (*EntityConnection, error) {
	g := s.of.closure.Graph()
	byID := slices.Clone(s.share.Nodes)
	slices.SortFunc(byID, g.CompareID)
	return nodes{g, byID}.page(s.of.query.below("owners", idOf(g, s.share.Team)), first, after)
}

// SystemShare is what runs in one system among the items of a lineage.
type SystemShare struct {
	System SourceSystem
	Count  int
}

// Systems returns what the items run in.
func (l *Lineage) Systems() []SystemShare {
	found := l.closure.Systems()
	shares := make([]SystemShare, len(found))
	for i, s := range found {
		shares[i] = SystemShare{as[SourceSystem](l.closure.Graph(), s.System), s.Count}
	}
	return shares
}
