package openlineage

import "github.com/headwater-catalog/headwater/graph"

// hearing is what is heard while events are folded, laid over what was heard before: it is passed on when all of them are folded, and
// forgotten where one is refused.
type hearing struct {
	past   *Heard
	facets map[heardOf]int64
	jobs   map[graph.ID]heardJob
}

// last returns of which time a facet was heard last, if it is known at all.
func (h *hearing) last(k graph.Key, facet string, known bool) int64 {
	const never = -1 << 63
	if !known {
		return never
	}
	if at, found := h.facets[heardOf{k, facet}]; found {
		return at
	}
	if at, found := h.past.facet(heardOf{k, facet}); found {
		return at
	}
	return never
}

func (h *hearing) note(k graph.Key, facet string, at int64) {
	if h.facets == nil {
		h.facets = make(map[heardOf]int64, usualSayings)
	}
	h.facets[heardOf{k, facet}] = at
}

// move has what was heard of one key be heard of another, as far as it is later than what is noted there.
func (h *hearing) move(from, to graph.Key, noted stamps) {
	for facet, at := range noted {
		if last := h.last(from, facet, true); last > at {
			h.note(to, facet, last)
		}
	}
}

func (h *hearing) job(id graph.ID) heardJob {
	if now, found := h.jobs[id]; found {
		return now
	}
	return h.past.job(id)
}

// hear remembers what is known of a job.
func (h *hearing) hear(now heardJob) {
	if h.jobs == nil {
		h.jobs = map[graph.ID]heardJob{}
	}
	h.jobs[now.Job] = now
}

// pass has all of it be heard.
func (h *hearing) pass() {
	h.past.mu.Lock()
	defer h.past.mu.Unlock()
	for of, at := range h.facets {
		h.past.facets.put(of, at)
	}
	for _, now := range h.jobs {
		h.past.hear(now)
	}
}
