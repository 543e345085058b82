package openlineage

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// columns says where the columns of a dataset come from, and that the datasets of those flow to it.
func (f *folding) columns(out graph.ID, d *Dataset) {
	for _, column := range sortedKeys(d.Columns.Fields) {
		to := f.field(out, column)
		for _, in := range d.Columns.Fields[column] {
			f.from(in, out, to)
		}
	}
	var all []graph.ID
	if len(d.Columns.Whole) > 0 {
		all = f.fieldsOf(out, d)
	}
	for _, in := range d.Columns.Whole {
		if len(in.How) == 0 {
			in.How = []string{"INDIRECT"}
		}
		f.from(in, out, all...)
	}
}

// fieldsOf returns the fields of a dataset that an event names: of its schema, and of its columns' lineage. The dataset itself
// stands for fields that nobody names.
func (f *folding) fieldsOf(id graph.ID, d *Dataset) []graph.ID {
	names := map[string]bool{}
	if d.Schema != nil {
		for _, field := range d.Schema.Fields {
			names[field.Name] = true
		}
	}
	if d.Columns != nil {
		for column := range d.Columns.Fields {
			names[column] = true
		}
	}
	ids := make([]graph.ID, 0, len(names))
	for _, name := range sortedKeys(names) {
		ids = append(ids, f.field(id, name))
	}
	if len(ids) == 0 {
		ids = append(ids, id)
	}
	return ids
}

// from says that an input flows to some parts of a dataset, and to it.
func (f *folding) from(in Input, out graph.ID, to ...graph.ID) {
	id := f.input(in)
	f.flow(id, out, nil)
	part := id
	if in.Field != "" && !in.IsJob {
		part = f.field(id, in.Field)
	}
	for _, t := range to {
		if part != id || t != out {
			f.flow(part, t, in.How)
		}
	}
}

// input says that an input is there, and that the job reads it, and returns its ID.
func (f *folding) input(in Input) graph.ID {
	if in.IsJob {
		if in.Name == (Name{}) {
			return f.job
		}
		id := graph.JobID(in.Namespace, in.Name.Name)
		f.entity(id)
		return id
	}
	id := f.datasetNamed(in.Name)
	if f.job != "" {
		f.read(id)
	}
	return id
}

// field says that a field is there, and returns its ID.
func (f *folding) field(dataset graph.ID, name string) graph.ID {
	id := dataset.Field(name)
	f.entity(id)
	return id
}

// explicit says the lineage that the event's explicit facets say, which is all there is to say of their targets: of the outputs
// that a job's facet does not mention, that nothing is known.
func (f *folding) explicit(inputs, outputs []graph.ID) {
	f.targeted = map[graph.ID]bool{}
	if l := f.event.Job.Lineage; l != nil {
		for i := range l.Entries {
			f.entry(&l.Entries[i])
		}
		for _, out := range outputs {
			if !f.targeted[out] {
				f.target(out, &Target{})
			}
		}
	}
	for i, out := range outputs {
		if d := &f.event.Outputs[i]; d.Lineage != nil {
			f.target(out, d.Lineage)
		}
	}
	for i, in := range inputs {
		f.ownLineage(&f.event.Inputs[i], in)
	}
}

func (f *folding) entry(t *Target) {
	switch {
	case !t.IsJob:
		f.target(f.datasetNamed(t.Name), t)
	case t.Name == (Name{}):
		f.target(f.job, t)
	default:
		id := graph.JobID(t.Namespace, t.Name.Name)
		f.entity(id)
		f.target(id, t)
	}
}

// target says where something comes from in the job. It replaces what another run said, and what was known less well.
func (f *folding) target(id graph.ID, t *Target) {
	before := f.targetOf(id)
	counts, replaces := newer(before, f.event.Run, f.at)
	if f.targeted[id] {
		counts, replaces = true, false
	}
	if !counts {
		f.mention(func() { f.comes(id, t) })
		return
	}
	f.targeted[id] = true
	f.beginTarget(id)
	news := f.news
	if replaces {
		f.replaceFlows(id, func() { f.comes(id, t) })
	} else {
		f.comes(id, t)
	}
	f.noteTarget(id, before, f.news > news)
}

// replaceFlows has the flows to something in the job be those that are said now, and takes back what was said before and is not
// said again.
func (f *folding) replaceFlows(id graph.ID, say func()) {
	former := map[graph.Key]bool{}
	for _, k := range f.flowsAt(id, true) {
		if y := f.of(k); y.claimed {
			if jobs := jobsOf(y); jobs.has(f.job) {
				former[k] = true
			}
		}
	}
	f.former, f.anew = former, map[graph.Key][]string{}
	say()
	for k, how := range f.anew {
		f.of(k).set(graph.AttrReason, joined("", how))
	}
	f.former, f.anew = nil, nil
	for k := range former {
		f.unflow(k)
	}
}

// targetOf returns who said the lineage of a target last, nil for nobody.
func (f *folding) targetOf(id graph.ID) *said {
	noted := f.notedTarget(id)
	heard := f.hearing.Targets[id]
	if noted != nil && heard != nil && (heard.At > noted.At || heard.At == noted.At && heard.Run > noted.Run) {
		return heard
	}
	return noted
}

func (f *folding) notedTarget(id graph.ID) *said {
	if id.Kind() == graph.Job {
		return f.memory.Targets[id]
	}
	note := f.of(f.link(graph.Writes, id)).text(graph.AttrNote)
	if level(note) != levelExplicit {
		return nil
	}
	s := &said{Run: runOf(note)}
	if parts := strings.Fields(note); len(parts) > 1 {
		s.At, _ = strconv.ParseInt(parts[1], 10, 64)
	}
	return s
}

// runOf returns the run that an explicit lineage was said by.
func runOf(note string) string {
	if parts := strings.Fields(note); len(parts) > 2 {
		return parts[2]
	}
	return ""
}

// mostTargets bounds of how many jobs a job's explicit lineage is kept.
const mostTargets = 100

// beginTarget says that the job says the lineage of something explicitly.
func (f *folding) beginTarget(id graph.ID) {
	if id.Kind() == graph.Job {
		f.settled = f.settled && f.memory.Targets[id] != nil
		return
	}
	y := f.written(id)
	f.settled = f.settled && level(y.text(graph.AttrNote)) == levelExplicit
}

// noteTarget keeps who said the lineage of a target: with what it says where that is new, and else beside the log.
func (f *folding) noteTarget(id graph.ID, before *said, news bool) {
	now := &said{Run: f.event.Run, At: f.at}
	if before != nil {
		now.At = max(now.At, before.At)
	}
	if before != nil && !news {
		f.hearTarget(id, now)
		return
	}
	if id.Kind() != graph.Job {
		f.of(f.link(graph.Writes, id)).set(graph.AttrNote, strings.TrimSpace(fmt.Sprintf("%s %d %s", levelExplicit, now.At, now.Run)))
		return
	}
	if f.memory.Targets == nil {
		f.memory.Targets = map[graph.ID]*said{}
	}
	if len(f.memory.Targets) < mostTargets || f.memory.Targets[id] != nil {
		f.memory.Targets[id], f.memory.changed = now, true
	}
}

// hearTarget remembers who said the lineage of a target again.
func (f *folding) hearTarget(id graph.ID, now *said) {
	if before := f.hearing.Targets[id]; before == nil && len(f.hearing.Targets) >= mostTargets {
		return
	}
	targets := maps.Clone(f.hearing.Targets)
	if targets == nil {
		targets = map[graph.ID]*said{}
	}
	targets[id] = now
	f.hearing.Targets = targets
}

// ownLineage says the explicit lineage that stands on a dataset by itself, in no job.
func (f *folding) ownLineage(d *Dataset, id graph.ID) {
	if d.Lineage == nil {
		return
	}
	job := f.job
	f.job = ""
	defer func() { f.job = job }()
	y := f.entity(id)
	if y.note == nil {
		y.note = parseStamps(y.text(graph.AttrNote))
	}
	noted, known := y.note["lineage"]
	last, news := max(noted, f.heard.last(y.key, "lineage", known)), f.news
	switch {
	case known && last > f.at:
		f.mention(func() { f.comes(id, d.Lineage) })
		return
	case known && last == f.at:
		f.comes(id, d.Lineage)
	default:
		f.replaceFlows(id, func() { f.comes(id, d.Lineage) })
	}
	if known && f.news == news {
		f.heard.note(y.key, "lineage", f.at)
		return
	}
	y.note["lineage"] = f.at
	y.set(graph.AttrNote, y.note.String())
}

// comes says where something comes from.
func (f *folding) comes(id graph.ID, t *Target) {
	var fields []graph.ID
	for _, name := range sortedKeys(t.Fields) {
		to := f.field(id, name)
		fields = append(fields, to)
		for _, in := range t.Fields[name] {
			f.from(in, id, to)
		}
	}
	if len(fields) == 0 {
		fields = append(fields, id)
	}
	for _, in := range t.Inputs {
		if in.Field == "" {
			f.flow(f.input(in), id, in.How)
			continue
		}
		f.from(in, id, fields...)
	}
}

// flowsAt returns the flows of the source to a dataset or job and its fields, or from them.
func (f *folding) flowsAt(id graph.ID, to bool) []graph.Key {
	there := map[graph.Key]bool{}
	if n, found := f.graph.Node(id); found {
		f.addFlows(there, n, to)
		for part := range f.graph.Parts(n) {
			f.addFlows(there, part, to)
		}
	}
	for _, k := range f.about(id) {
		end := k.From
		if to {
			end = k.To
		}
		if k.Relation == graph.Feeds && holder(end) == id {
			there[k] = true
		}
	}
	keys := make([]graph.Key, 0, len(there))
	for k := range there {
		keys = append(keys, k)
	}
	return keys
}

func (f *folding) addFlows(there map[graph.Key]bool, n graph.Node, to bool) {
	g := f.graph
	if to {
		for _, arc := range slices.Concat(g.In(graph.Feeds, n), g.DeniedIn(n)) {
			there[graph.Key{Relation: graph.Feeds, From: g.ID(arc.Node()), To: g.ID(n)}] = true
		}
		return
	}
	for _, arc := range slices.Concat(g.Out(graph.Feeds, n), g.DeniedOut(n)) {
		there[graph.Key{Relation: graph.Feeds, From: g.ID(n), To: g.ID(arc.Node())}] = true
	}
}
