package neo4j

import (
	"fmt"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// contents are the properties of each node and relationship that is Headwater's, by its spot; the labels of an entity's
// node are among them. Of a commit it is all but its content, which the chain of hashes vouches for.
type contents map[spot]properties

// labels is the name under which contents keep a node's labels; no property of Headwater's is called so.
const labels = "label"

// read reads all entities' nodes, all relationships between them, the commits and the head. Called again, it starts anew.
func (c contents) read(tx transaction) error {
	clear(c)
	for statement, place := range map[cypher]func(row []any) (spot, properties, error){
		allNodes: placedNode, allLinks: placedLink, strayLinks: placedStray, allCommits: placedCommit, headNode: placedHead,
	} {
		if err := tx.run(statement, nil, func(row []any) error {
			at, p, err := place(row)
			c.add(at, p)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// add adds what is at a spot; a second one there, which only a hand makes, gets a number.
func (c contents) add(at spot, p properties) {
	for at.Nth = 1; c[at] != nil; at.Nth++ {
	}
	c[at] = p
}

// placedNode reads the id, the labels and the properties of a node.
func placedNode(row []any) (spot, properties, error) {
	own, err := plain(row[1])
	if err != nil {
		return spot{}, nil, err
	}
	names, _ := plainValue(row[0]).([]string)
	own[labels] = slices.Sorted(slices.Values(names))
	id, is := own["id"].(string)
	if !is {
		return spot{From: fmt.Sprint(own["id"]), Odd: true}, own, nil
	}
	return spot{From: id}, own, nil
}

func placedLink(row []any) (spot, properties, error) {
	p, err := plain(row[3])
	from, isFrom := row[0].(string)
	to, isTo := row[1].(string)
	if !isFrom || !isTo {
		from, to = fmt.Sprint(row[0]), fmt.Sprint(row[1])
	}
	return spot{From: from, Type: fmt.Sprint(row[2]), To: to, Odd: !isFrom || !isTo}, p, err
}

func placedStray(row []any) (spot, properties, error) {
	at, p, err := placedLink(row)
	at.Odd = true
	return at, p, err
}

func placedCommit(row []any) (spot, properties, error) {
	p, err := plain(row[0])
	delete(p, "content")
	return spot{From: fmt.Sprint(p["revision"]), Type: commitSpot}, p, err
}

func placedHead(row []any) (spot, properties, error) {
	p := properties{"time": row[0]}
	revision, is := row[2].(int64)
	if !is {
		return spot{}, nil, errUnexpected
	}
	kept, _ := row[1].(string)
	if _, has := digestAt(kept, graph.Revision(revision)); has {
		p["digest"] = kept
	}
	return spot{Type: headSpot}, p, nil
}

// plain returns properties as they are written: a list of texts as such, a time as a text.
func plain(value any) (properties, error) {
	p, is := value.(map[string]any)
	if !is {
		return nil, errUnexpected
	}
	own := make(properties, len(p)+1)
	for name, value := range p {
		own[name] = plainValue(value)
	}
	return own, nil
}

func plainValue(value any) any {
	switch v := value.(type) {
	case time.Time:
		return written(v)
	case int:
		return int64(v)
	case []any:
		texts := make([]string, len(v))
		for i := range v {
			text, is := v[i].(string)
			if !is {
				return value
			}
			texts[i] = text
		}
		return texts
	}
	return value
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
			c[linkSpot(key.From, key.Relation, key.To)] = p
			c.bare(key.From, records)
			c.bare(key.To, records)
			continue
		}
		p, err := entityProperties(r)
		if err != nil {
			return nil, err
		}
		p[labels] = slices.Sorted(slices.Values([]string{entityLabel, kindLabels[key.From.Kind()]}))
		c[nodeSpot(key.From)] = p
		if whole := container(r); whole != "" {
			c[linkSpot(key.From, graph.PartOf, whole)] = properties{}
			c.bare(whole, records)
		}
	}
	return c, nil
}

// bare expects a node without a record for what a link hangs on.
func (c contents) bare(id graph.ID, records map[graph.Key]*graph.Record) {
	if records[graph.EntityKey(id)] == nil {
		c[nodeSpot(id)] = properties{"id": node(id), labels: []string{entityLabel}}
	}
}
