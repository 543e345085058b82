package openlineage

import (
	"fmt"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// What a run reads flows to what it writes, from dataset to dataset, where the columns of that are known: an input that no column mentions
// may join or filter. One event may name the inputs and another the outputs, so a few short events could make as many flows as
// there are pairs. They are counted before any is said, and as those of the whole run: so whether a run's events make too many does not
// depend on their order.

// paired is a dataset that runs read, or write.
type paired struct {
	id   graph.ID
	runs uint16 // a bit for the event's run, and one for each that is known
	told bool   // of by the event: it names it, or its columns are known since
}

// ownRun is the bit of the event's run.
const ownRun uint16 = 1

// pair says the pairs that the event brings about: of what it names with what its run has, and of outputs whose columns are known for
// the first time with what any known run read that wrote them.
func (f *folding) pair(inputs, outputs []graph.ID) {
	f.resolveAll(f.raised)
	from, to := f.toPair(graph.Reads, inputs), f.toPair(graph.Writes, outputs)
	if pairsExceed(from, to, MaxFlows) {
		f.refuse(&graph.Error{Kind: graph.BadUserInput, Path: []any{"run"}, Message: fmt.Sprintf(
			"run would make more than %d flows, of each of its inputs to each output whose columns are known, what its other events said included: "+
				"at most %d are taken of one run. The `lineage` facet can say which inputs an output comes from", MaxFlows, MaxFlows)})
		return
	}
	for _, out := range to {
		for _, in := range from {
			if in.runs&out.runs != 0 && (in.told || out.told) {
				f.flow(in.id, out.id, nil)
			}
		}
	}
}

// pairsExceed reports whether there are more pairs than so many of which one run has both.
func pairsExceed(from, to []paired, most int) bool {
	n := 0
	for _, out := range to {
		for _, in := range from {
			if in.runs&out.runs == 0 {
				continue
			}
			if n++; n > most {
				return true
			}
		}
	}
	return false
}

// toPair returns what the event names, and where that meets what other events said, what its run and the runs that are known read or
// write besides. Of what is written only that whose columns are known counts.
func (f *folding) toPair(r graph.Relation, named []graph.ID) []paired {
	all := make([]paired, 0, len(named))
	for _, id := range named {
		all = append(all, paired{id, ownRun, true})
	}
	if f.joins || len(f.raised) > 0 {
		all = f.besides(r, named)
	}
	if r == graph.Writes {
		all = slices.DeleteFunc(all, func(p paired) bool {
			return level(f.of(f.link(r, p.id)).text(graph.AttrNote)) != levelColumns
		})
	}
	return all
}

// besides returns all that the job reads or writes and that the event names, or a run had that counts.
func (f *folding) besides(r graph.Relation, named []graph.ID) []paired {
	isNamed, isRaised := setOf(named), setOf(f.raised)
	runs := f.memory.known()
	var all []paired
	for _, id := range f.ends(r) {
		p, marks := paired{id: id, told: isNamed[id] || isRaised[id]}, marksOf(f.allNames(id))
		if isNamed[id] || f.run != nil && f.run.has(r, marks) {
			p.runs = ownRun
		}
		for i, one := range runs {
			if one.has(r, marks) && (isRaised[id] || r == graph.Reads && len(isRaised) > 0) {
				p.runs |= ownRun << (i + 1)
			}
		}
		if p.runs != 0 {
			all = append(all, p)
		}
	}
	return all
}

func setOf(ids []graph.ID) map[graph.ID]bool {
	set := make(map[graph.ID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}
