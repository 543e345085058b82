package live

import (
	"context"
	"fmt"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// retainPause is how often it is looked whether the log is longer than is to be kept.
const retainPause = time.Hour

// Retain has the log keep the commits of so long a time, and of a tenth of it more at most: that is looked after when the
// store is first reached, and then every hour. Compacting writes the whole state, so it must be worth it; with a tenth, what
// is written in a year is the same however many commits there are. A store is compacted once however many servers do so. What goes wrong is told to a function, which may be
// nil, and tried again an hour later.
func Retain(age time.Duration, tell func(error)) Option {
	return func(c *Catalog) { c.retention = retention{age, tell} }
}

type retention struct {
	age  time.Duration // 0 keeps everything
	tell func(error)
}

// retain compacts the log now and then until the Catalog is closed.
func (c *Catalog) retain() {
	for c.closing.Err() == nil {
		pause := retainPause
		if c.Graph() == nil || c.Trouble() != nil {
			pause = lastPause
		} else if err := c.retainOnce(c.closing); err != nil && c.closing.Err() == nil && c.retention.tell != nil {
			c.retention.tell(err)
		}
		c.sleep(pause, nil)
	}
}

// retainOnce compacts the log if its oldest commit is old enough.
func (c *Catalog) retainOnce(ctx context.Context) error {
	base, err := c.Base(ctx)
	if err != nil || base.Revision == c.Graph().Revision() {
		return err
	}
	oldest, err := c.commit(ctx, base.Revision+1)
	if err != nil || c.now().Sub(oldest.Time) <= c.retention.age+c.retention.age/10 {
		return err
	}
	to, err := c.Before(ctx, c.now().Add(-c.retention.age))
	if err != nil || to == 0 {
		return err
	}
	_, err = c.Compact(ctx, to, "the last "+Days(c.retention.age)+" are kept")
	return err
}

// Days says a time in whole days, or else as Go does.
func Days(age time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case age == day:
		return "day"
	case age%day == 0:
		return fmt.Sprintf("%d days", age/day)
	}
	return age.String()
}

// Before returns the revision to compact to so that all commits of a time and later stay, and no other.
func (c *Catalog) Before(ctx context.Context, t time.Time) (graph.Revision, error) {
	r, err := c.revisionAt(ctx, t.Add(-1))
	if graph.KindOf(err) == graph.RevisionCompacted { // nothing is older than what is kept
		base, err := c.Base(ctx)
		return base.Revision, err
	}
	return r, err
}

// Base returns where the log begins: the oldest point that can be asked for.
func (c *Catalog) Base(ctx context.Context) (graph.Base, error) {
	if c.Graph() == nil {
		return graph.Base{}, c.absent()
	}
	return baseOf(ctx, c.store)
}

// baseOf returns where a log begins: with the empty catalog, where the store cannot forget.
func baseOf(ctx context.Context, store graph.Store) (graph.Base, error) {
	if compactor, can := store.(graph.Compactor); can {
		return compactor.Base(ctx)
	}
	return graph.Base{}, nil
}

// Compact has the store forget the commits up to a revision, and returns where its log begins then. Points before it are
// RevisionCompacted from then on, in At, Follow, Commits and wherever else somebody asks for the past, in every server of the
// store; but a server that still has such a point, or commits, in memory may answer from there. Nothing else changes. See [graph.Compactor].
func (c *Catalog) Compact(ctx context.Context, to graph.Revision, why string) (graph.Base, error) {
	if c.Graph() == nil {
		return graph.Base{}, c.absent()
	}
	compactor, can := c.store.(graph.Compactor)
	if !can {
		return graph.Base{}, &graph.Error{Kind: graph.BadUserInput, Op: "compact", Message: "this store keeps its whole log"}
	}
	if err := compactor.Compact(ctx, to, why); err != nil {
		return graph.Base{}, err
	}
	base, err := compactor.Base(ctx)
	if err == nil {
		c.folds.forget(base.Revision)
		c.tail.forget(base.Revision)
	}
	return base, err
}
