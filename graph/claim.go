package graph

import (
	"slices"
	"strings"
	"time"
)

// Rank says how much a source's word weighs: declared beats imported beats observed.
type Rank uint8

// The ranks, the weightiest last.
const (
	Observed Rank = iota + 1
	Imported
	Declared
)

var rankNames = [...]string{Observed: "OBSERVED", Imported: "IMPORTED", Declared: "DECLARED"}

// String returns the rank's name as in GraphQL.
func (r Rank) String() string {
	if int(r) >= len(rankNames) {
		return ""
	}
	return rankNames[r]
}

// Source is somebody who makes claims: a file set, a dbt project, a producer of events, a person in the app.
type Source struct {
	Name string `json:"name"`
	Rank Rank   `json:"rank"`
}

// People is the source of what persons change in the app.
var People = Source{Name: "people", Rank: Declared}

// The attributes that a claim can give a value. A property's is PropertyPrefix and its key.
const (
	AttrName        = "name"
	AttrDescription = "description"
	AttrContainer   = "container" // an ID: what the entity is PART_OF
	AttrTags        = "tags"      // the only one with a list
	AttrDirection   = "direction" // of a port: INPUT or OUTPUT
	AttrType        = "type"
	AttrContact     = "contact"
	AttrURL         = "url"
	AttrVia         = "via"    // of a flow: the job's ID
	AttrReason      = "reason" // of a link
	AttrNote        = "note"   // of an entity or a link: what the source notes for itself, see below
	PropertyPrefix  = "property:"
)

// A note is what a source keeps with its claim to make sense of what it hears next, such as when it heard of what. It is of
// that source's claim alone: it never becomes effective, and nobody is shown it.

// Value is what a claim says of one attribute. Text is set, or for tags List.
type Value struct {
	Attribute string   `json:"a"`
	Text      string   `json:"t,omitempty"`
	List      []string `json:"l,omitempty"`
	Since     Revision `json:"r"` // the revision in which this source last changed it
}

// same reports whether two values say the same, whenever they said it.
func (v Value) same(w Value) bool {
	return v.Attribute == w.Attribute && v.Text == w.Text && slices.Equal(v.List, w.List)
}

// Claim is what one source says of an entity or a link: that it is there, and the values it gives its attributes.
type Claim struct {
	Source    string    `json:"s"`
	Rank      Rank      `json:"k"`
	Origin    string    `json:"o,omitempty"` // where the source says it: file:line, a run or an event
	FirstSeen time.Time `json:"f"`
	LastSeen  time.Time `json:"n"`           // exact to the day: repeating a claim is noted at most once a day
	Values    []Value   `json:"v,omitempty"` // by attribute, each once
}

// Value returns the value that the claim gives an attribute.
func (c *Claim) Value(attribute string) (Value, bool) {
	i, found := slices.BinarySearchFunc(c.Values, attribute, func(v Value, a string) int { return strings.Compare(v.Attribute, a) })
	if !found {
		return Value{}, false
	}
	return c.Values[i], true
}

// withoutNote returns the values but the note; shared with the claim where there is none.
func (c *Claim) withoutNote() []Value {
	i := slices.IndexFunc(c.Values, func(v Value) bool { return v.Attribute == AttrNote })
	if i < 0 {
		return c.Values
	}
	return slices.Concat(c.Values[:i], c.Values[i+1:])
}

// equal reports whether two claims are the same in everything.
func (c *Claim) equal(d *Claim) bool {
	return c.Source == d.Source && c.Rank == d.Rank && c.Origin == d.Origin &&
		c.FirstSeen.Equal(d.FirstSeen) && c.LastSeen.Equal(d.LastSeen) &&
		slices.EqualFunc(c.Values, d.Values, func(v, w Value) bool { return v.Since == w.Since && v.same(w) })
}

// set puts a value in its place and reports whether it says something new; where not, the earlier Since stays.
func (c *Claim) set(v Value) bool {
	i, found := slices.BinarySearchFunc(c.Values, v.Attribute, func(w Value, a string) int { return strings.Compare(w.Attribute, a) })
	switch {
	case !found:
		c.Values = slices.Insert(c.Values, i, v)
	case c.Values[i].same(v):
		return false
	default:
		c.Values[i] = v
	}
	return true
}

// clear takes a value away, for PropertyPrefix alone those of all properties, and reports whether there was one.
func (c *Claim) clear(attribute string) bool {
	n := len(c.Values)
	c.Values = slices.DeleteFunc(c.Values, func(v Value) bool {
		return v.Attribute == attribute || attribute == PropertyPrefix && strings.HasPrefix(v.Attribute, PropertyPrefix)
	})
	return len(c.Values) != n
}

// effective returns, by attribute, the values that win among the claims: the highest rank, then the latest change,
// then the source's name; no notes. Linear in the values for the few claims that a record has.
func effective(claims []Claim) []Value {
	if len(claims) == 1 {
		return claims[0].withoutNote()
	}
	type bid struct {
		Value
		rank   Rank
		source string
	}
	var bids []bid
	for i := range claims {
		for _, v := range claims[i].withoutNote() {
			bids = append(bids, bid{v, claims[i].Rank, claims[i].Source})
		}
	}
	slices.SortFunc(bids, func(a, b bid) int {
		if c := strings.Compare(a.Attribute, b.Attribute); c != 0 {
			return c
		}
		if a.rank != b.rank {
			return int(b.rank) - int(a.rank)
		}
		if a.Since != b.Since {
			if a.Since > b.Since {
				return -1
			}
			return 1
		}
		return strings.Compare(a.source, b.source)
	})
	var won []Value
	for i, b := range bids {
		if i == 0 || bids[i-1].Attribute != b.Attribute {
			won = append(won, b.Value)
		}
	}
	return won
}
