package graph

import (
	"fmt"
	"slices"
	"strings"
)

func (w *drafting) acquire(e Acquire) {
	if !w.acquirable(e) {
		return
	}
	c := copying{w: w, Acquire: e, copies: map[ID]ID{}}
	c.include(e.Like)
	for _, id := range w.servants(e.Like) {
		if id.Kind() == Team {
			c.include(id)
		}
	}
	if w.stopped() || !w.expand(e.Place, 2*len(c.models)) || !c.check() { // each copy has a link to its model
		return
	}
	links := c.links() // before the copies bring links of their own
	if w.stopped() || !w.expand(e.Place, len(links)) {
		return
	}
	for _, id := range c.models {
		c.entity(id)
	}
	for _, k := range links {
		c.link(k)
	}
}

// acquirable checks the edit itself.
func (w *drafting) acquirable(e Acquire) bool {
	ok := w.exists(e.Place, "like", e.Like, Division)
	switch err := e.Division.Check(); {
	case err != nil:
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.Division, Message: err.Error()}, "division")
	case e.Division.Kind() != Division:
		w.fault(e.Place, &Error{Kind: BadUserInput, ID: e.Division, Message: fmt.Sprintf("%s is not %s", e.Division, article(Division))}, "division")
	case w.get(EntityKey(e.Division)) != nil:
		w.fault(e.Place, &Error{Kind: AlreadyExists, ID: e.Division, Message: fmt.Sprintf("%s is there already: choose another ID", e.Division)}, "division")
	default:
		return ok
	}
	return false
}

// copying is the copy of a division under way.
type copying struct {
	Acquire
	w      *drafting
	models []ID      // containers before their parts
	copies map[ID]ID // by model
}

// include takes an entity and its parts among what is copied; no more than one too many.
func (c *copying) include(id ID) {
	if _, included := c.copies[id]; included { // something would be part of itself, which is told at the end
		return
	}
	if 2*len(c.models) > c.w.left || c.w.stopped() {
		return
	}
	c.models = append(c.models, id)
	c.copies[id] = c.copyID(id)
	for _, part := range c.w.partsOf(id) {
		c.include(part)
	}
}

// copyID returns the ID of the copy of an entity.
func (c *copying) copyID(id ID) ID {
	if id == c.Like {
		return c.Division
	}
	if segments := id.Segments(); escapes(id.Kind()) {
		segments[0] = c.path(segments[0])
		return escaped(id.Kind(), segments...)
	}
	return ID(id.Kind().Prefix() + ":" + c.path(id.Path()))
}

func (c *copying) path(path string) string {
	return c.Division.Path() + "/" + strings.TrimPrefix(path, c.Like.Path()+"/")
}

// check makes a fault of the first copy that cannot have its ID. Two models never share one, unless one begins with
// the old division's path and the other does not.
func (c *copying) check() bool {
	taken := map[ID]ID{}
	for _, model := range c.models {
		id := c.copies[model]
		e := &Error{Kind: AlreadyExists, ID: id, Message: fmt.Sprintf("the copy of %s would be %s, which is there already", model, id)}
		if err := id.Check(); err != nil {
			e.Kind, e.Message = BadUserInput, fmt.Sprintf("the copy of %s cannot have its ID: %v", model, err)
		} else if taken[id] == "" && c.w.get(EntityKey(id)) == nil {
			taken[id] = model
			continue
		}
		c.w.fault(c.Place, e, "division")
		return false
	}
	return true
}

// links returns the keys of the links to copy or repeat, each once.
func (c *copying) links() []Key {
	var keys []Key
	for _, model := range c.models {
		if c.w.stopped() {
			return nil
		}
		for _, k := range c.w.linksOf(model) {
			if k.Relation != VariantOf && c.w.get(k).Denial == nil {
				keys = append(keys, k)
			}
		}
	}
	slices.SortFunc(keys, Key.Compare)
	return slices.Compact(keys)
}

// entity makes the copy of one entity.
func (c *copying) entity(model ID) {
	put := Put{Place: c.Place, ID: c.copies[model]}
	for _, v := range effective(c.w.get(EntityKey(model)).Claims) {
		switch {
		case v.Attribute == AttrContainer:
			v.Text = string(c.of(ID(v.Text)))
		case v.Attribute == AttrName && model == c.Like, v.Attribute == AttrAliases: // which lead to the model
			continue
		}
		put.Values = append(put.Values, v)
	}
	if model == c.Like && c.Name != "" {
		put.Values = append(put.Values, Value{Attribute: AttrName, Text: c.Name})
	}
	c.w.put(put)
	c.w.join(Join{Place: c.Place, Relation: VariantOf, From: put.ID, To: model})
}

// link copies a link, or repeats it where one end is no model.
func (c *copying) link(k Key) {
	r := c.w.get(k)
	c.w.join(Join{Place: c.Place, Relation: k.Relation, From: c.of(k.From), To: c.of(k.To),
		Via: c.of(ID(valueOf(r, AttrVia))), Reason: valueOf(r, AttrReason)})
}

// of returns the copy of what is copied, and anything else as it is.
func (c *copying) of(id ID) ID {
	if copied, found := c.copies[id]; found {
		return copied
	}
	return id
}
