package types

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Link is a link between two entities, with all that is said of it.
type Link struct {
	g    *graph.Graph
	name lineage.Link
}

// Links returns a page of all that is recorded between entities, by relation, then by the IDs of the ends.
func (c Catalog) Links(relations []graph.Relation, source *string, first *int, after *string) (*LinkConnection, error) {
	wanted := distinct(relations)
	found := lineage.Links(c.g, wanted...)
	if source != nil {
		found = slices.DeleteFunc(slices.Clone(found), func(l lineage.Link) bool { return !lineage.SaidBy(Link{c.g, l}.link().Claims, *source) })
	}
	link := func(i int) Link { return Link{c.g, found[i]} }
	return list[Link]{
		query: query{"links", wanted, source},
		count: len(found),
		item:  link,
		key:   func(i int) []string { return link(i).key() },
		find: func(key []string) (int, bool) {
			return slices.BinarySearchFunc(found, key, func(l lineage.Link, key []string) int { return slices.Compare(Link{c.g, l}.key(), key) })
		},
	}.page(first, after)
}

// key is the sort key: the relation in two digits, so that it sorts as a number does, and the IDs of the ends.
func (l Link) key() []string {
	return []string{fmt.Sprintf("%02d", l.name.Relation), string(l.g.ID(l.name.From)), string(l.g.ID(l.name.To))}
}

func (l Link) link() graph.Link {
	link, _ := l.g.Link(l.name.Relation, l.name.From, l.name.To)
	return link
}

// Relation returns how the one relates to the other.
func (l Link) Relation() graph.Relation { return l.name.Relation }

// From returns the one.
func (l Link) From() Entity { return Of(l.g, l.name.From) }

// To returns the other.
func (l Link) To() Entity { return Of(l.g, l.name.To) }

// Via returns the job that moves the data of a flow, nil where nobody says.
func (l Link) Via() *Job {
	if job, found := l.g.Node(l.link().Via); found {
		return asOne[Job](l.g, job)
	}
	return nil
}

// Reason returns why, nil where nobody says so.
func (l Link) Reason() *string { return optional(l.link().Reason) }

// Denial returns who denied a flow, nil where nobody did.
func (l Link) Denial() *Denial { return denialOf(l.link()) }

// Claims returns which sources say so.
func (l Link) Claims() []Claim { return claimsOf(l.g, l.link().Claims) }
