package lineage

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// Action says what happened to an entity or link.
type Action uint8

// The actions. The zero Action is none of them.
const (
	Added Action = iota + 1
	Removed
	Changed
)

var actionNames = [...]string{Added: "ADDED", Removed: "REMOVED", Changed: "CHANGED"}

// String returns the action's name as in GraphQL.
func (a Action) String() string { return nameIn(actionNames[:], int(a)) }

// Difference is what is otherwise in one graph than in another.
//
// It compares what is effective. Where only claims differ (who says it, where, and when it was seen) nothing does. What an
// entity is part of is its field "container", and no link of its own: it would be said twice.
type Difference struct {
	Entities []EntityDiff // by ID
	Links    []LinkDiff   // by key
}

// EntityDiff is an entity that came, went or changed.
type EntityDiff struct {
	ID            graph.ID
	Action        Action
	Before, After *graph.Entity // nil where it is not there
	Fields        []FieldDiff   // never empty: an entity has a name
}

// LinkDiff is a link that came, went or changed.
type LinkDiff struct {
	Key           graph.Key
	Action        Action
	Before, After *graph.Link // nil where it is not there; each with the nodes of its own graph
	Fields        []FieldDiff // none where a link came or went of which nothing is said
}

// FieldDiff is a field that differs, by the name of its attribute (see graph.AttrName and the others). "" is no value. Tags
// are joined by ", ", one that has a comma or a quotation mark in quotes. A link's further fields are "denied", which is "true" or no value, and "denial", the reason given.
type FieldDiff struct{ Name, Before, After string }

// Diff returns what differs between two graphs: of the given keys, or if they are nil, of everything. Of the keys' n it is
// O(n log n); of everything linear in both graphs, times the logarithm of the links of one entity.
func Diff(before, after *graph.Graph, keys []graph.Key) Difference {
	if keys == nil {
		return diffAll(before, after)
	}
	keys = slices.Clone(keys)
	slices.SortFunc(keys, graph.Key.Compare)
	var d Difference
	for _, k := range slices.Compact(keys) {
		if k.IsLink() {
			d.link(k, linkOf(before, k), linkOf(after, k))
		} else {
			d.entity(k.From, entityOf(before, k.From), entityOf(after, k.From))
		}
	}
	return d
}

func entityOf(g *graph.Graph, id graph.ID) *graph.Entity {
	if n, found := g.Node(id); found {
		return g.Entity(n)
	}
	return nil
}

func linkOf(g *graph.Graph, k graph.Key) *graph.Link {
	from, found := g.Node(k.From)
	to, foundTo := g.Node(k.To)
	if !found || !foundTo {
		return nil
	}
	return linkAt(g, k.Relation, from, to)
}

func linkAt(g *graph.Graph, r graph.Relation, from, to graph.Node) *graph.Link {
	if from == graph.None || to == graph.None || r == graph.PartOf {
		return nil
	}
	if link, found := g.Link(r, from, to); found {
		return &link
	}
	return nil
}

func (d *Difference) entity(id graph.ID, before, after *graph.Entity) {
	if before == after { // also where neither is there; graphs share what did not change
		return
	}
	if fields := differing(entityFields(before), entityFields(after)); len(fields) > 0 {
		d.Entities = append(d.Entities, EntityDiff{id, action(before == nil, after == nil), before, after, fields})
	}
}

func (d *Difference) link(k graph.Key, before, after *graph.Link) {
	if before == nil && after == nil {
		return
	}
	fields := differing(linkFields(before), linkFields(after))
	if len(fields) > 0 || before == nil || after == nil {
		d.Links = append(d.Links, LinkDiff{k, action(before == nil, after == nil), before, after, fields})
	}
}

func action(came, went bool) Action {
	switch {
	case came:
		return Added
	case went:
		return Removed
	}
	return Changed
}
