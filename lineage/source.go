package lineage

import (
	"slices"
	"strings"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Source is what one source says in a catalog, counted.
type Source struct {
	graph.Source // the rank is that of the claim that was seen last, of several the weightiest

	FirstSeen, LastSeen       time.Time // of any of its claims or denials; LastSeen is exact to the day
	Entities, Links           int       // that it claims, denied flows among the links
	EntitiesAlone, LinksAlone int       // of these, those that no other source claims
	Denials                   int       // flows that it denies
}

// Sources returns every source that claims or denies anything, by name. What a source claimed once and withdrew does not
// count. One that only denies is declared: people deny. Linear in the claims, counted once for a graph. Don't change the
// slice: it is shared.
func Sources(g *graph.Graph) []Source {
	return g.Derived(sourcesKey{}, func() any {
		c := sourceCount{by: map[string]*heard{}}
		for n := range g.Nodes() {
			c.entity(g.Entity(n).Claims)
		}
		for _, r := range graph.Relations {
			for l := range g.Links(r) {
				c.link(l)
			}
		}
		return c.sources()
	}).([]Source)
}

// SaidBy reports whether a source makes one of some claims.
func SaidBy(claims []graph.Claim, source string) bool {
	return slices.ContainsFunc(claims, func(c graph.Claim) bool { return c.Source == source })
}

type sourcesKey struct{}

// heard is a source while what it says is counted.
type heard struct {
	Source
	ranked time.Time // when the claim was seen that the rank is from
}

// sourceCount counts what sources say.
type sourceCount struct {
	by     map[string]*heard
	said   *graph.Claim // the first of the claims that were looked at last
	sayers []*heard     // whose they are
}

func (c *sourceCount) entity(claims []graph.Claim) {
	for _, s := range c.of(claims) {
		s.Entities++
		if len(claims) == 1 {
			s.EntitiesAlone++
		}
	}
}

func (c *sourceCount) link(l graph.Link) {
	for _, s := range c.of(l.Claims) {
		s.Links++
		if len(l.Claims) == 1 {
			s.LinksAlone++
		}
	}
	if l.Denial != nil {
		s := c.source(l.Denial.Source)
		s.Denials++
		s.see(l.Denial.Time, l.Denial.Time)
	}
}

// of returns who makes the claims. Links about which the same is said share their claims, so they are often those of the
// link before.
func (c *sourceCount) of(claims []graph.Claim) []*heard {
	if len(claims) == 0 {
		return nil
	}
	if &claims[0] == c.said {
		return c.sayers
	}
	c.said, c.sayers = &claims[0], c.sayers[:0]
	for i := range claims {
		s := c.source(claims[i].Source)
		s.see(claims[i].FirstSeen, claims[i].LastSeen)
		s.weigh(&claims[i])
		c.sayers = append(c.sayers, s)
	}
	return c.sayers
}

func (c *sourceCount) source(name string) *heard {
	s := c.by[name]
	if s == nil {
		s = &heard{Source: Source{Source: graph.Source{Name: name}}}
		c.by[name] = s
	}
	return s
}

// see widens the time in which the source was seen.
func (s *heard) see(first, last time.Time) {
	if s.FirstSeen.IsZero() || first.Before(s.FirstSeen) {
		s.FirstSeen = first
	}
	if last.After(s.LastSeen) {
		s.LastSeen = last
	}
}

// weigh takes the rank of a claim, where none was seen later.
func (s *heard) weigh(claim *graph.Claim) {
	switch {
	case s.Rank == 0 || claim.LastSeen.After(s.ranked):
		s.Rank, s.ranked = claim.Rank, claim.LastSeen
	case claim.LastSeen.Equal(s.ranked):
		s.Rank = max(s.Rank, claim.Rank)
	}
}

// sources returns what was counted, by name.
func (c *sourceCount) sources() []Source {
	all := make([]Source, 0, len(c.by))
	for _, s := range c.by {
		if s.Rank == 0 {
			s.Rank = graph.Declared
		}
		all = append(all, s.Source)
	}
	slices.SortFunc(all, func(a, b Source) int { return strings.Compare(a.Name, b.Name) })
	return all
}
