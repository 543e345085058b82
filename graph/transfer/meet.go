package transfer

import (
	"context"

	"github.com/headwater-catalog/headwater/graph"
)

// meet finds the target's end, and makes sure that the source has the same history up to there, as far as both have it: the
// hashes at a revision stand for all that came before. An empty target gets the source's base. It returns the end that was
// found.
func (c *copying) meet(ctx context.Context) (found graph.Revision, err error) {
	ours, err := baseOf(ctx, c.from)
	if err != nil {
		return 0, err
	}
	if c.base, err = baseOf(ctx, c.to); err != nil {
		return 0, err
	}
	c.at = max(ours.Revision, c.base.Revision)
	theirs, has, err := hashAt(ctx, c.to, c.base, c.at)
	if err == nil && !has {
		return 0, c.beginEmpty(ctx, ours)
	}
	if err != nil {
		return 0, err
	}
	if c.hash, has, err = hashAt(ctx, c.from, ours, c.at); err != nil {
		return 0, err
	}
	switch {
	case !has:
		return 0, refused("the target has revision %s, which the source has not: the source is the older of the two, or another catalog", c.at)
	case c.hash != theirs:
		return 0, refused("the two have different commits at revision %s: they are not one catalog", c.at)
	}
	err = c.same(ctx, c.at)
	return c.at, err
}

// beginEmpty is begin for a target that ends before the source's log begins, which must be empty.
func (c *copying) beginEmpty(ctx context.Context, ours graph.Base) error {
	_, filled, err := hashAt(ctx, c.to, c.base, c.base.Revision+1)
	if err != nil {
		return err
	}
	if filled || c.base.Revision > 0 {
		return refused("the target ends before the source's log begins, at revision %s (%s): what lies between is no longer kept", ours.Revision, ours.Why)
	}
	return c.begin(ctx)
}

// begin makes the source's base the target's, in which there is nothing.
func (c *copying) begin(ctx context.Context) error {
	base, records := c.from.(graph.Compactor).LoadBase(ctx)
	to, can := c.to.(graph.Compactor)
	if !can {
		return refused("the source was compacted to revision %s, and the target can only begin with an empty catalog", base.Revision)
	}
	if err := to.Begin(ctx, base, records); err != nil {
		return err
	}
	c.base, c.at, c.hash = base, base.Revision, base.Hash
	c.progress(c.at, 0)
	return nil
}

// hashAt returns the hash of a revision, and whether the store has that.
func hashAt(ctx context.Context, store graph.Store, base graph.Base, r graph.Revision) (hash graph.Hash, has bool, err error) {
	if r == base.Revision {
		return base.Hash, true, nil
	}
	for commit, err := range store.Log(ctx, r-1) {
		if err != nil {
			return graph.Hash{}, false, err
		}
		return commit.Hash, true, nil
	}
	return graph.Hash{}, false, nil
}

func baseOf(ctx context.Context, store graph.Store) (graph.Base, error) {
	if c, can := store.(graph.Compactor); can {
		return c.Base(ctx)
	}
	return graph.Base{}, nil
}
