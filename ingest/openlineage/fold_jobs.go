package openlineage

import (
	"slices"
	"strings"

	"github.com/headwater-catalog/headwater/graph"
)

// A flow that several jobs of a namespace say is one claim, which goes when the last of them takes it back. So it is noted with the flow
// which jobs say it: the first by their IDs, the others by marks. Where it is one alone, the flow's `via` is enough.

// The bounds of what is noted of a flow's jobs. Where more say it, the flow stays: it is not known any more who is the last.
const (
	mostJobs     = 100      // by their IDs
	mostJobsText = 32 << 10 // bytes of these IDs together
	mostOthers   = 1_000    // by marks
)

// jobs are those in which a flow is said to be; the ID "" stands for none, as an event of a dataset says it.
type jobs struct {
	first  []graph.ID // in order
	others marks      // of those after them
	more   bool       // than these
}

// How jobs are noted that are no IDs.
const (
	noJob    = "-"
	markOf   = "="
	moreJobs = "+"
)

// jobsOf returns the jobs in which a flow is said to be.
func jobsOf(y *saying) jobs {
	if note := y.text(graph.AttrNote); note != "" {
		return parseJobs(note)
	}
	if !y.said {
		return jobs{}
	}
	if via := y.text(graph.AttrVia); via != "" {
		return jobs{first: []graph.ID{graph.ID(via)}}
	}
	return jobs{first: []graph.ID{itself(y.key)}}
}

func parseJobs(note string) (j jobs) {
	for word := range strings.SplitSeq(note, " ") {
		switch {
		case word == moreJobs:
			j.more = true
		case strings.HasPrefix(word, markOf):
			j.others = append(j.others, word[len(markOf):])
		default:
			j.first = append(j.first, graph.ID(strings.TrimPrefix(word, noJob)))
		}
	}
	return j
}

func (j *jobs) String() string {
	words := make([]string, 0, len(j.first)+len(j.others)+1)
	for _, job := range j.first {
		if job == "" {
			job = noJob
		}
		words = append(words, string(job))
	}
	for _, text := range j.others {
		words = append(words, markOf+text)
	}
	if j.more {
		words = append(words, moreJobs)
	}
	return strings.Join(words, " ")
}

// itself returns the job that a flow is in as an end of it, "" where it joins no job: then nothing need be said of that.
func itself(k graph.Key) graph.ID {
	switch {
	case k.To.Kind() == graph.Job:
		return k.To
	case k.From.Kind() == graph.Job:
		return k.From
	}
	return ""
}

// count returns how many there are: one too few where there are more than are noted.
func (j *jobs) count() int {
	n := len(j.first) + len(j.others)
	if j.more {
		n++
	}
	return n
}

func (j *jobs) has(job graph.ID) bool {
	_, found := slices.BinarySearch(j.first, job)
	return found || len(j.others) > 0 && j.others.has([]string{mark(job)})
}

// add adds a job that is not among them.
func (j *jobs) add(job graph.ID) {
	i, _ := slices.BinarySearch(j.first, job)
	j.first = slices.Insert(slices.Clip(j.first), i, job)
	for len(j.first) > mostJobs || len(j.first) > 1 && length(j.first) > mostJobsText {
		last := len(j.first) - 1
		j.addOther(mark(j.first[last]))
		j.first = j.first[:last]
	}
}

func length(ids []graph.ID) (n int) {
	for _, id := range ids {
		n += len(id)
	}
	return n
}

func (j *jobs) addOther(text string) {
	if len(j.others) < mostOthers {
		j.others.insert(text)
	} else if !j.others.has([]string{text}) {
		j.more = true
	}
}

// remove takes a job out, and reports whether it was among them.
func (j *jobs) remove(job graph.ID) bool {
	if i, found := slices.BinarySearch(j.first, job); found {
		j.first = slices.Delete(slices.Clone(j.first), i, i+1)
		return true
	}
	i, found := slices.BinarySearch(j.others, mark(job))
	if found {
		j.others = slices.Delete(slices.Clone(j.others), i, i+1)
	}
	return found
}

// join adds all of others.
func (j *jobs) join(others jobs) {
	for _, text := range others.others {
		j.addOther(text)
	}
	for _, job := range others.first {
		j.remove(job) // it may have a mark
		j.add(job)
	}
	j.more = j.more || others.more
}

// setJobs says in which jobs a flow is. Its `via` is the last of those that are known by their IDs.
func (y *saying) setJobs(j jobs) {
	y.said = true
	var via graph.ID
	if n := len(j.first); n > 0 && j.first[n-1] != itself(y.key) {
		via = j.first[n-1]
	}
	note := j.String()
	if j.count() == 1 && len(j.first) == 1 && (via != "" || j.first[0] == itself(y.key)) {
		note = ""
	}
	y.set(graph.AttrVia, string(via))
	y.set(graph.AttrNote, note)
}
