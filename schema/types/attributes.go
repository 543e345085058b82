package types

import (
	"github.com/headwater-catalog/headwater/graph"
)

// Property is an attribute that the catalog has no name of its own for.
type Property = graph.Property

// ID returns what names the entity for ever.
func (h Handle) ID() graph.ID { return h.g.ID(h.n) }

// Kind returns what kind of thing it is.
func (h Handle) Kind() graph.Kind { return h.g.Kind(h.n) }

// Name returns its name for people.
func (h Handle) Name() string { return h.entity().Name }

// Description returns what it is in words, nil where nobody says.
func (h Handle) Description() *string { return optional(h.entity().Description) }

// Tags returns the words that mark it.
func (h Handle) Tags() []string { return h.entity().Tags }

// Type returns what sort of its kind it is, nil where nobody says.
func (h Handle) Type() *string { return optional(h.entity().Type) }

// Contact returns whom to ask, nil where nobody says.
func (h Handle) Contact() *string { return optional(h.entity().Contact) }

// URL returns where more is said about it, nil where nobody says.
func (h Handle) URL() *string { return optional(h.entity().URL) }

// Properties returns what is recorded of it beside, by key.
func (h Handle) Properties() []Property { return h.entity().Properties }

// FullName returns its name after those of all that it is part of.
func (h Handle) FullName() string { return h.g.FullName(h.n) }

func (h Handle) entity() *graph.Entity { return h.g.Entity(h.n) }

// optional returns nil for the empty text, which is GraphQL's null.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
