package live

import (
	"context"
	"slices"
)

// asked is a request on its way: waiting, being served, or answered.
type asked struct {
	Request
	ctx   context.Context
	print string // see fingerprint

	applied  Applied
	err      error
	answered chan struct{} // closed when the two above are what they stay
}

// answer ends a request.
func (a *asked) answer(applied Applied, err error) {
	a.applied, a.err = applied, err
	close(a.answered)
}

func (a *asked) isAnswered() bool {
	select {
	case <-a.answered:
		return true
	default:
		return false
	}
}

// enqueue has a request wait behind all others.
func (c *Catalog) enqueue(a *asked) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = append(c.waiting, a)
}

// putBack has requests wait again, before all others.
func (c *Catalog) putBack(group []*asked) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting = append(slices.Clone(group), c.waiting...)
}

// dequeue returns the requests that waited longest, as many as are served together.
func (c *Catalog) dequeue() []*asked {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := min(len(c.waiting), mostTogether)
	group := slices.Clone(c.waiting[:n])
	c.waiting = slices.Delete(c.waiting, 0, n)
	return group
}

// leave ends a request with an error, unless it is being served: then it ends as that does.
func (c *Catalog) leave(a *asked, err error) {
	c.mu.Lock()
	i := slices.Index(c.waiting, a)
	if i >= 0 {
		c.waiting = slices.Delete(c.waiting, i, i+1)
	}
	c.mu.Unlock()
	if i >= 0 {
		a.answer(Applied{}, err)
	}
}
