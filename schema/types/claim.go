package types

import (
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Claim is what one source says: that an entity or a link is there.
type Claim struct {
	g     *graph.Graph
	claim graph.Claim
	team  graph.Node    // of an ownership: who is said to own; else graph.None
	among []graph.Claim // all that is claimed of the same
}

// Claims returns which sources say that the entity is there.
func (h Handle) Claims() []Claim { return claimsOf(h.g, h.entity().Claims) }

func claimsOf(g *graph.Graph, claims []graph.Claim) []Claim {
	all := make([]Claim, len(claims))
	for i, c := range claims {
		all[i] = Claim{g, c, graph.None, claims}
	}
	return all
}

// Source returns who says it.
func (c Claim) Source() string { return c.claim.Source }

// Rank returns how much the source's word weighs.
func (c Claim) Rank() graph.Rank { return c.claim.Rank }

// Origin returns where the source says it, nil where it does not tell.
func (c Claim) Origin() *string { return optional(c.claim.Origin) }

// Reason returns why the source says it, nil where it does not tell.
func (c Claim) Reason() *string {
	v, _ := c.claim.Value(graph.AttrReason)
	return optional(v.Text)
}

// FirstSeen returns when the source said it first.
func (c Claim) FirstSeen() time.Time { return c.claim.FirstSeen }

// LastSeen returns when the source said it last, exact to the day.
func (c Claim) LastSeen() time.Time { return c.claim.LastSeen }

// Team returns who is said to be accountable; nil where the claim is of no ownership.
func (c Claim) Team() *Team { return asOne[Team](c.g, c.team) }
