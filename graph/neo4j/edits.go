package neo4j

import (
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// editing makes edits of the model from what was edited by hand.
type editing struct {
	*comparison
	names    map[string]graph.ID // of what has a record, by its node's id
	removed  map[graph.ID]bool
	added    map[graph.ID]bool
	parts    map[string]int // PART_OF relationships that are there, by the part's node
	puts     []graph.Edit
	partings []graph.Edit
	joins    []graph.Edit
	denials  []graph.Edit
}

// edits returns what can be taken over of the deviations: first what entities say, then what was cut, what was linked, what was
// denied, and last what goes.
func (c *comparison) edits(g *graph.Graph, found []Deviation) []graph.Edit {
	e := &editing{comparison: c, names: map[string]graph.ID{}, removed: map[graph.ID]bool{}, added: map[graph.ID]bool{}, parts: map[string]int{}}
	for key := range c.records {
		if !key.IsLink() {
			e.names[node(key.From)] = key.From
		}
	}
	for at := range c.there {
		if at.Type == graph.PartOf.String() {
			e.parts[at.From]++
		}
	}
	spots := places(found)
	for _, at := range spots {
		if at.isNode() {
			e.entity(at, c.wanted[at], c.there[at])
		}
	}
	for _, at := range spots {
		if at.isLink() {
			e.link(at, c.wanted[at], c.there[at])
		}
	}
	var gone []graph.ID
	for id := range e.removed {
		gone = append(gone, id)
	}
	byDepth(g, gone)
	var removals []graph.Edit
	for _, id := range gone {
		removals = append(removals, graph.Remove{Place: placeOf(nodeSpot(id)), ID: id, Cascade: true})
	}
	return slices.Concat(e.puts, e.partings, e.joins, e.denials, removals)
}

// places returns the spots of deviations, each once, in their order.
func places(found []Deviation) []spot {
	var all []spot
	seen := map[spot]bool{}
	for _, d := range found {
		if !seen[d.at] {
			seen[d.at] = true
			all = append(all, d.at)
		}
	}
	return all
}

// placeOf lets the faults of an edit name what was edited.
func placeOf(at spot) graph.Place { return graph.Place{Path: []any{at.String()}} }

// entity takes over what became of a node.
func (e *editing) entity(at spot, want, found properties) {
	id, known := e.names[at.From]
	switch {
	case known && found == nil:
		e.removed[id] = true
	case known:
		e.values(at, id, want, found)
	case want == nil && newEntity(at, found):
		id = graph.ID(at.From)
		e.added[id] = true
		e.puts = append(e.puts, graph.Put{Place: placeOf(at), ID: id})
		e.values(at, id, properties{}, found)
	}
}

// newEntity reports whether an added node is an entity: a well-formed id, and the labels that such a one has.
func newEntity(at spot, found properties) bool {
	id := graph.ID(at.From)
	wanted := slices.Sorted(slices.Values([]string{entityLabel, kindLabels[id.Kind()]}))
	own, _ := found[labels].([]string)
	return !at.Odd && len(at.From) <= longestID && id.Check() == nil && slices.Equal(own, wanted)
}

// link takes over what became of a relationship.
func (e *editing) link(at spot, want, found properties) {
	relation, known := graph.RelationNamed(at.Type)
	if !known || relation.String() != at.Type || at.Odd || e.parallel(at) ||
		found != nil && (!e.stays(at.From) || !e.stays(at.To)) {
		return
	}
	key := graph.Key{Relation: relation, From: e.id(at.From), To: e.id(at.To)}
	switch {
	case found == nil:
		e.cut(at, key)
	case relation == graph.PartOf:
		e.contain(at, key, want)
	default:
		e.join(at, key, want, found)
		if relation == graph.Feeds {
			e.deny(at, key, found)
		}
	}
}

// parallel reports whether there are several relationships where one suffices: nobody can say which of them is meant.
func (e *editing) parallel(at spot) bool {
	return at.Nth > 1 || e.there[spot{at.From, at.Type, at.To, 2, at.Odd}] != nil
}

// stays reports whether a node is of an entity that stays or comes.
func (e *editing) stays(name string) bool {
	id := e.id(name)
	return e.added[id] || e.records[graph.EntityKey(id)] != nil && !e.removed[id]
}

func (e *editing) id(name string) graph.ID {
	if id, known := e.names[name]; known {
		return id
	}
	return graph.ID(name)
}

// cut takes over that a relationship was deleted. One of an entity that goes, goes with it.
func (e *editing) cut(at spot, key graph.Key) {
	record := e.records[key]
	switch {
	case key.Relation == graph.PartOf:
		if !e.removed[key.From] && e.parts[at.From] != 1 && key.From.ImpliedContainer() == "" {
			e.partings = append(e.partings, graph.Part{Place: placeOf(at), Relation: graph.PartOf, From: key.From, To: key.To})
		}
	case record == nil || e.removed[key.From] || e.removed[key.To]:
	default:
		if len(record.Claims) > 0 {
			e.partings = append(e.partings, graph.Part{Place: placeOf(at), Relation: key.Relation, From: key.From, To: key.To})
		}
		if record.Denial != nil {
			e.partings = append(e.partings, graph.Allow{Place: placeOf(at), From: key.From, To: key.To})
		}
	}
}

// contain takes over that an entity was put into a container, where it is in no other one.
func (e *editing) contain(at spot, key graph.Key, want properties) {
	if want != nil || e.parts[at.From] != 1 || key.From.ImpliedContainer() != "" {
		return
	}
	e.again(at, key.From, graph.Value{Attribute: graph.AttrContainer, Text: string(key.To)})
	e.joins = append(e.joins, graph.Join{Place: placeOf(at), Relation: graph.PartOf, From: key.From, To: key.To})
}

// join takes over a new link, or its new reason or via. An emptied one cannot be said.
func (e *editing) join(at spot, key graph.Key, want, found properties) {
	reason, _ := found["reason"].(string)
	via, _ := found["via"].(string)
	record := e.records[key]
	if want != nil && (record == nil || len(record.Claims) == 0) {
		return
	}
	j := graph.Join{Place: placeOf(at), Relation: key.Relation, From: key.From, To: key.To}
	if reason != want["reason"] {
		j.Reason = reason
	}
	if via != want["via"] {
		j.Via = graph.ID(via)
	}
	if want == nil || j.Reason != "" || j.Via != "" {
		e.joins = append(e.joins, j)
	}
}

// deny takes over that a flow was denied or allowed.
func (e *editing) deny(at spot, key graph.Key, found properties) {
	denied, is := found["denied"].(bool)
	reason, _ := found["denialReason"].(string)
	var now *graph.Denial
	if record := e.records[key]; record != nil {
		now = record.Denial
	}
	switch {
	case is && denied && (now == nil || now.Reason != reason):
		e.denials = append(e.denials, graph.Deny{Place: placeOf(at), From: key.From, To: key.To, Reason: reason})
	case is && !denied && now != nil:
		e.denials = append(e.denials, graph.Allow{Place: placeOf(at), From: key.From, To: key.To})
	}
}
