package transfer

import (
	"context"
	"fmt"
	"iter"

	"github.com/headwater-catalog/headwater/graph"
)

// The bounds of what is appended at once; a single commit may be larger.
const (
	mostCommits = 256
	mostChanges = 2000
)

// Result is what was copied.
type Result struct {
	Base     graph.Base     // where the log of the target begins
	Found    graph.Revision // that the target had before
	Revision graph.Revision // that both have now
	Hash     graph.Hash     // of that revision's commit
}

// Progress is told how far the target is and how far the source was last seen to be; 0 where that is not known yet.
type Progress func(copied, of graph.Revision)

// Copy appends to a store what another has and it lacks, and returns when both are at one revision with the same hash and
// the same records. An empty target begins with the base of the source, so it has as much of the history. Linear in the log;
// memory in proportion to the records. A target with commits that the source has not, or that ends before the source's log
// begins, is a Conflict and stays as it is. A source that is compacted meanwhile may end it with RevisionCompacted. The
// progress may be nil.
func Copy(ctx context.Context, from, to graph.Store, progress Progress) (Result, error) {
	if progress == nil {
		progress = func(graph.Revision, graph.Revision) {}
	}
	c := copying{from: from, to: to, progress: progress}
	found, err := c.meet(ctx)
	if err != nil {
		return Result{}, err
	}
	for {
		if err := c.goOn(ctx); err != nil {
			return Result{}, err
		}
		same, err := c.compare(ctx)
		if err != nil || same {
			return Result{Base: c.base, Found: found, Revision: c.at, Hash: c.hash}, err
		}
	}
}

// copying is a copy under way: the target ends at a revision with a hash.
type copying struct {
	from, to graph.Store
	progress Progress
	base     graph.Base // of the target
	at       graph.Revision
	hash     graph.Hash
}

// same reads the logs of both from where both have one, to the target's end, and makes sure that they are the same.
func (c *copying) same(ctx context.Context, after graph.Revision) error {
	next, stop := iter.Pull2(c.from.Log(ctx, after))
	defer stop()
	for theirs, err := range c.to.Log(ctx, after) {
		if err != nil {
			return err
		}
		ours, err, there := next()
		switch {
		case !there:
			return refused("the target has revision %s, which the source has not: the source is the older of the two, or another catalog", theirs.Revision)
		case err != nil:
			return err
		case ours.Hash != theirs.Hash:
			return refused("the two have different commits from revision %s on: they are not one catalog", theirs.Revision)
		}
		c.at, c.hash = theirs.Revision, theirs.Hash
		c.progress(c.at, 0)
	}
	return nil
}

func refused(format string, args ...any) error {
	return &graph.Error{Kind: graph.Conflict, Op: "copy", Message: fmt.Sprintf(format, args...) +
		". Nothing was copied. Copy to an empty target, or to an earlier copy of the same catalog"}
}

// goOn copies what the source's log has beyond the target's end, some commits at a time.
func (c *copying) goOn(ctx context.Context) error {
	of, _ := c.from.Load(ctx)
	var some []*graph.Commit
	changes := 0
	for commit, err := range c.from.Log(ctx, c.at) {
		if err != nil {
			return err
		}
		if len(some) == mostCommits || len(some) > 0 && changes+len(commit.Changes) > mostChanges {
			if err := c.append(ctx, some); err != nil {
				return err
			}
			c.progress(c.at, of)
			some, changes = nil, 0
		}
		some, changes = append(some, commit), changes+len(commit.Changes)
	}
	err := c.append(ctx, some)
	c.progress(c.at, max(c.at, of))
	return err
}

// append appends commits in one step, once all of them were found to follow the target's end. This is the one place that appends.
func (c *copying) append(ctx context.Context, commits []*graph.Commit) error {
	at, hash := c.at, c.hash
	for _, commit := range commits {
		if err := follows(at, hash, commit); err != nil {
			return err
		}
		at, hash = commit.Revision, commit.Hash
	}
	if len(commits) == 0 {
		return nil
	}
	if err := c.to.Append(ctx, commits...); err != nil {
		return err
	}
	if commits[len(commits)-1].Hash != hash { // each is sealed over those before it
		return broken("the target gave revision %s another hash than the source: it is no copy. Begin again with an empty target", at)
	}
	c.at, c.hash = at, hash
	return nil
}

// follows checks that a commit's hash seals it and the one at a place, so that the target will give it the same.
func follows(at graph.Revision, hash graph.Hash, commit *graph.Commit) error {
	encoded, err := commit.Encode()
	if err != nil {
		return &graph.Error{Kind: graph.Internal, Op: "copy", Err: err}
	}
	if commit.Revision != at+1 || graph.Seal(hash, encoded) != commit.Hash {
		return broken("the source's revision %s does not match its hash, so it was not copied: look with headwater verify", commit.Revision)
	}
	return nil
}

func broken(format string, args ...any) error {
	return &graph.Error{Kind: graph.StoreCorrupt, Op: "copy", Message: fmt.Sprintf(format, args...)}
}
