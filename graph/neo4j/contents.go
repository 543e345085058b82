package neo4j

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// contents are the properties of each node and relationship of the state, by its place in words; the labels of a node are
// among them.
type contents map[string]properties

// labels is the name under which contents keep a node's labels; no property of Headwater's is called so.
const labels = "label"

// partOf is the place of a PART_OF relationship.
func partOf(part, container graph.ID) string { return node(part) + " PART_OF " + node(container) }

// read reads all entities' nodes, and all relationships between them. Called again, it starts anew.
func (c contents) read(tx transaction) error {
	clear(c)
	if err := tx.run(allNodes, nil, func(row []any) error {
		id, p, err := placed(row)
		c.add(id, p)
		return err
	}); err != nil {
		return err
	}
	return tx.run(allLinks, nil, func(row []any) error {
		from, to, kind := row[0], row[1], row[2]
		p, is := row[3].(map[string]any)
		if !is {
			return errUnexpected
		}
		c.add(fmt.Sprintf("%v %v %v", from, kind, to), plain(p))
		return nil
	})
}

// add adds what is at a place; a second one there, which only a hand makes, gets a place of its own.
func (c contents) add(place string, p properties) {
	for n := 2; ; n++ {
		if _, taken := c[place]; !taken {
			c[place] = p
			return
		}
		place = fmt.Sprintf("%s (number %d)", place, n)
	}
}

// placed reads the id, the labels and the properties of a node.
func placed(row []any) (string, properties, error) {
	p, is := row[1].(map[string]any)
	if !is {
		return "", nil, errUnexpected
	}
	own := plain(p)
	names, _ := plainValue(row[0]).([]string)
	own[labels] = slices.Sorted(slices.Values(names))
	id, is := p["id"].(string)
	if !is {
		id = fmt.Sprintf("a node without a text as its id (%v)", p["id"])
	}
	return id, own, nil
}

// plain returns properties as they are written: a list of texts as such.
func plain(p map[string]any) properties {
	own := make(properties, len(p)+1)
	for name, value := range p {
		own[name] = plainValue(value)
	}
	return own
}

func plainValue(value any) any {
	list, is := value.([]any)
	if !is {
		return value
	}
	texts := make([]string, len(list))
	for i, v := range list {
		if texts[i], is = v.(string); !is {
			return value
		}
	}
	return texts
}

// expected returns what records are written as.
func expected(records map[graph.Key]*graph.Record) (contents, error) {
	c := contents{}
	for key, r := range records {
		if key.IsLink() {
			p, err := linkProperties(r)
			if err != nil {
				return nil, err
			}
			c[node(key.From)+" "+key.Relation.String()+" "+node(key.To)] = p
			c.bare(key.From, records)
			c.bare(key.To, records)
			continue
		}
		p, err := entityProperties(r)
		if err != nil {
			return nil, err
		}
		p[labels] = slices.Sorted(slices.Values([]string{"HeadwaterEntity", kindLabels[key.From.Kind()]}))
		c[node(key.From)] = p
		if whole := container(r); whole != "" {
			c[partOf(key.From, whole)] = properties{}
			c.bare(whole, records)
		}
	}
	return c, nil
}

// bare expects a node without a record for what a link hangs on.
func (c contents) bare(id graph.ID, records map[graph.Key]*graph.Record) {
	if records[graph.EntityKey(id)] == nil {
		c[node(id)] = properties{"id": node(id), labels: []string{"HeadwaterEntity"}}
	}
}
