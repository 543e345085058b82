package neo4j

import (
	"maps"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// again lets the source say anew what it says already and what somebody else overruled since.
func (e *editing) again(at spot, id graph.ID, v graph.Value) {
	if own, says := e.said(id, v.Attribute, ByHand.Name); says && own.Text == v.Text && slices.Equal(own.List, v.List) {
		e.puts = append(e.puts, graph.Put{Place: placeOf(at), ID: id, Clear: []string{v.Attribute}})
	}
}

// said returns what a source says of an attribute of an entity.
func (e *editing) said(id graph.ID, attribute, source string) (graph.Value, bool) {
	if record := e.records[graph.EntityKey(id)]; record != nil {
		for i := range record.Claims {
			if record.Claims[i].Source == source {
				return record.Claims[i].Value(attribute)
			}
		}
	}
	return graph.Value{}, false
}

// alone reports whether an attribute of an entity is said by ByHand only.
func (e *editing) alone(id graph.ID, attribute string) bool {
	record := e.records[graph.EntityKey(id)]
	_, own := e.said(id, attribute, ByHand.Name)
	return own && !slices.ContainsFunc(record.Claims, func(c graph.Claim) bool {
		_, says := c.Value(attribute)
		return says && c.Source != ByHand.Name
	})
}

// entityTexts are the attributes of an entity that are one text, and whether it may be said to be empty.
var entityTexts = map[string]bool{
	graph.AttrName: false, graph.AttrDirection: false,
	graph.AttrDescription: true, graph.AttrType: true, graph.AttrContact: true, graph.AttrURL: true,
}

// values takes over the properties of a node that were added, changed or removed.
func (e *editing) values(at spot, id graph.ID, want, found properties) {
	for _, name := range slices.Sorted(maps.Keys(entityTexts)) {
		value, there := found[name]
		text, is := value.(string)
		before, _ := want[name].(string)
		switch {
		case there && !is || text == before:
		case text != "":
			e.say(at, id, graph.Value{Attribute: name, Text: text})
		case e.alone(id, name):
			e.clear(at, id, name)
		case entityTexts[name]:
			e.say(at, id, graph.Value{Attribute: name})
		}
	}
	tags, are := found["tags"].([]string)
	before, _ := want["tags"].([]string)
	if (are || found["tags"] == nil) && !slices.Equal(tags, before) {
		if len(tags) == 0 && e.alone(id, graph.AttrTags) {
			e.clear(at, id, graph.AttrTags)
		} else {
			e.say(at, id, graph.Value{Attribute: graph.AttrTags, List: tags})
		}
	}
	e.others(at, id, want, found)
}

// others takes over properties that the model has no name for. A removed one that somebody else claims too is put back.
func (e *editing) others(at spot, id graph.ID, want, found properties) {
	before, _ := want["properties"].([]string)
	now, are := found["properties"].([]string)
	if !are && found["properties"] != nil {
		return
	}
	var known []string
	if record := e.records[graph.EntityKey(id)]; record != nil {
		for _, p := range record.Entity().Properties {
			known = append(known, p.Key)
		}
	}
	left := map[string]bool{}
	for _, line := range now {
		key, value, is := keyed(line, known)
		if !is {
			continue
		}
		left[key] = true
		if !slices.Contains(before, line) {
			e.say(at, id, graph.Value{Attribute: graph.PropertyPrefix + key, Text: value})
		}
	}
	for _, key := range known {
		if !left[key] && e.alone(id, graph.PropertyPrefix+key) {
			e.clear(at, id, graph.PropertyPrefix+key)
		}
	}
}

// keyed splits "key=value", at the end of a key that is known where there is one: keys may hold an equals sign.
func keyed(line string, known []string) (key, value string, is bool) {
	for _, k := range known {
		if rest, has := strings.CutPrefix(line, k+"="); has && len(k) >= len(key) {
			key, value, is = k, rest, true
		}
	}
	if is {
		return key, value, true
	}
	return strings.Cut(line, "=")
}

func (e *editing) say(at spot, id graph.ID, v graph.Value) {
	e.again(at, id, v)
	e.puts = append(e.puts, graph.Put{Place: placeOf(at), ID: id, Values: []graph.Value{v}})
}

func (e *editing) clear(at spot, id graph.ID, attribute string) {
	e.puts = append(e.puts, graph.Put{Place: placeOf(at), ID: id, Clear: []string{attribute}})
}
