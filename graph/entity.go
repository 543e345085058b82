package graph

import "strings"

// Entity is one entity as it is effective. It is shared by everybody who reads the Graph: don't change it.
type Entity struct {
	ID          ID
	Kind        Kind
	Name        string // never empty: the last segment of the ID where nobody gives one
	Description string
	Aliases     []ID // other IDs that lead to it, of a dataset: see Alias
	Container   ID   // what it is PART_OF, "" if nothing
	Tags        []string
	Direction   Direction // of a port, else ""
	Type        string
	Contact     string
	URL         string
	Properties  []Property // by key
	Claims      []Claim    // by source
}

// Direction says on which side of its product or domain a port is.
type Direction string

// The directions of a port. One that nobody gives a direction is an output.
const (
	Input  Direction = "INPUT"
	Output Direction = "OUTPUT"
)

// Property is an attribute that the model has no name for.
type Property struct{ Key, Value string }

// resolve returns what the claims of an entity's record amount to.
func resolve(r *Record) *Entity { return resolveIn(r, r.From.ImpliedContainer()) }

// resolveIn is resolve where the container that the ID implies is known.
func resolveIn(r *Record, implied ID) *Entity {
	e := &Entity{ID: r.From, Kind: r.From.Kind(), Container: implied, Claims: r.Claims}
	e.resolve()
	return e
}

// resolve sets what the claims amount to, where ID and kind are set, and the container that the ID implies.
func (e *Entity) resolve() {
	if e.Kind == Dataset {
		e.Aliases = aliasesOf(e.Claims)
	}
	for _, v := range effective(e.Claims) {
		e.take(v)
	}
	if e.Name == "" {
		e.Name = e.ID.last(e.Kind)
	}
	if e.Kind == Port && e.Direction == "" {
		e.Direction = Output
	}
}

func (e *Entity) take(v Value) {
	switch v.Attribute {
	case AttrName:
		e.Name = v.Text
	case AttrDescription:
		e.Description = v.Text
	case AttrContainer:
		e.Container = ID(v.Text)
	case AttrTags:
		e.Tags = v.List
	case AttrDirection:
		e.Direction = Direction(v.Text)
	case AttrType:
		e.Type = v.Text
	case AttrContact:
		e.Contact = v.Text
	case AttrURL:
		e.URL = v.Text
	default:
		if key, ok := strings.CutPrefix(v.Attribute, PropertyPrefix); ok {
			e.Properties = append(e.Properties, Property{key, v.Text})
		}
	}
}

// record returns the record that the entity was resolved from.
func (e *Entity) record() *Record { return &Record{Key: EntityKey(e.ID), Claims: e.Claims} }

// Link is one link as it is effective.
type Link struct {
	Relation Relation
	From, To Node
	Via      ID // of FEEDS: the job that the data flows through, where a claim names one
	Reason   string
	Denial   *Denial // of FEEDS: why it does not count
	Claims   []Claim // by source
}
