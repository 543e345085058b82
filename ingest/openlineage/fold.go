package openlineage

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Source returns the source whose claims an event makes: one for each namespace of jobs, and of datasets for what is said of a
// dataset without a job. So the lineage of one scheduler or project can be told from, and taken back without, that of another, and
// it stays one source however its producer is updated.
func Source(e *Event) graph.Source {
	namespace := e.Job.Namespace
	if e.Kind == DatasetEvent {
		namespace = e.Dataset.Namespace
	}
	return graph.Source{Name: sourceOf(namespace), Rank: graph.Observed}
}

func sourceOf(namespace string) string {
	name := "openlineage:" + namespace
	if len(name) > graph.MaxName {
		name = "openlineage:" + mark(graph.ID(namespace)) + namespace[len(namespace)-900:]
	}
	return fit(name, graph.MaxName, true)
}

// SourceOfRefused returns the name of the source that an event would have been of, as far as it says; "" where it does not.
func SourceOfRefused(text []byte) string {
	var event struct {
		Job     struct{ Namespace string }
		Dataset struct{ Namespace string }
	}
	_ = json.Unmarshal(text, &event) // what can be read of it is enough
	namespace := cmp.Or(event.Job.Namespace, event.Dataset.Namespace)
	if namespace == "" || graph.CheckName(namespace) != nil {
		return ""
	}
	return sourceOf(namespace)
}

// usualSayings is how many entities and links an event usually speaks of, for which room is made at once.
const usualSayings = 64

// Fold returns what events of one source change in a graph: edits that lead from what the source claims there to what it claims
// after them. An event that says nothing new makes none. now is when they came; heard what was heard before, which it adds to.
//
// Any order and any repetition of the events of a run lead to the same claims: a facet is what the latest event said by its
// own time, links add up, the best that was said of an output of a job decides, and what one event says of inputs and another
// of outputs is put together by the run's id. So do the events of several runs of a job, as long as no more than 8 are under way
// together; an explicit lineage is that of the run that said it last.
//
// Which run a claim is of may depend on the order, but for whether it is of one that failed: see origin.
//
// A run that says nothing else that is new makes no edits: it is heard. Of a job's runs the claims say how the last one ended.
//
// Of a run at most 1,000 inputs and as many outputs are taken, over all its events. Each input flows to each output whose columns are known: an
// event that would take these pairs past MaxFlows, or the run past its 1,000, is refused. The error is a [*Refusal] then, of the first such event, and nothing of any of the events is heard. Whether a run's events go past that does not depend on
// their order; which of them is refused does, and the graph is what the others say. An event that tells the columns of outputs which other
// runs wrote as well counts the pairs of those too: whether that one is refused may depend on the order of runs.
//
// An event's time more than a day ahead is no clock to follow: it is taken as of when it came, and what it told of bears the mark.
//
// Linear in what the events say; where they change the level of what is known of an output also in the job's links.
func Fold(g *graph.Graph, now time.Time, heard *Heard, events ...*Event) ([]graph.Edit, error) {
	if len(events) == 0 {
		return nil, nil
	}
	s := &session{graph: g, source: Source(events[0]).Name, now: now, heard: hearing{past: heard}, said: make(map[graph.Key]*saying, usualSayings*len(events))}
	for i, e := range events {
		if s.fold(e); s.refused != nil {
			return nil, &Refusal{Event: i, Err: s.refused}
		}
	}
	s.heard.pass()
	return s.edits(), nil
}

// Refusal is why an event cannot be folded, though it is well-formed.
type Refusal struct {
	Event int // its place among those that were folded together
	Err   *graph.Error
}

// Error says why.
func (r *Refusal) Error() string { return r.Err.Error() }

// Unwrap returns the reason.
func (r *Refusal) Unwrap() error { return r.Err }

func (s *session) fold(e *Event) {
	at, ahead := e.Time, e.Time.After(s.now.Add(24*time.Hour))
	if ahead {
		at = s.now
	}
	f := &folding{session: s, event: e, at: micros(at), ahead: ahead}
	s.origin = origin{text: nameOfEvent(e), stands: true}
	if e.Kind == DatasetEvent {
		f.datasetEvent()
		return
	}
	f.jobOrRun()
}

// folding is the folding of one event.
type folding struct {
	*session
	event *Event
	at    int64 // the event's time
	ahead bool  // which it was not, but when the event came

	job     graph.ID // "" of a DatasetEvent
	saying  *saying  // of the job
	memory  *memory
	hearing heardJob // what was heard of the job
	run     *run
	joins   bool // the event names something, and the run has more
	ignore  bool // a JobEvent came after a later one: its facets may count, its lineage does not

	muted     bool                    // see mention
	settled   bool                    // no output came or went, nor its level: the inputs flow as they did
	raised    []graph.ID              // outputs of which more is known since this event
	unsettled map[graph.ID][]graph.ID // the same of other jobs, because two names turned out to be of one dataset
	targeted  map[graph.ID]bool       // of which it said the lineage explicitly
	former    map[graph.Key]bool      // the flows to a target that were said before, and are not said again so far
	anew      map[graph.Key][]string  // those that are, of this job alone, with how they are said now
}

func (f *folding) datasetEvent() {
	d := &f.event.Dataset
	id := f.dataset(d)
	f.clock(f.entity(id))
	f.ownLineage(d, id)
	if d.Lineage == nil && d.Columns != nil {
		f.columns(id, d)
	}
}

func (f *folding) jobOrRun() {
	e := f.event
	f.job = graph.JobID(e.Job.Namespace, e.Job.Name.Name)
	before := f.news
	f.saying = f.of(graph.EntityKey(f.job))
	f.settled = f.saying.claimed && f.saying.text(graph.AttrNote) != "" // else it was named at most, as a parent or as what something comes from
	f.recall()
	f.origin = f.originOfRun()
	f.entity(f.job)
	f.jobFacets()
	f.clock(f.saying)
	inputs, outputs := f.datasets(e.Inputs), f.datasets(e.Outputs)
	f.resolveAll(inputs)
	f.resolveAll(outputs)
	f.enter(inputs, outputs)
	if f.ignore {
		inputs, outputs = nil, nil
	} else {
		f.reads(inputs)
		f.explicit(inputs, outputs)
		f.writes(outputs)
	}
	f.pair(inputs, outputs)
	f.settleThrough()
	f.settleOrigins()
	f.remember(f.news > before)
}

// recall brings back what is known of the job: what is noted with it, and what was heard since.
func (f *folding) recall() {
	noted := f.saying.text(graph.AttrNote)
	f.hearing = f.heard.job(f.job)
	if known := f.hearing.noted == noted; known && f.hearing.read != nil {
		f.memory = f.hearing.read.copy()
	} else {
		f.memory = parseMemory(noted)
		f.hearing.noted, f.hearing.read = noted, f.memory.copy()
		if known {
			f.memory.Runs = nil // they are among those that were heard of
		}
	}
	f.memory.join(f.hearing.Runs)
	f.saying.note = f.memory.Stamps
}

// lastRunState is the property of a job that says how its last run ended.
const lastRunState = graph.PropertyPrefix + "lastRun.state"

// remember keeps what is known of the job: with it, where the event said anything new or nothing was noted today, else beside the log.
func (f *folding) remember(news bool) {
	runs := f.memory.Runs
	if outcome := f.memory.outcome(); outcome != "" {
		f.saying.set(lastRunState, outcome)
	}
	if news || f.saying.changed || f.memory.changed || !sameDay(f.saying.seen, f.now) {
		f.saying.set(graph.AttrNote, f.memory.String())
	}
	now := heardJob{Job: f.job, Runs: runs, Targets: f.hearing.Targets, noted: f.saying.text(graph.AttrNote)}
	if now.noted == f.hearing.noted {
		now.read = f.hearing.read
	}
	f.heard.hear(now)
}

// datasets says that the datasets are there, with their facets, and returns their IDs, in their order.
func (f *folding) datasets(all []Dataset) []graph.ID {
	ids := make([]graph.ID, len(all))
	for i := range all {
		ids[i] = f.dataset(&all[i])
	}
	return ids
}

// resolveAll puts what IDs lead to in their places: a dataset further on in the event may have told another name of one before it.
func (f *folding) resolveAll(ids []graph.ID) {
	for i, id := range ids {
		ids[i] = f.resolve(id)
	}
}

// enter notes what the event's run reads and writes.
func (f *folding) enter(inputs, outputs []graph.ID) {
	e := f.event
	if e.Kind == JobEvent {
		f.design(inputs, outputs)
		return
	}
	f.run = f.memory.enter(e.Run, e.State, f.at)
	f.mark(&f.run.In, inputs)
	f.mark(&f.run.Out, outputs)
	f.meet(inputs, outputs)
}

// meet notes whether what the event names meets what its run has besides.
func (f *folding) meet(inputs, outputs []graph.ID) {
	f.joins = len(inputs)+len(outputs) > 0 && (len(f.run.In) > distinct(inputs) || len(f.run.Out) > distinct(outputs))
}

// distinct counts IDs, each once: two names that an event has may be of one dataset.
func distinct(ids []graph.ID) int {
	return len(slices.Compact(slices.Sorted(slices.Values(ids))))
}

// design notes what a JobEvent says that the job reads and writes: it replaces what the last one said. A member that is left out
// says nothing, an empty one that there is nothing.
func (f *folding) design(inputs, outputs []graph.ID) {
	k := graph.EntityKey(f.job)
	before := run{At: math.MinInt64}
	if f.memory.Design != nil {
		before = *f.memory.Design
	}
	last := max(before.At, f.heard.last(k, "design", f.memory.Design != nil))
	if f.at < last {
		f.ignore = true
		return
	}
	now := before
	f.run = &now
	if f.event.SaysInputs {
		f.replace(&now.In, inputs, f.at > last, f.unread)
	}
	if f.event.SaysOutputs {
		f.replace(&now.Out, outputs, f.at > last, f.unwritten)
	}
	f.meet(inputs, outputs)
	if f.memory.Design != nil && now.equal(&before) {
		f.heard.note(k, "design", f.at)
		return
	}
	now.At = f.at
	f.memory.Design, f.memory.changed = &now, true
}

// replace has marks stand for other datasets, and takes back what they stood for.
func (f *folding) replace(m *marks, ids []graph.ID, replaced bool, takeBack func(graph.ID)) {
	old := slices.Clone(*m)
	if replaced {
		*m = nil
	}
	f.mark(m, ids)
	if len(old) == 0 {
		return
	}
	for _, id := range append(f.ends(graph.Reads), f.ends(graph.Writes)...) {
		if marks := marksOf(f.allNames(id)); old.has(marks) && !m.has(marks) && !f.ran(marks) {
			takeBack(id)
		}
	}
}

// ran reports whether one of the known runs read or wrote a dataset: then it is not for a JobEvent to take back.
func (f *folding) ran(marks []string) bool {
	return slices.ContainsFunc(f.memory.Runs, func(r *run) bool { return r.In.has(marks) || r.Out.has(marks) })
}

// mark notes datasets. It refuses the event where they are too many.
func (f *folding) mark(m *marks, ids []graph.ID) {
	for _, id := range ids {
		if !m.add(marksOf(f.allNames(id))) {
			f.refuse(&graph.Error{Kind: graph.BadUserInput, Path: []any{"run"}, Message: fmt.Sprintf(
				"run would read or write more than %d datasets, those that its other events named included: at most %d inputs and as many outputs "+
					"are taken of one run", mostMarks, mostMarks)})
			return
		}
	}
}

// allNames returns a dataset's ID and its other names: one of them stood for it when it was noted.
func (f *folding) allNames(id graph.ID) []graph.ID { return append([]graph.ID{id}, f.names(id)...) }

// unread takes back that the job reads a dataset, and all that flows from it in the job.
func (f *folding) unread(in graph.ID) {
	if !f.of(f.link(graph.Reads, in)).claimed {
		return
	}
	f.withdraw(f.link(graph.Reads, in))
	for _, k := range f.flowsAt(in, false) {
		f.unflow(k)
	}
}

// unwritten takes back that the job writes a dataset, and all that flows to it in the job.
func (f *folding) unwritten(out graph.ID) {
	if !f.of(f.link(graph.Writes, out)).claimed {
		return
	}
	f.settled = false
	f.withdraw(f.link(graph.Writes, out))
	for _, k := range f.flowsAt(out, true) {
		f.unflow(k)
	}
}
