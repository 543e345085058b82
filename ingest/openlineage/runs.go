package openlineage

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// What the events of one run say belongs together, in whatever order they come: one names the inputs, another the outputs. So the
// source knows of the job its last runs: their ids, states, and what they read and wrote, as marks. They are noted with the job when an
// event says anything new besides, and once a day; a run that only repeats what is known is remembered beside the log (Heard). What
// a JobEvent says is noted as a run without an id, which stays.

// mostRuns is how many runs of a job are known at a time. What one of the runs before says is taken by itself.
const mostRuns = 8

// mostMarks is how many inputs of one run are noted, and how many outputs: what would go beyond that is refused.
const mostMarks = 1_000

// memory is the note of a job.
type memory struct {
	Stamps  stamps             `json:"at,omitempty"`
	Runs    []*run             `json:"runs,omitempty"` // the latest first
	Design  *run               `json:"design,omitempty"`
	Through bool               `json:"through,omitempty"` // its inputs flow into it: see through
	Targets map[graph.ID]*said `json:"targets,omitempty"` // of which jobs it said the lineage explicitly

	changed bool // otherwise than in its runs, so that it must be noted
}

// said is who said an explicit lineage last, and when.
type said struct {
	Run string `json:"run,omitempty"`
	At  int64  `json:"at"`
}

// run is what is known of a run.
type run struct {
	ID    string `json:"id,omitempty"`
	At    int64  `json:"at"` // of its latest event
	State string `json:"state,omitempty"`
	In    marks  `json:"in,omitempty"`
	Out   marks  `json:"out,omitempty"`
	Again marks  `json:"again,omitempty"` // what it said of claims in doubt, as long as it has not ended: see origin
}

// marks stand for some datasets: short digests of their IDs, sorted.
type marks []string

func mark(id graph.ID) string {
	sum := sha256.Sum256([]byte(id))
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

// marksOf returns the marks of a dataset's names, in their order.
func marksOf(names []graph.ID) []string {
	all := make([]string, len(names))
	for i, id := range names {
		all[i] = mark(id)
	}
	return all
}

// has reports whether one of a dataset's marks is among them.
func (m marks) has(some []string) bool {
	return slices.ContainsFunc(some, func(text string) bool { _, found := slices.BinarySearch(m, text); return found })
}

// add has the first of a dataset's marks stand for it, unless another does, and reports whether there was room.
func (m *marks) add(some []string) bool { return m.has(some) || m.insert(some[0]) }

// insert adds a mark and reports whether there was room. It leaves what the marks were as it is, for others may have that.
func (m *marks) insert(text string) bool {
	i, found := slices.BinarySearch(*m, text)
	if found {
		return true
	}
	if len(*m) >= mostMarks {
		return false
	}
	*m = slices.Insert(slices.Clip(*m), i, text)
	return true
}

// join adds others, which it may share from then on.
func (m *marks) join(others marks) {
	if len(*m) == 0 {
		*m = others
		return
	}
	for _, text := range others {
		m.insert(text)
	}
}

// has reports whether the run read, or wrote, a dataset of these marks.
func (r *run) has(how graph.Relation, some []string) bool {
	if how == graph.Reads {
		return r.In.has(some)
	}
	return r.Out.has(some)
}

// equal reports whether the same is known of two runs.
func (r *run) equal(s *run) bool {
	return r.ID == s.ID && r.At == s.At && r.State == s.State && slices.Equal(r.In, s.In) && slices.Equal(r.Out, s.Out) && slices.Equal(r.Again, s.Again)
}

func parseMemory(note string) *memory {
	m := &memory{}
	if note != "" {
		_ = json.Unmarshal([]byte(note), m) // of our own making; what cannot be read is forgotten
	}
	if m.Stamps == nil {
		m.Stamps = stamps{}
	}
	return m
}

// copy returns a memory that can be changed without changing m, but for the runs, of which it has none.
func (m *memory) copy() *memory {
	return &memory{Stamps: maps.Clone(m.Stamps), Design: m.Design, Through: m.Through, Targets: maps.Clone(m.Targets)}
}

// String returns the memory as it is noted. Where it would be too long the oldest runs are left out.
func (m *memory) String() string {
	for {
		text, _ := json.Marshal(m) // texts and numbers only
		if len(text) <= graph.MaxText || len(m.Runs) == 0 {
			return string(text)
		}
		m.Runs = m.Runs[:len(m.Runs)-1]
	}
}

// weights order the states of a run, so that the outcome does not depend on which event came first: how it ended counts, and that
// it failed most: Spark says that a run completed after it said that it failed.
var weights = map[string]int{"START": 1, "OTHER": 1, "RUNNING": 2, "COMPLETE": ended, "ABORT": 4, "FAIL": 5}

// ended is the weight from which on a state is how a run ended.
const ended = 3

// enter notes an event of a run, and returns all that is known of the run then.
func (m *memory) enter(id, state string, at int64) *run {
	i := slices.IndexFunc(m.Runs, func(r *run) bool { return r.ID == id })
	if i < 0 {
		m.Runs = append(m.Runs, &run{ID: id, At: at})
		i = len(m.Runs) - 1
	}
	r := m.Runs[i]
	r.At = max(r.At, at)
	if w := weights[state]; w > weights[r.State] || w == weights[r.State] && state < r.State {
		r.State = state
	}
	slices.SortFunc(m.Runs, func(a, b *run) int {
		if a.At != b.At {
			return compareDown(a.At, b.At)
		}
		return strings.Compare(a.ID, b.ID)
	})
	m.Runs = m.Runs[:min(len(m.Runs), mostRuns)]
	return r
}

// stateOf returns what is known of how a run is; "" where nothing is.
func (m *memory) stateOf(id string) string {
	if i := slices.IndexFunc(m.Runs, func(r *run) bool { return r.ID == id }); i >= 0 {
		return m.Runs[i].State
	}
	return ""
}

// isOpen reports whether a run is known, and not that it has ended.
func (m *memory) isOpen(id string) bool {
	return slices.ContainsFunc(m.Runs, func(r *run) bool { return r.ID == id && weights[r.State] < ended })
}

func compareDown(a, b int64) int {
	if a > b {
		return -1
	}
	return 1
}

// outcome returns how the last run ended of those that have ended; "" where none has.
func (m *memory) outcome() string {
	for _, r := range m.Runs {
		if weights[r.State] >= ended {
			return r.State
		}
	}
	return ""
}

// join adds runs that were heard of.
func (m *memory) join(runs []*run) {
	for _, heard := range runs {
		r := m.enter(heard.ID, heard.State, heard.At)
		r.In.join(heard.In)
		r.Out.join(heard.Out)
		r.Again.join(heard.Again)
	}
}

// known returns all that are known, and what a JobEvent said as one more.
func (m *memory) known() []*run {
	runs := slices.Clone(m.Runs)
	if m.Design != nil {
		runs = append(runs, m.Design)
	}
	return runs
}

// newer reports whether an explicit lineage that is said now counts, and whether it replaces what was said before: not where it
// is of the same run, whose events add up.
func newer(before *said, run string, at int64) (counts, replaces bool) {
	switch {
	case before == nil:
		return true, true
	case run != "" && before.Run == run:
		return true, false
	}
	later := at > before.At || at == before.At && run > before.Run
	return later, later
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
