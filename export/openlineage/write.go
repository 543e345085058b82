package openlineage

import (
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Write writes the events of a graph, one a line, as of a time. What fails is the writer's error. Linear in the graph, but for
// the order of its flows.
func Write(w io.Writer, g *graph.Graph, at time.Time) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, e := range Events(g, at) {
		if err := out.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// Events returns the events of a graph, as of a time: datasets by ID, then jobs by name.
func Events(g *graph.Graph, at time.Time) []*Event {
	w := &writing{g: g, time: at.UTC().Format(time.RFC3339), jobs: map[address]*job{}}
	w.flows()
	var events []*Event
	for n := range g.Of() {
		if g.Kind(n) == graph.Dataset || w.standsIn(n) {
			events = append(events, w.dataset(n))
		}
	}
	for n := range g.Of(graph.Job) {
		w.touched(n)
	}
	for _, a := range slices.SortedFunc(maps.Keys(w.jobs), address.compare) {
		events = append(events, w.jobs[a].event(w, a))
	}
	return events
}

func (a address) compare(b address) int {
	return cmp.Or(cmp.Compare(a.namespace, b.namespace), cmp.Compare(a.name, b.name))
}

// writing is a graph that is being written.
type writing struct {
	g    *graph.Graph
	time string
	jobs map[address]*job
}

// standsIn reports whether an entity is no dataset, job or field and has flows.
func (w *writing) standsIn(n graph.Node) bool {
	switch w.g.Kind(n) {
	case graph.Dataset, graph.Field, graph.Job:
		return false
	}
	return len(w.g.In(graph.Feeds, n))+len(w.g.Out(graph.Feeds, n)) > 0
}

func (w *writing) event(definition string) *Event {
	return &Event{EventTime: w.time, Producer: producer, SchemaURL: schemaURL + definition}
}

func (w *writing) dataset(n graph.Node) *Event {
	e := w.event("DatasetEvent")
	one := addressOf(w.g.ID(n)).named()
	one.Facets = facets(w.g, n)
	e.Dataset = &one
	return e
}

// touched notes what a job is said to read and write, and what is known of it.
func (w *writing) touched(n graph.Node) {
	j := w.job(addressOf(w.g.ID(n)))
	j.facets = facets(w.g, n)
	for _, arc := range w.g.Out(graph.Reads, n) {
		j.explicit = true
		j.inputs[addressOf(w.g.ID(arc.Node()))] = true
	}
	for _, arc := range w.g.Out(graph.Writes, n) {
		j.explicit = true
		j.output(addressOf(w.g.ID(arc.Node())))
	}
}

func (w *writing) job(a address) *job {
	if w.jobs[a] == nil {
		w.jobs[a] = &job{own: a, inputs: map[address]bool{}, outputs: map[address]*entry{}}
	}
	return w.jobs[a]
}

// flows hands each flow to its job, by the IDs of its ends.
func (w *writing) flows() {
	var all []graph.Link
	for l := range w.g.Links(graph.Feeds) {
		if l.Denial == nil {
			all = append(all, l)
		}
	}
	slices.SortFunc(all, func(a, b graph.Link) int { return cmp.Or(w.g.CompareID(a.From, b.From), w.g.CompareID(a.To, b.To)) })
	for _, l := range all {
		from, to := w.g.ID(l.From), w.g.ID(l.To)
		switch {
		case to.Kind() == graph.Job:
			w.job(addressOf(to)).takes(from)
		case from.Kind() == graph.Job:
			w.job(addressOf(from)).gives(to)
		case l.Via != "":
			w.job(addressOf(l.Via)).moves(from, to)
		default:
			w.job(address{Namespace, "to " + string(feeding(to))}).moves(from, to)
		}
	}
}

// feeding returns what the job is called after that is made up for flows into an entity: a field's dataset.
func feeding(id graph.ID) graph.ID {
	if dataset := id.ImpliedContainer(); dataset != "" {
		return dataset
	}
	return id
}
