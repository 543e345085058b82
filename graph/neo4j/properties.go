package neo4j

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// properties are those of a node or a relationship. Their names are all here: none comes from what anybody enters, so
// the properties that the model has no name for are a list of texts "key=value".
type properties map[string]any

// entityProperties returns all properties of an entity's node.
func entityProperties(r *graph.Record) (properties, error) {
	e := r.Entity()
	p, err := recorded(r)
	p.text("id", node(e.ID))
	p.text("name", e.Name)
	p.text("description", e.Description)
	p.text("direction", string(e.Direction))
	p.text("type", e.Type)
	p.text("contact", e.Contact)
	p.text("url", e.URL)
	p.list("tags", e.Tags)
	var others []string
	for _, property := range e.Properties {
		others = append(others, property.Key+"="+property.Value)
	}
	p.list("properties", others)
	return p, err
}

// linkProperties returns all properties of a link's relationship. Every flow says whether it was denied, so that a
// condition on that needs no care for what is missing.
func linkProperties(r *graph.Record) (properties, error) {
	p, err := recorded(r)
	for _, v := range r.Effective() {
		switch v.Attribute {
		case graph.AttrReason:
			p.text("reason", v.Text)
		case graph.AttrVia:
			p.text("via", v.Text)
		case graph.AttrDescription:
			p.text("description", v.Text)
		}
	}
	if r.Relation == graph.Feeds {
		p["denied"] = r.Denial != nil
	}
	if r.Denial != nil {
		p.text("denialReason", r.Denial.Reason)
		p.text("deniedBy", r.Denial.Source)
	}
	return p, err
}

// recorded returns what a node and a relationship have alike: everything that is recorded, for Load, and the sources.
func recorded(r *graph.Record) (properties, error) {
	content, err := json.Marshal(r)
	if err != nil {
		return properties{}, &graph.Error{Kind: graph.Internal, Err: err}
	}
	p := properties{"headwaterRecord": string(content)}
	var sources []string
	for _, claim := range r.Claims {
		sources = append(sources, claim.Source)
	}
	p.list("sources", sources)
	return p, nil
}

// text sets a property that says something.
func (p properties) text(name, value string) {
	if value != "" {
		p[name] = readable(value)
	}
}

func (p properties) list(name string, values []string) {
	if len(values) == 0 {
		return
	}
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = readable(v)
	}
	p[name] = list
}

// readable returns a text that Neo4j takes: what is not UTF-8 is replaced.
func readable(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

// longestID is the longest ID, in bytes, that a node has whole: Neo4j's indexes take no more than 8 kB.
const longestID = 4096

// node returns the property id of an entity's node: the ID, or where that is very long its beginning and a hash of it.
func node(id graph.ID) string {
	if len(id) <= longestID {
		return string(id)
	}
	sum := sha256.Sum256([]byte(id))
	return readable(string(id[:longestID])) + "...sha256:" + hex.EncodeToString(sum[:])
}
