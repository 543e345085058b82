package live

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/graph/fault"
)

// errLater is why a request cannot be judged within a group that has commits, but can in the next.
var errLater = errors.New("not in this group")

// judge says what a request is to be answered, and adds what it commits to the group.
//
// An operation id is looked up only where the request commits nothing, or where the store said that one is used: Append
// refuses a used one without that, and most are new.
func (g *group) judge(w *waiter) (Applied, error) {
	if w.ctx.Err() != nil {
		return Applied{}, given(w.ctx)
	}
	if g.has(w.request.OperationID) {
		w.suspect = true
		return Applied{}, errLater
	}
	now := g.time()
	applied, err := g.attempt(w.ctx, w.request, now)
	if errors.Is(err, errLater) {
		return Applied{}, err
	}
	if err != nil || len(applied.Changes) == 0 || w.request.DryRun || w.suspect {
		if earlier, other := g.repeated(w); other != nil || earlier.Commit != nil {
			return earlier, other
		}
	}
	if err != nil || len(applied.Changes) == 0 || w.request.DryRun {
		return applied, err
	}
	return g.add(w, applied, now)
}

// has reports whether the group has a commit of an operation id.
func (g *group) has(operation string) bool {
	return operation != "" && slices.ContainsFunc(g.commits, func(c *graph.Commit) bool { return c.OperationID == operation })
}

// attempt drafts and authorises.
func (g *group) attempt(ctx context.Context, r Request, now time.Time) (Applied, error) {
	if err := g.checkRevision(ctx, r); err != nil {
		return Applied{}, err
	}
	before := g.over(r)
	if r.Prepare != nil {
		var err error
		if r.Edits, err = r.Prepare(before); err != nil {
			return Applied{}, err
		}
	}
	next := before.Revision() + 1
	changes, err := before.Draft(graph.Draft{
		Source: r.Source, Whole: r.Whole, Revision: next, Time: now, Path: r.Path, Edits: r.Edits, Canceled: canceled(ctx),
	})
	if err != nil {
		return Applied{}, err
	}
	if err := g.catalog.authorize(ctx, before, r, changes); err != nil {
		return Applied{}, err
	}
	if len(changes) == 0 {
		return Applied{Before: before, After: before}, nil
	}
	after, err := before.With(next, changes...)
	if err != nil {
		return Applied{}, err
	}
	return Applied{Before: before, After: after, Changes: changes}, nil
}

// add has the group commit what a request does.
func (g *group) add(w *waiter, applied Applied, now time.Time) (Applied, error) {
	if len(g.commits) > 0 && g.changes+len(applied.Changes) > mostChanges {
		return Applied{}, errLater
	}
	fault.Reach(fault.Drafted)
	r := w.request
	applied.Commit = &graph.Commit{
		Revision: applied.After.Revision(), Time: now, Actor: r.Actor, Source: r.Source, Message: r.Message,
		OperationID: r.OperationID, Fingerprint: w.print, Changes: applied.Changes,
	}
	g.commits = append(g.commits, applied.Commit)
	g.changes += len(applied.Changes)
	g.graph, g.last = applied.After, now
	return applied, nil
}

// time returns the time of the next commit: now, but never before the last. Milliseconds are exact enough for people,
// and what is finer would be kept with every claim.
func (g *group) time() time.Time {
	now := g.catalog.now().UTC().Truncate(time.Millisecond)
	if now.Before(g.last) {
		return g.last
	}
	return now
}

// catchUp brings the group to what other servers committed, as long as it has no commits itself.
func (g *group) catchUp(ctx context.Context) error {
	if len(g.commits) > 0 {
		return errLater
	}
	if err := g.catalog.catchUp(ctx); err != nil {
		return err
	}
	g.graph, g.last = g.catalog.Graph(), g.catalog.last
	return nil
}

// over returns the graph that a request is judged over. A dry run is as if it came before all others of the group.
func (g *group) over(r Request) *graph.Graph {
	if r.DryRun {
		return g.catalog.Graph()
	}
	return g.graph
}

// checkRevision refuses where the catalog is not at the revision that a request was made for.
func (g *group) checkRevision(ctx context.Context, r Request) error {
	wanted := r.IfRevision
	if wanted == nil {
		return nil
	}
	if *wanted > g.over(r).Revision() { // read from another server, perhaps
		if err := g.catchUp(ctx); err != nil {
			return err
		}
	}
	switch at := g.over(r).Revision(); {
	case *wanted > at:
		return &graph.Error{Kind: graph.FutureRevision, Op: "apply", Message: fmt.Sprintf(
			"there is no revision %s yet; the newest is %s", *wanted, at)}
	case *wanted < at:
		return &graph.Error{Kind: graph.Conflict, Op: "apply", Message: fmt.Sprintf(
			"the catalog is at revision %s, no longer at %s: look at what changed since, and ask again", at, *wanted)}
	}
	return nil
}
