package live

import (
	"context"
	"errors"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

// How large a group may become. A request that changes more makes a group of its own.
const (
	mostCommits = 256    // the durable step is then long a small part of what a group costs
	mostChanges = 10_000 // Neo4j holds them all in memory, and who came first waits for them
)

// group is some requests that came one after the other. Each is judged over the graph that those before it lead to, and
// what they commit is appended at once.
type group struct {
	catalog *Catalog
	graph   *graph.Graph // what the requests so far lead to
	last    time.Time    // of the newest commit, the group's own among them
	commits []*graph.Commit
	changes int
	held    []*waiter // judged over commits of the group, their own among them: answered when those are durable
}

// serve carries out a group of what waits: at least the first of it, unless another server was faster. Then all are back
// in the queue. The caller has the turn.
func (c *Catalog) serve(ctx context.Context) {
	g := &group{catalog: c, graph: c.Graph(), last: c.last}
	defer g.fail(errAbandoned) // of a panic: it goes on in who has the turn, and leaves nobody waiting
	for len(g.commits) < mostCommits {
		w := c.queue.next()
		if w == nil {
			break
		}
		if !g.take(w) {
			c.queue.putBack(w)
			break
		}
	}
	if len(g.commits) > 0 {
		g.settle(ctx)
	}
}

var errAbandoned = &graph.Error{Kind: graph.Internal, Op: "apply", Message: "something went wrong in a request that was carried out together " +
	"with this one: send this one again with the same operation id"}

// take judges a request, and returns false where it must wait for the next group.
func (g *group) take(w *waiter) bool {
	g.held = append(g.held, w)
	w.applied, w.err = g.judge(w)
	later := errors.Is(w.err, errLater)
	if !later && len(g.commits) > 0 && !w.request.DryRun {
		return true
	}
	g.held = g.held[:len(g.held)-1]
	if !later { // it was judged over what is durable
		close(w.done)
	}
	return !later
}

// settle makes the group's commits durable, publishes them and answers.
func (g *group) settle(ctx context.Context) {
	c := g.catalog
	fault.Reach(fault.GroupFormed)
	err := c.store.Append(ctx, g.commits...)
	switch graph.KindOf(err) {
	case "":
		fault.Reach(fault.Appended)
		c.last = g.commits[len(g.commits)-1].Time
		c.tail.add(g.commits)
		c.publish(g.graph)
		fault.Reach(fault.Published)
		c.offer(g.graph)
		for _, w := range g.held {
			close(w.done)
		}
		g.held = nil
		fault.Reach(fault.Acknowledged)
	case graph.Conflict, graph.OpIDReused:
		g.overtaken(ctx, err)
	default:
		g.fail(err)
	}
}

// overtaken has the group's requests judged again, over what another server committed meanwhile.
func (g *group) overtaken(ctx context.Context, because error) {
	c := g.catalog
	at := c.Graph().Revision()
	if err := c.catchUp(ctx); err != nil {
		g.fail(err)
		return
	}
	news := c.Graph().Revision() > at
	for _, w := range g.held {
		if graph.KindOf(because) == graph.OpIDReused && w.request.OperationID != "" && !w.suspect {
			w.suspect, news = true, true
		}
	}
	if !news { // the store says that there is more, and shows nothing
		g.fail(because)
		return
	}
	c.queue.putBack(g.held...)
	g.held = nil
}

// fail answers with an error what was judged over commits of the group, which may not be there.
func (g *group) fail(err error) {
	for _, w := range g.held {
		w.applied, w.err = Applied{}, err
		close(w.done)
	}
	g.held = nil
}
