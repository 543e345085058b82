package types

import (
	"fmt"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// EntityRef names one entity in one of several ways.
type EntityRef struct {
	ID      *graph.ID
	Ref     *string
	Name    *NameRef
	Dataset *DatasetRef
	Field   *FieldRef
	Job     *JobRef
}

// NameRef names an entity by its name for people.
type NameRef struct {
	Name   string
	Kind   *graph.Kind
	Within *graph.ID
}

// DatasetRef names a dataset.
type DatasetRef struct{ Namespace, Name string }

// FieldRef names a field of a dataset.
type FieldRef struct{ Namespace, Name, Field string }

// JobRef names a job.
type JobRef struct{ Namespace, Name string }

// find returns the node that the reference names. Exactly one of its ways is given: the directive oneOf sees to it.
func (r EntityRef) find(g *graph.Graph) (graph.Node, error) {
	switch {
	case r.ID != nil:
		return find(g, *r.ID)
	case r.Ref != nil:
		return g.Find(*r.Ref)
	case r.Name != nil:
		return r.Name.find(g)
	case r.Dataset != nil:
		return find(g, graph.DatasetID(r.Dataset.Namespace, r.Dataset.Name), graph.Dataset)
	case r.Field != nil:
		return find(g, graph.FieldID(r.Field.Namespace, r.Field.Name, r.Field.Field), graph.Field)
	case r.Job != nil:
		return find(g, graph.JobID(r.Job.Namespace, r.Job.Name), graph.Job)
	}
	return graph.None, badInput("an entity is named in exactly one way")
}

// find returns the only entity with this name, in the same case if there is one, else in any.
func (r NameRef) find(g *graph.Graph) (graph.Node, error) {
	whole, err := findOptional(g, r.Within)
	if err != nil {
		return graph.None, err
	}
	var kinds []graph.Kind
	if r.Kind != nil {
		kinds = []graph.Kind{*r.Kind}
	}
	in := lineage.Within(g, whole)
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		var found []graph.Node
		for n := range g.Of(kinds...) {
			if same(g.Entity(n).Name, r.Name) && in(n) {
				found = append(found, n)
			}
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			return found[0], nil
		}
		return graph.None, g.Ambiguous(r.Name, found)
	}
	return graph.None, r.unknown(g, kinds)
}

func (r NameRef) unknown(g *graph.Graph, kinds []graph.Kind) error {
	e := &graph.Error{Kind: graph.NotFound, Message: fmt.Sprintf("nothing there is named %.80q", r.Name), Candidates: g.Near(r.Name, kinds...)}
	if len(e.Candidates) > 0 {
		e.Message += "; did you mean " + strings.Join(ids(e.Candidates), ", ") + "?"
	}
	return e
}

func ids(of []graph.ID) []string {
	texts := make([]string, len(of))
	for i, id := range of {
		texts[i] = string(id)
	}
	return texts
}

// find returns the node with an ID, or the one that another ref in its place names.
func find(g *graph.Graph, id graph.ID, kinds ...graph.Kind) (graph.Node, error) {
	return g.Find(string(id), kinds...)
}

// findOptional is find where an ID may be left out: then it is graph.None.
func findOptional(g *graph.Graph, id *graph.ID, kinds ...graph.Kind) (graph.Node, error) {
	if id == nil {
		return graph.None, nil
	}
	return find(g, *id, kinds...)
}

// findAll returns the nodes of several IDs, or of other refs in their place.
func findAll(g *graph.Graph, of []graph.ID) ([]graph.Node, error) {
	if len(of) > maxPage {
		return nil, badInput("%d IDs are given; at most 1,000 are looked up at once", len(of))
	}
	refs := g.Refs(of)
	found := make([]graph.Node, 0, len(of))
	for _, id := range of {
		n, err := refs.Find(id)
		if err != nil {
			return nil, err
		}
		found = append(found, n)
	}
	return slices.Clip(found), nil
}

// looselyNamed looks up together what has no ID's form among IDs: refs of another kind.
func looselyNamed(g *graph.Graph, of []graph.ID, kinds ...graph.Kind) *graph.Refs {
	var refs []graph.ID
	for _, id := range of {
		if id.Check() != nil {
			refs = append(refs, id)
		}
	}
	return g.Refs(refs, kinds...)
}
