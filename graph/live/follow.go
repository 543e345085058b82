package live

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// How long following waits after an error of the store: twice as long each time, up to a limit, and each time a part of
// it by chance, so that many servers do not all come back at once. lastPause and probeTime together are how long after its
// end an outage may go unnoticed: well below 10 s.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 2 * time.Second
	probeTime  = 3 * time.Second // for one try whether the store answers again
)

// load reads the whole state.
func (c *Catalog) load(ctx context.Context) error {
	g, err := loadGraph(ctx, c.store)
	if err != nil {
		return err
	}
	if err := c.recall(ctx, g.Revision()); err != nil {
		return err
	}
	c.publish(g)
	c.offer(g)
	return nil
}

// recall notes the time of a revision, which others go on from.
func (c *Catalog) recall(ctx context.Context, r graph.Revision) error {
	base, err := baseOf(ctx, c.store)
	if err != nil || r <= base.Revision {
		c.last = base.Time
		return err
	}
	if keeper, tells := c.store.(graph.Timekeeper); tells {
		c.last, err = keeper.TimeOf(ctx, r)
		if graph.KindOf(err) == graph.RevisionCompacted {
			c.last, err = base.Time, nil
		}
		return err
	}
	for commit, err := range c.store.Log(ctx, r-1) {
		switch {
		case graph.KindOf(err) == graph.RevisionCompacted: // meanwhile; the store sees to it that times never decrease
			c.last = base.Time
		case err != nil:
			return err
		default:
			c.last = commit.Time
		}
		break
	}
	return nil
}

// publish makes a graph the newest and wakes who waits for it. The caller has the turn.
func (c *Catalog) publish(g *graph.Graph) {
	c.current.Store(g)
	c.mu.Lock()
	defer c.mu.Unlock()
	close(c.moved)
	c.moved = make(chan struct{})
}

// follow lays what others commit over the graph until the Catalog is closed.
func (c *Catalog) follow() {
	pause := firstPause
	for c.closing.Err() == nil {
		err := c.next()
		if c.closing.Err() != nil {
			return
		}
		c.outage.report(err)
		if err == nil {
			pause = firstPause
			continue
		}
		c.rest(pause)
		pause = min(2*pause, lastPause)
	}
}

// rest waits for half of a pause and a part of the rest, or until somebody wants the store tried, but not less than the
// shortest: many who want that are no reason to try all the time.
func (c *Catalog) rest(pause time.Duration) {
	c.sleep(firstPause/2, nil)
	c.sleep((pause-firstPause)/2+rand.N(pause/2), c.outage.knocks) //nolint:gosec // chance that nobody need foresee is enough
}

// sleep ends with the time, when it is woken, or with the Catalog.
func (c *Catalog) sleep(d time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	case <-c.closing.Done():
	}
}

// next waits until the store is ahead, and catches up with it. In an outage it returns as soon as that is over.
func (c *Catalog) next() error {
	if c.Trouble() == nil {
		if err := c.store.Wait(c.closing, c.Graph().Revision()); err != nil {
			return err
		}
	} else if c.Graph() == nil {
		return c.connect(c.closing)
	} else if err := c.probe(c.closing); err != nil {
		return err
	}
	if err := c.hold(c.closing, nil); err != nil {
		return err
	}
	defer c.give()
	return c.catchUp(c.closing)
}

// probe asks the store for anything, to see whether it answers.
func (c *Catalog) probe(ctx context.Context) error {
	trying, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	for _, err := range c.store.Log(trying, c.Graph().Revision()) {
		switch {
		case graph.KindOf(err) == graph.RevisionCompacted: // an answer, too
			return nil
		case err != nil && trying.Err() != nil && ctx.Err() == nil:
			return &graph.Error{Kind: graph.Unavailable, Op: "follow", Err: err, Message: "the store does not answer: check that it runs and can be reached from here"}
		}
		return err
	}
	return nil
}

// catchUp lays the commits over the graph that the store has beyond it, all at once. The caller has the turn.
func (c *Catalog) catchUp(ctx context.Context) error {
	g := c.Graph()
	at, last := g.Revision(), c.last
	var changes []graph.Change
	var commits []*graph.Commit
	for commit, err := range c.store.Log(ctx, at) {
		switch {
		case graph.KindOf(err) == graph.RevisionCompacted:
			return c.load(ctx)
		case err != nil:
			return err
		case commit.Revision != at+1:
			return &graph.Error{Kind: graph.StoreCorrupt, Op: "log", Message: fmt.Sprintf(
				"the store's log goes from revision %s to %s; run headwater verify", at, commit.Revision)}
		}
		at, last = commit.Revision, commit.Time
		changes, commits = append(changes, commit.Changes...), append(commits, commit)
	}
	if at == g.Revision() {
		return nil
	}
	after, err := g.With(at, changes...)
	if err != nil {
		return err
	}
	c.last = last
	c.tail.add(commits)
	c.publish(after)
	return nil
}
