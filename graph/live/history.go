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

// all reports whether every commit is meant.
func (f CommitFilter) all() bool {
	return f.Touching == nil && f.Actor == nil && f.Source == nil && f.Since == nil && f.Until == nil
}

// Touches reports whether a commit concerns an entity, whether that is there still or not: the entity itself changed, or
// a link of it, or something became a part of it or ceased to be one.
func Touches(c *graph.Commit, id graph.ID) bool {
	return slices.ContainsFunc(c.Changes, func(change graph.Change) bool {
		key := change.Key()
		return key.From == id || key.To == id || !key.IsLink() && partOf(change.Before, id) != partOf(change.After, id)
	})
}

func partOf(r *graph.Record, id graph.ID) bool { return r != nil && r.Entity().Container == id }

// Revisions returns the revisions of the commits that a filter means, in order, up to one. It reads the log up to there,
// unless all are meant.
func (c *Catalog) Revisions(ctx context.Context, f CommitFilter, to graph.Revision) ([]graph.Revision, error) {
	var found []graph.Revision
	if f.all() {
		for r := graph.Revision(1); r <= to; r++ {
			found = append(found, r)
		}
		return found, nil
	}
	for commit, err := range c.log(ctx, 0, to) {
		if err != nil {
			return nil, err
		}
		if f.Match(commit) {
			found = append(found, commit.Revision)
		}
	}
	return found, nil
}

// Commits returns the commits of some revisions, in order.
func (c *Catalog) Commits(ctx context.Context, of []graph.Revision) ([]*graph.Commit, error) {
	commits := make([]*graph.Commit, 0, len(of))
	for len(of) > 0 {
		// Runs of revisions close to each other are read at once.
		n := 1
		for n < len(of) && of[n]-of[n-1] <= 64 {
			n++
		}
		for commit, err := range c.log(ctx, of[0]-1, of[n-1]) {
			if err != nil {
				return nil, err
			}
			if _, wanted := slices.BinarySearch(of[:n], commit.Revision); wanted {
				commits = append(commits, commit)
			}
		}
		of = of[n:]
	}
	return commits, nil
}

// log reads the commits after a revision up to another.
func (c *Catalog) log(ctx context.Context, after, to graph.Revision) iter.Seq2[*graph.Commit, error] {
	return func(yield func(*graph.Commit, error) bool) {
		if after >= to {
			return
		}
		for commit, err := range c.store.Log(ctx, after) {
			if !yield(commit, err) || err != nil || commit.Revision == to {
				return
			}
		}
	}
}
