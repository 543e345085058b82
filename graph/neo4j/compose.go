package neo4j

import (
	"reflect"
	"slices"

	"github.com/headwater-catalog/headwater/graph/nfc"
)

// composed returns the comparison as Adopt takes it over: what was edited is composed (Unicode's NFC), names and ids too, by the
// same rule as what comes by GraphQL and in manifests. What is as the log says stays as it is. A node whose id is composed to that of
// another says the same entity again: it is put back.
func (c *comparison) composed() *comparison {
	there := contents{}
	for at, found := range c.there {
		if c.wanted[at] != nil || composedSpot(at) == at {
			there[at] = composedProperties(c.wanted[at], found)
		}
	}
	for at, found := range c.there {
		if to := composedSpot(at); there[at] == nil && there[to] == nil {
			there[to] = composedProperties(c.wanted[to], found)
		}
	}
	return &comparison{folded: c.folded, wanted: c.wanted, there: there}
}

// composedSpot returns where an entity's node or a link would stand if the ids were composed.
func composedSpot(at spot) spot {
	if !at.Odd && (at.isNode() || at.isLink()) {
		at.From, at.To = nfc.ID(at.From), nfc.ID(at.To)
	}
	return at
}

// composedProperties composes the texts that are not those wanted.
func composedProperties(want, found properties) properties {
	all := make(properties, len(found))
	for name, value := range found {
		if !reflect.DeepEqual(value, want[name]) && !slices.Contains(derived, name) {
			value = composedValue(value)
		}
		all[name] = value
	}
	return all
}

func composedValue(value any) any {
	switch v := value.(type) {
	case string:
		return nfc.Text(v)
	case []string:
		all := make([]string, len(v))
		for i, text := range v {
			all[i] = nfc.Text(text)
		}
		return all
	}
	return value
}

// onlySpelt returns the deviations that there are but for the way in which they are spelt.
func onlySpelt(before, asked []Deviation) (spelt []Deviation) {
	type place struct {
		at        spot
		attribute string
	}
	known := map[place]bool{}
	for _, d := range asked {
		known[place{d.at, d.Attribute}] = true
	}
	for _, d := range before {
		if !known[place{composedSpot(d.at), d.Attribute}] {
			spelt = append(spelt, d)
		}
	}
	return spelt
}
