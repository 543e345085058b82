package graph

import "slices"

// builder makes a graph of entities in the order of their IDs, and then links in the order of the nodes that these get.
type builder struct {
	g          *Graph
	entities   []*Entity
	containers []uint32 // by place: that of the container; ^0: none
	prefix     string   // of the last entity's ID, with the colon
	kind       Kind
	numbered   bool

	links  linkBuilder
	tables [len(relationNames) + 1]*table
}

func newBuilder(revision Revision) *builder { return &builder{g: &Graph{revision: revision}} }

// entity puts the next entity where there is room for it; its container is the place of another, below 0 if there is none.
func (b *builder) entity(e *Entity, id ID, container int, claims []Claim) error {
	if last := len(b.entities) - 1; b.numbered || last >= 0 && b.entities[last].ID >= id {
		return corrupt("the entities of the packed graph are not in order")
	}
	if b.prefix == "" || len(id) < len(b.prefix) || string(id[:len(b.prefix)]) != b.prefix {
		b.kind = id.Kind()
		b.prefix = ""
		if b.kind != 0 {
			b.prefix = b.kind.Prefix() + ":"
		}
	}
	e.ID, e.Kind, e.Claims = id, b.kind, claims
	e.resolve()
	b.entities = append(b.entities, e)
	b.containers = append(b.containers, uint32(container))
	return nil
}

// number gives the entities their nodes, once all are there.
func (b *builder) number() error {
	if b.numbered {
		return nil
	}
	b.numbered = true
	for i, e := range b.entities {
		switch c := b.containers[i]; {
		case c == ^uint32(0):
			b.containers[i] = uint32(len(b.entities))
			e.Container = ""
		case int(c) >= len(b.entities):
			return corrupt("%s of the packed graph is part of what is not there", e.ID)
		default:
			e.Container = b.entities[c].ID
		}
	}
	return b.g.number(b.entities, b.containers)
}

// link adds the next link of a table, between entities by their places; says is the number of what is said in a list.
func (b *builder) link(t Relation, from, to uint64, says uint32, list []*saying) error {
	if !b.numbered {
		if err := b.number(); err != nil {
			return err
		}
	}
	if from >= uint64(len(b.entities)) || to >= uint64(len(b.entities)) {
		return corrupt("a link of the packed graph has an end that is not there")
	}
	if b.tables[t] == nil {
		if b.links.into != nil && t < b.links.relation {
			return errLinkOrder
		}
		b.links.flush()
		b.tables[t] = b.links.begin(t, b.g.Bound())
	}
	if t != b.links.relation || !b.links.add(b.g.byID[from], b.g.byID[to], says, list) {
		return errLinkOrder
	}
	return nil
}

var errLinkOrder = corrupt("the links of the packed graph are not in order")

// graph returns what was built.
func (b *builder) graph() (*Graph, error) {
	if err := b.number(); err != nil {
		return nil, err
	}
	b.links.flush()
	for t := range b.tables {
		own := b.tables[t]
		if own == nil {
			own = newTable(b.g.Bound(), false, nil)
		} else {
			own.in = inverse(b.g.Bound(), Relation(t) == Feeds, own)
		}
		b.g.tables[t] = own
	}
	b.g.flows = newFlowIndex(b.g)
	b.g.aliases = indexAliases(slices.Values(b.entities))
	return b.g, nil
}
