package openlineage

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// A claim's origin is the run that said it. A run that fails withdraws nothing, but may have told what never came to be: columns of a table
// that was not made. So what only runs said that failed has the origin "failed run …", until one that completed says it. A run that has
// not ended yet changes no origin of what is there, or a job that fails each minute would be all there is in the log: what it says of such
// claims is known of the run, and counts once it completes.

// origin is which event a claim comes from that is said now.
type origin struct {
	text   string
	stands bool // it is of no run, or of one that completed
	fails  bool
	ended  bool        // the run had ended before the event: one that completed, and says thereafter that it failed, takes nothing back
	memory *memory     // of the job; nil where there is none
	asked  string      // the origin of which inDoubt was asked last, for many claims are of one
	doubt  bool        // and the answer
	again  []graph.Key // what is said of claims in doubt, or changed, while the run has not ended
}

const (
	ofRun    = "run "
	ofFailed = "failed run "
)

// nameOfEvent says which event, or run, says something.
func nameOfEvent(e *Event) string {
	if e.Run != "" {
		return ofRun + e.Run
	}
	return string(e.Kind) + " of " + e.Time.Format("2006-01-02T15:04:05.000Z07:00")
}

// originOfRun returns the origin of what an event of a job says, by what is known of its run, this event included.
func (f *folding) originOfRun() origin {
	o := origin{text: nameOfEvent(f.event), stands: true, memory: f.memory}
	if f.event.Run == "" {
		return o
	}
	state, known := f.event.State, f.memory.stateOf(f.event.Run)
	if weights[known] > weights[state] {
		state = known
	}
	o.stands, o.fails, o.ended = state == "COMPLETE", weights[state] > ended, weights[known] >= ended
	if o.fails {
		o.text = ofFailed + f.event.Run
	}
	return o
}

// failed reports whether what has an origin was said by runs that failed alone.
func failed(origin string) bool { return strings.HasPrefix(origin, ofFailed) }

// counts reports whether a claim that is there, of another origin, is of this one from now on: once a day, and where it is in doubt.
func (o *origin) counts(y *saying) bool {
	switch {
	case o.fails:
		return false
	case o.inDoubt(y) && !o.stands:
		o.again = append(o.again, y.key)
		return false
	}
	return o.stands && (o.inDoubt(y) || y.known && !sameDay(y.seen, y.session.now))
}

// change has a claim be of this origin that is changed, at once or once the run has completed. One of a run that fails stays of who said
// first that it is there.
func (o *origin) change(y *saying) {
	switch {
	case o.stands:
		y.origin = o.text
	case !o.fails && y.origin != o.text:
		o.again = append(o.again, y.key)
	}
}

// inDoubt reports whether what said a claim failed, or may yet.
func (o *origin) inDoubt(y *saying) bool {
	if y.origin != o.asked {
		run, is := strings.CutPrefix(y.origin, ofRun)
		o.asked, o.doubt = y.origin, failed(y.origin) || is && o.memory != nil && o.memory.isOpen(run)
	}
	return o.doubt
}

// settleOrigins decides of which run claims are, by how the event's run ended: what it said, and nobody before it, is of a run that
// failed; what it said of claims in doubt is of one that completed.
func (f *folding) settleOrigins() {
	if f.event.Run == "" {
		return
	}
	for _, k := range f.origin.again {
		f.run.Again.insert(markOfKey(k))
	}
	switch {
	case f.origin.fails && !f.origin.ended:
		f.doubt()
	case f.origin.stands && len(f.run.Again) > 0:
		f.confirm()
	}
}

func (f *folding) doubt() {
	own := ofRun + f.event.Run
	for _, k := range f.keysOfJob() {
		y := f.of(k)
		if !y.claimed || y.origin != own {
			continue
		}
		if jobs := jobsOf(y); k.Relation != graph.Feeds || jobs.count() == 1 {
			y.origin = f.origin.text
		}
	}
}

func (f *folding) confirm() {
	for _, k := range f.keysOfJob() {
		if y := f.of(k); y.claimed && f.run.Again.has([]string{markOfKey(k)}) {
			y.origin = f.origin.text
		}
	}
	f.run.Again = nil
}

// markOfKey stands for an entity or a link.
func markOfKey(k graph.Key) string {
	return mark(k.From + graph.ID(" "+k.Relation.String()+" ") + k.To)
}

// keysOfJob returns what the job's runs may have said: the job and those it is of, what it reads and writes with its fields and owners, and
// what flows in it. Some may be there twice.
func (f *folding) keysOfJob() []graph.Key {
	there := map[graph.Key]bool{}
	f.addTold(there, f.job)
	if n, found := f.graph.Node(f.job); found {
		f.addKeys(there, n)
	}
	for _, k := range f.about(f.job) {
		there[k] = true
	}
	writes := f.ends(graph.Writes)
	for _, id := range slices.Concat(f.ends(graph.Reads), writes) {
		f.addTold(there, id)
	}
	for _, id := range writes {
		for _, k := range f.flowsAt(id, true) {
			there[k] = true
		}
	}
	keys := make([]graph.Key, 0, len(there))
	for k := range there {
		keys = append(keys, k)
		for _, end := range []graph.ID{k.From, k.To} { // teams, and other jobs
			if e := graph.EntityKey(end); end != "" && !there[e] {
				keys = append(keys, e)
			}
		}
	}
	for _, other := range []string{"parent", "root"} {
		if id := f.saying.text(graph.PropertyPrefix + other); id != "" {
			keys = append(keys, graph.EntityKey(graph.ID(id)))
		}
	}
	return keys
}

// addTold adds a dataset or a job, its fields, and by whom it is owned.
func (f *folding) addTold(there map[graph.Key]bool, id graph.ID) {
	if n, found := f.graph.Node(id); found {
		there[graph.EntityKey(id)] = true
		for part := range f.graph.Parts(n) {
			there[graph.EntityKey(f.graph.ID(part))] = true
		}
		for _, arc := range f.graph.In(graph.Owns, n) {
			there[graph.Key{Relation: graph.Owns, From: f.graph.ID(arc.Node()), To: id}] = true
		}
	}
	for _, k := range f.about(id) {
		if !k.IsLink() || k.Relation == graph.Owns {
			there[k] = true
		}
	}
}

// isAside reports whether an attribute is beside what a claim says: it is noted, or is of the run itself.
func isAside(attribute string) bool {
	return attribute == graph.AttrNote || attribute == graph.AttrVia || attribute == lastRunState
}

// place is where a claim is said.
func (y *saying) place() graph.Place { return graph.Place{Origin: y.origin, Anew: true} }

// moved reports whether a claim is of another origin than it was, whatever it says.
func (y *saying) moved() bool { return y.known && y.claimed && y.from != y.origin }
