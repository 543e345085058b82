package odcs

import (
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/ingest/standard"
)

// transformations makes flows of what properties say they are made of, as far as it names what was read: in the own contract
// first, then in all. What names nothing, or several things, is kept as a text.
func (r *reader) transformations() {
	everywhere := names{}
	for _, contract := range r.contracts {
		everywhere.add(contract)
	}
	for _, contract := range r.contracts {
		here := names{}
		here.add(contract)
		for _, t := range contract.tables {
			for _, f := range t.fields {
				r.transformation(f, here, everywhere)
			}
		}
	}
}

func (r *reader) transformation(f field, here, everywhere names) {
	var unknown []string
	sources := f.node.Of("transformSourceObjects")
	for _, text := range sources.Texts() {
		from := theOne(here[text], everywhere[text])
		if from == "" || from == f.id {
			unknown = append(unknown, text)
			continue
		}
		r.Join(sources.At, graph.Join{Relation: graph.Feeds, From: from, To: f.id, Reason: f.node.Of("transformDescription").Words()})
	}
	r.Put(f.node.At, f.id, string(f.id), standard.Property("transform-sources", strings.Join(unknown, ", ")))
}

// names is what a text may mean: the object of that name, and the property "object.property".
type names map[string][]graph.ID

func (n names) add(contract *Contract) {
	for _, t := range contract.tables {
		n[t.name] = append(n[t.name], t.dataset)
		for _, f := range t.fields {
			n[t.name+"."+f.name] = append(n[t.name+"."+f.name], f.id)
		}
	}
}

// theOne returns what the first list that names anything names, if that is one thing.
func theOne(lists ...[]graph.ID) graph.ID {
	for _, list := range lists {
		if len(list) == 1 {
			return list[0]
		}
		if len(list) > 1 {
			return ""
		}
	}
	return ""
}
