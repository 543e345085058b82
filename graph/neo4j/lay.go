package neo4j

import (
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// rowsAtOnce is how many rows one statement takes: more gain nothing and are held in memory on both sides.
const rowsAtOnce = 2000

type row = map[string]any

// changed holds the rows by what is to be done with them.
type changed struct {
	put      map[graph.Kind][]any
	unparted []any
	parted   []any
	joined   map[graph.Relation][]any
	cut      map[graph.Relation][]any
	dropped  []any
	loose    []any // what may have lost its last link
}

// lay makes the changes of a commit: some statements for each kind and relation that occurs, however many changes.
func lay(tx transaction, changes []graph.Change) error {
	c := changed{put: map[graph.Kind][]any{}, joined: map[graph.Relation][]any{}, cut: map[graph.Relation][]any{}}
	for _, change := range changes {
		if err := c.sort(change); err != nil {
			return err
		}
	}
	for _, kind := range graph.Kinds {
		if err := inParts(tx, putKind[kind], c.put[kind]); err != nil {
			return err
		}
	}
	if err := inParts(tx, unpart, c.unparted); err != nil {
		return err
	}
	if err := inParts(tx, part, c.parted); err != nil {
		return err
	}
	for _, relation := range graph.Relations {
		if err := inParts(tx, links[relation].cut, c.cut[relation]); err != nil {
			return err
		}
		if err := inParts(tx, links[relation].put, c.joined[relation]); err != nil {
			return err
		}
	}
	if err := inParts(tx, bare, c.dropped); err != nil {
		return err
	}
	return inParts(tx, sweep, c.loose)
}

// inParts runs a statement over rows, some at a time.
func inParts(tx transaction, statement cypher, rows []any) error {
	for some := range slices.Chunk(rows, rowsAtOnce) {
		tx.step(replyTime + time.Duration(len(some))*changeTime)
		if err := tx.run(statement, map[string]any{"rows": some}, nil); err != nil {
			return err
		}
	}
	return nil
}

// sort makes the rows of a change.
func (c *changed) sort(change graph.Change) error {
	key := change.Key()
	switch {
	case key.IsLink() && change.After == nil:
		c.cut[key.Relation] = append(c.cut[key.Relation], row{"from": node(key.From), "to": node(key.To)})
		c.loosen(key.From, key.To)
	case key.IsLink():
		p, err := linkProperties(change.After)
		c.joined[key.Relation] = append(c.joined[key.Relation], row{"from": node(key.From), "to": node(key.To), "properties": map[string]any(p)})
		return err
	case change.After == nil:
		c.dropped = append(c.dropped, row{"id": node(key.From)})
		c.move(key.From, container(change.Before), "")
		c.loosen(key.From)
	default:
		kind := key.From.Kind()
		p, err := entityProperties(change.After)
		c.put[kind] = append(c.put[kind], map[string]any(p))
		c.move(key.From, container(change.Before), container(change.After))
		return err
	}
	return nil
}

// move puts an entity from one container into another; "" is none.
func (c *changed) move(id, from, to graph.ID) {
	if from == to {
		return
	}
	if from != "" {
		c.unparted = append(c.unparted, row{"id": node(id)})
		c.loosen(from)
	}
	if to != "" {
		c.parted = append(c.parted, row{"id": node(id), "container": node(to)})
	}
}

func (c *changed) loosen(ids ...graph.ID) {
	for _, id := range ids {
		c.loose = append(c.loose, row{"id": node(id)})
	}
}

// container returns what a record says that its entity is part of, "" for nothing and for no record.
func container(r *graph.Record) graph.ID {
	if r == nil {
		return ""
	}
	return r.Entity().Container
}
