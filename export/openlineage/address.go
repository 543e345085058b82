package openlineage

import (
	"github.com/headwater-catalog/headwater/graph"
)

// address is what a dataset or job is called in OpenLineage; comparable.
type address struct{ namespace, name string }

// addressOf returns what an entity is called, a field by its dataset. What OpenLineage has no word for is called by its ID.
func addressOf(id graph.ID) address {
	switch id.Kind() {
	case graph.Dataset, graph.Job, graph.Field:
		segments := id.Segments()
		return address{segments[0], segments[1]}
	}
	return address{Namespace, string(id)}
}

func (a address) named() named { return named{Namespace: a.namespace, Name: a.name} }

// inputOf returns an entity as what feeds a target.
func inputOf(id graph.ID) input {
	a := addressOf(id)
	in := input{Namespace: a.namespace, Name: a.name, Type: aDataset}
	switch id.Kind() {
	case graph.Job:
		in.Type = aJob
	case graph.Field:
		in.Field = id.Last()
	}
	return in
}

// facets returns what is known of a dataset or job beside its flows.
func facets(g *graph.Graph, n graph.Node) map[string]any {
	e := g.Entity(n)
	suffix := "DatasetFacet"
	if e.Kind == graph.Job {
		suffix = "JobFacet"
	}
	all := map[string]any{}
	if text := described(g, n); text != "" {
		all["documentation"] = documentation{facetOf("1-1-0", "Documentation"+suffix), text}
	}
	var owners []owner
	for _, arc := range g.In(graph.Owns, n) {
		owners = append(owners, owner{string(g.ID(arc.Node()))})
	}
	if owners != nil {
		all["ownership"] = ownership{facetOf("1-0-1", "Ownership"+suffix), owners}
	}
	var marks []tag
	for _, t := range e.Tags {
		marks = append(marks, tag{t, "true"})
	}
	if marks != nil {
		all["tags"] = tags{facetOf("1-0-0", "Tags"+suffix), marks}
	}
	if names := otherNames(e); names != nil {
		all["symlinks"] = symlinks{facetOf("1-0-1", "Symlinks"+suffix), names}
	}
	if fields := fieldsOf(g, n); fields != nil {
		all["schema"] = schema{facetOf("1-2-0", "SchemaDatasetFacet"), fields}
	}
	return all
}

// described says what an entity is; of one that only stands in, its full name as well.
func described(g *graph.Graph, n graph.Node) string {
	e := g.Entity(n)
	if addressOf(e.ID).namespace != Namespace || e.Kind == graph.Dataset || e.Kind == graph.Job {
		return e.Description
	}
	if e.Description == "" {
		return g.FullName(n)
	}
	return g.FullName(n) + ": " + e.Description
}

// otherNames returns what else a dataset is called. OpenLineage asks of what sort a name is, which no catalog keeps: of a table, as its
// clients say most often.
func otherNames(e *graph.Entity) (names []identifier) {
	for _, id := range e.Aliases {
		a := addressOf(id)
		names = append(names, identifier{a.namespace, a.name, "TABLE"})
	}
	return names
}

func fieldsOf(g *graph.Graph, n graph.Node) (fields []field) {
	if g.Kind(n) != graph.Dataset {
		return nil
	}
	for part := range g.Parts(n) {
		e := g.Entity(part)
		fields = append(fields, field{e.ID.Last(), e.Type, e.Description})
	}
	return fields
}
