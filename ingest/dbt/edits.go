package dbt

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// Import is what a project says, ready to be applied as one whole source.
type Import struct {
	Source   graph.Source // dbt:<project>, always imported
	Edits    []graph.Edit // a Put for each entity, then a Join for each link, in the order of unique IDs
	Warnings []string     // the project's, and what was made of what is missing
}

// Import returns the edits that say what the project says, its datasets in a namespace (see [Project.Dataset]). Linear in what
// is kept, but for flows through what passes: there in the ways.
func (p *Project) Import(namespace string) *Import {
	w := &writer{
		Project: p, namespace: namespace, puts: map[graph.ID]int{}, columns: map[graph.ID]stretch{}, joins: map[link]int{},
		Import: &Import{Source: graph.Source{Name: "dbt:" + p.Name, Rank: graph.Imported}, Warnings: slices.Clone(p.Warnings)},
	}
	for _, id := range ids(p.groups) {
		w.group(p.groups[id])
	}
	for _, n := range p.inOrder() {
		w.dataset(n)
	}
	for _, id := range ids(p.exposures) {
		w.exposure(p.exposures[id])
	}
	return w.finish()
}

// inOrder returns the datasets by their unique IDs, sources first, so that where a source is what another node builds, what is
// said of the node counts.
func (p *Project) inOrder() []*node {
	var all []*node
	for _, n := range p.nodes {
		if n.isDataset() {
			all = append(all, n)
		}
	}
	rank := func(n *node) int {
		if n.ResourceType == "source" {
			return 0
		}
		return 1
	}
	slices.SortFunc(all, func(a, b *node) int { return cmp.Or(rank(a)-rank(b), strings.Compare(a.UniqueID, b.UniqueID)) })
	return all
}

// writer makes edits, one for each entity and link.
type writer struct {
	*Project
	*Import
	namespace string
	entities  []graph.Edit // each a Put
	puts      map[graph.ID]int
	columns   map[graph.ID]stretch // by dataset: its fields, which are not in puts as long as only one node spoke of it
	links     []graph.Edit         // each a Join
	joins     map[link]int
}

type link struct {
	relation graph.Relation
	from, to graph.ID
}

// stretch is some of the entities that come one after the other.
type stretch struct{ from, to int }

// put says that an entity is there, and what it is. Said again, what is said last counts.
func (w *writer) put(id graph.ID, origin string, values ...graph.Value) {
	at, known := w.puts[id]
	if !known {
		w.puts[id] = len(w.entities)
		w.putFirst(id, origin, values)
		return
	}
	put, said := w.entities[at].(graph.Put), false
	for _, v := range values {
		if isBlank(v) {
			continue
		}
		put.Values, said = withValue(put.Values, v), true
	}
	if said {
		w.entities[at] = put
	}
}

// putFirst says what nothing was said of before.
func (w *writer) putFirst(id graph.ID, origin string, values []graph.Value) {
	blank := 0
	for _, v := range values {
		if isBlank(v) {
			blank++
		}
	}
	put := graph.Put{Place: graph.Place{Origin: origin}, ID: id, Values: make([]graph.Value, 0, len(values)-blank)}
	for _, v := range values {
		if !isBlank(v) {
			put.Values = withValue(put.Values, v)
		}
	}
	w.entities = append(w.entities, put)
}

// isBlank reports whether a value says nothing.
func isBlank(v graph.Value) bool { return v.Text == "" && len(v.List) == 0 }

// withValue returns values of which the one of an attribute is this one.
func withValue(values []graph.Value, v graph.Value) []graph.Value {
	if i := slices.IndexFunc(values, func(o graph.Value) bool { return o.Attribute == v.Attribute }); i >= 0 {
		values[i] = v
		return values
	}
	return append(values, v)
}

// join says that a link is there. The first reason stays.
func (w *writer) join(r graph.Relation, from, to graph.ID, reason, origin string) {
	key := link{r, from, to}
	if at, known := w.joins[key]; known {
		if r == graph.Consumes && reason != "" {
			earlier := w.links[at].(graph.Join)
			earlier.Reason += "; " + reason
			w.links[at] = earlier
		}
		return
	}
	w.joins[key] = len(w.links)
	w.links = append(w.links, graph.Join{Place: graph.Place{Origin: origin}, Relation: r, From: from, To: to, Reason: reason})
}

func (w *writer) warn(format string, args ...any) {
	w.Import.Warnings = append(w.Import.Warnings, fmt.Sprintf(format, args...))
}

func (w *writer) finish() *Import {
	w.Edits = slices.Concat(w.entities, w.links)
	return w.Import
}

func value(attribute, text string) graph.Value { return graph.Value{Attribute: attribute, Text: text} }
