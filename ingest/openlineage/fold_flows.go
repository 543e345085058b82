package openlineage

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// The levels of what is known of an output of a job, the best last. They are noted with the link by which the job writes it.
const (
	levelThrough  = ""         // inputs and outputs: flows go through the job
	levelColumns  = "columns"  // columnLineage: flows go from dataset to dataset
	levelExplicit = "explicit" // the lineage facet: it says all there is; followed by the time and the run
)

func level(note string) string { word, _, _ := strings.Cut(note, " "); return word }

func (f *folding) link(r graph.Relation, to graph.ID) graph.Key {
	return graph.Key{Relation: r, From: f.job, To: to}
}

// ends returns the datasets that the job reads or writes, in order.
func (f *folding) ends(r graph.Relation) []graph.ID {
	there := map[graph.ID]bool{}
	if n, found := f.graph.Node(f.job); found {
		for _, arc := range f.graph.Out(r, n) {
			there[f.graph.ID(arc.Node())] = true
		}
	}
	for _, k := range f.about(f.job) {
		if k.Relation == r && k.From == f.job {
			there[k.To] = true
		}
	}
	var ids []graph.ID
	for id := range there {
		if f.of(f.link(r, id)).claimed {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// reads says that the job reads the inputs, and where they flow into it, that they do.
func (f *folding) reads(inputs []graph.ID) {
	for _, in := range inputs {
		f.read(in)
	}
}

func (f *folding) read(in graph.ID) {
	f.claim(f.link(graph.Reads, in))
	if f.memory.Through {
		f.flowing(in, f.job)
	}
}

// writes says that the job writes the outputs, and what is known of each.
func (f *folding) writes(outputs []graph.ID) {
	for i, out := range outputs {
		d, y := &f.event.Outputs[i], f.written(out)
		switch at := level(y.text(graph.AttrNote)); {
		case at == levelExplicit && d.Columns != nil:
			f.mention(func() { f.columns(out, d) })
		case at == levelExplicit:
		case d.Columns != nil:
			if at != levelColumns {
				f.raise(out, levelColumns)
			}
			f.columns(out, d)
		case at == levelThrough:
			f.flow(f.job, out, nil)
		}
	}
}

// written says that the job writes a dataset.
func (f *folding) written(out graph.ID) *saying {
	k := f.link(graph.Writes, out)
	f.settled = f.settled && f.of(k).claimed
	return f.claim(k)
}

// raise notes that more is known of an output than before, and takes back its flow through the job.
func (f *folding) raise(out graph.ID, to string) {
	f.settled, f.raised = false, append(f.raised, out)
	f.of(f.link(graph.Writes, out)).set(graph.AttrNote, to)
	f.unflow(graph.Key{Relation: graph.Feeds, From: f.job, To: out})
}

// settleThrough decides whether the inputs flow into the job: where some output has its flow through it, or there is none.
func (f *folding) settleThrough() {
	if f.settled {
		return
	}
	through := f.memory.Targets[f.job] == nil
	if through {
		outputs := f.ends(graph.Writes)
		through = len(outputs) == 0 || slices.ContainsFunc(outputs, func(out graph.ID) bool {
			return level(f.of(f.link(graph.Writes, out)).text(graph.AttrNote)) == levelThrough
		})
	}
	if through == f.memory.Through {
		return
	}
	f.memory.Through, f.memory.changed = through, true
	for _, in := range f.ends(graph.Reads) {
		if through {
			f.flow(in, f.job, nil)
		} else if f.memory.Targets[f.job] == nil {
			f.unflow(graph.Key{Relation: graph.Feeds, From: in, To: f.job})
		}
	}
}

// mention has what is known less well, or of late, say what is there, and not how it flows: else it would be there or not by
// what came first.
func (f *folding) mention(say func()) {
	f.muted = true
	say()
	f.muted = false
}

// flow says that data flows from one to another in the job. How adds to what is said of that.
func (f *folding) flow(from, to graph.ID, how []string) {
	if f.muted {
		return
	}
	y := f.flowing(from, to)
	if ways, anew := f.anew[y.key]; anew {
		f.anew[y.key] = append(ways, how...)
	} else if len(how) > 0 {
		y.set(graph.AttrReason, joined(y.text(graph.AttrReason), how))
	}
}

func (f *folding) flowing(from, to graph.ID) *saying {
	y := f.claim(graph.Key{Relation: graph.Feeds, From: from, To: to})
	jobs := jobsOf(y)
	if f.former[y.key] {
		delete(f.former, y.key)
		if jobs.count() == 1 {
			f.anew[y.key] = nil
		}
	}
	if !jobs.has(f.job) {
		jobs.add(f.job)
		y.setJobs(jobs)
	}
	return y
}

// unflow takes back that data flows in the job. What another job of the same source says stays.
func (f *folding) unflow(k graph.Key) {
	y := f.of(k)
	if !y.claimed {
		return
	}
	jobs := jobsOf(y)
	if !jobs.remove(f.job) {
		return
	}
	if jobs.count() == 0 {
		f.withdraw(k)
		return
	}
	y.setJobs(jobs)
}

// mostWays bounds what is said of one flow.
const mostWays = 20

func waysIn(reason string) []string {
	if reason == "" {
		return nil
	}
	return strings.Split(reason, ", ")
}

// joined adds ways to what is said of a flow: each once, in order, so that it does not matter which was said first.
func joined(reason string, how []string) string {
	if len(how) == 1 && reason == how[0] {
		return reason
	}
	ways := waysIn(reason)
	for _, way := range how {
		way = fit(strings.ReplaceAll(way, ", ", " "), 100, true)
		if i, found := slices.BinarySearch(ways, way); !found {
			ways = slices.Insert(ways, i, way)
		}
	}
	return strings.Join(ways[:min(len(ways), mostWays)], ", ")
}
