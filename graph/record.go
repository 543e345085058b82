package graph

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Key names what a record is about: an entity (no Relation, its ID in From) or a link (its relation and two ends).
// PART_OF never occurs in a key: an entity's container is an attribute of it.
type Key struct {
	Relation Relation `json:"r,omitempty"`
	From     ID       `json:"f"`
	To       ID       `json:"t,omitempty"`
}

// EntityKey returns the key of the entity with this ID.
func EntityKey(id ID) Key { return Key{From: id} }

// IsLink reports whether the key names a link.
func (k Key) IsLink() bool { return k.Relation != 0 }

// String returns the key in words: "domain:sale", or "port:a FEEDS port:b".
func (k Key) String() string {
	if !k.IsLink() {
		return string(k.From)
	}
	return string(k.From) + " " + k.Relation.String() + " " + string(k.To)
}

// Compare orders keys: entities first, by ID; then links by relation and ends.
func (k Key) Compare(l Key) int {
	if c := cmp.Compare(k.Relation, l.Relation); c != 0 {
		return c
	}
	if c := strings.Compare(string(k.From), string(l.From)); c != 0 {
		return c
	}
	return strings.Compare(string(k.To), string(l.To))
}

// Denial says that a recorded flow is wrong. It stays however often the flow is observed again, and where nobody claims the flow any more,
// until it is lifted, or withdrawn by the source that is read whole and no longer says it, or an end is removed. A flow has one at most.
type Denial struct {
	Source string    `json:"s"`
	Reason string    `json:"w,omitempty"`
	Time   time.Time `json:"n"`
}

// Record is everything that is recorded of one entity or link. A record without claims is there only because a link
// needs it as an end, a part as its container, or a denial as its flow.
type Record struct {
	Key
	Claims []Claim `json:"c,omitempty"` // by source, each once
	Denial *Denial `json:"d,omitempty"` // of a FEEDS link only
}

// Effective returns the values that count, by attribute, each once: those that win among what the sources say. They are
// shared with the record: don't change them.
func (r *Record) Effective() []Value { return effective(r.Claims) }

// Entity returns what an entity's record amounts to, nil of a nil record. The record must be of an entity; its claims are
// shared.
func (r *Record) Entity() *Entity {
	if r == nil {
		return nil
	}
	return resolve(r)
}

// Link returns what a link's record amounts to, nil of a nil record. No graph is asked, so its ends are None. The record must
// be of a link; its claims are shared.
func (r *Record) Link() *Link {
	if r == nil {
		return nil
	}
	link := newSaying(r).link(r.Relation, None, None)
	return &link
}

// claim returns the claim of a source, nil if it makes none.
func (r *Record) claim(source string) *Claim { return claimIn(r.Claims, source) }

func claimIn(claims []Claim, source string) *Claim {
	for i := range claims {
		if claims[i].Source == source {
			return &claims[i]
		}
	}
	return nil
}

// copy returns a record that can be changed without changing r: claims and their values are its own.
func (r *Record) copy() *Record {
	c := *r
	c.Claims = slices.Clone(r.Claims)
	for i := range c.Claims {
		c.Claims[i].Values = slices.Clone(c.Claims[i].Values)
	}
	if r.Denial != nil {
		denial := *r.Denial
		c.Denial = &denial
	}
	return &c
}
