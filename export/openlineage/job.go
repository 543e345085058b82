package openlineage

import (
	"maps"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// job is what one JobEvent says.
type job struct {
	own      address
	facets   map[string]any
	inputs   map[address]bool
	outputs  map[address]*entry
	taken    []input // what flows into the job itself
	explicit bool    // inputs × outputs would say something else than was recorded
}

// output returns the entry of a dataset that the job writes.
func (j *job) output(a address) *entry {
	if j.outputs[a] == nil {
		j.outputs[a] = &entry{Namespace: a.namespace, Name: a.name, Type: aDataset}
	}
	return j.outputs[a]
}

// takes notes a flow that ends at the job. What a job takes from another job only the explicit facet can say.
func (j *job) takes(from graph.ID) {
	in := inputOf(from)
	j.taken = append(j.taken, in)
	if in.Type == aJob || in.Field != "" {
		j.explicit = true
	}
	if in.Type != aJob {
		j.inputs[addressOf(from)] = true
	}
}

// gives notes a flow that begins at the job.
func (j *job) gives(to graph.ID) {
	a := addressOf(to)
	out := j.output(a)
	self := input{Namespace: j.own.namespace, Name: j.own.name, Type: aJob}
	if to.Kind() == graph.Field {
		j.explicit = true
		out.field(to.Last(), self)
		return
	}
	out.Inputs = append(out.Inputs, self)
}

// moves notes a flow from dataset to dataset, or between what stands in for them.
func (j *job) moves(from, to graph.ID) {
	j.explicit = true
	j.inputs[addressOf(from)] = true
	out := j.output(addressOf(to))
	if to.Kind() == graph.Field {
		out.field(to.Last(), inputOf(from))
		return
	}
	out.Inputs = append(out.Inputs, inputOf(from))
}

func (e *entry) field(name string, in input) {
	if e.Fields == nil {
		e.Fields = map[string]*fieldEntry{}
	}
	if e.Fields[name] == nil {
		e.Fields[name] = &fieldEntry{}
	}
	e.Fields[name].Inputs = append(e.Fields[name].Inputs, in)
}

// event returns the job's event.
func (j *job) event(w *writing, a address) *Event {
	e := w.event("JobEvent")
	own := a.named()
	own.Facets = j.facets
	e.Job = &own
	for _, in := range slices.SortedFunc(maps.Keys(j.inputs), address.compare) {
		e.Inputs = append(e.Inputs, in.named())
	}
	var entries []*entry
	if len(j.taken) > 0 {
		entries = append(entries, &entry{Type: aJob, Inputs: j.taken})
	}
	for _, out := range slices.SortedFunc(maps.Keys(j.outputs), address.compare) {
		target := j.outputs[out]
		e.Outputs = append(e.Outputs, target.output())
		if len(target.Inputs)+len(target.Fields) > 0 {
			entries = append(entries, target)
		}
	}
	if j.explicit {
		if own.Facets == nil {
			own.Facets = map[string]any{}
		}
		if entries == nil {
			entries = []*entry{}
		}
		own.Facets["lineage"] = lineageFacet{facet{producer, facetURL + "1-0-0/LineageFacet.json#/$defs/LineageJobFacet"}, entries}
	}
	return e
}

// output returns the dataset with what is known of its columns.
func (e *entry) output() named {
	one := named{Namespace: e.Namespace, Name: e.Name}
	columns := columnLineage{facet: facetOf("1-2-0", "ColumnLineageDatasetFacet"), Fields: map[string]*inputFields{}}
	for name, f := range e.Fields {
		for _, in := range f.Inputs {
			if in.Field == "" {
				continue
			}
			if columns.Fields[name] == nil {
				columns.Fields[name] = &inputFields{}
			}
			columns.Fields[name].InputFields = append(columns.Fields[name].InputFields, inputField{in.Namespace, in.Name, in.Field})
		}
	}
	if len(columns.Fields) > 0 {
		one.Facets = map[string]any{"columnLineage": columns}
	}
	return one
}
