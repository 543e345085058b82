package live

import (
	"context"
	"slices"

	"github.com/headwater-catalog/headwater/graph"
)

// CommitPage is which of the commits that a filter means are read: so many after one revision and before another, from the
// front, or from the back.
type CommitPage struct {
	After, Before *graph.Revision // exclusive; nil is no bound
	Limit         int
	Back          bool
}

// The log is read backwards a stretch at a time, each twice as long as the one before, up to a limit: a page of what many
// commits are is found in the first, and one of what few are in few.
const (
	firstStretch = 64
	lastStretch  = 2048
)

// span is a stretch of the log: the commits after a revision up to another.
type span struct{ after, to graph.Revision }

// Commits returns a page of the commits up to a revision that a filter means, oldest first, and whether there are more of them
// within the page's bounds, beyond its last, or from the back its first. It reads the log from the end that the page is
// counted from, and no further than to the first commit beyond the page: so it costs the commits that are passed, and what nothing
// matches the whole log between the bounds and the filter's times, which are found by binary search. A bound before where the
// log begins is RevisionCompacted: what was there cannot be listed. Without one the list begins with the oldest that is kept.
func (c *Catalog) Commits(ctx context.Context, f CommitFilter, p CommitPage, to graph.Revision) (found []*graph.Commit, more bool, err error) {
	within, err := c.span(ctx, f, p, to)
	if err != nil {
		return nil, false, err
	}
	if p.Back {
		found, err = c.backwards(ctx, f, within, p.Limit+1)
	} else {
		found, err = c.forwards(ctx, f, within, p.Limit+1)
	}
	if more = len(found) > p.Limit; more {
		found = found[:p.Limit]
	}
	if p.Back {
		slices.Reverse(found)
	}
	return found, more, err
}

// CountCommits returns how many commits up to a revision a filter means: those that are kept. It reads the log, but for the
// filter that means all.
func (c *Catalog) CountCommits(ctx context.Context, f CommitFilter, to graph.Revision) (count int, err error) {
	within, err := c.span(ctx, f, CommitPage{}, to)
	if err != nil {
		return 0, err
	}
	if f.whole() {
		return int(within.to - within.after), nil //nolint:gosec // no log is that long
	}
	match := f.matcher()
	for commit, err := range c.log(ctx, within.after, within.to) {
		if err != nil {
			return 0, err
		}
		if match(commit) {
			count++
		}
	}
	return count, nil
}

// span returns the part of the log that a page can come from.
func (c *Catalog) span(ctx context.Context, f CommitFilter, p CommitPage, to graph.Revision) (s span, err error) {
	base, err := baseOf(ctx, c.store)
	if err != nil {
		return s, err
	}
	s = span{base.Revision, to}
	if p.After != nil {
		if err := base.Check(*p.After); err != nil {
			return s, err
		}
		s.after = *p.After
	}
	if p.Before != nil && *p.Before > 0 {
		if err := base.Check(*p.Before - 1); err != nil {
			return s, err
		}
		s.to = min(s.to, *p.Before-1)
	}
	if f.Since != nil {
		first, err := c.Before(ctx, *f.Since)
		if err != nil {
			return s, err
		}
		s.after = max(s.after, first)
	}
	if f.Until != nil {
		last, err := c.Before(ctx, f.Until.Add(1))
		if err != nil {
			return s, err
		}
		s.to = min(s.to, last)
	}
	s.to = max(s.to, s.after)
	return s, nil
}

// forwards returns the first so many commits that a filter means.
func (c *Catalog) forwards(ctx context.Context, f CommitFilter, s span, most int) (found []*graph.Commit, err error) {
	match := f.matcher()
	for commit, err := range c.log(ctx, s.after, s.to) {
		if err != nil {
			return nil, err
		}
		if !match(commit) {
			continue
		}
		if found = append(found, commit); len(found) == most {
			break
		}
	}
	return found, nil
}

// backwards returns the last so many commits that a filter means, the last one first.
func (c *Catalog) backwards(ctx context.Context, f CommitFilter, s span, most int) (found []*graph.Commit, err error) {
	length := graph.Revision(firstStretch)
	if f.whole() {
		length = graph.Revision(most) //nolint:gosec // the page's size
	}
	for s.to > s.after && len(found) < most {
		from := max(s.after, s.to-min(length, s.to))
		stretch, err := c.forwards(ctx, f, span{from, s.to}, int(length))
		if err != nil {
			return nil, err
		}
		slices.Reverse(stretch)
		found = append(found, stretch...)
		s.to, length = from, min(2*length, lastStretch)
	}
	return found[:min(len(found), most)], nil
}
