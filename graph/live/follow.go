package live

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// How long following waits after an error of the store: twice as long each time, up to a limit. The limit is small
// against the time in which a server must be back after its store is, and large against what one try costs the store.
const (
	firstPause = 100 * time.Millisecond
	lastPause  = 2 * time.Second
)

// load reads the whole state.
func (c *Catalog) load(ctx context.Context) error {
	g, err := graph.New(c.store.Load(ctx))
	if err != nil {
		return err
	}
	if r := g.Revision(); r > 0 {
		for commit, err := range c.store.Log(ctx, r-1) {
			if err != nil && graph.KindOf(err) != graph.RevisionCompacted {
				return err
			}
			if commit != nil {
				c.last = commit.Time
			}
			break
		}
	}
	c.publish(g)
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
		if err == nil {
			c.note(nil)
			pause = firstPause
			continue
		}
		if c.closing.Err() != nil {
			return
		}
		c.note(err)
		select {
		case <-time.After(pause/2 + rand.N(pause/2)): // servers that lost one store together don't come back together
		case <-c.closing.Done():
		}
		pause = min(2*pause, lastPause)
	}
}

// next waits until the store is ahead, and catches up with it. Where the store is not open yet it opens it, and where it
// was in trouble it does not wait: whether the store answers is what must be known.
func (c *Catalog) next() error {
	if c.Loaded() && c.Trouble() == nil {
		if err := c.store.Wait(c.closing, c.Graph().Revision()); err != nil {
			return err
		}
	}
	if err := c.take(c.closing); err != nil {
		return err
	}
	defer c.give()
	if !c.Loaded() {
		return c.connect(c.closing)
	}
	return c.catchUp(c.closing)
}

// catchUp lays the commits over the graph that the store has beyond it, all at once. The caller has the turn.
func (c *Catalog) catchUp(ctx context.Context) error {
	g := c.Graph()
	at, last := g.Revision(), c.last
	var changes []graph.Change
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
		changes = append(changes, commit.Changes...)
	}
	if at == g.Revision() {
		return nil
	}
	after, err := g.With(at, changes...)
	if err != nil {
		return err
	}
	c.last = last
	c.publish(after)
	return nil
}
