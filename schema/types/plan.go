package types

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Plan is a catalog without and with changes that nobody has written.
type Plan struct {
	*planned
	stale bool
}

// planned is what does not depend on who asks: a plan, and what it does to others once somebody asked for that.
type planned struct {
	plan     *lineage.Plan
	digest   string // of what was asked
	query    query
	mu       sync.Mutex
	assessed *Impact
}

// NewPlan lays changes over a graph, of now or of any other time, as a source saying them at a time would, unless ctx
// ends before. stale is that of [NewCatalog].
func NewPlan(ctx context.Context, base *graph.Graph, stale bool, changes []Change, source *SourceInput, now time.Time) (*Plan, error) {
	if err := checkCount(len(changes), "changes"); err != nil {
		return nil, err
	}
	planned, err := newPlanned(ctx, base, digest(changes, source), changes, source, now)
	if err != nil {
		return nil, err
	}
	return &Plan{planned, stale}, nil
}

func newPlanned(ctx context.Context, base *graph.Graph, digest string, changes []Change, source *SourceInput, now time.Time) (*planned, error) {
	draft := graph.Draft{Time: now, Edits: edits(changes, "changes"), Canceled: ctx.Err}
	draft.Source, draft.Whole = source.From()
	plan, err := lineage.Drafting(base, draft)
	if err != nil {
		return nil, err
	}
	return &planned{plan: plan, digest: digest, query: query{"plan", digest}}, nil
}

// digest stands for changes and their source in the cursors of a plan's lists: they may be a million.
func digest(changes []Change, source *SourceInput) string {
	asked, err := json.Marshal(struct {
		Changes []Change
		Source  *SourceInput
	}{changes, source})
	if err != nil {
		panic(fmt.Sprintf("types: changes are no JSON: %v", err)) // they came as JSON
	}
	sum := sha256.Sum256(asked)
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Base returns the revision that the changes were laid over.
func (p *Plan) Base() graph.Revision { return p.plan.Before.Revision() }

// Before returns the catalog without the changes.
func (p *Plan) Before() *Catalog { return NewCatalog(p.plan.Before, p.stale) }

// After returns the catalog with the changes.
func (p *Plan) After() *Catalog { return NewCatalog(p.plan.After, p.stale) }

// Diff returns what the changes change. What comes of it was never written, unless it is nothing.
func (p *Plan) Diff() *Diff {
	base, keys := p.Base(), keysOf(p.plan)
	if len(keys) == 0 {
		return NewDiff(p.plan.Before, p.plan.After, &base, &base, keys)
	}
	return NewDiff(p.plan.Before, p.plan.After, &base, nil, keys)
}

// Touched returns how many records the changes concern, also those of which only the claims change.
func (p *Plan) Touched() int { return len(p.plan.Changes) }

// keysOf returns what a plan changes; never nil, which would be everything.
func keysOf(p *lineage.Plan) []graph.Key {
	keys := make([]graph.Key, len(p.Changes))
	for i, c := range p.Changes {
		keys[i] = c.Key()
	}
	return keys
}

// Impact returns what the changes do to others.
func (p *planned) Impact(ctx context.Context) (*Impact, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.assessed != nil {
		return p.assessed, nil
	}
	found, err := assess(ctx, p.plan, p.query.below("impact"))
	if err == nil {
		p.assessed = found
	}
	return found, err
}

// Impact returns what altering the entity would do to others.
func (h Handle) Impact(ctx context.Context) (*Impact, error) {
	return assess(ctx, lineage.Altering(h.g, h.n), h.query("impact"))
}

func assess(ctx context.Context, p *lineage.Plan, q query) (*Impact, error) {
	found, err := lineage.Assess(ctx, p)
	if err != nil {
		return nil, err
	}
	return &Impact{found, q}, nil
}
