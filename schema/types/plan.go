package types

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"github.com/headwater-catalog/headwater/graph"
	"github.com/headwater-catalog/headwater/lineage"
)

// Plan is a catalog without and with changes that nobody has written.
type Plan struct {
	plan  *lineage.Plan
	query query
	stale bool
}

// NewPlan lays changes over a graph, of now or of any other time, as people declaring them at that time would. stale is
// that of [NewCatalog].
func NewPlan(base *graph.Graph, stale bool, changes []Change, now time.Time) (*Plan, error) {
	if err := checkCount(changes, "changes"); err != nil {
		return nil, err
	}
	plan, err := lineage.NewPlan(base, edits(changes, "changes"), now)
	if err != nil {
		return nil, err
	}
	return &Plan{plan, query{"plan", digest(changes)}, stale}, nil
}

// digest stands for changes in the cursors of a plan's lists: they may be a million.
func digest(changes []Change) string {
	asked, err := json.Marshal(changes)
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
	base := p.Base()
	keys := make([]graph.Key, len(p.plan.Changes))
	for i, c := range p.plan.Changes {
		keys[i] = c.Key()
	}
	if len(keys) == 0 {
		return NewDiff(p.plan.Before, p.plan.After, &base, &base, keys)
	}
	return NewDiff(p.plan.Before, p.plan.After, &base, nil, keys)
}

// Impact returns what the changes do to others.
func (p *Plan) Impact(ctx context.Context) (*Impact, error) {
	return assess(ctx, p.plan, p.query.below("impact"))
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
