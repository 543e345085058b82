package openlineage

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"sync"

	"github.com/headwater-catalog/headwater/graph"
)

// mostHeard bounds what a Heard remembers of a sort: twice as many.
const mostHeard = 50_000

// Heard remembers what events said that is not worth a commit, or else each run would change its job and all that it names:
//
//   - of facets that said the same again, of which time that was. What was not heard of for long is forgotten, and so is everything
//     when the process ends. Then an event that comes late is compared with the time that was noted, at most a day old: it may win for
//     one run over one that said the same as before.
//   - of jobs, their last runs. These can be kept beside the log: see Keep and Recall.
//
// It is bounded: 50,000 to 100,000 facets and as many jobs, at some hundred bytes each. It is safe for concurrent use, and its zero
// value is empty.
type Heard struct {
	mu     sync.Mutex
	facets generations[heardOf, int64]
	jobs   generations[graph.ID, heardJob]
	unkept map[graph.ID]bool // jobs of which something was heard since they were kept
	runs   int               // how often something was heard of a run

	keeping sync.Mutex // held while what is unkept is being kept
}

type heardOf struct {
	key   graph.Key
	facet string
}

// heardJob is what was heard of a job. It is not changed, but replaced.
type heardJob struct {
	Job     graph.ID           `json:"job"`
	Runs    []*run             `json:"runs,omitempty"`    // the latest first, those that are noted with the job among them
	Targets map[graph.ID]*said `json:"targets,omitempty"` // who said an explicit lineage again that was said before
	noted   string             // with the job, when this was heard
	read    *memory            // what is noted, but for its runs; nil where it was not read since
}

// generations remembers what was put last.
type generations[K comparable, V any] struct{ recent, past map[K]V }

func (g *generations[K, V]) get(k K) (V, bool) {
	if v, found := g.recent[k]; found {
		return v, true
	}
	v, found := g.past[k]
	return v, found
}

func (g *generations[K, V]) put(k K, v V) {
	if _, known := g.recent[k]; g.recent == nil || !known && len(g.recent) >= mostHeard {
		g.past, g.recent = g.recent, map[K]V{}
	}
	g.recent[k] = v
}

func (h *Heard) facet(of heardOf) (at int64, found bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.facets.get(of)
}

func (h *Heard) job(id graph.ID) heardJob {
	h.mu.Lock()
	defer h.mu.Unlock()
	known, _ := h.jobs.get(id)
	return known
}

// hear remembers what is known of a job.
func (h *Heard) hear(now heardJob) {
	known, _ := h.jobs.get(now.Job)
	if !known.equal(now) {
		h.runs++
		if h.unkept == nil {
			h.unkept = map[graph.ID]bool{}
		}
		h.unkept[now.Job] = true
	}
	h.jobs.put(now.Job, now)
}

// equal reports whether the same is known, wherever it is noted.
func (j heardJob) equal(k heardJob) bool {
	return slices.EqualFunc(j.Runs, k.Runs, (*run).equal) &&
		maps.EqualFunc(j.Targets, k.Targets, func(a, b *said) bool { return *a == *b })
}

// Runs returns how often something was heard of a run that was not known: where it is the same before events are folded and after,
// they told nothing of runs.
func (h *Heard) Runs() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.runs
}

// Run is the last run of a job.
type Run struct {
	ID, State string
	At        int64 // of its latest event, in microseconds since 1970
}

// LastRun returns the last run of a job that was heard of.
func (h *Heard) LastRun(job graph.ID) (last Run, found bool) {
	known := h.job(job)
	if len(known.Runs) == 0 {
		return Run{}, false
	}
	r := known.Runs[0]
	return Run{r.ID, r.State, r.At}, true
}

// Keep has a function keep, durably, a document by its name for each job of which something was heard since Keep succeeded last. When
// it returns nil, all that was heard before it was called is kept, by it or by a call before it. The function is called by one
// at a time.
func (h *Heard) Keep(put func(documents map[string]string) error) error {
	h.keeping.Lock()
	defer h.keeping.Unlock()
	jobs := h.takeUnkept()
	if len(jobs) == 0 {
		return nil
	}
	documents := make(map[string]string, len(jobs))
	for _, j := range jobs {
		text, _ := json.Marshal(j) // texts and numbers only
		documents[nameOf(j.Job)] = string(text)
	}
	err := put(documents)
	if err != nil {
		h.putBack(jobs)
	}
	return err
}

// nameOf returns the name of a job's document.
func nameOf(job graph.ID) string {
	sum := sha256.Sum256([]byte(job))
	return hex.EncodeToString(sum[:16])
}

func (h *Heard) takeUnkept() []heardJob {
	h.mu.Lock()
	defer h.mu.Unlock()
	jobs := make([]heardJob, 0, len(h.unkept))
	for id := range h.unkept {
		if j, found := h.jobs.get(id); found {
			jobs = append(jobs, j)
		}
	}
	h.unkept = nil
	return jobs
}

func (h *Heard) putBack(jobs []heardJob) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.unkept == nil {
		h.unkept = map[graph.ID]bool{}
	}
	for _, j := range jobs {
		h.unkept[j.Job] = true
	}
}

// Recall brings back what Keep kept, before any events are folded, and calls a function for each run. What is no document of a job is
// passed over.
func (h *Heard) Recall(documents map[string]string, each func(run string, job Name)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for name, text := range documents {
		var j heardJob
		if json.Unmarshal([]byte(text), &j) != nil || j.Job.Kind() != graph.Job || j.Job.Check() != nil || name != nameOf(j.Job) {
			continue
		}
		h.jobs.put(j.Job, j)
		segments := j.Job.Segments()
		for _, r := range j.Runs {
			each(r.ID, Name{segments[0], segments[1]})
		}
	}
}
