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
		Project: p, namespace: namespace, puts: map[graph.ID]*graph.Put{}, joins: map[link]*graph.Join{},
		Import: &Import{Source: graph.Source{Name: "dbt:" + p.Name, Rank: graph.Imported}, Warnings: slices.Clone(p.Warnings)},
	}
	for _, id := range ids(p.groups) {
		w.group(p.groups[id])
	}
	for _, id := range p.inOrder() {
		w.dataset(p.nodes[id])
	}
	for _, id := range ids(p.exposures) {
		w.exposure(p.exposures[id])
	}
	return w.finish()
}

// inOrder returns the unique IDs of the datasets: sources first, so that where a source is what another node builds, what is
// said of the node counts.
func (p *Project) inOrder() []string {
	var all []string
	for id, n := range p.nodes {
		if n.isDataset() {
			all = append(all, id)
		}
	}
	rank := func(id string) int {
		if p.nodes[id].ResourceType == "source" {
			return 0
		}
		return 1
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(rank(a)-rank(b), strings.Compare(a, b)) })
	return all
}

// writer makes edits, one for each entity and link.
type writer struct {
	*Project
	*Import
	namespace string
	puts      map[graph.ID]*graph.Put
	joins     map[link]*graph.Join
	order     []*graph.Put
	links     []*graph.Join
}

type link struct {
	relation graph.Relation
	from, to graph.ID
}

// put says that an entity is there, and what it is. Said again, what is said last counts.
func (w *writer) put(id graph.ID, origin string, values ...graph.Value) {
	put := w.puts[id]
	if put == nil {
		put = &graph.Put{Place: graph.Place{Origin: origin}, ID: id}
		w.puts[id], w.order = put, append(w.order, put)
	}
	for _, v := range values {
		if v.Text == "" && len(v.List) == 0 {
			continue
		}
		if i := slices.IndexFunc(put.Values, func(o graph.Value) bool { return o.Attribute == v.Attribute }); i >= 0 {
			put.Values[i] = v
			continue
		}
		put.Values = append(put.Values, v)
	}
}

// join says that a link is there. The first reason stays.
func (w *writer) join(r graph.Relation, from, to graph.ID, reason, origin string) {
	key := link{r, from, to}
	if earlier := w.joins[key]; earlier != nil {
		if r == graph.Consumes && reason != "" {
			earlier.Reason += "; " + reason
		}
		return
	}
	join := &graph.Join{Place: graph.Place{Origin: origin}, Relation: r, From: from, To: to, Reason: reason}
	w.joins[key], w.links = join, append(w.links, join)
}

func (w *writer) warn(format string, args ...any) {
	w.Import.Warnings = append(w.Import.Warnings, fmt.Sprintf(format, args...))
}

func (w *writer) finish() *Import {
	w.Edits = make([]graph.Edit, 0, len(w.order)+len(w.links))
	for _, put := range w.order {
		w.Edits = append(w.Edits, *put)
	}
	for _, join := range w.links {
		w.Edits = append(w.Edits, *join)
	}
	return w.Import
}

func value(attribute, text string) graph.Value { return graph.Value{Attribute: attribute, Text: text} }
