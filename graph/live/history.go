package live

import (
	"context"
	"iter"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// CommitFilter is which commits are meant: those of which all of it holds. Its zero value means all.
type CommitFilter struct {
	Touching      []graph.ID // any of them: see Touches
	Actor, Source *string
	Since, Until  *time.Time // both inclusive
}

// Match reports whether a commit is meant.
func (f CommitFilter) Match(c *graph.Commit) bool {
	return (f.Actor == nil || *f.Actor == c.Actor) && (f.Source == nil || *f.Source == c.Source.Name) &&
		(f.Since == nil || !c.Time.Before(*f.Since)) && (f.Until == nil || !c.Time.After(*f.Until)) &&
		(f.Touching == nil || slices.ContainsFunc(f.Touching, func(id graph.ID) bool { return Touches(c, id) }))
}

// matcher returns Match for many commits. However many entities are asked for, each commit is passed over once.
func (f CommitFilter) matcher() func(*graph.Commit) bool {
	wanted := make(map[graph.ID]bool, len(f.Touching))
	for _, id := range f.Touching {
		wanted[id] = true
	}
	others := f
	others.Touching = nil
	return func(c *graph.Commit) bool {
		return others.Match(c) && (f.Touching == nil || touches(c, func(id graph.ID) bool { return wanted[id] }))
	}
}

// whole reports whether every commit is meant.
func (f CommitFilter) whole() bool {
	return f.Touching == nil && f.Actor == nil && f.Source == nil && f.Since == nil && f.Until == nil
}

// Touches reports whether a commit concerns an entity, whether that is there still or not: the entity itself changed, or
// a link of it, or something became a part of it or ceased to be one.
func Touches(c *graph.Commit, id graph.ID) bool {
	return touches(c, func(touched graph.ID) bool { return touched == id })
}

// touches reports whether a commit concerns an entity that is wanted.
func touches(c *graph.Commit, wanted func(graph.ID) bool) bool {
	return slices.ContainsFunc(c.Changes, func(change graph.Change) bool { return slices.ContainsFunc(change.Touched(), wanted) })
}

// log reads the commits after a revision up to another, until ctx ends.
func (c *Catalog) log(ctx context.Context, after, to graph.Revision) iter.Seq2[*graph.Commit, error] {
	return func(yield func(*graph.Commit, error) bool) {
		if after >= to {
			return
		}
		for commit, err := range c.store.Log(ctx, after) {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(commit, err) || err != nil || commit.Revision == to {
				return
			}
		}
	}
}
