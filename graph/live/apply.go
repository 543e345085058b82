package live

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/headwater-catalog/headwater/graph"
)

// Request is what somebody wants changed.
type Request struct {
	Actor       string       // who asks
	Source      graph.Source // whose claims the edits make
	Whole       bool         // the edits are all that the source says: what else it claims is withdrawn
	Edits       []graph.Edit
	Message     string          // why, for the history
	OperationID string          // chosen by the caller, so that the request can be sent again safely; may be ""
	IfRevision  *graph.Revision // refuse where the catalog is at any other; may be nil
	DryRun      bool            // only say what would happen
	Path        []any           // of the request in the caller's input, for messages
}

// Applied is what a request did.
type Applied struct {
	Before, After *graph.Graph
	Commit        *graph.Commit // nil where nothing changed, and of a dry run
	Changes       []graph.Change
}

// Apply carries a request out, all of it or nothing, and returns when the commit is durable. Writers take turns; readers
// go on.
//
// What is wrong with the edits comes as [graph.Faults], or as the error of Authorize. A stale IfRevision is Conflict, one
// beyond the newest revision FutureRevision. An operation id that was used for another request is OpIDReused; for the
// same request, whoever sends it, the answer is the Commit it made, with its Changes, and the newest graph as Before and
// After. Requests that changed nothing are not remembered. When the store is Unavailable nobody may know whether the
// commit happened: the follower shows it if so, and the same operation id, sent again, does it once.
func (c *Catalog) Apply(ctx context.Context, r Request) (Applied, error) {
	print, err := fingerprint(r)
	if err != nil {
		return Applied{}, err
	}
	if err := c.take(ctx); err != nil {
		return Applied{}, err
	}
	defer c.give()
	for {
		if applied, err := c.repeated(ctx, r, print); err != nil || applied.Commit != nil {
			return applied, err
		}
		at := c.Graph().Revision()
		applied, err := c.attempt(ctx, r, print)
		var overtaken *overtaken
		if !errors.As(err, &overtaken) {
			return applied, err
		}
		if err := c.catchUp(ctx); err != nil {
			return Applied{}, err
		}
		if c.Graph().Revision() == at { // the store says that there is more, and shows nothing
			return Applied{}, overtaken.error
		}
	}
}

// overtaken is an error of Append because of a commit that is not in the graph yet.
type overtaken struct{ error }

// attempt drafts, authorises and appends over the newest graph known.
func (c *Catalog) attempt(ctx context.Context, r Request, print string) (Applied, error) {
	if err := c.checkRevision(ctx, r.IfRevision); err != nil {
		return Applied{}, err
	}
	g := c.Graph()
	next, now := g.Revision()+1, c.time()
	changes, err := g.Draft(graph.Draft{Source: r.Source, Whole: r.Whole, Revision: next, Time: now, Path: r.Path, Edits: r.Edits})
	if err != nil {
		return Applied{}, err
	}
	if err := c.authorize(ctx, g, r, changes); err != nil {
		return Applied{}, err
	}
	if len(changes) == 0 {
		return Applied{Before: g, After: g}, nil
	}
	after, err := g.With(next, changes...)
	if err != nil {
		return Applied{}, err
	}
	applied := Applied{Before: g, After: after, Changes: changes}
	if r.DryRun {
		return applied, nil
	}
	applied.Commit = &graph.Commit{
		Revision: next, Time: now, Actor: r.Actor, Source: r.Source, Message: r.Message,
		OperationID: r.OperationID, Fingerprint: print, Changes: changes,
	}
	if err := c.append(ctx, applied.Commit); err != nil {
		return Applied{}, err
	}
	c.publish(after)
	return applied, nil
}

func (c *Catalog) append(ctx context.Context, commit *graph.Commit) error {
	err := c.store.Append(ctx, commit)
	switch graph.KindOf(err) {
	case "":
		c.last = commit.Time
		return nil
	case graph.Conflict, graph.OpIDReused:
		return &overtaken{err}
	}
	return err
}

// time returns the time of the next commit: now, but never before the last. Milliseconds are exact enough for people,
// and what is finer would be kept with every claim.
func (c *Catalog) time() time.Time {
	now := c.now().UTC().Truncate(time.Millisecond)
	if now.Before(c.last) {
		return c.last
	}
	return now
}

// checkRevision refuses where the catalog is not at the revision that a request was made for.
func (c *Catalog) checkRevision(ctx context.Context, wanted *graph.Revision) error {
	if wanted == nil {
		return nil
	}
	if *wanted > c.Graph().Revision() { // read from another server, perhaps
		if err := c.catchUp(ctx); err != nil {
			return err
		}
	}
	switch at := c.Graph().Revision(); {
	case *wanted > at:
		return &graph.Error{Kind: graph.FutureRevision, Op: "apply", Message: fmt.Sprintf(
			"there is no revision %s yet; the newest is %s", *wanted, at)}
	case *wanted < at:
		return &graph.Error{Kind: graph.Conflict, Op: "apply", Message: fmt.Sprintf(
			"the catalog is at revision %s, no longer at %s: look at what changed since, and ask again", at, *wanted)}
	}
	return nil
}
