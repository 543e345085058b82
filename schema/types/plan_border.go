package types

import "github.com/headwater-catalog/headwater/lineage"

// BorderChange is how many links cross the border of a division, without and with a plan.
type BorderChange struct {
	Division                      Division
	Before, After, Added, Removed int
}

// Borders returns the divisions whose borders other links cross than before, by ID.
func (p *Plan) Borders() []BorderChange {
	found := p.plan.Borders()
	changes := make([]BorderChange, len(found))
	for i, b := range found {
		changes[i] = BorderChange{divisionOf(p.plan, b), b.Before, b.After, b.Added, b.Removed}
	}
	return changes
}

// divisionOf returns the division as it is before, or after where it is new.
func divisionOf(p *lineage.Plan, b lineage.BorderChange) Division {
	g := p.Before
	n, found := g.Node(b.Division)
	if !found {
		g = p.After
		n, _ = g.Node(b.Division)
	}
	return as[Division](g, n)
}

// OutcomesDiff returns how the catalog with one plan differs from the catalog with another; both are laid over one graph.
func OutcomesDiff(one, other *Plan) *Diff {
	return NewDiff(one.plan.After, other.plan.After, nil, nil, append(keysOf(one.plan), keysOf(other.plan)...))
}
