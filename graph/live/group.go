package live

import (
	"context"
	"fmt"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// What one Append takes. More requests gain nothing: a disk or a database answers once for all of them. More changes would
// make those that wait wait long, and a store may hold them all in memory.
const (
	mostTogether = 256
	mostChanges  = 10_000
)

// group is requests that are carried out together: each over the graph that the one before leaves, all made durable by
// one Append. What a request is told may rest on those before it, so nobody is told anything before they are durable.
type group struct {
	requests []*asked
	base     *graph.Graph
	after    *graph.Graph // of the last commit; base where there is none
	last     time.Time    // of the last commit
	changes  int
	commits  []*graph.Commit
	outcomes []outcome // of each request
}

// outcome is what a request will be told if the group becomes durable.
type outcome struct {
	applied Applied
	err     error
	own     bool // it rests on base alone, so it holds whatever becomes of the group
}

// serve carries out what waits, a group at a time, until a request is answered. The caller has the turn, and loses it.
func (c *Catalog) serve(until *asked) {
	defer c.give()
	for !until.isAnswered() {
		if c.closing.Err() != nil {
			c.leave(until, errClosed)
			return
		}
		c.carryOut(c.dequeue())
	}
}

// carryOut answers requests, or has some of them wait again for the next group.
func (c *Catalog) carryOut(requests []*asked) {
	defer func() {
		if defect := recover(); defect != nil {
			abandon(requests)
			panic(defect)
		}
	}()
	for len(requests) > 0 {
		requests = c.settle(requests)
		g := c.draft(requests)
		c.putBack(requests[len(g.requests):])
		requests = g.requests
		at := c.Graph().Revision()
		err := c.append(g.commits)
		if !overtakes(err) {
			c.finish(g, err)
			return
		}
		ctx := context.WithoutCancel(requests[0].ctx)
		if failed := c.catchUp(ctx); failed != nil {
			err = failed
		}
		if c.Graph().Revision() == at { // the store says that there is more, and shows nothing
			c.finish(g, err)
			return
		}
	}
}

// abandon answers those whom nobody will answer any more, because one of them struck a defect.
func abandon(requests []*asked) {
	for _, a := range requests {
		if !a.isAnswered() {
			a.answer(Applied{}, &graph.Error{Kind: graph.Internal, Op: "apply", Message: "a request beside this one failed, and nothing was changed"})
		}
	}
}

// settle answers the requests that can be answered without a draft, because they were carried out earlier or nobody waits
// for them, and returns the others. It may move the graph on.
func (c *Catalog) settle(requests []*asked) []*asked {
	var open []*asked
	for _, a := range requests {
		applied, err := c.repeated(a.ctx, a.Request, a.print)
		if err == nil && applied.Commit == nil && a.IfRevision != nil && *a.IfRevision > c.Graph().Revision() {
			err = c.catchUp(a.ctx) // read from another server, perhaps
		}
		if err == nil && a.ctx.Err() != nil {
			err = given(a.ctx)
		}
		if err != nil || applied.Commit != nil {
			a.answer(applied, err)
			continue
		}
		open = append(open, a)
	}
	return open
}

// draft carries requests out over the newest graph known, as many as go together, writing nothing.
func (c *Catalog) draft(requests []*asked) *group {
	g := &group{base: c.Graph(), after: c.Graph(), last: c.last}
	operations := map[string]bool{}
	for _, a := range requests {
		if a.OperationID != "" && operations[a.OperationID] || g.changes >= mostChanges {
			break // the next group finds out what became of it
		}
		operations[a.OperationID] = true
		g.requests = append(g.requests, a)
		g.outcomes = append(g.outcomes, c.attempt(g, a))
	}
	return g
}

// attempt drafts and authorises one request, and lays what it changes over the group's graph. A dry run is as if it came
// before all others.
func (c *Catalog) attempt(g *group, a *asked) outcome {
	over := g.after
	if a.DryRun {
		over = g.base
	}
	own := over == g.base
	next, now := over.Revision()+1, c.time(g.last)
	if err := checkRevision(a.IfRevision, over.Revision()); err != nil {
		return outcome{err: err, own: own}
	}
	changes, err := over.Draft(graph.Draft{Source: a.Source, Whole: a.Whole, Revision: next, Time: now, Path: a.Path, Edits: a.Edits})
	if err == nil {
		err = c.authorize(a.ctx, over, a.Request, changes)
	}
	if err != nil {
		return outcome{err: err, own: own}
	}
	if len(changes) == 0 {
		return outcome{applied: Applied{Before: over, After: over}, own: own}
	}
	after, err := over.With(next, changes...)
	if err != nil {
		return outcome{err: err, own: own}
	}
	applied := Applied{Before: over, After: after, Changes: changes}
	if a.DryRun {
		return outcome{applied: applied, own: own}
	}
	applied.Commit = &graph.Commit{
		Revision: next, Time: now, Actor: a.Actor, Source: a.Source, Message: a.Message,
		OperationID: a.OperationID, Fingerprint: a.print, Changes: changes,
	}
	g.after, g.last, g.changes = after, now, g.changes+len(changes)
	g.commits = append(g.commits, applied.Commit)
	return outcome{applied: applied}
}

// append makes commits durable. The one who asks for it may be gone meanwhile: the others are not.
func (c *Catalog) append(commits []*graph.Commit) error {
	if len(commits) == 0 {
		return nil
	}
	err := c.store.Append(context.WithoutCancel(c.closing), commits...)
	if err == nil {
		c.last = commits[len(commits)-1].Time
	}
	return err
}

// overtakes reports whether an error of Append comes of commits that are not in the graph yet.
func overtakes(err error) bool {
	kind := graph.KindOf(err)
	return kind == graph.Conflict || kind == graph.OpIDReused
}

// finish publishes what became durable and tells each request of a group what became of it. Of an error those hear whose
// outcome rests on what is not durable.
func (c *Catalog) finish(g *group, err error) {
	if err == nil && g.after != g.base {
		c.publish(g.after)
	}
	for i, a := range g.requests {
		o := g.outcomes[i]
		if err != nil && !o.own {
			o = outcome{err: err}
		}
		a.answer(o.applied, o.err)
	}
}

// time returns the time of the next commit: now, but never before the last. Milliseconds are exact enough for people,
// and what is finer would be kept with every claim.
func (c *Catalog) time(last time.Time) time.Time {
	now := c.now().UTC().Truncate(time.Millisecond)
	if now.Before(last) {
		return last
	}
	return now
}

// checkRevision refuses where the catalog is not at the revision that a request was made for.
func checkRevision(wanted *graph.Revision, at graph.Revision) error {
	switch {
	case wanted == nil || *wanted == at:
		return nil
	case *wanted > at:
		return &graph.Error{Kind: graph.FutureRevision, Op: "apply", Message: fmt.Sprintf(
			"there is no revision %s yet; the newest is %s", *wanted, at)}
	}
	return &graph.Error{Kind: graph.Conflict, Op: "apply", Message: fmt.Sprintf(
		"the catalog is at revision %s, no longer at %s: look at what changed since, and ask again", at, *wanted)}
}
