package mapping

import (
	"maps"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// words returns what a condition captures.
func (c *condition) words() (words []string) {
	for _, p := range c.patterns() {
		words = append(words, p.words...)
	}
	return words
}

// patterns returns the patterns of a condition in an order that is always the same, without those that could not be read.
func (c *condition) patterns() []*pattern {
	all := append([]*pattern{c.namespace, c.name, c.source}, c.tags...)
	for _, key := range slices.Sorted(maps.Keys(c.properties)) {
		all = append(all, c.properties[key])
	}
	return slices.DeleteFunc(all, func(p *pattern) bool { return p == nil })
}

// match reports whether a condition holds of an entity, and what it captures. Of several tags or sources that a pattern fits
// the first by name counts.
func (c *condition) match(e *graph.Entity) (captured map[string]string, holds bool) {
	if c.kind != 0 && c.kind != e.Kind {
		return nil, false
	}
	captured = map[string]string{}
	segments := e.ID.Segments()
	if c.namespace != nil && !c.namespace.match(segments[0], captured) || c.name != nil && !c.name.match(segments[len(segments)-1], captured) {
		return nil, false
	}
	if c.source != nil && !c.source.any(sourcesOf(e), captured) {
		return nil, false
	}
	for _, tag := range c.tags {
		if !tag.any(slices.Sorted(slices.Values(e.Tags)), captured) {
			return nil, false
		}
	}
	for key, p := range c.properties {
		value, is := property(e, key)
		if !is || !p.match(value, captured) {
			return nil, false
		}
	}
	return captured, true
}

// any reports whether the pattern fits one of the texts, and takes the captures of the first.
func (p *pattern) any(texts []string, captured map[string]string) bool {
	return slices.ContainsFunc(texts, func(text string) bool { return p.match(text, captured) })
}

// sourcesOf returns who else than the rules says that an entity is there, by name.
func sourcesOf(e *graph.Entity) (names []string) {
	for i := range e.Claims {
		if e.Claims[i].Source != Source.Name {
			names = append(names, e.Claims[i].Source)
		}
	}
	return names
}

func property(e *graph.Entity, key string) (string, bool) {
	i := slices.IndexFunc(e.Properties, func(p graph.Property) bool { return p.Key == key })
	if i < 0 {
		return "", false
	}
	return e.Properties[i].Value, true
}
